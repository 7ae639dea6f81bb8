"""Groups of texts that are one story, from the pairs that are the same.

Being the same is passed on: a version that shares half with one text and half with another joins them. But a roundup, which
holds a brief of each of several stories, must not: where the texts that are cut from one longer text have nothing to do with each
other, that longer text is a roundup, and joins none of them.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from warehouse.text_pairs import Numbers, Pairs, components

_CUT = 0.5
"""A text of which less than this share is left in another one was cut to it."""


def groups(size: int, pairs: Pairs, shares: NDArray[np.float64]) -> Numbers:
    """For each of `size` texts the least text of its story, itself where it is alone.

    Args:
        size: how many texts there are.
        pairs: the pairs that are the same, two columns.
        shares: of each pair, the share of each text that stands in the other, two columns.
    """
    is_cut = shares.min(axis=1) < _CUT
    near = components(size, pairs[~is_cut])
    longer = np.where(shares[:, 0] < shares[:, 1], pairs[:, 0], pairs[:, 1])
    shorter = pairs.sum(axis=1) - longer
    joins = ~is_cut
    linked: dict[int, set[int]] = defaultdict(set)
    for one, other in near[pairs[is_cut]].tolist():
        linked[one].add(other)
        linked[other].add(one)
    briefs: dict[int, list[int]] = defaultdict(list)
    for row in np.flatnonzero(is_cut).tolist():
        briefs[int(longer[row])].append(row)
    for text, rows in briefs.items():
        cut_groups = {int(group) for group in near[shorter[rows]]} - {int(near[text])}
        joins[rows] = _are_linked(cut_groups, linked)
    return components(size, pairs[joins])


def _are_linked(members: set[int], linked: dict[int, set[int]]) -> bool:
    """Whether links between the members alone lead from each to each."""
    if len(members) < 2:
        return True
    waiting = [min(members)]
    reached = set(waiting)
    while waiting:
        further = (linked[waiting.pop()] & members) - reached
        reached |= further
        waiting += further
    return reached == members
