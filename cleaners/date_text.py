"""Reads printed dates with the date rules of the lexicons: what is printed, part by part, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Literal

from cleaners.date_numbers import NAMED, NUMERIC, Number, date_numbers, date_words
from cleaners.edtf import compose, is_day
from cleaners.lexicon import Calendar, DateRule, Lexicon
from cleaners.pattern_facts import fold

Role = Literal["published", "modified", "context"]

WHOLE = 100
"""Texts up to this length are searched whole; longer ones only around numbers that can be of a date."""
MARGIN = 48
"""Characters searched on either side of such a number; more than any date takes with the words beside it."""
LAST_SHORT_YEAR = 69
"""Two-digit years are 2000–2069; 70–99 would be before the web, and are not read."""

_ZONES = {
    zone: offset
    for offset, zones in {
        "+00:00": ("z", "utc", "gmt"),
        "+01:00": ("bst", "cet", "wat", "mez"),
        "+02:00": ("cest", "eet", "sast", "cat", "mesz"),
        "+03:00": ("eest", "msk", "мск", "eat", "trt", "tsi"),
        "+07:00": ("wib", "ict"),
        "+08:00": ("wita", "hkt", "sgt", "pht", "awst"),
        "+09:00": ("kst", "jst", "wit"),
        "+10:00": ("aest",),
        "+11:00": ("aedt",),
        "+12:00": ("nzst",),
        "+13:00": ("nzdt",),
        "-03:00": ("brt",),
        "-04:00": ("edt",),
        "-05:00": ("est", "cdt"),
        "-06:00": ("mdt",),
        "-07:00": ("mst", "pdt"),
        "-08:00": ("pst",),
    }.items()
    for zone in zones
}
"""Abbreviations that mean one offset only on news pages; CST and IST mean several, ET and PT change with the season."""
_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2}):?(\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as a text prints it; offsets are those of the text."""

    start: int
    end: int
    text: str
    rule: str
    role: Role
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    time: str | None = None
    offset: str | None = None
    age: str | None = None
    own: bool = False
    """Whether the words beside it name the article or the page."""

    @property
    def edtf(self) -> str | None:
        """What it proves alone; None without a year."""
        return None if self.year is None else compose(self.year, self.month, self.day if self.month else None)


def read_dates(text: str, lexicons: Sequence[Lexicon]) -> list[Printed]:
    """Every date in a text; see `DateReader.read`."""
    return DateReader(lexicons).read(text)


def whole_date(text: str, reader: DateReader) -> Printed | None:
    """The full date that a text is, with nothing beside it; None for all else."""
    hits = reader.read(text) if len(text) <= WHOLE else []
    whole = [hit for hit in hits if hit.end - hit.start == len(text) and hit.year is not None and hit.day is not None]
    return whole[0] if whole else None


class DateReader:
    """Reads dates with the rules of some lexicons. A lexicon's calendar is asked first, then those of the others."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._lexicons = tuple(lexicons)
        self._words = date_words(lexicons)

    @cached_property
    def _rules(self) -> tuple[tuple[tuple[str, ...], ...], list[tuple[int, DateRule, str, list[Calendar]]]]:
        """Words of which one stands in every match of some rules; the rules, each with its place among these.

        Made when the first number is met: a text without numbers need not wait for it.
        """
        rules: list[tuple[int, DateRule, str, list[Calendar]]] = []
        places: dict[tuple[str, ...], int] = {}
        for lexicon in self._lexicons:
            calendars = [lexicon.calendar, *(other.calendar for other in self._lexicons if other is not lexicon)]
            for rule in lexicon.date:
                need = places.setdefault(rule.needs, len(places))
                rules.append((need, rule, f"{lexicon.id}/{rule.id}", calendars))
        return tuple(places), rules

    def numbers(self, text: str) -> list[Number]:
        """Where the numbers of a text stand that can be of a date; without any there is no date to read."""
        return list(date_numbers(text, self._words))

    def read(self, text: str, numbers: Sequence[Number] | None = None) -> list[Printed]:
        """Every date, in order and without overlap: the first to begin, of these the longest, of these the first rule.

        One with a year goes before one without that it overlaps.

        Args:
            text: what is read.
            numbers: the numbers of it that can be of a date, where they are known.
        """
        if numbers is None:
            numbers = self.numbers(text)
        if not numbers:
            return []
        windows = [(0, len(text))] if len(text) <= WHOLE else list(_windows(text, numbers))
        folded = fold(" ".join(text[lo:hi] for lo, hi in windows))
        kinds = reduce(or_, (number.kind for number in numbers))
        needs, rules = self._rules
        there = [not words or any(word in folded for word in words) for words in needs]
        found: list[tuple[int, int, int, Printed]] = []
        for order, (need, rule, name, calendars) in enumerate(rules):
            if not there[need]:
                continue
            by_number, by_name = rule.names_month  # asked second, since that compiles the rule
            if not ((by_number and kinds & NUMERIC) or (by_name and kinds & NAMED)):
                continue
            for lo, hi in windows:
                for match in rule.regex.finditer(text, lo, hi):
                    printed = _printed(match, rule, name, calendars)
                    if printed is not None:
                        found.append((match.start(), -match.end(), order, printed))
        found.sort(key=lambda item: item[:3])
        kept: list[Printed] = []
        for start, _, _, printed in found:
            if not kept or start >= kept[-1].end:
                kept.append(printed)
            elif kept[-1].year is None and printed.year is not None and printed.end >= kept[-1].end:
                kept[-1] = (
                    printed  # `Hills, 21. Jan. 2015`: the shorter one took a word before the day for a weekday's end
                )
        return kept


def _windows(text: str, numbers: Sequence[Number]) -> Iterator[tuple[int, int]]:
    """Stretches around numbers; those that touch are one."""
    lo = hi = 0
    for start, end, _ in numbers:
        if start - MARGIN > hi:
            if hi:
                yield lo, hi
            lo = start - MARGIN
        hi = min(len(text), end + MARGIN)
    if hi:
        yield lo, hi


def _printed(match: re.Match[str], rule: DateRule, name: str, calendars: Sequence[Calendar]) -> Printed | None:
    """The parts of a hit, or None where they are no date."""
    groups = {key: value.strip() for key, value in match.groupdict().items() if value and value.strip()}
    try:
        year = _year(groups, calendars, rule.era)
        month = _named(groups.get("month"), [c.months for c in calendars])
        weekday = _named(groups.get("weekday"), [c.weekdays for c in calendars])
        day = int(groups["day"]) if "day" in groups else None
    except (ValueError, KeyError):
        return None
    if year is None and month is None and day is None:
        return None
    if not is_day(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day):
        return None
    return Printed(
        start=match.start(),
        end=match.end(),
        text=" ".join(match[0].split()),
        rule=name,
        role=rule.role,
        year=year,
        month=month,
        day=day,
        weekday=weekday,
        time=clock_of(groups, calendars),
        offset=utc_offset(groups["offset"]) if "offset" in groups else None,
        own=rule.own,
    )


def _year(groups: dict[str, str], calendars: Sequence[Calendar], era: str | None) -> int | None:
    era = groups["era"].lower() if "era" in groups else era
    before = next((c.eras[era] for c in calendars if era in c.eras), None) if era is not None else 0
    if before is None:
        raise KeyError(era)
    if "year2" in groups:
        return _full_year(int(groups["year2"]), before)
    if "year" not in groups:
        return None
    return before + (1 if groups["year"] == "元" else int(groups["year"]))


def _full_year(short: int, before: int) -> int:
    """The year from 2000 to 2069 that ends in two digits, in the era that begins after the year `before`.

    Raises:
        ValueError: none does: it would be before the web.
    """
    year = 2000 + (short + before) % 100
    if year > 2000 + LAST_SHORT_YEAR:
        raise ValueError("a two-digit year before the web")
    return year


def _named(text: str | None, tables: Sequence[dict[str, int]]) -> int | None:
    """A number, or the number that a calendar gives a name.

    Raises:
        KeyError: no calendar knows the name.
    """
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    lower = text.lower().replace("i̇", "i")  # İ in lower case
    for table in tables:
        for name in (lower, lower.rstrip(".")):
            if name in table:
                return table[name]
    raise KeyError(text)


def clock_of(groups: dict[str, str], calendars: Sequence[Calendar]) -> str | None:
    """The time of day that the groups of a hit say; None where they say none."""
    if "hour" not in groups:
        return None
    half = groups.get("half", "").lower()
    kind = next((found for c in calendars if (found := c.halves.get(half) or c.halves.get(half.rstrip(".")))), None)
    return clock(groups["hour"], groups.get("minute"), groups.get("second"), kind)


def clock(hour: str, minute: str | None, second: str | None, half: Literal["am", "pm"] | None = None) -> str | None:
    """A time of day as HH:MM or HH:MM:SS of 24 hours; None where there is no such time."""
    if not hour.isdecimal() or not (minute or "0").isdecimal() or not (second or "0").isdecimal():
        return None
    hours = int(hour)
    if half is not None and 1 <= hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    if hours > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return f"{hours:02d}:{int(minute or 0):02d}" + (f":{int(second):02d}" if second else "")


def utc_offset(text: str) -> str | None:
    """An offset as ±HH:MM; None for abbreviations that mean more than one."""
    zone = _ZONES.get(text.strip().lower())
    if zone is not None:
        return zone
    match = _OFFSET.fullmatch(text.strip())
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return None
    return f"{'+' if match[1] == '+' else '-'}{int(match[2]):02d}:{match[3] or '00'}"
