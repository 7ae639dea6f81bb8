"""What stands behind names and says of them what they did, from where or for whom: `Ana Lobo (texto) e Rui Serpa (fotos)`, `María Peral / EFE`,
`Anna Moro (da Bruxelles)`, `Ada Verne in Lisbon`, `Anna Müller, Hafener Zeitung`.

Only in scripts with capitals, which tell where a name ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaners.byline_roles import LONGEST, RoleNames, whole_names
from cleaners.byline_signs import BylineSigns, signs_of
from cleaners.byline_words import byline_words
from cleaners.known_names import is_given_name, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.model import Author
from cleaners.name_lists import normal_role
from cleaners.names import clean_name
from cleaners.organisations import is_agency, is_employer

_BRACKET = re.compile(r"\s?\(([^()]{2,60})\)")
_SIGN = re.compile(r"\s*[,/|]\s*|\s+[–—-]\s+")
_PARTS = re.compile(r"\s*,\s*")
LONGEST_PART = 50
"""A longer tail says something else."""
MOST_ROLE_WORDS = 4
"""Words of a job behind a name, at most: `Chief Political Correspondent`."""


def names_with_tails(text: str, lexicons: Sequence[Lexicon]) -> tuple[RoleNames, ...]:
    """The names of a text that is nothing but names and what is said of them behind; empty where it is anything else.

    A by-word stands before them, or the first is known to be a name. Every tail must be known for what it is: a role in brackets,
    a place behind `in`, a city, an agency, an outlet, a job.
    """
    if len(text) > LONGEST:
        return ()
    signs = signs_of(lexicons)
    by = signs.before_names.match(text)
    reporting = signs.from_place.match(text)  # From Ada Verne in Lisbon; aus Rom: Anna Müller
    first = text.partition(" ")[0].rstrip(",")
    if by is None and reporting is None and "." not in first and not is_given_name(first):
        return ()  # most lines of a page
    spoken = text[by.end() :] if by else text
    found = _each_with_its_role(spoken, signs, lexicons) or _with_one_tail(spoken, signs, lexicons)
    if found and (by or is_known_name(found[0].names[0])):
        return found
    if reporting is None:
        return ()
    rest = text[reporting.end() :]
    if reporting["place"]:
        names = whole_names(rest, lexicons)
        found = (RoleNames(names, location=reporting["place"]),) if names else ()
    else:
        found = tuple(part for part in _with_one_tail(rest, signs, lexicons) if part.location)
    return found if found and is_known_name(found[0].names[0]) else ()


def with_tails(authors: Sequence[Author], text: str, lexicons: Sequence[Lexicon]) -> tuple[Author, ...]:
    """Authors that a rule read in a text, with what stands behind their names; a place or house that was taken for one of them is none."""
    if not authors or any(a.role or a.location or (a.organization and a.organization != a.name) for a in authors):
        return tuple(authors)
    told = {clean_name(name): part for part in names_with_tails(text, lexicons) for name in part.names}
    said = {text for part in told.values() for text in (part.location, part.organization)}
    if not told or any(not author.name.startswith(tuple(told)) and author.name not in said for author in authors):
        return tuple(authors)
    mails = {name: author.email for author in authors for name in told if author.name.startswith(name)}
    return tuple(
        Author(
            name=name,
            role=normal_role(part.role, lexicons) if part.role else None,
            email=mails.get(name),
            location=part.location,
            organization=part.organization,
        )
        for name, part in told.items()
    )


def _each_with_its_role(text: str, signs: BylineSigns, lexicons: Sequence[Lexicon]) -> tuple[RoleNames, ...]:
    """`Ana Lobo (texto) e Rui Serpa (fotos)`; one bracket may hold a place as well, `Jeanne Martel (Londres, correspondante)`."""
    hits = list(_BRACKET.finditer(text))
    if not hits or text[hits[-1].end() :].strip(" ."):
        return ()
    found: list[RoleNames] = []
    at = 0
    for hit in hits:
        joined = signs.separator.match(text, at) if at else None
        names = whole_names(text[joined.end() if joined else at : hit.start()], lexicons)
        said = _said(hit[1], signs, lexicons)
        if not names or said is None:
            return ()
        found.append(replace(said, names=names))
        at = hit.end()
    return tuple(found) if len(found) == 1 or all(part.role for part in found) else ()


def _with_one_tail(text: str, signs: BylineSigns, lexicons: Sequence[Lexicon]) -> tuple[RoleNames, ...]:
    """Names, and one thing said of them all behind a sign or a word such as `in`."""
    for end, tail in _ends(text, signs):
        names = whole_names(text[:end], lexicons)
        said = _said(tail, signs, lexicons) if names else None
        if said is not None:
            return (replace(said, names=names),)
    return ()


def _ends(text: str, signs: BylineSigns) -> Iterator[tuple[int, str]]:
    """Where the names may end, and what stands behind them."""
    for hit in _SIGN.finditer(text):
        yield hit.start(), text[hit.end() :]
    for pattern in (signs.place_behind, signs.house_behind):
        if (last := pattern.search(text)) is not None and last.start():
            yield last.start(), last[0].strip()


def _said(tail: str, signs: BylineSigns, lexicons: Sequence[Lexicon]) -> RoleNames | None:
    """What a tail says; None where one of its parts is unknown."""
    said = RoleNames(())
    for part in _PARTS.split(tail.strip(" .,()")):
        place = signs.place_behind.search(" " + part)
        house = signs.house_behind.fullmatch(" " + part)
        job = part[: place.start() - 1].strip() if place and place.start() else part
        if len(part) > LONGEST_PART:
            return None
        if house is not None and not is_known_name(house["house"]):
            said = replace(said, organization=house["house"])
        elif is_agency(part) or (is_employer(part) and not byline_words().job.search(part)):
            said = replace(said, organization=part)
        elif place is not None and place.start() == 0:
            said = replace(said, location=place["place"])
        elif part.casefold() in byline_words().cities:
            said = replace(said, location=part)
        elif (role := _role(job, signs, lexicons)) or byline_words().job.search(job):
            said = replace(said, role=role, location=place["place"] if place else said.location)
        else:
            return None
    return said


def _role(text: str, signs: BylineSigns, lexicons: Sequence[Lexicon]) -> str | None:
    """The role in a job, as printed: `onze verslaggever`, `Rédactrice web`, `texto y fotos`."""
    words = text.split()
    if not 0 < len(words) <= MOST_ROLE_WORDS:
        return None
    wholes = [text, *signs.separator.split(text)]
    return next((word for word in [*wholes, *words] if normal_role(word, lexicons)), None)
