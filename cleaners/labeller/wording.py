"""What tells units apart where no markup is left: words of page furniture, and how the lines join to sentences."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller import sentences
from cleaners.labeller.furniture import furniture, group_names
from cleaners.labeller.measures import Floats, Measures
from cleaners.labeller.repetition import among
from cleaners.labeller.windows import neighbour_names, neighbours, window_names, window_sums

MOSTLY = 0.4
"""Least share of words of furniture in a line that is furniture, such as the heading of a list of other articles."""
SHORT = 8
"""Most words of such a line."""
FAR = 20
"""Distances to one are told up to this many units."""


@cache
def wording_names() -> tuple[str, ...]:
    """The names of the columns."""
    around = ("furniture", "joined_good")
    return (
        *(f"furniture_{group}" for group in group_names()), "furniture", *sentences.NAMES, "last_function", "since_furniture", "until_furniture",
        *neighbour_names(around), *window_names(around),
    )  # fmt: skip


def wording_features(m: Measures, link_share: Floats, stopwords: NDArray[np.uint64]) -> Floats:
    """Features of the words and sentences of units, shape (units, len(wording_names())).

    Args:
        m: the measures of the units.
        link_share: share of each unit's characters that stand inside links.
        stopwords: codes of the function words of the language, sorted.
    """
    count = len(m.size)
    shares = furniture(m.words, count)
    whole = shares.sum(1)
    joins, good = sentences.joined(m, link_share)
    around = neighbours(np.stack([whole, np.log1p(good)], 1).astype(np.float32))
    sums = window_sums(np.stack([whole * m.size, good], 1))
    lines = (whole >= MOSTLY) & (m.size <= SHORT)
    single = np.stack([_ends_in(m, stopwords), _since(lines), _since(lines[::-1])[::-1]], 1)
    return np.concatenate([shares, whole[:, None], joins, single, around, sums], 1)


def _ends_in(m: Measures, stopwords: NDArray[np.uint64]) -> Floats:
    """1 for a unit whose last word is a function word, after which a sentence goes on."""
    found = np.zeros(len(m.size), np.float32)
    if len(m.words.code):
        last = np.append(m.words.unit[1:] != m.words.unit[:-1], True)
        found[m.words.unit[last]] = among(m.words.code[last], stopwords)
    return found


def _since(marked: NDArray[np.bool_]) -> Floats:
    """How many units before each one the last marked one stands."""
    place = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, place, -FAR))
    last = np.append(-FAR, last[:-1])
    since: Floats = np.minimum(place - last, FAR).astype(np.float32)
    return since
