"""What stands before, between and behind the names of a byline in some languages, as patterns: by-words, separators, roles, places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cleaners.byline_words import alternation, byline_words
from cleaners.lexicon import Lexicon

_SMALL = "a-zß-ÿа-яё"
"""Letters that no name begins with, in scripts that have capitals."""
_NAME_START = rf"(?=(?-i:(?:\w{{1,2}}['’-])?[^\W\d_{_SMALL}]))"
_CAPITAL = rf"(?-i:[^\W\d_{_SMALL}][\w'’.-]+)"


@dataclass(frozen=True, slots=True)
class BylineSigns:
    """The patterns of some lexicons."""

    by: re.Pattern[str]
    """A by-word at the start."""
    inner: re.Pattern[str]
    """One inside of a line, before a capital."""
    joint: re.Pattern[str]
    """A line that is nothing but what stands between names."""
    separator: re.Pattern[str]
    word_sign: re.Pattern[str]
    dates: frozenset[str]
    """Words of dates."""
    role: re.Pattern[str]
    """A role right before a name, with what may stand before and behind it."""
    role_words: frozenset[str]
    """The words of roles, in lower case."""
    signed_roles: tuple[str, ...]
    """Roles of scripts without capitals, which stand glued to names."""
    place: re.Pattern[str]
    """A place right behind a name, up to the next name or the end."""
    place_behind: re.Pattern[str]
    """A place behind a word such as `in`, up to the end."""
    house_behind: re.Pattern[str]
    """A house behind a word such as `for`, up to the end."""
    from_place: re.Pattern[str]
    """A word such as `from` at the start, before a name; or before a place with a colon."""
    before_names: re.Pattern[str]
    """A by-word with its colon."""


def names_role(text: str, signs: BylineSigns) -> bool:
    """Whether a word of a role stands in a text."""
    if any(word.strip(":,.()") in signs.role_words for word in text.casefold().split()):
        return True
    return not text.isascii() and any(role in text for role in signs.signed_roles)


def signs_of(lexicons: Sequence[Lexicon]) -> BylineSigns:
    """The patterns of some lexicons, kept once they were made."""
    return _signs(_Key(tuple(lexicon.byline_words for lexicon in lexicons), tuple(lexicons)))


@dataclass(frozen=True, slots=True)
class _Key:
    """Lexicons, told apart by a digest of their words."""

    digests: tuple[str, ...]
    lexicons: tuple[Lexicon, ...] = field(compare=False)


@lru_cache(maxsize=64)
def _signs(key: _Key) -> BylineSigns:
    lexicons = key.lexicons
    words = {word for lex in lexicons for word in lex.by}
    separators = {word for lex in lexicons for word in lex.name_separators}
    roles = alternation(role for lex in lexicons for role in lex.roles if len(role) > 2 and not _unspaced(role))
    by, small = alternation(words), alternation(w for w in words if not _unspaced(w))
    whole = alternation(w for w in words if _unspaced(w))
    ands = alternation(w for w in separators if w.strip()[:1].isalpha())
    of, our, within, house = (
        alternation(w for lex in lexicons for w in getattr(lex, kind)) for kind in ("of", "our", "within", "for_whom")
    )
    place = rf"(?P<place>{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}})"
    return BylineSigns(
        by=re.compile(
            rf"(?i:{small})(?:\s?[:：]\s?|\s+|$)|(?:{whole})(?:\s?[:：/／|｜・]\s?|\s+|$)|[Bb]y(?=[A-Z][a-zß-ÿ])"
        ),
        inner=byline_words().by_whom,
        joint=re.compile(rf"(?:(?i:{ands})|[,&/、+]|,\s(?i:{ands}))"),
        separator=re.compile(rf"\s*[,;、，]\s*(?:(?i:{ands})\s+)?|\s+(?:(?i:{ands})|&|\+)\s+"),
        word_sign=re.compile(r"\w|&|\+"),
        dates=byline_words().date_words | {word.casefold() for lex in lexicons for word in _calendar(lex)},
        role=re.compile(
            rf"(?:^|(?<=[,;/|&]\s)|(?<=[/|;,])|(?<=\s))(?:(?:{by})\s+)?(?:(?:{our})\s)?(?P<role>{roles})\s(?:(?:{of})\s)?{_NAME_START}",
            re.IGNORECASE,
        ),
        role_words=frozenset(word for lex in lexicons for role in lex.roles for word in role.casefold().split()),
        signed_roles=tuple(sorted({role for lex in lexicons for role in lex.roles if _unspaced(role)})),
        place=re.compile(
            rf",?\s(?:{within})\s(?P<place>{_CAPITAL}(?:[ -]{_CAPITAL}){{0,2}}?)(?:,?\s(?:{ands})\s|,\s|$)",
            re.IGNORECASE,
        ),
        place_behind=re.compile(rf"\s(?:{within})\s{place}$", re.IGNORECASE),
        house_behind=re.compile(rf"\s(?:{house})\s(?P<house>{_CAPITAL}(?:\s[\w'’.&-]{{1,20}}){{0,4}})$", re.IGNORECASE),
        from_place=re.compile(rf"(?:{within})\s(?:{place}:\s)?{_NAME_START}", re.IGNORECASE),
        before_names=re.compile(rf"(?:{by})\s?:?\s+", re.IGNORECASE),
    )


def _calendar(lexicon: Lexicon) -> Iterator[str]:
    yield from lexicon.calendar.months
    yield from lexicon.calendar.weekdays


def _unspaced(word: str) -> bool:
    return not any(c.islower() or c.isupper() for c in word)
