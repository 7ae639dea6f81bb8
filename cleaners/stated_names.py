"""The names that a page's own data states as its authors: in JSON-LD, in metas."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Any

from cleaners.byline_words import byline_words
from cleaners.job_titles import without_job
from cleaners.known_names import bears_word_as_surname, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.linked_data import article_objects, by_reference, kind_of, text_of, webpage_objects
from cleaners.name_lists import without_role
from cleaners.names import LONGEST, clean_name, is_particle, is_person
from cleaners.organisations import is_agency, is_outlet_like, is_team
from cleaners.view import Page

MAX_AUTHORS = 20

_METAS = (
    "author",
    "articleauthor",
    "byl",
    "byline",
    "parselyauthor",
    "sailthruauthor",
    "citationauthor",
    "citationauthors",
    "dccreator",
    "dctermscreator",
)
"""Names of metas in order of trust, letters only; after them any other that ends in `author`."""
_NO_AUTHOR_META = re.compile(r"twitter|banner|app|theme|design")
_NO_LETTER = re.compile(r"[^a-z]+")
_INITIALS = re.compile(r"\s*\([\w.]{1,5}\)$")
_ADDRESS = re.compile(r"https?:|www\.|^/|\.(?:com|net|org)/|@|:", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;|\n]\s*")


def names_in_json_ld(page: Page, lexicons: Sequence[Lexicon] = ()) -> Iterator[tuple[str, str]]:
    """(name, kind of author) as the page's linked data states them; kinds are `person` and `organization`."""
    for item in article_objects(page) or webpage_objects(page):
        values = item.get("author") or item.get("creator")
        for value in flattened(values):
            if isinstance(value, str):
                yield from ((name, "person") for name in _names(value, lexicons))
            elif isinstance(value, dict):
                yield from _from_object(by_reference(page, value), lexicons)


def flattened(value: Any) -> Iterator[Any]:
    """The authors of a value: itself, or the first of a list of them."""
    for item in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
        yield from item[:MAX_AUTHORS] if isinstance(item, list) else [item]


def _from_object(value: dict[str, Any], lexicons: Sequence[Lexicon]) -> Iterator[tuple[str, str]]:
    organization = kind_of(value, ("organization", "corporation"))
    names = value.get("name")
    if not names:
        parts = [text_of(value.get(key)) for key in ("givenName", "familyName")]
        names = " ".join(part for part in parts if part)
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str) and name.strip():
            if organization:
                yield clean_name(html.unescape(name)), "organization"
            else:
                yield from ((found, "person") for found in _names(name, lexicons))


def names_in_metas(page: Page, lexicons: Sequence[Lexicon] = ()) -> Iterator[tuple[str, str]]:
    """(name, `meta`) as the page's metas state them."""
    metas = [
        (_NO_LETTER.sub("", name), name, content) for name, content in page.metas if not _NO_AUTHOR_META.search(name)
    ]
    others = [bare for bare, *_ in metas if bare.endswith(("author", "authors"))]
    for wanted in dict.fromkeys((*_METAS, *others)):
        values = [
            _turned(content) if name.startswith("citation") else content
            for bare, name, content in metas
            if bare == wanted
        ]
        names = [name for value in values[:MAX_AUTHORS] for name in _names(value, lexicons)]
        if wanted.startswith("dc"):  # who filled in the form, by the name of the account
            names = [name for name in names if is_person(name)]
        if names:
            yield from ((name, "meta") for name in names)
            return


def _turned(name: str) -> str:
    """`Verne, Ada`, as bibliographies write it, in the order of speech."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _names(value: str, lexicons: Sequence[Lexicon]) -> Iterator[str]:
    """The names in a value. A list is split where its first part is a whole name; degrees, jobs and places are left out."""
    value = html.unescape(value)
    if _ADDRESS.search(value) or len(value) > 400:
        return
    words = byline_words()
    for part in _PARTS.split(value):
        text = _bare(part, lexicons)
        pieces = [_bare(piece, lexicons) for piece in words.commas.split(text)]
        if len(pieces) > 1 and _is_house(pieces[0], lexicons) and any(map(is_known_name, pieces[1:])):
            pieces = pieces[1:]  # the house and who writes for it
        elif len(pieces) > 1 and not _whole(pieces[0]) and not words.ands.search(pieces[0]):
            pieces = [text]
        for index, piece in enumerate(pieces):
            pair = [_bare(one, lexicons) for one in words.ands.split(piece)]
            if len(pair) > 1 and _are_people(pair) and not is_team(piece, ()):
                yield from pair
            elif (
                (index == 0 or is_agency(piece) or _whole(piece) or (is_team(piece, ()) and not _says_job(piece)))
                and 1 < len(piece) <= LONGEST
                and any(c.isalpha() for c in piece)
            ):
                yield piece


def _says_job(piece: str) -> bool:
    """Whether a later piece is nothing but a job: `Staff Writers`."""
    words = byline_words()
    return all(words.job.fullmatch(word) or word.casefold() in words.qualifiers for word in piece.split())


def _is_house(name: str, lexicons: Sequence[Lexicon]) -> bool:
    return not is_known_name(name) and (is_outlet_like(name) or is_team(name, lexicons))


def _are_people(names: Sequence[str]) -> bool:
    """Whether each of several names is a person's. One word alone behind a full name is the end of it: `Ana Ruiz y Luna`."""
    return all(is_person(name) and not is_outlet_like(name) for name in names) and (
        " " not in names[0] or " " in names[-1]
    )


def _whole(name: str) -> bool:
    """Whether it can be first and last name of a person, and no job."""
    return (
        is_person(name)
        and (" " in name or not name.isascii())
        and (bears_word_as_surname(name) or not byline_words().job.search(name))
    )


def _bare(text: str, lexicons: Sequence[Lexicon]) -> str:
    """A name without `By` before it, and without initials in brackets, role or job behind it."""
    text = clean_name(text)
    by = byline_words().by.match(text)
    if by is not None and (not is_particle(by["by"]) or by["by"].islower() or is_known_name(text[by.end() :])):
        text = text[by.end() :]
    return without_job(without_role(_INITIALS.sub("", text), lexicons))
