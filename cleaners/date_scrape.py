"""What the time of scraping, where the caller gives it, proves: the day of `2 hours ago`, and that no date is after it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from cleaners import edtf
from cleaners.model import DateCandidate

PLACE = "scrape"
"""The place of the time of scraping among the candidates."""
ZONES = datetime.timedelta(hours=14)
"""How far ahead of the scraper's clock a page's may be."""

_AGE = re.compile(r"P(?:(\d{1,3})([DWMY])|T(\d{1,4})([HM]))")
_DAY = datetime.timedelta(days=1)
_LENGTHS = {"D": _DAY, "W": 7 * _DAY}


def scrape_candidate(scraped_at: datetime.datetime) -> DateCandidate:
    """The time of scraping, which has a UTC offset, as a candidate: evidence for others, and never itself an article's date."""
    offset = scraped_at.strftime("%z")
    return DateCandidate(
        text=scraped_at.isoformat(),
        place=PLACE,
        rule="caller/scraped_at",
        role="context",
        edtf=scraped_at.date().isoformat(),
        year=scraped_at.year,
        month=scraped_at.month,
        day=scraped_at.day,
        weekday=None,
        time=scraped_at.strftime("%H:%M:%S"),
        offset=f"{offset[:3]}:{offset[3:5]}",
        age=None,
        trust=0.0,
        start=None,
        end=None,
    )


def scrape_of(candidates: Iterable[DateCandidate]) -> DateCandidate | None:
    """The time of scraping among the candidates."""
    return next((c for c in candidates if c.place == PLACE), None)


def moment_of(scrape: DateCandidate) -> datetime.datetime:
    """The moment of a time of scraping."""
    return datetime.datetime.fromisoformat(scrape.text)


def is_after(c: DateCandidate, scrape: DateCandidate) -> bool:
    """Whether the whole of a date is after the scraping, wherever its clock stood."""
    if c.edtf is None:
        return False
    return edtf.bounds(c.edtf)[0] > (moment_of(scrape) + ZONES).date().isoformat()


def dated_by_age(c: DateCandidate, scrape: DateCandidate) -> str | None:
    """The day, or the interval, that an age before the scraping is, as EDTF in the scraper's time zone.

    `today` and `yesterday` are days of the calendar. Sites round other ages in different ways, some down and some to the
    nearest: `2 hours ago` is from three to one and a half hours before.
    """
    match = _AGE.fullmatch(c.age or "")
    if match is None:
        return None
    now = moment_of(scrape)
    try:
        if match[2] in ("M", "Y"):
            return _by_calendar(now.date(), int(match[1]), match[2])
        if match[2] == "D":
            return _on(now, int(match[1]), c.time)
        unit, count = _length(match)
        first, last = now - (count + 1) * unit, min(now, now - (count - 0.5) * unit)
    except (OverflowError, ValueError):
        return None
    return _between(first.date(), last.date())


def _length(match: re.Match[str]) -> tuple[datetime.timedelta, int]:
    if match[2] is not None:
        return _LENGTHS[match[2]], int(match[1])
    count = int(match[3])
    if match[4] == "M":
        return datetime.timedelta(minutes=1), count
    return (_DAY, count // 24) if count and count % 24 == 0 else (datetime.timedelta(hours=1), count)


def _on(now: datetime.datetime, days: int, time: str | None) -> str | None:
    """A day of the calendar before; None where its time of day is still to come."""
    if days == 0 and time is not None and datetime.time.fromisoformat(time) > now.time():
        return None
    return (now.date() - days * _DAY).isoformat()


def _by_calendar(today: datetime.date, count: int, unit: str) -> str:
    if unit == "Y":
        return edtf.interval(edtf.compose(today.year - count - 1), edtf.compose(today.year - count))
    months = today.year * 12 + today.month - 1 - count
    first, last = (edtf.compose(m // 12, m % 12 + 1) for m in (months - 1, months))
    return edtf.interval(first, last)


def _between(first: datetime.date, last: datetime.date) -> str:
    return first.isoformat() if first == last else edtf.interval(first.isoformat(), last.isoformat())
