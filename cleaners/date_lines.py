"""Which lines are read together for a date, and what dates of one line say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from typing import NamedTuple

from cleaners.date_places import Place
from cleaners.date_text import Printed
from cleaners.model import BODY_LABELS, Label
from cleaners.tiling import Segment
from cleaners.view import View

NAME_OF_DATE = 24
"""Longest line above a date, in characters, that may say what it is: `Posted on`."""
BESIDE = 4
"""Most characters between two dates that are of one article."""
ROWS, TITLE, GAP = 3, 20, 200
"""Fewest rows of a list of other articles, fewest letters of a title in one, most characters between two of them."""
_OPENING = " \t[(•·-–—"


def stretch(view: View, segments: Sequence[Segment], index: int) -> tuple[int, int]:
    """First and last of what is read with a segment, for `Updated` may stand above its date.

    That is the run of timestamps that it is of, with a line of words alone right above it; else itself.
    """
    first = last = index
    if segments[index].label is Label.TIMESTAMP:
        while first and segments[first - 1].label is Label.TIMESTAMP:
            first -= 1
        while last + 1 < len(segments) and segments[last + 1].label is Label.TIMESTAMP:
            last += 1
        if first and _may_be_name(view, segments[first - 1]):
            first -= 1
    return first, last


def _may_be_name(view: View, segment: Segment) -> bool:
    """Whether a line may say what the date below it is: a word or two that a rule took for none of the text."""
    text = view.text[segment.start : segment.end]
    return len(text) <= NAME_OF_DATE and segment.label not in BODY_LABELS and not any(c.isdecimal() for c in text)


def before_change(read: Sequence[Printed]) -> Iterator[Printed]:
    """The dates of a line; one right before the date of a change is that of publication: `3 May 2025. Updated: 5 May 2025`."""
    for printed, following in zip_longest(read, read[1:]):
        full = printed.role == "context" and printed.year is not None and printed.day is not None
        if full and following is not None and following.role == "modified" and following.start - printed.end <= BESIDE:
            yield replace(printed, role="published")
        else:
            yield printed


class Line(NamedTuple):
    """A line with dates: where it starts, its text, its segment, the place that this is, and the dates."""

    start: int
    text: str
    segment: Segment
    place: Place
    read: tuple[Printed, ...]


def rows_of_lists(lines: Sequence[Line]) -> frozenset[int]:
    """Which lines are rows of a list of other articles: several on end that begin with a day and go on with a title.

    `[ 27 January 2020 ] New quay opens in Eastport` is the form of a ticker above the headline.
    """
    rows: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if not _may_be_row(line):
            continue
        if run and line.start - lines[run[-1]].segment.end > GAP:
            run = []
        run.append(index)
        if len(run) >= ROWS:
            rows.update(run)
    return frozenset(rows)


def _may_be_row(line: Line) -> bool:
    if line.segment.label in BODY_LABELS or len(line.read) != 1:
        return False
    day = line.read[0]
    if day.role != "context" or day.year is None or day.day is None or line.text[: day.start].strip(_OPENING):
        return False
    return sum(1 for _ in islice(filter(str.isalpha, line.text[day.end :]), TITLE)) == TITLE
