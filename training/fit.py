"""Train the labeller, and cross-validate it by site.

    python -m training.fit --corpus ../shared/corpus --tables /tmp/tables
    python -m training.fit --corpus ../shared/corpus --tables /tmp/tables --folds /tmp/folds

Writes `cleaners/labeller/weights.npz`; with `--folds` also one model a fold, `fold-0.npz` and so on, each trained without the
sites of its fold (`fold_of`), for `benchmarks/quality.py`. The first trees of the folds are needed in any case: the second trees
learn from judgements of documents that the first had not seen, as they will meet them.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.convention import CONVENTIONS, document_row, with_convention
from cleaners.labeller.features import names
from cleaners.labeller.model import FILE, Model, Trees, second_look, sigmoid, write_model
from cleaners.model import Label
from training.examples import TEXT_DIALECTS, Example, examples
from training.exchange import EXCHANGED
from training.folds import FOLDS, fold_of
from training.kinds import KINDS
from training.samples import BODY, COLLECTIONS
from training.trees import SEED, fit_trees

CONVENTION_OF = {"wcxb": "blog", "daniel": "plain"}
"""What the gold of each collection follows; the others are news."""
WEIGHT_OF = {"wcxb": 1.0, "daniel": 1.0, "fundus": 2.0, "dumps": 4.0, "own": 1.0}
"""What a document of each collection counts: real news pages are few."""
EXCHANGED_WEIGHT = 0.5
"""What a document of our own making counts beside one as it was scraped."""
PAGE_TREES, DUMP_TREES, BODY_DEPTH = 300, 400, 6
AGAIN_TREES, AGAIN_DEPTH, AGAIN_RATE = 200, 6, 0.07
KIND_TREES, KIND_DEPTH = 40, 5
CONVENTION_TREES, CONVENTION_DEPTH = 150, 4
TARGET = Path(__file__).resolve().parents[1] / "cleaners" / "labeller" / FILE
BEGAN = time.monotonic()
NEAR = 15
"""Units this near to body are all kept in training; of the others one in five is."""

Floats = NDArray[np.float32]


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


@dataclass(frozen=True, slots=True)
class Rows:
    """What body trees are trained on: rows of many documents."""

    table: Floats
    target: Floats
    weight: Floats
    document: NDArray[np.int64]
    """The document that each row is of."""
    unit: NDArray[np.int64]
    """Its place there."""


def rows_of(found: Sequence[Example], likely: Sequence[Floats]) -> Rows:
    """The rows to train on: all near the article, one in five of the others, which weigh more for it."""
    rng = np.random.default_rng(SEED)
    tables, targets, weights, documents, units = [], [], [], [], []
    for index, (one, conventions) in enumerate(zip(found, likely, strict=True)):
        known = ~np.isnan(one.target)
        target = np.nan_to_num(one.target)
        near = np.convolve(target > 0.1, np.ones(2 * NEAR + 1))[NEAR:-NEAR] > 0
        keep = np.flatnonzero(known & (near | (rng.random(len(target)) < 0.2)))
        weight = (np.sqrt(np.maximum(one.size, 1)) * np.where(near, 1, 5))[keep]
        tables.append(with_convention(one.table[keep], conventions))
        targets.append(target[keep])
        share = WEIGHT_OF[one.collection] * (EXCHANGED_WEIGHT if one.dialect == EXCHANGED else 1)
        weights.append(weight * share / max(float(weight.sum()), 1))
        documents.append(np.full(len(keep), index))
        units.append(keep)
    return Rows(*(np.concatenate(part) for part in (tables, targets, weights, documents, units)))


@dataclass(frozen=True, slots=True)
class First:
    """The first trees, and what they say."""

    pages: Trees
    dumps: Trees

    def judge(self, one: Example, conventions: Floats) -> Floats:
        """How likely each unit of a document is body."""
        return sigmoid((self.pages if one.page else self.dumps).run(with_convention(one.table, conventions))[:, 0])


def fit_first(rows: Rows, is_page: NDArray[np.bool_], held: NDArray[np.bool_]) -> First:
    """Train the first trees on the documents that are not held out."""
    kept = ~held[rows.document]
    pages, dumps = (
        fit_trees(
            rows.table[kept & form], rows.target[kept & form], rows.weight[kept & form],
            loss="CrossEntropy", trees=trees, depth=BODY_DEPTH,
        )
        for form, trees in ((is_page[rows.document], PAGE_TREES), (~is_page[rows.document], DUMP_TREES))
    )  # fmt: skip
    return First(pages, dumps)


def fit_again(
    rows: Rows, seen: Sequence[Floats], is_page: NDArray[np.bool_], held: NDArray[np.bool_]
) -> tuple[Trees, Trees]:
    """Train the second trees, those for pages and those for dumps, on documents that are not held out.

    Args:
        rows: the rows to train on.
        seen: what `second_look` gives of each document, after a first judgement by trees that had not seen its site.
        is_page: of each document.
        held: of each document.
    """
    pages, dumps = (
        fit_trees(
            np.concatenate([rows.table[kept], _rows_of_all(seen, rows, kept)], 1), rows.target[kept],
            rows.weight[kept], loss="CrossEntropy", trees=AGAIN_TREES, depth=AGAIN_DEPTH, rate=AGAIN_RATE,
        )
        for kept in ((form & ~held)[rows.document] for form in (is_page, ~is_page))
    )  # fmt: skip
    return pages, dumps


def _rows_of_all(seen: Sequence[Floats], rows: Rows, kept: NDArray[np.bool_]) -> Floats:
    document, unit = rows.document[kept], rows.unit[kept]
    needed = np.unique(document)
    starts = np.zeros(len(seen), np.int64)
    starts[needed] = np.cumsum([0, *(len(seen[index]) for index in needed[:-1])])
    found: Floats = np.concatenate([seen[index] for index in needed])[starts[document] + unit]
    return found


def fit_kinds(found: Sequence[Example], held: NDArray[np.bool_]) -> Trees:
    """Train what tells the kinds of units apart, on one in seven."""
    rng = np.random.default_rng(SEED)
    kept = [e for e, out in zip(found, held, strict=True) if not out and e.dialect != EXCHANGED]
    kind = np.concatenate([e.kind for e in kept])
    sampled = (kind >= 0) & (rng.random(len(kind)) < 0.15)
    table = np.concatenate([e.table for e in kept])[sampled]
    kind = kind[sampled]
    balance = 1 / np.sqrt(np.maximum(np.bincount(kind, minlength=len(KINDS)), 20))
    return fit_trees(
        table,
        kind.astype(np.float32),
        balance[kind].astype(np.float32),
        loss="MultiClass",
        trees=KIND_TREES,
        depth=KIND_DEPTH,
        rate=0.2,
    )


def fit(found: Sequence[Example], folds: Path | None) -> Model:
    """Train the model, and where a folder is named those of the folds."""
    likely = likely_conventions(found)
    _say(f"{len(found)} documents, conventions")
    rows = rows_of(found, likely)
    is_page = np.array([e.page for e in found])
    fold = np.array([fold_of(e.site) for e in found])
    made = np.array([e.dialect == EXCHANGED for e in found])  # the second trees alone learn from them
    firsts: list[First] = []
    seen: list[Floats] = [np.zeros(0, np.float32)] * len(found)
    for number in range(FOLDS):
        firsts.append(fit_first(rows, is_page, made | (fold == number)))
        for index in np.flatnonzero(fold == number).tolist():
            one = found[index]
            seen[index] = second_look(one.table, firsts[-1].judge(one, likely[index]), one.size, one.groups)
        _say(f"first trees of fold {number}")

    def finished(first: First, held: NDArray[np.bool_]) -> Model:
        pages_again, dumps_again = fit_again(rows, seen, is_page, held)
        kept = [e for e, out in zip(found, held, strict=True) if not out]
        convention = _fit_conventions(kept, np.stack([document_row(e.table) for e in kept]))
        labels = tuple(Label(k) for k in KINDS)
        parts = (convention, first.pages, first.dumps, pages_again, dumps_again, fit_kinds(found, held), labels)
        version = hashlib.sha256(_bytes(Model(names(), *parts, ""))).hexdigest()[:12]
        return Model(names(), *parts, version)

    if folds is not None:
        folds.mkdir(parents=True, exist_ok=True)
        for number, first in enumerate(firsts):
            (folds / f"fold-{number}.npz").write_bytes(_bytes(finished(first, fold == number)))
            _say(f"fold {number}")
    nothing = np.zeros(len(found), bool)
    return finished(fit_first(rows, is_page, made), nothing)


def _fit_conventions(found: Sequence[Example], rows: Floats) -> Trees:
    real = np.array([e.dialect != EXCHANGED for e in found])
    target = np.array([CONVENTIONS.index(CONVENTION_OF.get(e.collection, "news")) for e in found], np.float32)
    weight = np.array([WEIGHT_OF[e.collection] for e in found], np.float32)
    return fit_trees(
        rows[real], target[real], weight[real], loss="MultiClass", trees=CONVENTION_TREES, depth=CONVENTION_DEPTH
    )


def _bytes(model: Model) -> bytes:
    sink = io.BytesIO()
    write_model(model, sink)
    return sink.getvalue()


def _say(what: str) -> None:
    print(f"{time.monotonic() - BEGAN:5.0f} s  {what}", file=sys.stderr, flush=True)


def main() -> None:
    """Train, and cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--tables", type=Path, required=True, help="folder outside the repository for feature tables")
    parser.add_argument("--folds", type=Path, help="folder for the models of the folds")
    parser.add_argument("--dialects", nargs="+", default=["html", *TEXT_DIALECTS, BODY, EXCHANGED])
    parser.add_argument("--out", type=Path, default=TARGET, help="file for the weights")
    options = parser.parse_args()
    found = list(examples(options.corpus, options.tables, COLLECTIONS, options.dialects))
    options.out.write_bytes(_bytes(fit(found, options.folds)))
    _say(str(options.out))


if __name__ == "__main__":
    main()
