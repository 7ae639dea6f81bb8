"""Words that a page says of itself: where a dump has no markup left, they tell what a line is for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.measures import Floats, Words, measure
from cleaners.labeller.units import Units

_FACTOR = np.uint64(0x94D049BB133111EB)
"""Multiplier of the code of two characters (the second constant of SplitMix64)."""

Codes = NDArray[np.uint64]


@cache
def group_names() -> tuple[str, ...]:
    """The groups of words, in the order of the features."""
    return tuple(_file())


def furniture(words: Words, count: int) -> Floats:
    """Share of each unit's words that stand in each group, shape (units, groups).

    In scripts that part no words, where every character is a word, both characters of a pair that begins a known word
    count.
    """
    width = len(group_names())
    code, group, pair, pair_group = _known()
    at = np.where(words.dense, -1, _places(words.code, code))
    spaced = np.flatnonzero(at >= 0)
    joined = words.dense[:-1] & words.dense[1:] & (words.unit[:-1] == words.unit[1:])
    with np.errstate(over="ignore"):
        at_pair = np.where(joined, _places(words.code[:-1] * _FACTOR + words.code[1:], pair), -1)
    firsts = np.flatnonzero(at_pair >= 0)
    hits = np.concatenate(
        [words.unit[spaced] * width + group[at[spaced]], words.unit[firsts] * width + pair_group[at_pair[firsts]]]
    )
    weight = np.append(np.ones(len(spaced)), np.full(len(firsts), 2.0))
    held = np.bincount(hits, weight, count * width).reshape(count, width)
    total = np.maximum(np.bincount(words.unit, minlength=count), 1)
    shares: Floats = np.minimum(held / total[:, None], 1).astype(np.float32)
    return shares


def _places(code: Codes, known: Codes) -> NDArray[np.int64]:
    """Where each code stands among those known, which are sorted; -1 where it does not."""
    at = np.minimum(np.searchsorted(known, code), len(known) - 1)
    return np.where(known[at] == code, at, -1)


@cache
def _file() -> dict[str, dict[str, list[str]]]:
    text = files("cleaners.labeller").joinpath("furniture.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _known() -> tuple[Codes, NDArray[np.int64], Codes, NDArray[np.int64]]:
    """The codes of the words that are parted by spaces, sorted, and their groups; the same for pairs of characters."""
    listed = [
        (word, place)
        for place, languages in enumerate(_file().values())
        for words in languages.values()
        for word in words
    ]
    ends = np.cumsum([len(word) + 1 for word, _ in listed])
    starts = np.append(0, ends[:-1])
    text = "\n".join(word for word, _ in listed)
    words = measure(
        text, Units(starts, ends - 1, np.arange(len(listed)))
    ).words  # all at once: one by one takes a fifth of a second
    first = np.searchsorted(words.unit, np.arange(len(listed)))
    alone: dict[int, int] = {}
    pairs: dict[int, int] = {}
    for at, (word, place) in zip(first.tolist(), listed, strict=True):
        if words.dense[at] and len(word) > 1:
            with np.errstate(over="ignore"):
                pairs.setdefault(int(words.code[at] * _FACTOR + words.code[at + 1]), place)
        else:
            alone.setdefault(int(words.code[at]), place)
    return (*_sorted(alone), *_sorted(pairs))


def _sorted(groups: dict[int, int]) -> tuple[Codes, NDArray[np.int64]]:
    codes = sorted(groups)
    return np.array(codes, np.uint64), np.array([groups[c] for c in codes], np.int64)
