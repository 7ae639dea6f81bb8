"""Finds every date of a document and keeps it with its place; `date_decision` says which of them dates the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from cleaners import date_places as places
from cleaners.date_ages import MOST_SIGNS, AgeReader
from cleaners.date_decision import DateDecision, DateReading, decide_dates
from cleaners.date_layout import Layout, is_article, layout_of, printed_place, printed_trust, segment_place, time_place
from cleaners.date_lines import Line, before_change, rows_of_lists, stretch
from cleaners.date_marks import marked_dates
from cleaners.date_numbers import Number
from cleaners.date_places import Place
from cleaners.date_scrape import scrape_candidate
from cleaners.date_scripts import script_dates
from cleaners.date_stamps import may_be_dated, read_path, read_stamp
from cleaners.date_text import DateReader, Printed, whole_date
from cleaners.lexicon import Lexicon
from cleaners.model import DateCandidate, Label
from cleaners.tiling import Segment
from cleaners.view import Page, View

__all__ = ["DateDecision", "DateReading", "date_candidates", "decide_dates"]

MAX_PER_PLACE = 60
"""Candidates kept of one kind of place; a list page can hold thousands."""
AGED = frozenset({Label.TIMESTAMP, Label.BYLINE, Label.BOARD_CHROME, Label.OUTLET})
"""Labels of lines that may say how long ago the article was published."""
MAX_OF_NEIGHBOURS = 12
"""The same for dates of other articles, which are kept to be seen and decide nothing."""

_YEAR = re.compile(r"(?<![\d.,-])(?:199\d|20[0-6]\d)(?![\d.,]\d|\d)")
_RANGE = re.compile(r"\d{4}\s*(?:[-–—~/]|to|à|bis)\s*(?=\d{4})")


def date_candidates(
    view: View,
    tiling_segments: Sequence[Segment],
    lexicons: Sequence[Lexicon],
    source: str,
    scraped_at: datetime | None = None,
) -> tuple[DateCandidate, ...]:
    """Every date found in a document, with its place: markup first, then the visible text in order.

    Args:
        view: the document.
        tiling_segments: its labelled segments.
        lexicons: whose date rules read its text: the document's language first, then `und`.
        source: where the document was read from; read where it is a web address.
        scraped_at: when it was fetched, with its UTC offset, where the caller knows.
    """
    found, reader = _Found(), DateReader(lexicons)
    layout = layout_of(view, tiling_segments)
    if view.form == "html":
        for text, place in places.head_values(view.page):
            found.add(read_stamp(text, reader), place)
        for piece in places.title_ends(view.page):
            if (printed := whole_date(piece, reader)) is not None:
                found.add(printed, places.TITLE)
    for address in _addresses(view.page, source):
        for printed in read_path(address):
            found.add(printed, places.URL)
    if view.form == "html":
        _read_times(view.page, tiling_segments, layout, reader, found)
        if not found.stamped:  # where the head says when, marks within say the same
            for text, place in (*marked_dates(view.markup), *script_dates(view.markup)):
                found.add(read_stamp(text, reader), place)
        _read_pictures(view.page, tiling_segments, found)
    _read_text(view, tiling_segments, layout, reader, found)
    found.settle()
    _read_ages(view, tiling_segments, layout, AgeReader(lexicons), found)
    if scraped_at is not None:
        found.candidates.append(scrape_candidate(scraped_at))
    return tuple(sorted(found.candidates, key=lambda c: -1 if c.start is None else c.start))


class _Found:
    """The candidates of one document."""

    def __init__(self) -> None:
        self.candidates: list[DateCandidate] = []
        self._seen: set[tuple[object, ...]] = set()
        self._count: Counter[str] = Counter()
        self._own: dict[str, dict[str | None, list[int]]] = {}

    def full(self, place: Place) -> bool:
        """Whether enough was found at such a place."""
        return self._count[place.name] >= (MAX_OF_NEIGHBOURS if place is places.NEIGHBOUR else MAX_PER_PLACE)

    @property
    def stamped(self) -> bool:
        """Whether the page's head has a full date of publication."""
        return any(c.place in ("jsonld", "meta") and c.role == "published" and c.day for c in self.candidates)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where dates were found in a stretch of text, counted from its start."""
        return [
            (c.start - start, c.end - start)
            for c in self.candidates
            if c.start is not None and c.end is not None and start <= c.start < end
        ]

    def settle(self) -> None:
        """Where several lines say of which day `this article` is, each is of another, and none is believed."""
        for days in self._own.values():
            for index in chain.from_iterable(days.values()) if len(days) > 1 else ():
                place = places.NEIGHBOUR
                self.candidates[index] = replace(self.candidates[index], place=place.name, trust=place.trust)

    def add(self, printed: Printed | None, place: Place, offset: int | None = None) -> None:
        """Keep a date, once a place."""
        if printed is None or self.full(place):
            return
        role = printed.role if printed.role != "context" else place.role
        start, end = (None, None) if offset is None else (offset + printed.start, offset + printed.end)
        key = (place.name, role, start, printed.text, printed.year, printed.month, printed.day, printed.age)
        if key in self._seen:
            return
        self._seen.add(key)
        self._count[place.name] += 1
        if printed.own:
            self._own.setdefault(role, {}).setdefault(printed.edtf, []).append(len(self.candidates))
        self.candidates.append(
            DateCandidate(
                text=printed.text,
                place=place.name,
                rule=printed.rule,
                role=role,
                edtf=printed.edtf,
                year=printed.year,
                month=printed.month,
                day=printed.day,
                weekday=printed.weekday,
                time=printed.time,
                offset=printed.offset,
                age=printed.age,
                trust=round(printed_trust(place, printed.role), 3),
                start=start,
                end=end,
            )
        )


def _addresses(page: Page, source: str) -> Iterator[str]:
    for address in dict.fromkeys((page.canonical or "", source)):
        if address.startswith(("http://", "https://")):
            yield address


def _segment_at(segments: Sequence[Segment], offset: int) -> Segment | None:
    index = bisect_right(segments, offset, key=lambda s: s.start) - 1
    return segments[index] if 0 <= index < len(segments) else None


def _read_times(page: Page, segments: Sequence[Segment], layout: Layout, reader: DateReader, found: _Found) -> None:
    for tag in page.times[:MAX_PER_PLACE]:
        # an element's span may begin before the text it shows, with the white space that closes the block before
        at = _segment_at(segments, max(tag.span.start, tag.span.end - 1)) if tag.span.end > tag.span.start else None
        place = time_place(tag, at, layout)
        if not found.full(place):
            found.add(read_stamp(tag.datetime, reader), place)


def _read_pictures(page: Page, segments: Sequence[Segment], found: _Found) -> None:
    for picture in page.pictures:
        if found.full(places.IMAGE_PATH):
            break
        addresses = [address for address in picture.urls if may_be_dated(address)]
        if addresses and any(is_article(_segment_at(segments, at)) for at in (picture.at, picture.at - 1)):
            for address in addresses:
                for printed in read_path(address, query=True):
                    found.add(printed, places.IMAGE_PATH)
    shown = page.meta("og:image", "twitter:image")
    for printed in read_path(shown, query=True) if shown else ():
        found.add(printed, places.IMAGE_META)


def _read_text(view: View, segments: Sequence[Segment], layout: Layout, reader: DateReader, found: _Found) -> None:
    numbers = reader.numbers(view.text)
    starts = [segment.start for segment in segments]
    lines: list[Line] = []
    pending: Counter[str] = Counter()
    at = 0
    while at < len(numbers):
        first, last = stretch(view, segments, bisect_right(starts, numbers[at][0]) - 1)
        start, end = segments[first].start, segments[last].end
        inside = numbers[at : bisect_left(numbers, (end, 0, 0), at + 1)]
        at += len(inside)
        named = first < last and segments[first].label is not Label.TIMESTAMP
        segment = segments[first + named]
        place = segment_place(segment, layout)
        if place is None or pending[place.name] >= MAX_PER_PLACE:
            continue
        text = view.text[start:end]
        read = reader.read(text, [Number(lo - start, hi - start, kind) for lo, hi, kind in inside])
        pending[place.name] += len(read)
        lines.append(Line(start, text, segment, place, tuple(before_change(read))))
    rows = rows_of_lists(lines)
    for index, line in enumerate(lines):
        for printed in line.read:
            place = printed_place(line.place, line.segment, layout, line.text, printed)
            found.add(printed, places.NEIGHBOUR if index in rows else place, line.start)
    _read_copyright(view, segments, layout, found)


def _read_ages(view: View, segments: Sequence[Segment], layout: Layout, reader: AgeReader, found: _Found) -> None:
    """How long ago the article was published, where the line that says so says no date."""
    for segment in segments:
        if segment.label not in AGED or segment.end - segment.start > MOST_SIGNS:
            continue
        place = segment_place(segment, layout)
        if place is None or place.trust < places.SOLID or found.within(segment.start, segment.end):
            continue
        for printed in reader.read(view.text[segment.start : segment.end]):
            found.add(printed, place, segment.start)


def _read_copyright(view: View, segments: Sequence[Segment], layout: Layout, found: _Found) -> None:
    """The years that stand alone in copyright lines."""
    for segment in segments:
        if segment.label is Label.COPYRIGHT and (place := segment_place(segment, layout)) is not None:
            text = view.text[segment.start : segment.end]
            for printed in _lone_years(text, found.within(segment.start, segment.end)):
                found.add(printed, place, segment.start)


def _lone_years(text: str, read: Sequence[tuple[int, int]]) -> Iterator[Printed]:
    """The year of a copyright line; none of a range of years, whose end is most often today's."""
    if _RANGE.search(text):
        return
    for match in _YEAR.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in read):
            yield Printed(match.start(), match.end(), match[0], "dates/copyright.year", "context", year=int(match[0]))
