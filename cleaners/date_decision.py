"""One ranked decision over all dates found: what the document proves about the day it was published, and no more.

The order, from proof to hint; the first that holds decides:

1. a full date at a place that speaks of the article (JSON-LD, meta, timestamp, `time`, address, board header, byline);
2. a date without its year at such a place, completed with a year printed elsewhere that agrees with it;
3. a weekday with its date in the prose, its year from elsewhere or its own: `~`, since it dates an event;
4. a month or a year at a place as in 1;
5. the day it was last changed, where nothing says when it was published: `~`;
6. the path of a picture of the article: `~`;
7. the rows of a list of other posts, where all are of one month and the prose has days that fit in: the month, `~`;
8. the year of the copyright line: `~`.

A weekday that contradicts stops a combination, and the evidence says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cleaners import edtf
from cleaners.date_agreement import agreement, day_of, fits_weekday
from cleaners.date_places import SOLID
from cleaners.model import DateCandidate

FIRST_YEAR = 1990
LAST_YEAR = 2069
"""Years outside are none of a web page's."""
NEAR = 7
"""Days between a row of a list and a day of the prose that can be of one month."""

_HEADER = frozenset({"jsonld", "meta", "time", "timestamp", "board_header", "byline", "dateline"})


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as EDTF, with its bounds, its precision and what it was read from. All null where nothing is proven."""

    edtf: str | None = None
    min: str | None = None
    max: str | None = None
    precision: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class DateDecision:
    """When the article was published, and when it was last changed."""

    published: DateReading
    modified: DateReading


@dataclass(frozen=True, slots=True)
class _Choice:
    """A date and the candidates it was made of."""

    edtf: str
    parts: tuple[DateCandidate, ...]


class _Weigher:
    """The candidates of one document, and the contradictions met on the way."""

    def __init__(self, candidates: Sequence[DateCandidate]) -> None:
        self.all = [c for c in candidates if c.year is None or FIRST_YEAR <= c.year <= LAST_YEAR]
        self.header = sorted(
            (
                c
                for c in self.all
                if c.role != "modified" and (c.place in _HEADER or c.place == "url") and c.trust >= SOLID
            ),
            key=lambda c: -c.trust,
        )
        self.conflicts: list[str] = []

    def at(self, *names: str) -> Iterator[DateCandidate]:
        """The candidates of these places."""
        return (c for c in self.all if c.place in names)

    def allows(self, day: datetime.date) -> bool:
        """Whether no month or year at a place that speaks of the article contradicts a day."""
        return all(c.year in (None, day.year) and (c.year is None or c.month in (None, day.month)) for c in self.header)

    def conflict(self, *parts: DateCandidate) -> None:
        """Remember that a weekday contradicts."""
        text = f"weekday contradicts: {_evidence(parts)}"
        if text not in self.conflicts:
            self.conflicts.append(text)


def decide_dates(candidates: Sequence[DateCandidate]) -> DateDecision:
    """The day of publication and of the last change, only as exact as the candidates prove."""
    weigher = _Weigher(candidates)
    published = next((choice for rank in _RANKS if (choice := rank(weigher)) is not None), None)
    conflicts = list(weigher.conflicts)
    modified = _modified(weigher, published)
    return DateDecision(_reading(published, conflicts), _reading(modified, []))


def _full(c: DateCandidate) -> bool:
    return c.year is not None and c.month is not None and c.day is not None


def _choice(
    c: DateCandidate, *more: DateCandidate, approximate: bool = False, uncertain: bool = False
) -> _Choice | None:
    """A candidate's own date."""
    if c.year is None:
        return None
    return _Choice(
        edtf.compose(c.year, c.month, c.day if c.month else None, approximate=approximate, uncertain=uncertain),
        (c, *more),
    )


def _explicit(w: _Weigher) -> _Choice | None:
    full = [c for c in w.header if _full(c)]
    if not full:
        return None
    best = full[0]
    if (
        best.place == "timestamp" and best.role == "context"
    ):  # the first of two is most often the older one; if not, the older one
        best = min((c for c in full if (c.place, c.role) == ("timestamp", "context")), key=day_of)
    if not fits_weekday(best):
        w.conflict(best)
        other = next((c for c in full if c is not best and fits_weekday(c)), None)
        return _choice(other) if other is not None else _choice(best, uncertain=True)
    local = _local_day(best, full)
    return _choice(best) if local is None else _choice(local, best)


def _local_day(utc: DateCandidate, others: Sequence[DateCandidate]) -> DateCandidate | None:
    """The same moment as another place prints it in local time, where a machine's stamp is in UTC and a day apart.

    That is a local time a whole number of quarter hours away, or the day in the address where the stamp lies close
    enough to midnight.
    """
    if utc.offset != "+00:00" or utc.time is None:
        return None
    moment = _moment(utc)
    for c in others:
        days = (day_of(c) - day_of(utc)).days
        if abs(days) != 1 or c.offset == "+00:00":
            continue
        if c.time is None:
            if c.place == "url" and (utc.time < "12" if days < 0 else utc.time >= "10"):
                return c
            continue
        apart = _moment(c) - moment
        if not apart % datetime.timedelta(minutes=15) and abs(apart) <= datetime.timedelta(hours=14):
            return c
    return None


def _moment(c: DateCandidate) -> datetime.datetime:
    return datetime.datetime.combine(day_of(c), datetime.time.fromisoformat(c.time or "00:00"))


def _completed(w: _Weigher) -> _Choice | None:
    best: _Choice | None = None
    for c in w.header:
        if c.year is not None or c.day is None:
            continue
        for other in _year_evidence(w):
            agrees = agreement(c, other)
            if agrees is None:
                continue
            day, exact = agrees
            if c.weekday is not None and day.isoweekday() != c.weekday:
                w.conflict(c, other)
                continue
            confirmed = exact or c.weekday is not None
            choice = _Choice(edtf.compose(day.year, day.month, day.day, approximate=not confirmed), (c, other))
            if confirmed:
                return choice
            best = best or choice
    return best


def _year_evidence(w: _Weigher) -> Iterator[DateCandidate]:
    """What a year may be taken from, the nearest to the article first."""
    dated = [c for c in w.header if c.year is not None]
    changed = [c for c in w.all if c.role == "modified" and c.trust >= SOLID and _full(c)]
    rest = w.at("image_path"), w.at("list_row"), w.at("prose"), w.at("copyright")
    return (c for c in chain(dated, *rest[:1], changed, *rest[1:]) if c.year is not None)


def _partial(w: _Weigher) -> _Choice | None:
    known = [c for c in w.header if c.year is not None and c.day is None]
    return _choice(max(known, key=lambda c: (c.month is not None, c.trust))) if known else None


def _only_modified(w: _Weigher) -> _Choice | None:
    changed = [c for c in w.all if c.role == "modified" and c.trust >= SOLID and _full(c) and fits_weekday(c)]
    return _choice(min(changed, key=day_of), approximate=True) if changed else None


def _prose(w: _Weigher) -> _Choice | None:
    for c in w.at("prose"):
        if c.month is None or c.day is None or c.weekday is None:
            continue
        if c.year is not None:
            if not fits_weekday(c):
                w.conflict(c)
            elif w.allows(day_of(c)):
                return _choice(c, approximate=True)
            continue
        for other in _year_evidence(w):
            agrees = None if other.place == "prose" else agreement(c, other)
            if agrees is None:
                continue
            day = agrees[0]
            if day.isoweekday() == c.weekday and w.allows(day):
                return _Choice(edtf.compose(day.year, day.month, day.day, approximate=True), (c, other))
            if day.isoweekday() != c.weekday:
                w.conflict(c, other)
    return None


def _picture(w: _Weigher) -> _Choice | None:
    paths = list(w.at("image_path"))
    if not paths:
        return None
    return _choice(max(paths, key=lambda c: (c.year or 0, c.month or 0, c.day or 0)), approximate=True)


def _rows(w: _Weigher) -> _Choice | None:
    rows = [c for c in w.at("list_row") if _full(c)]
    if not rows or len({(c.year, c.month) for c in rows}) > 1:
        return None
    for c in w.at("prose"):
        if c.day is None or c.month is not None or c.year is not None:
            continue
        near = next((r for r in rows if r.day is not None and abs(r.day - c.day) <= NEAR), None)
        if near is not None and near.year is not None:
            return _Choice(edtf.compose(near.year, near.month, approximate=True), (near, c))
    return None


def _copyright(w: _Weigher) -> _Choice | None:
    lines = [c for c in w.at("copyright") if c.year is not None]
    if not lines or len({c.year for c in lines}) > 1:
        return None
    return _choice(max(lines, key=lambda c: (c.month is not None, c.day is not None)), approximate=True)


_RANKS: tuple[Callable[[_Weigher], _Choice | None], ...] = (
    _explicit,
    _completed,
    _prose,
    _partial,
    _only_modified,
    _picture,
    _rows,
    _copyright,
)


def _modified(w: _Weigher, published: _Choice | None) -> _Choice | None:
    changed = sorted((c for c in w.all if c.role == "modified" and c.trust >= SOLID), key=lambda c: -c.trust)
    full = next((c for c in changed if _full(c)), None)
    if full is not None:
        return _choice(full, uncertain=not fits_weekday(full))
    if published is not None and _full(published.parts[0]):
        base = published.parts[0]
        for c in changed:
            if c.year is not None or c.month is None or c.day is None:
                continue
            day = replace(c, year=base.year)
            if edtf.is_day(base.year or 0, c.month, c.day) and day_of(day) >= day_of(base) and fits_weekday(day):
                choice = _choice(day)
                return None if choice is None else _Choice(choice.edtf, (c, base))
    return None


def _evidence(parts: Sequence[DateCandidate]) -> str:
    return " + ".join(f'{c.place} "{c.text}"' for c in parts)


def _reading(choice: _Choice | None, conflicts: list[str]) -> DateReading:
    if choice is None:
        return DateReading(evidence="; ".join(conflicts) or None)
    first, last = edtf.bounds(choice.edtf)
    evidence = "; ".join([_evidence(choice.parts), *conflicts])
    return DateReading(choice.edtf, first, last, edtf.precision(choice.edtf), evidence)
