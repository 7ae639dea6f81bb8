"""Measures of the elements that units stand in: how much running text they hold, what they are for, how far apart they are."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.measures import Floats
from cleaners.view import Element

PENALTY = 0.6
"""What a word that is no running text costs an element that holds it, in words of running text."""
NEAR, WIDE = 2, 4
"""How many ancestors count as near, and as around."""


@cache
def hint_groups() -> tuple[tuple[str, ...], dict[str, int], dict[str, int]]:
    """The names of the groups, and the bit of the group of each attribute word and of each tag."""
    data = tomllib.loads(files("cleaners.labeller").joinpath("hints.toml").read_text("utf-8"))
    names = tuple(data["groups"])
    words = {word: 1 << names.index(group) for group, members in data["groups"].items() for word in members}
    tags = {tag: 1 << names.index(group) for group, members in data["tags"].items() for tag in members}
    return names, words, tags


NAMES = (
    "parent_good", "parent_size", "parent_links", "parent_units", "grand_good", "grand_size", "grand_links",
    "outer_good", "outer_size", "kin_good", "kin_size", "kin_units", "pair_good", "pair_size", "depth",
    "best_inside", "best_up", "best_down", "best_share", "parent_before", "parent_after",
)  # fmt: skip


def container_features(
    elements: list[Element],
    holder: NDArray[np.int64],
    kin: NDArray[np.int64],
    good: Floats,
    size: Floats,
    link_size: Floats,
) -> tuple[Floats, Floats]:
    """Measures of the surroundings of each unit.

    Args:
        elements: of the page, parents before children.
        holder: index of the element that each unit stands in.
        kin: what `kin_of` gives for them.
        good: words of running text of each unit.
        size: words of each unit.
        link_size: words of each unit inside links.

    Returns:
        Measures named `NAMES`, shape (units, len(NAMES)); and bits of the hint groups, shape (units, 3 × groups): of the element and
        its two nearest ancestors, of the four nearest, and of any below the page's body.
    """
    count = len(elements)
    parents = [e.parent for e in elements]
    parent = np.array(parents, np.int64)
    end = np.array([e.end for e in elements], np.int64)
    depth = np.array([e.depth for e in elements], np.int64)
    # All of an element's descendants follow it, so that a sum over them is the difference of two running sums.
    running = np.zeros((count + 1, 4))
    for column, values in enumerate((good, size, link_size, None)):
        running[1:, column] = np.cumsum(np.bincount(holder, values, minlength=count))
    totals = running[end] - running[:-1]

    scores = totals[:, 0] - PENALTY * (totals[:, 1] - totals[:, 0])
    best = count - 1 - int(scores[::-1].argmax())
    path = [best]
    while parents[path[-1]] >= 0:
        path.append(parents[path[-1]])
    on_path = np.array(path[::-1])
    outer = np.array(_outer(parents, totals[:, 1].tolist()), np.int64)

    around = outer[holder]
    inside = (holder >= best) & (holder < end[best])
    # The path's elements hold one another, so those that hold an element are the first ones of it.
    opened = np.searchsorted(on_path, holder, side="right")
    closed = np.searchsorted(-end[on_path], -holder, side="left")
    meets = np.minimum(opened, closed) - 1
    total_good, total_size = max(float(good.sum()), 1.0), max(float(size.sum()), 1.0)
    kin_good = np.bincount(kin[:, 0], good)[kin[:, 0]]
    kin_size = np.bincount(kin[:, 0], size)[kin[:, 0]]
    kin_units = np.bincount(kin[:, 0])[kin[:, 0]]
    pair_good = np.bincount(kin[:, 1], good)[kin[:, 1]]
    pair_size = np.bincount(kin[:, 1], size)[kin[:, 1]]
    first, second, third = totals[holder].T, totals[around].T, totals[outer[around]].T
    own_depth = depth[holder]
    place = np.arange(len(good))
    starts = np.full(count, len(good))
    np.minimum.at(starts, holder, place)
    ends = np.zeros(count, np.int64)
    np.maximum.at(ends, holder, place)
    features = np.stack(
        [
            first[0] / np.maximum(first[1], 1),
            first[1] / total_size,
            first[2] / np.maximum(first[1], 1),
            np.log1p(first[3]),
            second[0] / np.maximum(second[1], 1),
            second[1] / total_size,
            second[2] / np.maximum(second[1], 1),
            third[0] / np.maximum(third[1], 1),
            third[1] / total_size,
            kin_good / np.maximum(kin_size, 1),
            kin_good / total_good,
            np.log1p(kin_units),
            pair_good / np.maximum(pair_size, 1),
            pair_good / total_good,
            own_depth,
            inside,
            depth[best] - meets,
            own_depth - meets,
            np.full(len(good), totals[best, 0] / total_good),
            place - starts[holder],
            ends[holder] - place,
        ],
        1,
    )
    return features.astype(np.float32), _hints(elements, parent, holder)


def _outer(parent: list[int], sizes: list[float]) -> list[int]:
    """For each element the nearest ancestor that holds more than it does; itself for the outermost."""
    outer = list(range(len(parent)))
    for index, above in enumerate(parent):
        if above >= 0:
            outer[index] = above if sizes[above] > sizes[index] else outer[above]
    return outer


def kin_of(elements: list[Element], holder: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which units stand in elements of one kind, shape (units, 2).

    For each unit a number that elements of one tag and the same attributes share; and one for those whose parents do, too.
    """
    numbers: dict[tuple[str, frozenset[str]], int] = {}
    written: dict[tuple[str, str], int] = {}

    def kind(element: Element) -> int:
        """The number of an element's tag and attributes; the order of classes says nothing."""
        number = written.get((element.tag, element.names))
        if number is None:
            number = numbers.setdefault((element.tag, frozenset(element.names.split())), len(numbers))
            written[element.tag, element.names] = number
        return number

    pairs: dict[tuple[int, int], int] = {}
    known: dict[int, tuple[int, int]] = {}
    rows: list[tuple[int, int]] = []
    for index in holder.tolist():
        row = known.get(index)
        if row is None:
            element = elements[index]
            kin = kind(element)
            kin_above = kind(elements[element.parent]) if element.parent >= 0 else -1
            row = known[index] = kin, pairs.setdefault((kin, kin_above), len(pairs))
        rows.append(row)
    return np.array(rows, np.int64).reshape(-1, 2)


def _hints(elements: list[Element], parent: NDArray[np.int64], holder: NDArray[np.int64]) -> Floats:
    groups, words, tags = hint_groups()
    own: list[int] = []
    everything: list[int] = []
    known: dict[tuple[str, frozenset[str]], int] = {}
    for element in elements:
        tag = element.tag
        key = (tag, element.words)
        bits = known.get(key)
        if bits is None:
            bits = tags.get(tag, 0)
            for word in element.words:
                bits |= words.get(word, 0)
            if tag in ("html", "body"):
                bits = 0
            known[key] = bits
        own.append(bits)
        everything.append(bits | everything[element.parent] if element.parent >= 0 else bits)
    bits_of = np.array([*own, 0], np.int64)  # the last stands for what is above the outermost element
    above = np.append(np.where(parent < 0, len(own), parent), len(own))
    at, level, levels = holder, bits_of[holder], []
    for step in range(1, WIDE + 1):
        at = above[at]
        level = level | bits_of[at]
        if step in (NEAR, WIDE):
            levels.append(level)
    held = np.stack([*levels, np.array(everything, np.int64)[holder]], 1)
    spread = (held[:, :, None] >> np.arange(len(groups))) & 1
    return spread.reshape(len(holder), -1).astype(np.float32)
