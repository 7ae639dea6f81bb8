"""Pairs of texts: which may be the same by their keys, and which are by comparing them.

Texts go by number here. The bounds were set on the labelled pairs of `benchmarks/stories.py`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from warehouse.shingles import Hashes, distinct, plain_text, shingle_hashes

Numbers = NDArray[np.int64]
Pairs = NDArray[np.int64]

_LEAST_ANCHORS, _ANCHOR_SHARE = 2, 0.2
"""Anchors that two texts must have in common to be compared, at least, and of those of the text that has fewer."""

_WINDOW, _SMALL = 4, 9
"""A key of up to `_SMALL` texts pairs them all, a key of more each with the next `_WINDOW`: that connects them as well."""

_MOST_TEXTS = 2_000
"""A key of more texts than that is a phrase of the language, or a template."""

SAME_SHARE = 0.5
"""Share of the shorter text's shingles that must stand in the longer one."""

LEAST_KEPT = 0.1
"""Share of the longer text's shingles that must be left in the shorter one; below it, it is quoted or listed."""

_SURE_SHARE = 0.95
_LEAST_FIGURES, _SAME_FIGURES = 4, 0.5
_FIGURE = re.compile(r"\d{2,}")


def sharing(texts: Numbers, keys: Hashes, is_new: NDArray[np.bool_]) -> Hashes:
    """Pairs of texts that have keys in common, once for each such key, as `_codes` writes them.

    Args:
        texts: the text that each key is of.
        keys: the keys; all of a value in one call.
        is_new: by number of text, whether it is new; a pair has at least one new text.
    """
    order = np.lexsort((texts, keys))
    texts, keys = texts[order], keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    run = np.diff(np.append(starts, len(keys)))
    run = np.repeat(run, run)
    found = [np.zeros(0, np.uint64)]
    for step in range(1, _SMALL):
        reach = (keys[step:] == keys[:-step]) & (run[step:] <= _MOST_TEXTS)
        if step > _WINDOW:
            reach &= run[step:] <= _SMALL
        first, second = texts[:-step][reach], texts[step:][reach]
        fresh = is_new[first] | is_new[second]
        found.append(_codes(first[fresh], second[fresh]))
    return np.concatenate(found)


def candidates(by_band: Hashes, by_anchor: Hashes, anchors: NDArray[np.int64]) -> Pairs:
    """The pairs worth comparing: of one band at least, or of enough anchors; two columns, ascending.

    Args:
        by_band: pairs that share bands, as `sharing` gives them.
        by_anchor: pairs that share anchors, likewise.
        anchors: by number of text, how many anchors it has.
    """
    codes, common = np.unique(by_anchor, return_counts=True)
    fewer = anchors[_pairs(codes)].min(axis=1)
    enough = codes[(common >= _LEAST_ANCHORS) & (common >= _ANCHOR_SHARE * fewer)]
    return _pairs(np.union1d(by_band, enough))


def _codes(first: Numbers, second: Numbers) -> Hashes:
    """Two numbers of texts as one number, the lesser in the upper half."""
    low, high = np.minimum(first, second).astype(np.uint64), np.maximum(first, second).astype(np.uint64)
    return (low << np.uint64(32)) | high


def _pairs(codes: Hashes) -> Pairs:
    return np.stack([codes >> np.uint64(32), codes & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)


def components(size: int, pairs: Pairs) -> Numbers:
    """For each of `size` texts the least text that pairs connect it with."""
    labels: Numbers = np.arange(size, dtype=np.int64)
    while True:
        first, second = labels[pairs[:, 0]], labels[pairs[:, 1]]
        low, high = np.minimum(first, second), np.maximum(first, second)
        if bool((low == high).all()):
            return labels
        np.minimum.at(labels, high, low)
        while bool((labels[labels] != labels).any()):
            labels = labels[labels]


@dataclass(frozen=True)
class ComparedText:
    """A text with what comparing needs of it."""

    body: str

    @cached_property
    def shingles(self) -> Hashes:
        """Its shingles, each once, ascending."""
        hashes, _ = shingle_hashes([plain_text(self.body)])
        return distinct(hashes)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its numbers of two digits and more."""
        return frozenset(_FIGURE.findall(unicodedata.normalize("NFKC", self.body)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts have in common, as shares of the shingles of each; and whether that makes them one story."""

    of_first: float
    of_second: float
    same: bool


def compare(first: ComparedText, second: ComparedText) -> Comparison:
    """Compare two texts shingle by shingle.

    Two reports of one template (weather, stocks, results) share most of their words, but not their figures: where at least four figures
    stand in the one that has fewer, half of them must stand in the other.
    """
    both = np.sort(np.concatenate([first.shingles, second.shingles]))
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    of_first, of_second = common / len(first.shingles), common / len(second.shingles)
    of_shorter, of_longer = max(of_first, of_second), min(of_first, of_second)
    same = of_shorter >= SAME_SHARE and of_longer >= LEAST_KEPT
    if same and of_shorter < _SURE_SHARE:
        fewer, more = sorted((first.figures, second.figures), key=len)
        same = len(fewer) < _LEAST_FIGURES or len(fewer & more) >= _SAME_FIGURES * len(fewer)
    return Comparison(of_first, of_second, same)
