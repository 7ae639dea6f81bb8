"""The candidates of one document as the decision sees them, and what a choice among them is made of."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cleaners import edtf
from cleaners.date_agreement import day_of, fits_weekday
from cleaners.date_places import SOLID
from cleaners.date_scrape import is_after, scrape_of
from cleaners.model import DateCandidate

FIRST_YEAR = 1990
LAST_YEAR = 2069
"""Years outside are none of a web page's."""
_HEADER = frozenset({"jsonld", "meta", "title", "time", "timestamp", "board_header", "byline", "dateline", "script"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A date and the candidates it was made of."""

    edtf: str
    parts: tuple[DateCandidate, ...]
    rule: str | None = None
    """The step that made it, where a rank knows several."""


class Weigher:
    """The candidates of one document, and the contradictions met on the way."""

    def __init__(self, candidates: Sequence[DateCandidate]) -> None:
        self.notes: list[str] = []
        self.scrape = scrape_of(candidates)
        self.all = [c for c in candidates if self._can_be(c)]
        self.header = sorted(
            (
                c
                for c in self.all
                if c.role != "modified" and (c.place in _HEADER or c.place == "url") and c.trust >= SOLID
            ),
            key=lambda c: -c.trust,
        )

    def _can_be(self, c: DateCandidate) -> bool:
        """Whether it can be of a page at all: not before the web, and not after the scraping."""
        if c.year is not None and not FIRST_YEAR <= c.year <= LAST_YEAR:
            return False
        if self.scrape is None or not is_after(c, self.scrape):
            return True
        if c.trust >= SOLID:
            self.note(f"is after the scraping: {evidence_of((c,))}")
        return False

    def at(self, *names: str) -> Iterator[DateCandidate]:
        """The candidates of these places."""
        return (c for c in self.all if c.place in names)

    def changes(self) -> Iterator[DateCandidate]:
        """The full dates of a change."""
        return (c for c in self.all if c.role == "modified" and c.trust >= SOLID and is_full(c) and fits_weekday(c))

    def allows(self, day: datetime.date) -> bool:
        """Whether no month or year at a place that speaks of the article contradicts a day."""
        return all(c.year in (None, day.year) and (c.year is None or c.month in (None, day.month)) for c in self.header)

    def changed_since(self, day: datetime.date) -> bool:
        """Whether no stated change is before a day: what was last changed on the 3rd tells of the 5th as of something to come."""
        return all(day_of(c) >= day for c in self.changes())

    def year_evidence(self) -> Iterator[DateCandidate]:
        """What a year may be taken from, the nearest to the article first."""
        dated = [c for c in self.header if c.year is not None]
        rest = self.at("image_path"), self.at("list_row"), self.at("prose"), self.at("copyright")
        last = () if self.scrape is None else (self.scrape,)
        return (c for c in chain(dated, *rest[:1], self.changes(), *rest[1:], last) if c.year is not None)

    def conflict(self, *parts: DateCandidate) -> None:
        """Remember that a weekday contradicts."""
        self.note(f"weekday contradicts: {evidence_of(parts)}")

    def note(self, text: str) -> None:
        """Remember what is to be told beside the evidence."""
        if text not in self.notes:
            self.notes.append(text)


def is_full(c: DateCandidate) -> bool:
    """Whether year, month and day are printed."""
    return c.year is not None and c.month is not None and c.day is not None


def choice_of(
    c: DateCandidate,
    *more: DateCandidate,
    approximate: bool = False,
    uncertain: bool = False,
    rule: str | None = None,
) -> Choice | None:
    """A candidate's own date."""
    if c.year is None:
        return None
    return Choice(
        edtf.compose(c.year, c.month, c.day if c.month else None, approximate=approximate, uncertain=uncertain),
        (c, *more),
        rule,
    )


def evidence_of(parts: Sequence[DateCandidate]) -> str:
    """What a choice was made of: each place with the text that stood there."""
    return " + ".join(f'{c.place} "{c.text}"' for c in parts)
