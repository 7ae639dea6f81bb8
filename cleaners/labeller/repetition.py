"""What a unit shares with the rest of the document: whole repeats, repeated phrases, vocabulary."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.measures import Floats, Words

PHRASE = 4
"""Words of a phrase that is looked for elsewhere."""
DENSE_PHRASE = 8
"""Characters of one in scripts that part no words."""
_FACTOR = np.uint64(0xBF58476D1CE4E5B9)
"""Multiplier of the hash of a phrase (the first constant of SplitMix64)."""

Codes = NDArray[np.uint64]


def repeats(words: Words, count: int) -> Floats:
    """Repeats of each unit, shape (units, 4).

    Is there an earlier, a later unit of the same words; which share of its phrases stands in an earlier, in a later unit.
    """
    same = np.zeros((count, 4), np.float32)
    if not len(words.code):
        return same
    held, starts = np.unique(words.unit, return_index=True)
    place = np.arange(len(words.code)) - np.repeat(starts, np.diff(np.append(starts, len(words.code))))
    with np.errstate(over="ignore"):
        mixed = words.code * (np.uint64(2) * place.astype(np.uint64) + np.uint64(1)) * _FACTOR
        whole = np.add.reduceat(mixed ^ (mixed >> np.uint64(29)), starts)
    before, after = _elsewhere(whole, held)
    same[held, 0], same[held, 1] = before, after

    length = DENSE_PHRASE if words.dense.mean() > 0.5 else PHRASE
    if len(words.code) > length:
        phrase = words.code[: len(words.code) - length + 1].copy()
        with np.errstate(over="ignore"):
            for step in range(1, length):
                phrase = (phrase ^ (phrase >> np.uint64(31))) * _FACTOR + words.code[
                    step : len(words.code) - length + 1 + step
                ]
        unit = words.unit[: len(phrase)]
        whole_inside = unit == words.unit[length - 1 :]
        phrase, unit = phrase[whole_inside], unit[whole_inside]
        if len(phrase):
            before, after = _elsewhere(phrase, unit)
            total = np.maximum(np.bincount(unit, minlength=count), 1)
            same[:, 2] = np.bincount(unit, before, minlength=count) / total
            same[:, 3] = np.bincount(unit, after, minlength=count) / total
    return same


def _elsewhere(code: Codes, unit: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each code also stands in an earlier, and in a later, unit; `unit` ascends."""
    order = np.argsort(code, kind="stable")
    ordered = code[order]
    new = np.append(True, ordered[1:] != ordered[:-1])
    group = np.cumsum(new) - 1
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], len(code)) - 1
    before, after = np.empty(len(code), bool), np.empty(len(code), bool)
    before[order] = unit[order[firsts]][group] < unit[order]
    after[order] = unit[order[lasts]][group] > unit[order]
    return before, after


def vocabulary(words: Words) -> tuple[Codes, NDArray[np.int64]]:
    """What tells a topic: words of four letters or more, stems in Hangul, pairs of characters where words are not parted.

    Returns their codes, and the unit of each.
    """
    alone = ~words.dense & (words.length >= 4)
    hangul = ~words.dense & (words.length >= 2) & (words.length < 4) & ~words.upper
    first = words.dense[:-1] & words.dense[1:] & (words.unit[:-1] == words.unit[1:])
    with np.errstate(over="ignore"):
        pairs = words.code[:-1] * _FACTOR + words.code[1:]
    single = alone | hangul
    return (
        np.concatenate([words.code[single], pairs[first]]),
        np.concatenate([words.unit[single], words.unit[:-1][first]]),
    )


def among(code: Codes, known: Codes) -> NDArray[np.bool_]:
    """Whether each code is one of those known, which are sorted."""
    if not len(known):
        return np.zeros(len(code), bool)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, code), len(known) - 1)] == code
    return found


def shared(code: Codes, unit: NDArray[np.int64], count: int, other: Codes, least: int = 1) -> Floats:
    """Share of each unit's vocabulary that stands at least `least` times in another."""
    if not len(code) or not len(other):
        return np.zeros(count, np.float32)
    known, times = np.unique(other, return_counts=True)
    found = among(code, known[times >= least])
    total = np.maximum(np.bincount(unit, minlength=count), 1)
    return (np.bincount(unit, found, minlength=count) / total).astype(np.float32)
