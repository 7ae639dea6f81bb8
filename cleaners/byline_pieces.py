"""Bylines that no rule explains, read by what their pieces can be: `Dec 26, 2025 • Ada Verne in Markets`, `By Mo Lin, PhD | 4 min read`.

A piece is a date, a word such as `By`, a role, a name, or something else. Names count behind a by-word, or where nothing
but dates and roles stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaners.byline_signs import signs_of
from cleaners.byline_words import SENTENCES, byline_words
from cleaners.lexicon import Lexicon
from cleaners.line_names import names_at_start
from cleaners.name_lists import without_role
from cleaners.names import clean_name, is_particle, is_person
from cleaners.organisations import is_agency, is_placeholder, is_team
from cleaners.shape import flat

LONGEST = 240
"""A longer line is running text and no byline."""

_SIGNS = re.compile(r"\s*[|•·●▪►»¦⋅∙—]\s*|\s+[–—/-]\s+|\s*;\s*|\n")
_BULLET = re.compile(r"^(?:[\s•·●▪►»*–—-]+|[&,]\s+|and\s+)")
MOST_WORDS = 14
"""Spaces in a longer line, which is looked at only where a by-word is in it."""

_HANDLE = re.compile(r"(?<!\S)[@＠][\w.]{2,30}")
"""`@adaverne`: an account, printed beside its bearer's name."""
_LABELLED = re.compile(r"\s+(?=[^\W\d_]{2,14}\s?[:：]\s?\S)")
"""Where a word with a colon begins another piece: `Text: Anna Müller Fotos: Jan Lenz`, `来源：港口日报 作者：王晓岚`."""
_DIGIT = re.compile(r"\d")
_LAST_ITEM = re.compile(r"(?:[,/|(–—]|\s-)\s*([^\W\d_][\w. -]{1,30})\)?$")
_ITEM = re.compile(r"\s*[,、，/]\s*")


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line says of authors."""

    names: tuple[str, ...] = ()
    team: str | None = None
    """A team or the site itself, where it stands behind a by-word."""
    by: bool = False
    """A by-word stands before them."""
    dated: bool = False
    """A date or a time to read stands in the line as well."""
    waits: bool = False
    """The line ends with a by-word: the names stand in the next."""
    joins: bool = False
    """The line is nothing but a sign or word that stands between names."""


NOTHING = LineReading()


def has_date(text: str) -> bool:
    """Whether a short line holds a date, a time of day, or how long ago or how long to read."""
    return len(text) <= 90 and byline_words().date.search(text) is not None


def read_line(text: str, lexicons: Sequence[Lexicon], sites: frozenset[str] = frozenset()) -> LineReading:
    """The names in a line, as far as each piece of it can be told.

    Args:
        text: the line, its white space single.
        lexicons: whose by-words, separators and teams are known.
        sites: names of the site, flattened by `flat`: behind a by-word they are a team.
    """
    known = byline_words()
    text = _HANDLE.sub("", known.glued.sub(" | ", _BULLET.sub("", text))).strip()
    if not text or len(text) > LONGEST or known.other_credit.search(text) or SENTENCES.search(text):
        return NOTHING
    text = _LABELLED.sub(" | ", text)
    words = signs_of(lexicons)
    if words.joint.fullmatch(text):
        return LineReading(joins=True)
    spaces = text.count(" ")
    if (
        (spaces > MOST_WORDS or (not spaces and text.isascii()))
        and not words.by.match(text)
        and not words.inner.search(text)
    ):
        return NOTHING  # one word, or many without a by-word: most lines of a page, told at once
    names: list[str] = []
    team: str | None = None
    by = waits = odd = False
    for piece in _fragments(text, words.dates):
        match = words.by.match(piece)
        rest = piece[match.end() :].strip() if match else piece
        if match and not rest:
            by = waits = True
            continue
        inner = None if match else words.inner.search(piece)
        if inner is not None and _DIGIT.search(text) and len(piece[: inner.start()].split()) <= 2:
            match, rest = inner, piece[inner.end() :]
        if match is None and waits:
            match = words.by.match("By ") or match
        trusted = match is not None or waits
        spoken = _team(rest, lexicons, sites) if trusted else None
        found = [] if spoken else [n for n in names_at_start(rest, words, trusted=trusted) if not is_placeholder(n)]
        if found and (match is not None or waits):
            by, waits = True, False
            names += found
        elif match is not None and not names:
            team = team or spoken
            by = by or team is not None
            odd = odd or team is None
        elif found and not by:
            names += found
        elif not by and not _is_aside(piece, lexicons):
            odd = True
            if len(piece.split()) > 2 and not names:
                return LineReading(dated=has_date(text))  # the title of a work, before `by` and who made it
    if not by and odd:
        return LineReading(dated=has_date(text))
    return LineReading(tuple(dict.fromkeys(names)), team, by, has_date(text), waits and not names)


def bare_team(text: str) -> str | None:
    """A line that is nothing but a team: `Example Staff`, `Newsdesk`."""
    name = clean_name(_BULLET.sub("", text))
    return (
        name
        if len(name.split()) <= 5
        and name[:1].isupper()
        and byline_words().team_end.search(name)
        and not any(map(byline_words().contact.match, name.split()))
        and is_person(name)
        else None
    )


def listed_team(text: str, lexicons: Sequence[Lexicon]) -> str | None:
    """A line that is nothing but a team of a lexicon's list: `綜合報導`, `TTXVN`.

    Where there are capitals, agencies only: `Admin`, `Staff` and `Editor` stand alone for other reasons.
    """
    name = without_role(clean_name(text), lexicons)
    if not any(name in lexicon.teams for lexicon in lexicons):
        return None
    return name if is_agency(name) or not any(c.islower() or c.isupper() for c in name) else None


def agency_behind(text: str) -> str | None:
    """The news agency that stands last in a byline, behind a sign: `Ada Verne, dpa`, `Ada Verne / EFE`."""
    return next((hit[1] for hit in _LAST_ITEM.finditer(text) if is_agency(hit[1])), None)


def _fragments(text: str, dates: frozenset[str]) -> Iterator[str]:
    """The pieces of a line: what stands between signs, and around numbers and the words of their dates."""
    for piece in _SIGNS.split(text):
        if not _DIGIT.search(piece):
            if piece.strip():
                yield piece.strip()
            continue
        tokens = piece.split()
        numbers = [i for i, token in enumerate(tokens) if _DIGIT.search(token)]
        before, behind = tokens[: numbers[0]], tokens[numbers[-1] + 1 :]
        while before and _bare_word(before[-1]) in dates:
            before.pop()
        while behind and _bare_word(behind[0]) in dates:
            behind.pop(0)
        for part in (before, behind):
            fragment = " ".join(part).strip(" ,.:()[]")
            if fragment:
                yield fragment


def _bare_word(token: str) -> str:
    return token.strip(".,:()").casefold()


def _team(text: str, lexicons: Sequence[Lexicon], sites: frozenset[str]) -> str | None:
    name = clean_name(_ITEM.split(text)[0])
    article, _, rest = name.partition(" ")
    if rest and article.islower() and is_particle(article) and is_team(rest, lexicons):
        name = rest  # der Redaktion
    if not 0 < len(name) <= 60 or len(name.split()) > 6 or is_placeholder(name):
        return None
    if is_team(name, lexicons) or (flat(name) in sites and (" " in name or name != name.lower())):
        return name
    return None


def _is_aside(piece: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a piece may stand beside a name without saying anything else: a role, a part of a date, a word of the interface."""
    words = piece.split()
    known = byline_words()
    if len(words) <= 6 and (known.job.search(piece) or known.stamp.search(piece)):
        return True
    return len(words) <= 3 and (not piece[:1].isupper() or len(words) == 1)
