"""The authors that a page's markup names: JSON-LD first, then metas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cleaners.linked_data import article_objects, by_reference, kind_of, text_of, webpage_objects
from cleaners.model import Author
from cleaners.names import LONGEST, clean_name, is_person, is_team
from cleaners.rules import Lexicon
from cleaners.view import Page

MAX_AUTHORS = 20

_METAS = (
    *(
        "author",
        "article:author",
        "og:article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "dc.contributor",
    ),
    *(
        "byl",
        "byline",
        "cxenseparse:author",
        "article:author:name",
        "citation_author",
        "article.author",
        "authors",
        "og:author",
    ),
)
_NOBODY = re.compile(
    r"(?:site|super-?)?adminn?|administrat(?:or|eur)|administrador|webmaster|author|autor|auteur|editor|user|superuser|guest|unknown|none|null|undefined"
    r"|root|wordpress|default|anonym(?:ous)?|test",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"(?:by|par|por|von|di|door|av|af|oleh|texte?|text by|written by|автор)\s*:?\s+(?=\S+\s+\S)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?:|www\.|^/|\.(?:com|net|org)/|@", re.IGNORECASE)
_LISTS = re.compile(
    r"\s*[;|\n]\s*|\s+(?:and|und|et|y|e|en|och|og|dan|&|и|ve)\s+|\s*[,、]\s+(?:and\s+)?|、", re.IGNORECASE
)
_SPLITS_ALWAYS = re.compile(r"\s*[;|\n]\s*")


def page_authors(page: Page, lexicons: Sequence[Lexicon] = ()) -> tuple[Author, ...]:
    """The authors of the page's own markup, as stated; none that is the site, its publisher or a placeholder.

    Args:
        page: what the page says beside its text.
        lexicons: whose teams are organisations too.
    """
    sites = {_flat(name) for name in _site_names(page)} - {""}
    for found in (_from_json_ld(page), _from_metas(page)):
        authors: dict[str, Author] = {}
        for name, organization in found:
            if not name or _flat(name) in sites or _NOBODY.fullmatch(name):
                continue
            team = organization or is_team(name, lexicons)
            author = Author(name=name, role=None, email=None, location=None, organization=name if team else None)
            authors.setdefault(_flat(name), author)
        if authors:
            return tuple(authors.values())[:MAX_AUTHORS]
    return ()


def _from_json_ld(page: Page) -> Iterator[tuple[str, bool]]:
    for item in article_objects(page) or webpage_objects(page):
        values = item.get("author") or item.get("creator")
        for value in (values if isinstance(values, list) else [values])[:MAX_AUTHORS]:
            if isinstance(value, str):
                yield from ((name, False) for name in _names(value))
            elif isinstance(value, dict):
                yield from _from_object(by_reference(page, value))


def _from_object(value: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    organization = kind_of(value, ("organization", "newsmediaorganization", "corporation"))
    names = value.get("name")
    for name in names if isinstance(names, list) else [names]:
        if isinstance(name, str):
            found = list(_names(name))
            yield from ((n, organization) for n in ([clean_name(name)] if organization and found else found))


def _from_metas(page: Page) -> Iterator[tuple[str, bool]]:
    for wanted in _METAS:
        values = [content for name, content in page.metas if name == wanted]
        names = [name for value in values[:MAX_AUTHORS] for name in _names(value)]
        if names:
            yield from ((name, False) for name in names)
            return


def _names(value: str) -> Iterator[str]:
    """The names in a value: a list of names is split only where all its parts are names."""
    if _ADDRESS.search(value) or len(value) > 400:
        return
    for part in _SPLITS_ALWAYS.split(value):
        text = clean_name(_PREFIX.sub("", part.strip(), count=1))
        pieces = [clean_name(piece) for piece in _LISTS.split(text)]
        if len(pieces) > 1 and all(is_person(piece) and (" " in piece or not piece.isascii()) for piece in pieces):
            yield from pieces
        elif text and len(text) <= LONGEST and any(c.isalpha() for c in text):
            yield text


def _site_names(page: Page) -> Iterator[str]:
    for name in (
        "og:site_name",
        "application-name",
        "publisher",
        "dc.publisher",
        "twitter:site",
        "apple-mobile-web-app-title",
    ):
        yield page.meta(name) or ""
    for item in (*article_objects(page), *webpage_objects(page)):
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            yield text_of(by_reference(page, publisher).get("name")) or ""


def _flat(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
