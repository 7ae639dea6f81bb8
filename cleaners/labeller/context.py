"""A second look: what the first judgement says of a unit's surroundings.

A unit is more likely body where those around it are, where those of the same element, class or line are, and where the first
judgement has a clear start and end beside it. The second trees see the features again, with this behind them (stacked
generalisation: D. H. Wolpert, 1992).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.selection import best_set

Floats = NDArray[np.float32]

REACH = 5
"""How many units on each side are seen one by one."""
WINDOWS = (3, 10, 30)
"""How many are seen as one mean."""
GROUPS = ("line", "kin", "element")
"""Units that share a line or block, elements of one tag and class, one element."""
FAR = 30
"""Distances are told up to this many units."""

NAMES = (
    "likely", "likely_rank",
    *(f"likely{step:+}" for step in (*range(-REACH, 0), *range(1, REACH + 1))),
    *(f"likely_{side}{width}" for width in WINDOWS for side in ("before", "after")),
    *(f"likely_{group}" for group in GROUPS), *(f"others_{group}" for group in GROUPS),
    "body_before", "body_after", "document_body", "document_body_share", "document_likeliest", "document_sure",
    "chosen", "since_chosen", "until_chosen", "from_first", "to_last", "gap_size",
)  # fmt: skip


def context_of(body: Floats, size: Floats, groups: NDArray[np.int64]) -> Floats:
    """What is around each unit, shape (units, len(NAMES)).

    Args:
        body: how likely each unit is body by the first judgement, 0-1.
        size: words of each unit.
        groups: numbers that units of one group share, shape (units, len(GROUPS)).
    """
    count = len(body)
    weight = np.maximum(size, 0.5).astype(np.float64)
    words = body * weight
    total = max(float(words.sum()), 1e-6)
    before = np.cumsum(words) - words
    padded = np.full(count + 2 * REACH, -1, np.float32)
    padded[REACH : REACH + count] = body
    steps = [padded[REACH + step : REACH + step + count] for step in range(-REACH, REACH + 1) if step]
    columns: list[NDArray[Any]] = [body, np.argsort(np.argsort(-body, kind="stable"), kind="stable") / count, *steps]
    columns += _window_means(words, weight)
    shares, others = [], []
    for group in groups.T:
        held = np.bincount(group, words)[group]
        full = np.bincount(group, weight)[group]
        shares.append(held / full)
        others.append(np.where(full - weight > 0, (held - words) / np.maximum(full - weight, 1e-9), -1))
    chosen, expected = best_set(body, size)
    columns += [*shares, *others, before / total, (total - before - words) / total]
    columns += [np.full(count, value) for value in (np.log1p(total), total / weight.sum(), float(body.max()), expected)]
    return np.stack([*columns, *_place_by(chosen, weight)], 1).astype(np.float32)


def said_around(shares: Floats, size: Floats) -> Floats:
    """Logarithms of the words of each group of furniture in all units before each one, then in all behind it.

    That readers' comments, a newsletter or the small print have begun is said once, often far above: the windows of the features
    end a few units on, and a dump has no element that holds it all.

    Args:
        shares: share of each unit's words in each group, shape (units, groups).
        size: words of each unit.
    """
    words = (shares * size[:, None]).astype(np.float64)
    sums = np.cumsum(words, 0)
    found: Floats = np.log1p(np.maximum(np.concatenate([sums - words, sums[-1:] - sums], 1), 0)).astype(np.float32)
    return found


def _window_means(words: NDArray[np.float64], weight: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Means of the units before and after, by their words; -1 where there are none."""
    count = len(words)
    sums = np.concatenate([np.zeros((1, 2)), np.cumsum(np.stack([words, weight], 1), 0)])
    place = np.arange(count)
    found = []
    for width in WINDOWS:
        for low, high in ((np.maximum(place - width, 0), place), (place + 1, np.minimum(place + 1 + width, count))):
            held = sums[high] - sums[low]
            found.append(np.where(high > low, held[:, 0] / np.maximum(held[:, 1], 1e-9), -1))
    return found


def _place_by(chosen: NDArray[np.bool_], weight: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Where each unit stands among those that were chosen: is it one; how far the next ones are; the words between them."""
    count = len(chosen)
    place = np.arange(count)
    last = np.maximum.accumulate(np.where(chosen, place, -FAR))
    last = np.append(-FAR, last[:-1])
    following = np.minimum.accumulate(np.where(chosen, place, count + FAR)[::-1])[::-1]
    following = np.append(following[1:], count + FAR)
    held = np.flatnonzero(chosen)
    first, final = (held[0], held[-1]) if len(held) else (0, 0)
    sums = np.append(0.0, np.cumsum(weight))
    gap = sums[np.minimum(following, count)] - sums[np.maximum(last + 1, 0)]
    return [
        chosen.astype(np.float64),
        np.minimum(place - last, FAR).astype(np.float64),
        np.minimum(following - place, FAR).astype(np.float64),
        np.clip(place - first, -FAR, FAR).astype(np.float64),
        np.clip(final - place, -FAR, FAR).astype(np.float64),
        np.log1p(gap),
    ]
