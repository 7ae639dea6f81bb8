"""The trained model: oblivious decision trees, read from a file of figures and run as a few array operations.

All trees have the same depth, and all nodes of one level of a tree ask the same question (L. Prokhorenkova et al., "CatBoost:
unbiased boosting with categorical features", 2018): so a tree is a list of questions, its answers a binary number, and its result
a look-up in a table.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO

import numpy as np
from numpy.typing import NDArray

from cleaners.errors import RuleError
from cleaners.labeller.context import context_of, said_around
from cleaners.labeller.convention import document_row, with_convention
from cleaners.labeller.features import names
from cleaners.labeller.furniture import group_names
from cleaners.model import BODY_LABELS, Label

Floats = NDArray[np.float32]

FILE = "weights.npz"
PAGE = names().index("page")
_FURNITURE = [names().index(f"furniture_{group}") for group in group_names()]
_ROWS = 2048
"""Rows that are run at once, so that memory does not grow with the document."""


@dataclass(frozen=True, slots=True)
class Trees:
    """An ensemble of oblivious trees, all of one depth, which is 8 at most."""

    column: NDArray[np.int64]
    """The column that each question asks for, shape (trees, depth)."""
    border: Floats
    """It asks whether the value is greater than this, shape (trees, depth)."""
    leaf: Floats
    """Results, shape (trees, 2 ** depth, outputs)."""
    bias: Floats
    """Added to the sums, shape (outputs,)."""

    def run(self, table: Floats) -> Floats:
        """The raw results of some rows, shape (rows, outputs)."""
        trees, depth = self.column.shape
        offset = (np.arange(trees) << depth)[:, None]
        leaves = self.leaf.reshape(-1, self.leaf.shape[2])
        parts = []
        for start in range(0, len(table), _ROWS):
            values = np.ascontiguousarray(table[start : start + _ROWS].T)
            answers = np.zeros((trees, values.shape[1]), np.uint8)
            for level in range(depth):
                yes = values[self.column[:, level]] > self.border[:, level, None]
                answers |= yes.view(np.uint8) << np.uint8(level)
            parts.append(leaves.take(answers + offset, axis=0).sum(0) + self.bias)
        return np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, len(self.bias)), np.float32)


@dataclass(frozen=True, slots=True)
class Model:
    """What tells body from the rest, and what the rest is."""

    features: tuple[str, ...]
    """The columns that it was trained on, in order."""
    convention: Trees
    pages: Trees
    """Tells body from the rest in pages."""
    dumps: Trees
    """The same in text, where there is no markup to go by."""
    pages_again: Trees
    """Judges pages once more, with what `pages` says of the surroundings in view."""
    dumps_again: Trees
    kinds: Trees
    labels: tuple[Label, ...]
    """The outputs of `kinds`."""
    version: str

    def probabilities(self, table: Floats, size: Floats, groups: NDArray[np.int64]) -> Floats:
        """How likely each unit of a document is body, 0–1.

        Args:
            table: its features.
            size: words of each unit.
            groups: as in `Features.groups`.
        """
        if not len(table):
            return np.zeros(0, np.float32)
        likely = _shares(self.convention.run(document_row(table)[None, :]))[0]
        table = with_convention(table, likely)
        is_page = table[0, PAGE] > 0
        first = sigmoid((self.pages if is_page else self.dumps).run(table)[:, 0])
        again = self.pages_again if is_page else self.dumps_again
        return sigmoid(again.run(np.concatenate([table, second_look(table, first, size, groups)], 1))[:, 0])

    def likely_kinds(self, table: Floats) -> tuple[list[Label], Floats, NDArray[np.bool_]]:
        """What each row is if it is no body, and how likely that is, 0–1; and whether it is a heading if it is body."""
        raw = self.kinds.run(table)
        if not len(raw):
            return [], np.zeros(0, np.float32), np.zeros(0, bool)
        headings = raw[:, self.labels.index(Label.HEADING)] > raw[:, self.labels.index(Label.BODY)]
        others = [i for i, label in enumerate(self.labels) if label not in BODY_LABELS]
        shares = _shares(raw[:, others])
        best = shares.argmax(1)
        return [self.labels[others[i]] for i in best.tolist()], shares[np.arange(len(shares)), best], headings


def second_look(table: Floats, first: Floats, size: Floats, groups: NDArray[np.int64]) -> Floats:
    """What the second trees see of a document beside its features: the first judgement around each unit, in dumps also what is said there.

    Args:
        table: the features.
        first: how likely each unit is body by the first judgement, 0–1.
        size: words of each unit.
        groups: as in `Features.groups`.
    """
    seen = context_of(first, size, groups)
    if table[0, PAGE] > 0:
        return seen
    return np.concatenate([seen, said_around(table[:, _FURNITURE], size)], 1)


def sigmoid(raw: Floats) -> Floats:
    """Log-odds as probabilities."""
    found: Floats = (1 / (1 + np.exp(-raw))).astype(np.float32)
    return found


def _shares(raw: Floats) -> Floats:
    """Raw results of several outputs as probabilities, row by row."""
    powers = np.exp(raw - raw.max(1, keepdims=True))
    found: Floats = (powers / powers.sum(1, keepdims=True)).astype(np.float32)
    return found


@cache
def installed_model() -> Model:
    """The model that this version comes with.

    Raises:
        RuleError: the file is not readable, or is for other features than this version measures.
    """
    raw = files("cleaners.labeller").joinpath(FILE).read_bytes()
    return read_model(io.BytesIO(raw))


def read_model(source: IO[bytes]) -> Model:
    """Read a model as `write_model` writes it.

    Raises:
        RuleError: as for `installed_model`.
    """
    try:
        data = dict(np.load(source, allow_pickle=False))
        model = Model(
            tuple(data["features"].tolist()),
            _trees(data, "convention"),
            _trees(data, "pages"),
            _trees(data, "dumps"),
            _trees(data, "pages_again"),
            _trees(data, "dumps_again"),
            _trees(data, "kinds"),
            tuple(Label(name) for name in data["labels"].tolist()),
            str(data["version"]),
        )
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise RuleError(f"{FILE} of the labeller can't be read ({error}); install the package again") from error
    if model.features != names():
        raise RuleError(f"{FILE} of the labeller was trained on other features; train it anew, see docs/labeller.md")
    return model


def write_model(model: Model, sink: IO[bytes]) -> None:
    """Write a model; the same model gives the same bytes."""
    parts: dict[str, NDArray[np.generic]] = {
        "features": np.array(model.features),
        "labels": np.array(model.labels),
        "version": np.array(model.version),
    }
    for name, trees in (
        ("convention", model.convention),
        ("pages", model.pages),
        ("dumps", model.dumps),
        ("pages_again", model.pages_again),
        ("dumps_again", model.dumps_again),
        ("kinds", model.kinds),
    ):
        parts[f"{name}_column"] = trees.column.astype(np.uint16)
        parts[f"{name}_border"] = trees.border
        parts[f"{name}_leaf"] = trees.leaf
        parts[f"{name}_bias"] = trees.bias
    np.savez_compressed(sink, **parts)  # type: ignore[arg-type]  # numpy's stub takes the names for its own arguments


def _trees(data: dict[str, NDArray[np.generic]], name: str) -> Trees:
    return Trees(
        data[f"{name}_column"].astype(np.int64),
        data[f"{name}_border"].astype(np.float32),
        data[f"{name}_leaf"].astype(np.float32),
        data[f"{name}_bias"].astype(np.float32),
    )
