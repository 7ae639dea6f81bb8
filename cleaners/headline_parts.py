"""What stands in the line of a headline and is not it: a kicker before it; a deck, a date or a count behind it.

Told by what the head declares: a title that is the line's end or beginning, up to where an element ends inside the
heading; without such an edge only where several places declare it and none the whole line. Where the head has nothing of
the line as a whole, an element that is called a kicker is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.declared_titles import TRUST, Declared, letters
from cleaners.model import Label
from cleaners.shape import word_count
from cleaners.tiling import Segment, Tiling

RULE = "page/headline-part"
HALF = 0.4
"""Least share of the line that a headline fills."""
AGREED = 1.5
"""Trust in a title from which on it needs no edge of an element: two places declare it."""
DECK_WORDS = 4
"""Fewest words of a deck."""

_COLONS = (":", "：")
_KICKERS = ", ".join(
    f'h{{0}} [class*="{word}" i]'
    for word in (
        "kicker",
        "overline",
        "topline",
        "dachzeile",
        "eyebrow",
        "roofline",
        "pretitle",
        "supertitle",
        "spitzmarke",
    )
)
_DATE = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}年|\d{1,2}:\d{2}(?!\d)")
_OPENING = "\"'„“”«»‘’‹([「『"
_PARTING = ":：|·/–—-"
_SIGN = re.compile(r"[:：|·/–—-]\s")


def part_headline(tiling: Tiling, line: Segment, declared: Sequence[Declared]) -> None:
    """Cut what is no headline from a line that is labelled as one.

    Args:
        tiling: is refined in place.
        line: the headline's only segment.
        declared: what the head declares.
    """
    start, end = line.start, line.start + len(tiling.view.text[line.start : line.end].rstrip())
    text = tiling.view.text[start:end]
    key = letters(text)
    found: dict[str, float] = {}
    for title in declared:
        for run in title.runs:
            inside = run != key and (key.endswith(run) or key.startswith(run))
            if inside and len(run) >= max(HALF * len(key), len(title.whole) / 2):
                found[run] = found.get(run, 0.0) + TRUST[title.place]
    whole = sum(TRUST[title.place] for title in declared if key in title.runs)
    cut = _kicker_end(tiling, line, start, end)
    if cut is not None and (not whole or _glued(tiling.view.text, cut)):
        _relabel(tiling, line, (start, cut), True)
        return
    for run in sorted(found, key=lambda r: (-found[r], -len(r), r)):
        before = not key.startswith(run)
        at = start + _offset(text, len(key) - len(run) if before else len(run))
        if at >= end or not (found[run] > whole or _glued(tiling.view.text, at)):
            continue
        told = found[run] >= AGREED and not whole
        edge = _edge(tiling, line, at)
        if edge is not None or (told and _SIGN.search(tiling.view.text[at - 2 : at + 1])):
            at = at if edge is None else max(at, edge)
            _relabel(tiling, line, (start, at) if before else (at, end), before)
            return


def _glued(text: str, at: int) -> bool:
    """Whether no space and no sign parts what stands before a place from what begins there; style sets it apart."""
    return text[at - 1].isalnum() and (text[at].isalnum() or text[at] in _OPENING)


def _kicker_end(tiling: Tiling, line: Segment, start: int, end: int) -> int | None:
    """Where the headline starts behind an element at the line's start whose class says that it is a kicker; else None.

    What is printed as `Harbour: The quay opens` is one line to its readers and stays.
    """
    text, level = tiling.view.text, tiling.view.blocks[line.block].heading
    for span in tiling.view.select(_KICKERS.format(level)) if level else ():
        if line.start < span.end < end and not letters(text[start : max(start, span.start)]):
            at = span.end
            while at < end and (text[at].isspace() or text[at] in _PARTING):
                at += 1
            joined = text[max(start, span.start) : span.end].rstrip().endswith(_COLONS) or set(_COLONS) & set(
                text[span.end : at]
            )
            return None if joined or at == end else at
    return None


def _offset(text: str, count: int) -> int:
    """Where, behind so many letters, the rest of a line starts, without the signs that part them."""
    seen = 0
    for offset, char in enumerate(text):
        if seen >= count and not (char.isspace() or char in _PARTING):
            return offset
        seen += len(letters(char))
    return len(text)


def _edge(tiling: Tiling, line: Segment, at: int) -> int | None:
    """Where an element inside the heading ends or starts, the first place with no letter from there to `at`; else None."""
    text = tiling.view.text
    level = tiling.view.blocks[line.block].heading
    found: list[int] = []
    for span in tiling.view.select(f"h{level} *") if level else ():
        if line.start < span.end <= line.end:  # one that starts the line starts before the break before it
            edges = (max(line.start, span.start), span.end)
            found += [edge for edge in edges if not letters(text[min(edge, at) : max(edge, at)])]
    return min(found, default=None)


def _relabel(tiling: Tiling, line: Segment, rest: tuple[int, int], before: bool) -> None:
    text = tiling.view.text[slice(*rest)]
    if before:
        label = Label.KICKER
    elif _DATE.search(text) and word_count(text) < DECK_WORDS:
        label = Label.TIMESTAMP
    else:
        label = Label.SUBHEADLINE if word_count(text) >= DECK_WORDS else Label.WIDGET
    whole = (line.start, line.end, line.rule, line.confidence)
    line.label = None
    tiling.label(*rest, label, RULE, 0.85)
    tiling.label(whole[0], whole[1], Label.HEADLINE, *whole[2:])
