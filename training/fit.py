"""Train the labeller, and cross-validate it by site.

    python -m training.fit --corpus ../shared/corpus --tables /tmp/tables
    python -m training.fit --corpus ../shared/corpus --tables /tmp/tables --folds 5 --out /tmp/folds

The first writes `cleaners/labeller/weights.npz`; the second one model a fold, `fold-0.npz` and so on, each trained without the
sites of its fold (`fold_of`), for `benchmarks/quality.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.convention import CONVENTIONS, document_row, with_convention
from cleaners.labeller.features import names
from cleaners.labeller.model import FILE, Model, Trees, write_model
from cleaners.model import Label
from training.examples import TEXT_DIALECTS, Example, examples
from training.kinds import KINDS
from training.samples import BODY, COLLECTIONS
from training.trees import SEED, fit_trees

FOLDS = 5
CONVENTION_OF = {"wcxb": "blog", "daniel": "plain"}
"""What the gold of each collection follows; the others are news."""
WEIGHT_OF = {"wcxb": 1.0, "daniel": 1.0, "fundus": 2.0, "dumps": 4.0, "own": 1.0}
"""What a document of each collection counts: real news pages are few."""
PAGE_TREES, DUMP_TREES, BODY_DEPTH = 300, 400, 6
KIND_TREES, KIND_DEPTH = 40, 5
CONVENTION_TREES, CONVENTION_DEPTH = 150, 4
NEAR = 15
"""Units this near to body are all kept in training; of the others one in five is."""

Floats = NDArray[np.float32]


def fold_of(site: str) -> int:
    """The fold that a site is left out in."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % FOLDS


def likely_conventions(found: Sequence[Example]) -> list[Floats]:
    """How likely each convention is for each document, from models that did not see its site."""
    rows = np.stack([document_row(e.table) for e in found])
    folds = np.array([fold_of(e.site) for e in found])
    likely = np.zeros((len(found), len(CONVENTIONS)), np.float32)
    for fold in range(FOLDS):
        inside = folds == fold
        model = _fit_conventions([e for e, held in zip(found, inside, strict=True) if not held], rows[~inside])
        raw = model.run(rows[inside])
        powers = np.exp(raw - raw.max(1, keepdims=True))
        likely[inside] = powers / powers.sum(1, keepdims=True)
    return list(likely)


def fit(found: Sequence[Example], likely: Sequence[Floats]) -> Model:
    """Train a model.

    Args:
        found: the documents, in all dialects.
        likely: how likely the conventions are for each, from other models.
    """
    rng = np.random.default_rng(SEED)
    tables, targets, weights, kinds = [], [], [], []
    for one, conventions in zip(found, likely, strict=True):
        known = ~np.isnan(one.target)
        target = np.nan_to_num(one.target)
        near = np.convolve(target > 0.1, np.ones(2 * NEAR + 1))[NEAR:-NEAR] > 0
        keep = known & (near | (rng.random(len(target)) < 0.2))
        weight = np.sqrt(np.maximum(one.size, 1)) * np.where(near, 1, 5)
        weight *= WEIGHT_OF[one.collection] / max(float(weight[keep].sum()), 1)
        tables.append(with_convention(one.table, conventions)[keep])
        targets.append(target[keep])
        weights.append(weight[keep])
        kinds.append(one.kind[keep])
    table, target, weight = np.concatenate(tables), np.concatenate(targets), np.concatenate(weights)
    is_page = table[:, names().index("page")] > 0
    pages, dumps = (
        fit_trees(table[rows], target[rows], weight[rows], loss="CrossEntropy", trees=trees, depth=BODY_DEPTH)
        for rows, trees in ((is_page, PAGE_TREES), (~is_page, DUMP_TREES))
    )
    kind = np.concatenate(kinds)
    sampled = (kind >= 0) & (rng.random(len(kind)) < 0.15)
    counts = np.bincount(kind[sampled], minlength=len(KINDS))
    balance = 1 / np.sqrt(np.maximum(counts, 20))
    kind_trees = fit_trees(
        table[sampled, : len(names())],
        kind[sampled].astype(np.float32),
        balance[kind[sampled]].astype(np.float32),
        loss="MultiClass",
        trees=KIND_TREES,
        depth=KIND_DEPTH,
        rate=0.2,
    )
    convention = _fit_conventions(found, np.stack([document_row(e.table) for e in found]))
    model = Model(names(), convention, pages, dumps, kind_trees, tuple(Label(k) for k in KINDS), "")
    return Model(
        model.features,
        model.convention,
        model.pages,
        model.dumps,
        model.kinds,
        model.labels,
        hashlib.sha256(_bytes(model)).hexdigest()[:12],
    )


def _fit_conventions(found: Sequence[Example], rows: Floats) -> Trees:
    target = np.array([CONVENTIONS.index(CONVENTION_OF.get(e.collection, "news")) for e in found], np.float32)
    weight = np.array([WEIGHT_OF[e.collection] for e in found], np.float32)
    return fit_trees(rows, target, weight, loss="MultiClass", trees=CONVENTION_TREES, depth=CONVENTION_DEPTH)


def _bytes(model: Model) -> bytes:
    sink = io.BytesIO()
    write_model(model, sink)
    return sink.getvalue()


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tables", type=Path, required=True, help="folder outside the repository for feature tables")
    parser.add_argument("--folds", type=int, default=0, help="train this many of the cross-validation models instead")
    parser.add_argument("--out", type=Path, help="where they go")
    parser.add_argument("--dialects", nargs="+", default=["html", *TEXT_DIALECTS, BODY])
    options = parser.parse_args()
    found = list(examples(options.corpus, options.tables, COLLECTIONS, options.dialects))
    began = time.monotonic()
    likely = likely_conventions(found)
    print(f"{len(found)} documents, conventions after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    target = Path(__file__).resolve().parents[1] / "cleaners" / "labeller" / FILE
    if not options.folds:
        target.write_bytes(_bytes(fit(found, likely)))
    for fold in range(options.folds):
        inside = [fold_of(e.site) != fold for e in found]
        model = fit(
            [e for e, k in zip(found, inside, strict=True) if k], [c for c, k in zip(likely, inside, strict=True) if k]
        )
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / f"fold-{fold}.npz").write_bytes(_bytes(model))
        print(f"fold {fold} after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
