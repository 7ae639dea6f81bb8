"""Which numbers of a text can be of a date: few can, and only around those are dates looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaners.lexicon import WORD_STOPS, Lexicon

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
_BEFORE = re.compile(rf"([^{WORD_STOPS}]+)\.?,?[\s\-]{{0,2}}(?:de\s|del\s)?\Z")
_BETWEEN = frozenset(" .,-\u00a0\u202f\t\n")


def date_words(lexicons: Iterable[Lexicon]) -> frozenset[str]:
    """The words beside which a number is of a date: months, eras, what counts time before now; the parts of each."""
    return frozenset(run for lexicon in lexicons for run in lexicon.calendar.runs).union(UNITS)


def date_numbers(text: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each number that can be of a date.

    Args:
        text: what is searched.
        words: see `date_words`.
    """
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        size = end - start
        if size in _LENGTHS:
            behind = _BEHIND.match(text, end)
            if (behind is not None and (behind[1] is None or _lower(behind[1]) in words)) or (
                start
                and ((sign := text[start - 1]) in _BETWEEN or sign.isalpha())
                and (before := _BEFORE.search(text[max(0, start - MOST_SIGNS) : start])) is not None
                and _lower(before[1]) in words
            ):
                yield start, end
        elif size in _STAMPS and text.startswith(("19", "20"), start):
            yield start, end


def _lower(word: str) -> str:
    return word.lower().replace("i̇", "i")  # İ in lower case
