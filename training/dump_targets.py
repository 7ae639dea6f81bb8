"""The same for dumps of which the gold knows snippets only: both edges of the body, and some of what is inside and is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby, pairwise, product

from training.samples import Gold

EDGE = 40
"""Characters of an edge that must be found, white space left out; half of it where a caption is glued in between."""
LONG = 40
"""A unit inside the body with a sentence end and this many characters is body unless a snippet says otherwise."""
FOREIGN = 0.2
"""A unit of which a snippet of other text takes this share is wholly other text, unless it holds body for sure."""

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»」』)\]]*(?:\s|$)|[。！？]")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_MOST_OPEN = 12
"""Groups of units that can't be told; with more of them the length of the body proves nothing."""
_SLACK = 3
"""Characters by which the length of the body may be missed."""

_OUT, _BODY, _NEUTRAL = 0, 1, 2


def dump_cover(units: Sequence[str], gold: Gold) -> list[float | None]:
    """For each unit the share of its text that is body, None where the snippets can't tell.

    Everything outside the two edges is 0. Inside, a unit that a snippet of the body touches and a long sentence are
    body, less what the snippets of other text take; short units are None unless the length of the body proves
    which of them belong to it.
    """
    flat = [_squash(u) for u in units]
    text = "".join(flat)
    starts = [0]
    for unit in flat:
        starts.append(starts[-1] + len(unit))
    if not gold.body_first_80 or not gold.body_last_80:
        return [0.0] * len(units)
    edges = _edges(text, gold)
    if edges is None:
        return [None] * len(units)
    marks = _marks(text, edges, gold)
    sure = {m for s in gold.must_contain for m in _places(text, s)} | {edges[0], edges[1] - 1}
    shares: list[float | None] = []
    chars = 0.0
    open_units: list[int] = []
    for k, (a, b) in enumerate(pairwise(starts)):
        body, out = (marks[a:b].count(mark) for mark in (_BODY, _OUT))
        if not body + out:
            shares.append(None if a < b and marks[a:b].count(_NEUTRAL) else 0.0)
            continue
        certain = any(a <= at < b for at in sure)
        share = body / (body + out)
        shares.append(share if certain or share > 1 - FOREIGN else 0.0)
        chars += _length(units[k]) * body / (b - a) if shares[-1] else 0
        long = b - a >= LONG and _SENTENCE.search(units[k])
        if share == 1 and not certain and not long:
            open_units.append(k)
    for k in open_units:
        shares[k] = None
        chars -= _length(units[k])
    if gold.body_chars is not None:
        _settle(units, shares, open_units, gold.body_chars + 1 - chars)
    return shares


def _settle(units: Sequence[str], shares: list[float | None], open_units: Sequence[int], missing: float) -> None:
    """Decide on units that can't be told by the length that the body lacks, where only one choice of them meets it.

    Neighbours are taken or left together.
    """
    groups = [[k for _, k in pairs] for _, pairs in groupby(enumerate(open_units), key=lambda pair: pair[1] - pair[0])]
    if len(groups) > _MOST_OPEN:
        return
    lengths = [sum(_length(units[k]) for k in group) for group in groups]
    fits = [
        choice
        for choice in product((False, True), repeat=len(groups))
        if abs(missing - sum(n for n, taken in zip(lengths, choice, strict=True) if taken)) <= _SLACK
    ]
    if len(fits) == 1:
        for group, taken in zip(groups, fits[0], strict=True):
            for k in group:
                shares[k] = float(taken)


def _length(unit: str) -> int:
    """Characters that a unit adds to the body: white space collapsed, and what parts it from the next one."""
    return len(" ".join(unit.split())) + 1


def _edges(text: str, gold: Gold) -> tuple[int, int] | None:
    """Where the body starts and ends: the tightest pair of edges that holds most snippets of the body."""
    first, last = _squash(gold.body_first_80 or ""), _squash(gold.body_last_80 or "")
    for size in (EDGE, EDGE // 2):
        heads = [m.start() for m in re.finditer(re.escape(first[:size]), text)]
        tails = [m.end() for m in re.finditer(re.escape(last[-size:]), text)]
        pairs = [(a, b) for a in heads for b in tails if a < b]
        if pairs:
            held = [_squash(s) for s in gold.must_contain]
            return max(pairs, key=lambda p: (sum(text.find(s, *p) >= 0 for s in held), p[0] - p[1]))
    return None


def _marks(text: str, edges: tuple[int, int], gold: Gold) -> bytearray:
    """What each character is: body, other text, or neither."""
    start, end = edges
    marks = bytearray([_OUT]) * len(text)
    marks[start:end] = bytes([_BODY]) * (end - start)
    prefix = _squash(gold.lead_prefix or "")
    neutral = [(start - len(prefix), start)] if prefix and text.endswith(prefix, 0, start) else []
    neutral += [(at, at + len(_squash(s))) for s in gold.optional for at in _places(text, s)]
    for snippet in gold.must_not_contain:
        for at in _places(text, snippet):
            marks[at : at + len(_squash(snippet))] = bytes([_OUT]) * len(_squash(snippet))
    for a, b in neutral:
        marks[a:b] = bytes([_NEUTRAL]) * (b - a)
    return marks


def _places(text: str, snippet: str) -> list[int]:
    flat = _squash(snippet)
    return [m.start() for m in re.finditer(re.escape(flat), text)] if flat else []


def _squash(text: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).lower()
