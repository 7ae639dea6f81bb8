"""What the gold says of units: the headline, the byline, the date, the deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cleaners.date_text import DateReader
from cleaners.lexicon import Lexicon
from cleaners.organisations import is_agency
from training.samples import Gold
from training.targets import tokens

_BYLINE_WORDS = 15
_STAMP_WORDS = 14
_NO_BYLINE = re.compile(
    r"(?i)\b(?:about|follow|more (?:from|by|posts)|all posts|posts? by|view|contact|instagram|twitter|facebook|linkedin|youtube|"
    r"foto|fotos|photo|photos|photograph|image|images|bild|bildrechte|illustration|copyright|mehr|über|plus de|más de|"
    r"comment|comments|says|said|reply|subscribe|newsletter)\b|©|@\w+$"
)
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_STAMP_WORD = re.compile(
    r"(?i)^(?:published|updated|posted|modified|last|on|at|am|pm|a|p|m|h|uhr|um|vom|am|den|le|à|publié|mis|jour|el|de|del|"
    r"publicado|actualizado|las|il|ore|pubblicato|aggiornato|utc|gmt|cet|cest|est|edt|et|bst|ist|jst|kst|wib|wita|wit|"
    r"stand|erstellt|aktualisiert|veröffentlicht|op|om|uur|r|g|godz|dodano|aktualizacja|в|г|года|опубликовано|"
    r"date|time|입력|수정|기사입력|최종수정|승인|등록|오전|오후|发布时间|发布|时间|更新|上午|下午|公開|配信)$"
)


def headline_at(texts: Sequence[str], body: Sequence[bool], sizes: Sequence[int], headline: str | None) -> int | None:
    """The unit that is the headline: of those that equal it the one nearest before the body."""
    want = tokens(headline or "")
    if len(want) < 2:
        return None
    first = first_running(body, sizes)
    if first is None:
        return None
    size = len(headline or "")
    same = [i for i in range(first) if abs(len(texts[i]) - size) <= size / 2 + 5 and tokens(texts[i]) == want]
    return same[-1] if same else None


def first_running(body: Sequence[bool], sizes: Sequence[int]) -> int | None:
    """The first unit of the body that is more than a line."""
    return next((i for i, (b, s) in enumerate(zip(body, sizes, strict=True)) if b and s >= 12), None)


def names_author(text: str, size: int, gold: Gold) -> bool:
    """Whether a unit is a byline that names an author of the gold."""
    if size >= _BYLINE_WORDS or len(text) > 150:
        return False
    if _NO_BYLINE.search(text):
        return False
    words = tokens(text)
    for author in gold.authors:
        name = tokens(author)
        if len("".join(name)) < 3 or is_agency(author) or "@" in author:
            continue
        whole = sum(map(len, words))
        if any(words[i : i + len(name)] == name for i in range(len(words) - len(name) + 1)):
            return sum(map(len, name)) >= 0.4 * whole
    return False


@lru_cache(maxsize=64)
def _reader(key: tuple[str, ...]) -> DateReader:
    from cleaners.rulebook import rulebook

    return DateReader([rulebook().lexicons[i] for i in key])


def is_stamp(text: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a unit is a date with its time, and the words beside it, and nothing else."""
    if len(text) > 90 or not _DIGITS.search(text):
        return False
    words = tokens(text)
    if len(words) > _STAMP_WORDS + 10:
        return False
    months = {w for lexicon in lexicons for w in _calendar(lexicon)}
    if any(w for w in _LETTERS.findall(text.lower()) if w not in months and not _STAMP_WORD.match(w) and not _dated(w)):
        return False
    found = _reader(tuple(x.id for x in lexicons)).read(text)
    return any(p.month is not None and p.day is not None for p in found)


def _dated(word: str) -> bool:
    return bool(re.fullmatch(r"[년월일年月日时時分秒(]+|st|nd|rd|th|t|z|er", word))


@lru_cache(maxsize=64)
def _words_of(key: str) -> frozenset[str]:
    from cleaners.rulebook import rulebook

    calendar = rulebook().lexicons[key].calendar
    names = (*calendar.months, *calendar.weekdays)
    return frozenset(w for name in names for w in _LETTERS.findall(name.lower()))


def _calendar(lexicon: Lexicon) -> frozenset[str]:
    return _words_of(lexicon.id)


def in_summary(text: str, summary: frozenset[str]) -> float:
    """The share of a unit's words, by length, that stand in the page's own summary."""
    words = tokens(text)
    whole = sum(map(len, words))
    return sum(len(w) for w in words if w in summary) / whole if whole else 0.0
