"""Measures of each unit by itself, from the classes of its characters: vectorised over a whole document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.characters import KINDS, Kind, codes, kinds, lower_case
from cleaners.labeller.units import Units

Floats = NDArray[np.float32]

PROSE_WORDS = 8
"""A unit of this many words that ends as a sentence ends is running text."""
LONG_PROSE_WORDS = 25
"""A unit of this many words with a stop inside is running text however it ends."""
STEM = 12
"""Letters of a word that count; of a word in Hangul two, so that particles don't tell words apart."""
HANGUL_STEM = 2

_SPACED = (Kind.LOWER, Kind.UPPER, Kind.LETTER, Kind.HANGUL, Kind.DIGIT)
_DENSE = (Kind.HAN, Kind.KANA, Kind.THAI)
_IS_SPACED = np.isin(np.arange(KINDS), _SPACED)
_IS_DENSE = np.isin(np.arange(KINDS), _DENSE)
_IS_WORD = _IS_SPACED | _IS_DENSE
# Multipliers of a polynomial hash by place in the word, from a fixed odd number (Knuth's 64-bit golden ratio constant).
_FACTORS = np.cumprod(np.full(STEM, 0x9E3779B97F4A7C15, np.uint64))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document; where words are not parted, every character is one."""

    unit: NDArray[np.int64]
    """The unit that each stands in."""
    code: NDArray[np.uint64]
    """A number that words of one stem share."""
    length: NDArray[np.int64]
    upper: NDArray[np.bool_]
    """It starts with a capital letter."""
    dense: NDArray[np.bool_]
    """It is a character of a script that parts no words."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Measures of the units of one document, one value a unit."""

    counts: Floats
    """Characters by `Kind`, shape (units, kinds)."""
    length: Floats
    """Characters."""
    size: Floats
    """Words; half a word for each character of a script that parts none."""
    ends_stop: Floats
    """1 where it ends as a sentence ends, with or without closing quotes."""
    ends_other: Floats
    """1 where it ends in a comma, a colon or a bar."""
    inner_stops: Floats
    """Stops before white space, a quote, or in text of a script that parts no words."""
    first: NDArray[np.uint8]
    """`Kind` of the first character."""
    last: NDArray[np.uint8]
    """`Kind` of the last one."""
    words: Words


def measure(text: str, units: Units) -> Measures:
    """Measure the units of a visible text."""
    count = len(units)
    numbers = codes(text)
    kind = kinds()[numbers]
    unit_at = np.full(len(numbers) + 1, -1, np.int64)
    marks = np.zeros(len(numbers) + 1, np.int64)
    marks[units.starts] += 1
    owner = np.cumsum(marks)[:-1] - 1
    inside = np.zeros(len(numbers) + 1, np.int64)
    np.add.at(inside, units.starts, 1)
    np.add.at(inside, units.ends, -1)
    held = np.cumsum(inside)[:-1] > 0
    unit_at = np.where(held, owner, -1)

    where = np.flatnonzero(held)
    counts = np.bincount(unit_at[where] * KINDS + kind[where], minlength=count * KINDS).reshape(count, KINDS)
    words = _words(numbers, kind, unit_at)
    spaced = np.bincount(words.unit[~words.dense], minlength=count)
    dense = np.bincount(words.unit[words.dense], minlength=count)
    first, last = kind[units.starts], kind[units.ends - 1]

    stops = np.flatnonzero(held & (kind == Kind.STOP))
    after = kind[np.minimum(stops + 1, len(kind) - 1)]
    before = kind[np.maximum(stops - 1, 0)]
    breaks = (after == Kind.SPACE) | (after == Kind.QUOTE) | _IS_DENSE[before] | _IS_DENSE[after]
    inner = stops[breaks & (stops + 1 < units.ends[np.maximum(unit_at[stops], 0)])]
    second = kind[np.maximum(units.ends - 2, units.starts)]
    ends_stop = (last == Kind.STOP) | ((last == Kind.QUOTE) & (second == Kind.STOP))
    return Measures(
        counts=counts.astype(np.float32),
        length=(units.ends - units.starts).astype(np.float32),
        size=(spaced + dense / 2).astype(np.float32),
        ends_stop=ends_stop.astype(np.float32),
        ends_other=np.isin(last, (Kind.COMMA, Kind.BAR)).astype(np.float32),
        inner_stops=np.bincount(unit_at[inner], minlength=count).astype(np.float32),
        first=first,
        last=last,
        words=words,
    )


def words_of(text: str) -> Words:
    """The words of a text that is one unit."""
    numbers = codes(text)
    return _words(numbers, kinds()[numbers], np.zeros(len(numbers), np.int64))


def _words(numbers: NDArray[np.uint16], kind: NDArray[np.uint8], unit_at: NDArray[np.int64]) -> Words:
    held = (unit_at >= 0) & _IS_WORD[kind]
    dense = _IS_DENSE[kind]
    spaced = held & ~dense
    before = np.concatenate(([False], spaced[:-1] & (unit_at[:-1] == unit_at[1:])))
    begins = held & (dense | ~before)
    at = np.flatnonzero(held)
    starts = np.flatnonzero(begins)
    if not len(starts):
        nothing = np.zeros(0, np.int64)
        return Words(nothing, nothing.astype(np.uint64), nothing, nothing.astype(bool), nothing.astype(bool))
    which = np.cumsum(begins)[at] - 1
    place = at - starts[which]
    stem = np.where(kind[starts] == Kind.HANGUL, HANGUL_STEM, STEM)
    counted = place < stem[which]
    parts = (lower_case()[numbers[at[counted]]].astype(np.uint64) + np.uint64(1)) * _FACTORS[place[counted]]
    firsts = np.flatnonzero(place[counted] == 0)
    return Words(
        unit=unit_at[starts],
        code=np.add.reduceat(parts, firsts),
        length=np.bincount(which, minlength=len(starts)),
        upper=kind[starts] == Kind.UPPER,
        dense=dense[starts],
    )


@lru_cache(maxsize=64)
def word_codes(words: frozenset[str]) -> NDArray[np.uint64]:
    """The numbers that `Words.code` gives to some words, sorted."""
    found: set[int] = set()
    for word in words:
        numbers = codes(word)
        if not len(numbers):
            continue
        kind = kinds()[numbers]
        if kind[0] == Kind.HANGUL:
            numbers = numbers[:HANGUL_STEM]
        numbers = numbers[:STEM]
        parts = (lower_case()[numbers].astype(np.uint64) + np.uint64(1)) * _FACTORS[: len(numbers)]
        found.add(int(parts.sum(dtype=np.uint64)))
    return np.array(sorted(found), np.uint64)


def share_of_words(words: Words, count: int, among: NDArray[np.bool_]) -> Floats:
    """Share of each unit's words that are marked; 0 for a unit without words."""
    marked = np.bincount(words.unit[among], minlength=count)
    return (marked / np.maximum(np.bincount(words.unit, minlength=count), 1)).astype(np.float32)


def running_text(measures: Measures, link_share: Floats) -> Floats:
    """Words of running text: a unit's words where it reads like sentences and is not mostly links, else 0."""
    prose = (measures.size >= PROSE_WORDS) & (measures.ends_stop > 0)
    prose |= (measures.size >= LONG_PROSE_WORDS) & (measures.inner_stops > 0)
    prose &= link_share < 0.5
    return np.where(prose, measures.size, 0).astype(np.float32)
