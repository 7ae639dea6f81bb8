"""EDTF strings (ISO 8601-2), levels 0 and 1, as far as a publication date needs them.

What is known and no more: `2025`, `2025-02`, `2025-02-04`; approximate `~`, uncertain `?`, both `%`;
an interval `2025-02-04/2025-02-05` and one whose end is open, `2025-02-04/..`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Literal

Precision = Literal["day", "month", "year", "interval"]

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
OPEN = ".."
SHORTEST = 28
"""Days that every month has."""


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar knows this day."""
    return (
        1 <= year <= 9999 and 1 <= month <= 12 and day >= 1 and (day <= SHORTEST or day <= monthrange(year, month)[1])
    )


def compose(
    year: int,
    month: int | None = None,
    day: int | None = None,
    *,
    approximate: bool = False,
    uncertain: bool = False,
) -> str:
    """A year, month or day as EDTF.

    Args:
        year: 1–9999.
        month: 1–12, or None where only the year is known.
        day: day of the month, or None where it is not known.
        approximate: mark it with `~`.
        uncertain: mark it with `?`; with both, `%`.

    Raises:
        ValueError: the calendar does not know it, or a day is given without its month.
    """
    if day is not None and month is None:
        raise ValueError("a day needs its month")
    if not is_day(year, 1 if month is None else month, 1 if day is None else day):
        raise ValueError(f"no such date: {year}-{month}-{day}")
    text = f"{year:04d}"
    if month is not None:
        text += f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}"
    return text + ("%" if approximate and uncertain else "~" if approximate else "?" if uncertain else "")


def interval(start: str, end: str | None) -> str:
    """The time from `start` to `end`, both included; None leaves the end open.

    Raises:
        ValueError: an end is no date, or the interval ends before it starts.
    """
    text = f"{start}/{end or OPEN}"
    bounds(text)
    return text


def is_valid(text: str) -> bool:
    """Whether it is a date of the forms above that the calendar knows."""
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def bounds(text: str) -> tuple[str, str | None]:
    """First and last day (`YYYY-MM-DD`) that a date allows; the last is None while the interval is open.

    `~` and `?` do not widen them: they are the bounds of the value as stated.

    Raises:
        ValueError: it is no such date.
    """
    if "/" not in text:
        return _point_bounds(text)
    start, _, end = text.partition("/")
    first = _point_bounds(start)[0]
    if end == OPEN:
        return first, None
    last = _point_bounds(end)[1]
    if last < first:
        raise ValueError(f"{text!r} ends before it starts")
    return first, last


def precision(text: str) -> Precision:
    """How exact a date is.

    Raises:
        ValueError: it is no such date.
    """
    bounds(text)
    if "/" in text:
        return "interval"
    dashes = text.count("-")
    return "day" if dashes == 2 else "month" if dashes == 1 else "year"


def _point_bounds(text: str) -> tuple[str, str]:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no EDTF date of level 0 or 1 that this record uses")
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not is_day(year, month if match[2] else 1, day if match[3] else 1):
        raise ValueError(f"{text!r} is not in the calendar")
    first = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    last_month = month or 12
    return first, f"{year:04d}-{last_month:02d}-{day or monthrange(year, last_month)[1]:02d}"
