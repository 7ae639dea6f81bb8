"""Fit the weights of `cleaners/headline_rank.py`: which unit before an article is its headline.

    python -m training.headlines --corpus ../shared/corpus --folds /tmp/folds

Prints the weights to write into the module, and how many headlines of sites left out are found. A conditional logit with the
alternative "none of them", fitted by Adam; a candidate is right where it says what the gold headline says, but for case and signs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from cleaners import clean, label_units
from cleaners.headline_rank import CERTAIN, candidates
from cleaners.labeller.judge import Judged
from cleaners.labeller.model import Model, read_model
from cleaners.tiling import Tiling
from training.folds import FOLDS, fold_of
from training.samples import Sample, read_samples

DIALECTS = ("blocks", "nodes")
COLLECTIONS = {"fundus": 2.5, "wcxb": 1.0, "daniel": 1.0}
"""What a document of each collection weighs: fundus is the smallest, and the nearest to today's news."""
STEPS, RATE, RIDGE = 300, 0.05, 3.0
LEAST = 0.2
"""Weights below are left out."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A document: its candidates, which of them are right, and where it comes from."""

    rows: list[dict[str, float]]
    right: list[int]
    site: str
    group: str
    weight: float


def case_of(sample: Sample, model: Model | None) -> Case | None:
    """The candidates of a document, seen where the labeller chooses; None where rules know its headline."""
    seen: list[Case] = []
    wanted = letters(sample.gold.headline or "")

    def look(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> int | None:
        found = list(candidates(tiling, judged, chosen))
        texts = [tiling.view.text[judged.units.starts[u] : judged.units.ends[u]] for u, _ in found]
        right = [i for i, text in enumerate(texts) if letters(text) == wanted]
        group = f"{sample.collection}:{sample.dialect}"
        seen.append(Case([row for _, row in found], right, sample.site, group, COLLECTIONS[sample.collection]))
        return None

    with patch.object(label_units, "best_headline", look):
        clean(sample.data, sample.url, model=model)
    return seen[0] if seen and seen[0].rows else None


def letters(text: str) -> str:
    """A text without case, spaces and signs."""
    return re.sub(r"[\W_]+", "", text).casefold()


def fit(cases: Sequence[Case], names: Sequence[str]) -> Floats:
    """The weights of the marks `names`, and last that of "none of them"."""
    place = {name: i for i, name in enumerate(names)}
    starts = np.cumsum([0] + [len(case.rows) + 1 for case in cases])
    table = np.zeros((starts[-1], len(names) + 1))
    target, weight = np.zeros(starts[-1]), np.zeros(starts[-1])
    for case, start, end in zip(cases, starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        for i, row in enumerate(case.rows):
            for name, value in row.items():
                if name in place:
                    table[start + i, place[name]] = value
        table[end - 1, -1] = 1
        weight[start:end] = case.weight
        for i in case.right or [len(case.rows)]:
            target[start + i] = 1 / max(1, len(case.right))
    group = np.repeat(np.arange(len(cases)), np.diff(starts))
    found, mean, square = np.zeros((3, len(names) + 1))
    for step in range(1, STEPS + 1):
        raw = table @ found
        share = np.exp(raw - np.maximum.reduceat(raw, starts[:-1])[group])
        share /= np.add.reduceat(share, starts[:-1])[group]
        slope = table.T @ (weight * (share - target)) + RIDGE * found
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        found = found - RATE * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    result: Floats = found
    return result


def hits(cases: Sequence[Case], names: Sequence[str], weights: Floats) -> dict[str, list[bool]]:
    """Whether the headline of each document is found, by collection and dialect."""
    known = dict(zip(names, weights.tolist(), strict=False))
    found: dict[str, list[bool]] = {}
    for case in cases:
        scores = [sum(known.get(name, 0.0) * value for name, value in row.items()) for row in case.rows]
        best = int(np.argmax(scores))
        found.setdefault(case.group, []).append(best in case.right and scores[best] > weights[-1] - CERTAIN)
    return found


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", type=Path, help="folder of the labeller's models that did not see a site")
    options = parser.parse_args()
    models: list[Model | None] = [None] * FOLDS
    if options.folds:
        models = [read_model((options.folds / f"fold-{i}.npz").open("rb")) for i in range(FOLDS)]
    samples = (s for name in COLLECTIONS for s in read_samples(options.corpus, name, DIALECTS) if s.gold.headline)
    cases = [case for s in samples if (case := case_of(s, models[fold_of(s.site)])) is not None]
    names = sorted({name for case in cases for row in case.rows for name in row})
    weights = fit(cases, names)
    names = [name for name, value in zip(names, weights.tolist(), strict=False) if abs(value) >= LEAST]
    held: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        inside = [fold_of(case.site) == fold for case in cases]
        kept = fit([c for c, i in zip(cases, inside, strict=True) if not i], names)
        for group, found in hits([c for c, i in zip(cases, inside, strict=True) if i], names, kept).items():
            held.setdefault(group, []).extend(found)
    for group, found in held.items():
        print(f"{group} n={len(found)} found={np.mean(found):.3f}")
    weights = fit(cases, names)
    print(f"NONE = {weights[-1]:.2f}")
    for name, value in zip(names, weights.tolist(), strict=False):
        print(f'    "{name}": {value:.2f},')


if __name__ == "__main__":
    main()
