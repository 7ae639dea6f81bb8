"""Boosted trees: fitted with CatBoost, handed over as the arrays that `cleaners.labeller.model` runs."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.model import Trees

SEED = 20_261_122
COLUMNS, ROWS = 0.3, 0.5
"""Share of the columns that each question is chosen from, and of the rows that each tree sees: as good as all, in 0.6 of the time."""


def fit_trees(
    table: NDArray[np.float32],
    target: NDArray[np.float32],
    weight: NDArray[np.float32],
    *,
    loss: str,
    trees: int,
    depth: int,
    rate: float = 0.1,
    threads: int = 2,
) -> Trees:
    """Fit oblivious trees.

    Args:
        table: features, shape (rows, columns).
        target: shares 0–1 for the loss `CrossEntropy`, numbers of classes for `MultiClass`.
        weight: of each row.
        loss: a loss of CatBoost.
        trees: how many.
        depth: questions of each.
        rate: learning rate.
        threads: how many threads it may use; the result depends on it in the last digits.
    """
    from catboost import CatBoost, Pool

    model = CatBoost(
        {
            "iterations": trees, "depth": depth, "learning_rate": rate, "loss_function": loss, "border_count": 64,
            "rsm": COLUMNS, "bootstrap_type": "Bernoulli", "subsample": ROWS,
            "random_seed": SEED, "thread_count": threads, "verbose": 0, "allow_writing_files": False,
        }
    )  # fmt: skip
    model.fit(Pool(table, target, weight=weight))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _trees(json.loads(path.read_text()), depth)


def _trees(model: dict, depth: int) -> Trees:  # type: ignore[type-arg]  # CatBoost's own JSON
    floats = model["features_info"]["float_features"]
    column_of = {f["feature_index"]: f["flat_feature_index"] for f in floats}
    scale, bias = model["scale_and_bias"]
    bias = np.atleast_1d(np.array(bias, np.float32))
    grown = model["oblivious_trees"]
    outputs = len(bias)
    column = np.zeros((len(grown), depth), np.int64)
    border = np.full((len(grown), depth), np.finfo(np.float32).max, np.float32)
    leaf = np.zeros((len(grown), 1 << depth, outputs), np.float32)
    for index, tree in enumerate(grown):
        splits = tree["splits"] or []
        for place, split in enumerate(splits):
            column[index, place] = column_of[split["float_feature_index"]]
            border[index, place] = split["border"]
        values = np.array(tree["leaf_values"], np.float64).reshape(1 << len(splits), outputs) * scale
        leaf[index, : 1 << len(splits)] = values
    return Trees(column, border, leaf, bias)
