"""Which numbers of a text can be of a date: few can, and only around those are dates looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cleaners.lexicon import WORD_RUN, WORD_STOPS, Lexicon

UNITS = ("tháng", "ngày", "năm", "tahun")
"""Words of a date beyond the names of months and eras."""
MOST_SIGNS = 24
"""Signs looked at before a number: a long word and what parts it from the number."""

_NUMBER = re.compile(r"\d+")
_LENGTHS = frozenset({1, 2, 3, 4})
_STAMPS = frozenset({8, 12, 14})
"""Digits of a day, and of a day and time, written without signs between."""
_BEHIND = re.compile(
    r"\s?[./\-–]\s?\d|\s?[年月日년월일]"
    rf"|(?:(?:st|nd|rd|th|er|[.ºª°])?,?[\s\-]{{0,2}}(?:de\s|of\s|di\s|d['’])?([^{WORD_STOPS}]+))"
)
"""Behind a number of a date: another number, a sign for year, month or day, or a word."""
_BETWEEN = " .,-\u00a0\u202f\t\n"
_LINKS = frozenset({"de", "del"})


class Number(NamedTuple):
    """A number that can be of a date, by where it stands in a text."""

    start: int
    end: int
    kind: int
    """`NUMERIC`, `NAMED` or both: what stands beside it."""


NUMERIC, NAMED = 1, 2
"""A date of numbers and signs, and one with the name of a month."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words beside which a number is of a date."""

    months: frozenset[str]
    others: frozenset[str]
    """Eras and units: a date with these may name its month, or number it."""

    def kind(self, word: str) -> int:
        """What a word beside a number makes of it; 0 where nothing."""
        word = word.lower().replace("i̇", "i")  # İ in lower case
        return NAMED if word in self.months else NAMED | NUMERIC if word in self.others else 0


def date_words(lexicons: Iterable[Lexicon]) -> DateWords:
    """The words of some lexicons, cut where a text is cut into words: `พ.ศ.` is two."""
    calendars = [lexicon.calendar for lexicon in lexicons]
    others = frozenset(UNITS).union(*(calendar.era_runs for calendar in calendars))
    return DateWords(frozenset().union(*(calendar.month_runs for calendar in calendars)) - others, others)


def date_numbers(text: str, words: DateWords) -> Iterator[Number]:
    """Each number that can be of a date."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        size = end - start
        if size in _LENGTHS:
            kind = 0
            behind = _BEHIND.match(text, end)
            if behind is not None:
                kind = NUMERIC if behind[1] is None else words.kind(behind[1])
            if not kind and start and ((sign := text[start - 1]) in _BETWEEN or sign.isalpha()):
                kind = _before(text[max(0, start - MOST_SIGNS) : start], words)
            if kind:
                yield Number(start, end, kind)
        elif size in _STAMPS and text.startswith(("19", "20"), start):
            yield Number(start, end, NUMERIC)


def _before(text: str, words: DateWords) -> int:
    """What the text before a number makes of it."""
    parts = text.rstrip(_BETWEEN).rsplit(None, 2)
    if len(parts) > 1 and parts[-1] in _LINKS:
        parts.pop()
    if not parts:
        return 0
    last = parts[-1]
    if last.isalpha() or not (runs := WORD_RUN.findall(last)):
        return words.kind(last)
    return words.kind(runs[-1])
