"""Names behind a role that no colon parts from them: `Reporter Ada Verne, Editor Mo Lin`, `fotos de Rui Serpa`; and behind a place each.

Only in scripts with capitals, which tell where a role ends and a name begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.byline_signs import signs_of
from cleaners.byline_words import byline_words
from cleaners.known_names import bears_word_as_surname, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.names import clean_name, is_person, split_names
from cleaners.organisations import is_team

LONGEST = 200
"""A longer text is running text."""


@dataclass(frozen=True, slots=True)
class RoleNames:
    """Names with what is printed before or behind them."""

    names: tuple[str, ...]
    role: str | None = None
    """As printed."""
    location: str | None = None
    organization: str | None = None


def names_behind_roles(text: str, lexicons: Sequence[Lexicon]) -> tuple[RoleNames, ...]:
    """The names of a text that is nothing but roles and the names behind them; empty where it is anything else.

    One of the names must be known to be one, or there must be several roles: many a headline begins with a role.
    """
    if len(text) > LONGEST:
        return ()
    hits = list(signs_of(lexicons).role.finditer(text))
    if not hits or hits[0].start() != 0:
        return ()
    found: list[RoleNames] = []
    for index, hit in enumerate(hits):
        end = hits[index + 1].start() if index + 1 < len(hits) else len(text)
        names = whole_names(text[hit.end() : end].strip(" ,;/|.–—-&"), lexicons)
        if not names:
            return ()
        found.append(RoleNames(names, role=hit["role"]))
    if len(found) == 1 and not any(map(is_known_name, found[0].names)):
        return ()
    return tuple(found)


def names_with_places(text: str, lexicons: Sequence[Lexicon]) -> tuple[RoleNames, ...]:
    """`By Ada Verne in Paris and Mo Lin in London`: names with a place each; empty where there are not at least two."""
    if len(text) > LONGEST:
        return ()
    patterns = signs_of(lexicons)
    by = patterns.before_names.match(text)
    hits = list(patterns.place.finditer(text, by.end() if by else 0))
    if len(hits) < 2 or hits[-1].end() != len(text):
        return ()
    found: list[RoleNames] = []
    at = by.end() if by else 0
    for hit in hits:
        names = whole_names(text[at : hit.start()], lexicons)
        if not names:
            return ()
        found.append(RoleNames(names, location=hit["place"]))
        at = hit.end()
    return tuple(found) if by or is_known_name(found[0].names[0]) else ()


def whole_names(text: str, lexicons: Sequence[Lexicon]) -> tuple[str, ...]:
    """The names of a list of full names; empty where one is none."""
    names = tuple(split_names(text, [s for lexicon in lexicons for s in lexicon.name_separators]))
    full = all(
        " " in name
        and is_person(clean_name(name))
        and not is_team(name, lexicons)
        and (byline_words().job.search(name) is None or bears_word_as_surname(name))
        for name in names
    )
    return names if full else ()
