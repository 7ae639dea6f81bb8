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
    elements: list[Element], holder: NDArray[np.int64], good: Floats, size: Floats, link_size: Floats
) -> tuple[Floats, Floats]:
    """Measures of the surroundings of each unit.

    Args:
        elements: of the page, parents before children.
        holder: index of the element that each unit stands in.
        good: words of running text of each unit.
        size: words of each unit.
        link_size: words of each unit inside links.

    Returns:
        Measures named `NAMES`, shape (units, len(NAMES)); and bits of the hint groups, shape (units, 3 × groups): of the element and
        its two nearest ancestors, of the four nearest, and of any below the page's body.
    """
    count = len(elements)
    parent = [e.parent for e in elements]
    totals = np.zeros((count, 4))
    np.add.at(totals, holder, np.stack([good, size, link_size, np.ones_like(good)], 1))
    goods, sizes, links, units = (column.tolist() for column in totals.T)
    for index in range(count - 1, 0, -1):
        above = parent[index]
        if above >= 0:
            goods[above] += goods[index]
            sizes[above] += sizes[index]
            links[above] += links[index]
            units[above] += units[index]

    scores = [g - PENALTY * (s - g) for g, s in zip(goods, sizes, strict=True)]
    best = max(range(count), key=lambda i: (scores[i], i))
    outer = _outer(parent, sizes)
    depth, meets = [0] * count, [0] * count
    on_path = {best}
    above = parent[best]
    while above >= 0:
        on_path.add(above)
        above = parent[above]
    inside = [False] * count
    for index in range(count):
        above = parent[index]
        depth[index] = depth[above] + 1 if above >= 0 else 0
        inside[index] = index == best or (above >= 0 and inside[above])
        meets[index] = depth[index] if index in on_path else (meets[above] if above >= 0 else 0)

    names: dict[tuple[str, str], int] = {}
    kin = [names.setdefault((e.tag, e.names), len(names)) for e in elements]
    pairs: dict[tuple[int, int], int] = {}
    pair = [pairs.setdefault((k, kin[p] if p >= 0 else -1), len(pairs)) for k, p in zip(kin, parent, strict=True)]

    table = np.array([goods, sizes, links, units, depth, inside, meets, outer, kin, pair], np.float64)
    first = table[:, holder]
    second_at = first[7].astype(np.int64)
    second = table[:, second_at]
    third = table[:, second[7].astype(np.int64)]
    kin_of, pair_of = first[8].astype(np.int64), first[9].astype(np.int64)
    total_good, total_size = max(float(good.sum()), 1.0), max(float(size.sum()), 1.0)
    kin_good = np.bincount(kin_of, good, minlength=len(names))[kin_of]
    kin_size = np.bincount(kin_of, size, minlength=len(names))[kin_of]
    kin_units = np.bincount(kin_of, minlength=len(names))[kin_of]
    pair_good = np.bincount(pair_of, good, minlength=len(pairs))[pair_of]
    pair_size = np.bincount(pair_of, size, minlength=len(pairs))[pair_of]
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
            first[4],
            first[5],
            depth[best] - first[6],
            first[4] - first[6],
            np.full(len(good), goods[best] / total_good),
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


def _hints(elements: list[Element], parent: list[int], holder: NDArray[np.int64]) -> Floats:
    groups, words, tags = hint_groups()
    own = [0] * len(elements)
    known: dict[tuple[str, frozenset[str]], int] = {}
    for index, element in enumerate(elements):
        tag = element.tag
        if tag in ("html", "body"):
            continue
        key = (tag, element.words)
        bits = known.get(key)
        if bits is None:
            bits = tags.get(tag, 0)
            for word in element.words:
                bits |= words.get(word, 0)
            known[key] = bits
        own[index] = bits
    near, wide, everything = own[:], own[:], own[:]
    for index, above in enumerate(parent):
        if above >= 0:
            everything[index] |= everything[above]
            for step in range(4):
                if above < 0:
                    break
                if step < 2:
                    near[index] |= own[above]
                wide[index] |= own[above]
                above = parent[above]
    held = np.array([near, wide, everything], np.int64)[:, holder]
    spread: NDArray[np.int64] = (held[:, :, None] >> np.arange(len(groups))) & 1
    return spread.transpose(1, 0, 2).reshape(len(holder), -1).astype(np.float32)
