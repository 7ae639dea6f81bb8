"""Reads dates that machines write: JSON-LD, metas, `time[datetime]`, and the paths of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from cleaners.date_text import DateReader, Printed, clock, utc_offset
from cleaners.edtf import is_day

_TIME = r"(?:[T\s,@-]\s*(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,:]\d{1,9})?)?(?:\s*(?P<offset>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?))?)?"
_ISO = re.compile(
    r"[\W_]*(?P<year>\d{4})(?:(?P<sep>[-/. ]?)(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?(?!\d)"
    + _TIME
    + r"|\W*$)",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?\s*"
)
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]?\s+)?"
_MAIL = re.compile(
    r"\s*" + _WEEKDAY + r"(?P<day>\d{1,2})[ -]" + _MONTH + r"[a-z]*\.?,?[ -](?P<year>\d{4})" + _TIME, re.IGNORECASE
)
_SCRIPT = re.compile(
    r"\s*" + _WEEKDAY + _MONTH + r"[a-z]*\.? (?P<day>\d{1,2}),? (?:(?P<year>\d{4})" + _TIME + r"|"
    r"(?P<hour2>\d{1,2}):(?P<minute2>\d{2}):(?P<second2>\d{2}) (?:[A-Z]{3,5} )?(?P<year2>\d{4}))",
    re.IGNORECASE,
)
_MONTHS = {
    name: i
    for i, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_WEEKDAYS = {name: i for i, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1)}
_FORMS = (
    ("dates/stamp.compact", _COMPACT),
    ("dates/stamp.iso", _ISO),
    ("dates/stamp.mail", _MAIL),
    ("dates/stamp.script", _SCRIPT),
)

_PATH_DAY = re.compile(
    r"(?<!\d)(?P<year>199\d|20[0-6]\d)(?:(?P<sep>[-/_.]?)(?P<month>0[1-9]|1[0-2])(?:(?P=sep)|/)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)|"
    r"/?(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])[0-5]\d\d{0,7})?(?!\d))"
)
_PATH_DAY_SHORT = re.compile(r"(?<=/)(?P<year>199\d|20[0-6]\d)/(?P<month>[1-9])/(?P<day>[1-9]|[12]\d|3[01])(?=/|$)")
_PATH_DAY_NAMED = re.compile(
    r"(?<=/)(?P<year>199\d|20[0-6]\d)/" + _MONTH + r"[a-z]{0,6}/(?P<day>\d{1,2})(?=/|$)", re.IGNORECASE
)
_PATH_DAY_LAST = re.compile(
    r"(?<=[/_-])(?P<day>3[01]|2\d|1[3-9])(?P<sep>[-_.])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<year>199\d|20[0-6]\d)(?![\d-])"
)
_ARCHIVED = re.compile(r"/(?:web/\d{14}(?:[a-z]{2}_)?/|\d{14}/(?=https?:))")
_PATH_MONTH = re.compile(r"(?<=/)(?P<year>199\d|20[0-6]\d)(?P<sep>[-/_]?)(?P<month>0[1-9]|1[0-2])(?=/)")
_PATHS = (_PATH_DAY, _PATH_DAY_SHORT, _PATH_DAY_NAMED, _PATH_DAY_LAST, _PATH_MONTH)


def read_stamp(text: str, reader: DateReader) -> Printed | None:
    """The date that a value is, in a machine's form, else as a language writes it; None where it is none.

    Args:
        text: the value.
        reader: reads it where it is in no machine's form.
    """
    if len(text) > 200:
        return None
    for rule, form in _FORMS:
        match = form.match(text)
        if match is not None:
            printed = _printed(match, rule)
            if printed is not None:
                return printed
    hits = reader.read(text)
    return max(hits, key=lambda hit: (hit.year is not None, hit.month is not None, hit.day is not None), default=None)


def may_be_dated(address: str) -> bool:
    """Whether a date can stand in an address at all: every form begins with such a year, or ends with it."""
    return "20" in address or "199" in address


def read_path(address: str, *, query: bool = False) -> Iterator[Printed]:
    """The dates in the path of an address, without its host: days first, months where there are none.

    Args:
        address: an absolute or relative address.
        query: read the query too, which holds the original address in thumbnails.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    archived = _ARCHIVED.match(parts.path)
    if archived is not None:  # the archive's own stamp says when it was there
        yield from read_path(address[address.index(archived[0]) + archived.end() :], query=query)
        return
    path = f"{parts.path}?{parts.query}" if query else parts.path
    if not may_be_dated(path):  # most pictures
        return
    if "%" in path:
        path = unquote(path)
    seen: set[tuple[int | None, int | None, int | None]] = set()
    days: list[Printed] = []
    for form in _PATHS:
        for match in form.finditer(path):
            printed = _printed(match, "dates/path.day" if form is not _PATH_MONTH else "dates/path.month")
            if printed is None or (printed.year, printed.month, printed.day) in seen:
                continue
            if printed.day is None and any((d.year, d.month) == (printed.year, printed.month) for d in days):
                continue
            seen.add((printed.year, printed.month, printed.day))
            days.append(printed)
            yield printed


def _printed(match: re.Match[str], rule: str) -> Printed | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    if match.groupdict().get("sep") == "" and any(len(groups.get(part, "00")) == 1 for part in ("month", "day")):
        return None  # 2025114 is the 4th of November or the 14th of January
    year = int(groups.get("year") or groups["year2"])
    named = groups.get("month") or groups.get("month2", "")
    month = _MONTHS.get(named[:3].lower()) or (int(named) if named.isdecimal() else None)
    printed_day = groups.get("day") or groups.get("day2")
    day = int(printed_day) if printed_day else None
    if not is_day(year, 1 if month is None else month, 1 if day is None else day):
        return None
    hour = groups.get("hour") or groups.get("hour2")
    return Printed(
        start=match.start(),
        end=match.end(),
        text=match[0].strip(" \t\n/\"'"),
        rule=rule,
        role="context",
        year=year,
        month=month,
        day=day,
        weekday=_WEEKDAYS.get(groups.get("weekday", "")[:3].lower()),
        time=clock(hour, groups.get("minute") or groups.get("minute2"), groups.get("second") or groups.get("second2"))
        if hour
        else None,
        offset=utc_offset(groups["offset"]) if "offset" in groups else None,
    )
