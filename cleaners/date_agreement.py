"""Whether a date without its year and a year printed elsewhere can be of one day."""

from __future__ import annotations

import datetime

from cleaners.edtf import is_day
from cleaners.model import DateCandidate

UPLOADED_BEFORE = 31
"""Days between the upload of a picture and the article it stands in."""
POSTED_AROUND = 3
"""Days by which two dates of one article may differ: time zones, a repost."""
MONTH = 31


def day_of(c: DateCandidate) -> datetime.date:
    """The day of a candidate that has all three parts."""
    return datetime.date(c.year or 1, c.month or 1, c.day or 1)


def fits_weekday(c: DateCandidate) -> bool:
    """Whether a full date has no weekday beside it that contradicts."""
    return c.weekday is None or day_of(c).isoweekday() == c.weekday


def agreement(c: DateCandidate, other: DateCandidate) -> tuple[datetime.date, bool] | None:
    """The day that a date without year is in the year of `other`, and whether `other` proves it.

    A day without its month takes the month too, where the address or a picture's path prints one. None where the two
    do not agree. A weekday is not looked at.
    """
    month = c.month
    if month is None and other.place in ("url", "image_path"):
        month = other.month
    if month is None or c.day is None or other.year is None or not is_day(other.year, month, c.day):
        return None
    day = datetime.date(other.year, month, c.day)
    if other.month is None:
        return day, False
    if other.day is None:
        return _by_month(day, other)
    apart = (day - day_of(other)).days
    proven = _proven(apart, other)
    return None if proven is None else (day, proven)


def _by_month(day: datetime.date, other: DateCandidate) -> tuple[datetime.date, bool] | None:
    later = day.month - (other.month or 0)
    if later == 0:
        return day, True
    return (day, False) if later > 0 and other.place == "image_path" else None


def _proven(apart: int, other: DateCandidate) -> bool | None:
    """Whether a full date `apart` days before proves the year; None where it contradicts or says nothing."""
    if other.place == "scrape":  # a board leaves out the year that it is
        return False if apart <= 0 else None
    if other.place == "prose":
        return True if apart == 0 else None
    if other.role == "modified":
        return -MONTH <= apart <= 0 if apart <= 0 else None
    if other.place == "image_path":
        return apart <= UPLOADED_BEFORE if apart >= -1 else None
    if other.place == "list_row":
        return apart == 0 if abs(apart) <= MONTH else None
    if other.place == "copyright":
        return False
    return True if abs(apart) <= POSTED_AROUND else None
