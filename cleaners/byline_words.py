"""The words that bylines are read by, of all languages together, as patterns: jobs, teams, dates, credits for something else than the writing.

The words are in the lexicons' heads; here is what holds for all languages: how numbers of dates, degrees and sentences look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from cleaners.lexicon import LexiconHead
from cleaners.rulebook import rulebook

DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}[®*]?(?:\s\([A-Z]\w+\))?|Jr\.?|Sr\.?|I{2,3}")
SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]{2,}(?:\s+\S+){3}")

_NUMBERS = (
    r"(?<!\d)(?:19|20)\d\d[.\s,T-]{0,2}\d|\d[.,]?\s?\w{0,12}[.,]?\s(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:-]\d{1,2}(?!\d)"
    r"|\d{1,2}\s?[hH]\s?\d\d\b|[年月]\s?\d{1,2}|\d[年月日]"
)
KINDS = (
    "jobs",
    "desks",
    "onward",
    "units",
    "date_words",
    "stamps",
    "other_credits",
    "other_starts",
    "by_whom",
    "contacts",
    "glued",
)
"""The word lists of a lexicon's head."""


@dataclass(frozen=True, slots=True)
class BylineWords:
    """The words as patterns."""

    date: re.Pattern[str]
    """A date, a time of day, how long ago or how long to read."""
    date_words: frozenset[str]
    job: re.Pattern[str]
    team_end: re.Pattern[str]
    onward: re.Pattern[str]
    stamp: re.Pattern[str]
    other_credit: re.Pattern[str]
    """A line that credits something else than the writing."""
    contact: re.Pattern[str]
    """A line that says whom to ask, from its start."""
    glued: re.Pattern[str]
    """Where a number or a small letter ends and the next element's word begins."""


@lru_cache(maxsize=1)
def byline_words() -> BylineWords:
    """The words of all lexicons that are installed."""
    return patterns_of(list(rulebook().lexicons.heads.values()))


def patterns_of(heads: list[LexiconHead]) -> BylineWords:
    """The words of some lexicons."""
    lists = {
        kind: sorted({word for head in heads if (words := getattr(head, kind)) is not None for word in words.words})
        for kind in KINDS
    }
    jobs, stamps, units, onward = (_any(lists[kind]) for kind in ("jobs", "stamps", "units", "onward"))
    credited, whom, starts = (_any(lists[kind]) for kind in ("other_credits", "by_whom", "other_starts"))
    return BylineWords(
        date=re.compile(rf"{_NUMBERS}|\d\s?(?:{units})\b", re.IGNORECASE),
        date_words=frozenset(lists["date_words"]),
        job=re.compile(rf"\b(?:{jobs})\b", re.IGNORECASE),
        team_end=re.compile(rf"(?:{_any(lists['desks'])})$", re.IGNORECASE),
        onward=re.compile(rf"\s*(?:[(\[]|(?:{onward})\b)", re.IGNORECASE),
        stamp=re.compile(rf"\b(?:{stamps})\b", re.IGNORECASE),
        other_credit=re.compile(
            rf"©|\bcopyright\b|\bcontact\b|\b(?:{credited})\s(?:{whom})\b|^(?:{starts})", re.IGNORECASE
        ),
        contact=re.compile(rf"\s*(?:{_any(lists['contacts'])})(?![^\W_])", re.IGNORECASE),
        glued=re.compile(rf"(?<=\d)(?=[A-Z][a-zß-ÿ]{{2}})|(?<=[a-zß-ÿ])(?=(?:{_any(lists['glued'])})\b)"),
    )


def _any(words: list[str]) -> str:
    """One of the words, the longest first; `*` at an end is any ending."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return (
        "|".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in ordered)
        or r"(?!)"
    )
