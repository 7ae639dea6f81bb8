"""One ranked decision over all dates found: what the document proves about the day it was published, and no more.

The order, from proof to hint; the first that holds decides:

1. a full date at a place that speaks of the article (JSON-LD, meta, timestamp, `time`, address, board header, byline);
2. an age such as `2 hours ago` at such a place, where the caller gave the time of scraping;
3. a date without its year at such a place, completed with a year printed elsewhere that agrees with it;
4. a weekday with its date in the prose, its year from elsewhere or its own: `~`, since it dates an event;
5. a month or a year at a place as in 1;
6. the day it was last changed, where nothing says when it was published: `~`;
7. a timestamp far from the headline, where no other is of another day: `~`; then such a line that states a change;
8. the paths of the article's pictures, where all are of one month: `~`;
9. the rows of a list of other posts, where all are of one month and the prose has days that fit in: the month, `~`;
10. the year of a copyright line right below the article: `~`.

A weekday that contradicts stops a combination, and the evidence says so. What is after the time of scraping dates nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cleaners import edtf
from cleaners.date_agreement import agreement, day_of, fits_weekday
from cleaners.date_places import SOLID
from cleaners.date_scrape import dated_by_age
from cleaners.date_stated import published_at, stated
from cleaners.date_weighing import Choice, Weigher, choice_of, evidence_of, is_full
from cleaners.model import DateCandidate

BESIDE = 0.3
"""From this trust on, a copyright line stands below the article; others are the site's, and of the year it was fetched."""
NEAR = 7
"""Days between a row of a list and a day of the prose that can be of one month."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as EDTF, with its bounds, its precision, what it was read from and by which step; `at` is the moment, where known.

    All null where nothing is proven, but for the evidence, which may say why not.
    """

    edtf: str | None = None
    min: str | None = None
    max: str | None = None
    precision: str | None = None
    evidence: str | None = None
    rule: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class DateDecision:
    """When the article was published, and when it was last changed."""

    published: DateReading
    modified: DateReading


def decide_dates(candidates: Sequence[DateCandidate]) -> DateDecision:
    """The day of publication and of the last change, only as exact as the candidates prove."""
    weigher = Weigher(candidates)
    published = next(
        (c if c.rule else replace(c, rule=name) for name, rank in _RANKS if (c := rank(weigher)) is not None), None
    )
    notes = list(weigher.notes)
    modified = _modified(weigher, published)
    reading = replace(_reading(published, notes), at=published_at(published, weigher.all))
    return DateDecision(reading, _reading(modified, []))


def _aged(w: Weigher) -> Choice | None:
    if w.scrape is None:
        return None
    return next((choice for c in w.header if (choice := _by_age(c, w.scrape)) is not None), None)


def _by_age(c: DateCandidate, scrape: DateCandidate) -> Choice | None:
    day = dated_by_age(c, scrape)
    return None if day is None else Choice(day, (c, scrape))


def _completed(w: Weigher) -> Choice | None:
    best: Choice | None = None
    for c in w.header:
        if c.year is not None or c.day is None:
            continue
        for other in w.year_evidence():
            agrees = agreement(c, other)
            if agrees is None:
                continue
            day, exact = agrees
            if c.weekday is not None and day.isoweekday() != c.weekday:
                w.conflict(c, other)
                continue
            confirmed = exact or c.weekday is not None
            choice = Choice(edtf.compose(day.year, day.month, day.day, approximate=not confirmed), (c, other))
            if confirmed:
                return choice
            best = best or choice
    return best


def _partial(w: Weigher) -> Choice | None:
    known = [c for c in w.header if c.year is not None and c.day is None]
    if not known:
        return None
    best = max(known, key=lambda c: (c.month is not None, c.trust))
    if best.month is not None:  # a change or a timestamp of that month: about that day
        for c in (*w.changes(), *w.at("timestamp", "dateline", "byline", "time")):
            if is_full(c) and (c.year, c.month) == (best.year, best.month) and fits_weekday(c):
                return choice_of(c, best, approximate=True)
    return choice_of(best)


def _only_modified(w: Weigher) -> Choice | None:
    changed = list(w.changes())
    return choice_of(max(changed, key=lambda c: c.trust), approximate=True) if changed else None


def _far(w: Weigher) -> Choice | None:
    stamps = [
        c
        for c in w.at("timestamp", "byline", "dateline", "time")
        if c.role != "modified" and is_full(c) and fits_weekday(c)
    ]
    nearest = [c for c in stamps if c.trust == max(s.trust for s in stamps)]
    if not nearest or len({day_of(c) for c in nearest}) > 1:  # several days are those of other articles
        return None
    return choice_of(nearest[0], approximate=True)


def _far_change(w: Weigher) -> Choice | None:
    """The change that the article's own lines state away from the headline, where they state one day."""
    changed = [
        c for c in w.at("timestamp", "byline", "time") if c.role == "modified" and is_full(c) and fits_weekday(c)
    ]
    return choice_of(changed[0], approximate=True) if len({day_of(c) for c in changed}) == 1 else None


def _prose(w: Weigher) -> Choice | None:
    for c in w.at("prose"):
        if c.month is None or c.day is None or c.weekday is None:
            continue
        if c.year is not None:
            if not fits_weekday(c):
                w.conflict(c)
            elif w.allows(day_of(c)) and w.changed_since(day_of(c)):
                return choice_of(c, approximate=True)
            continue
        for other in w.year_evidence():
            agrees = None if other.place == "prose" else agreement(c, other)
            if agrees is None:
                continue
            day = agrees[0]
            if day.isoweekday() == c.weekday and w.allows(day) and w.changed_since(day):
                return Choice(edtf.compose(day.year, day.month, day.day, approximate=True), (c, other))
            if day.isoweekday() != c.weekday:
                w.conflict(c, other)
    return None


def _picture(w: Weigher) -> Choice | None:
    paths = [c for c in w.at("image_path") if c.year is not None and c.month is not None]
    if (
        not paths or len({(c.year, c.month) for c in paths}) > 1
    ):  # pictures of several months say nothing of the article
        return None
    return choice_of(max(paths, key=lambda c: c.day or 0), approximate=True)


def _rows(w: Weigher) -> Choice | None:
    rows = [c for c in w.at("list_row") if is_full(c)]
    if not rows or len({(c.year, c.month) for c in rows}) > 1:
        return None
    days = [c for c in w.at("prose") if c.day is not None and c.month is None and c.year is None]
    pairs = [
        (c.day > r.day, abs(c.day - r.day), r, c) for c in days for r in rows if c.day is not None and r.day is not None
    ]
    if not pairs:
        return None
    _, apart, row, day = min(pairs, key=lambda pair: pair[:2])  # news is of the days before its neighbours
    if apart > NEAR or row.year is None:
        return None
    return Choice(edtf.compose(row.year, row.month, approximate=True), (row, day))


def _copyright(w: Weigher) -> Choice | None:
    lines = [c for c in w.at("copyright") if c.year is not None and c.trust >= BESIDE]
    if not lines or len({c.year for c in lines}) > 1:
        return None
    return choice_of(max(lines, key=lambda c: (c.month is not None, c.day is not None)), approximate=True)


_RANKS: tuple[tuple[str, Callable[[Weigher], Choice | None]], ...] = (
    ("dates/stated", stated),
    ("dates/age", _aged),
    ("dates/completed", _completed),
    ("dates/weekday_in_prose", _prose),
    ("dates/month_or_year", _partial),
    ("dates/last_change", _only_modified),
    ("dates/far_timestamp", _far),
    ("dates/last_change", _far_change),
    ("dates/picture_paths", _picture),
    ("dates/list_rows", _rows),
    ("dates/copyright_year", _copyright),
)


def _modified(w: Weigher, published: Choice | None) -> Choice | None:
    changed = sorted((c for c in w.all if c.role == "modified" and c.trust >= SOLID), key=lambda c: -c.trust)
    full = next((c for c in changed if is_full(c)), None)
    if full is not None:
        return choice_of(full, uncertain=not fits_weekday(full))
    if w.scrape is not None and (by_age := next((a for c in changed if (a := _by_age(c, w.scrape))), None)) is not None:
        return by_age
    if published is not None and is_full(published.parts[0]):
        base = published.parts[0]
        for c in changed:
            if c.year is not None or c.month is None or c.day is None:
                continue
            day = replace(c, year=base.year)
            if edtf.is_day(base.year or 0, c.month, c.day) and day_of(day) >= day_of(base) and fits_weekday(day):
                choice = choice_of(day)
                return None if choice is None else Choice(choice.edtf, (c, base))
    return None


def _reading(choice: Choice | None, notes: list[str]) -> DateReading:
    if choice is None:
        return DateReading(evidence="; ".join(notes) or None)
    first, last = edtf.bounds(choice.edtf)
    evidence = "; ".join([evidence_of(choice.parts), *notes])
    return DateReading(choice.edtf, first, last, edtf.precision(choice.edtf), evidence, choice.rule)
