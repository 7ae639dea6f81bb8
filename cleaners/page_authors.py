"""The authors that a page's markup states: JSON-LD first, then metas."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from cleaners.byline_words import byline_words
from cleaners.known_names import is_known_name
from cleaners.lexicon import Lexicon
from cleaners.linked_data import article_objects, by_reference, kind_of, text_of
from cleaners.model import Author
from cleaners.names import LONGEST, clean_name, is_person
from cleaners.organisations import is_agency, is_outlet_like, is_placeholder, is_portal, is_team
from cleaners.shape import flat
from cleaners.site_names import host_label, site_keys
from cleaners.stated_names import MAX_AUTHORS, flattened, names_in_json_ld, names_in_metas
from cleaners.view import Page

_VARIABLE = re.compile(r"[a-z]+(?:\.[a-z]+){2,}|\{.*|%.*")
"""What a template's variable looks like that was never filled in."""
_ACCOUNT = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*(?:@\S+)?|.{1,30}\b[Aa]dmin")
"""The name of an account, and of nobody who writes."""
_DOMAIN = re.compile(
    r"[\w-]+\.(?:com|net|org|co|de|fr|at|ch|be|nl|it|es|id|kr|jp|tr|tv|info|news)(?:\.\w\w)?", re.IGNORECASE
)


def page_authors(page: Page, lexicons: Sequence[Lexicon] = ()) -> tuple[Author, ...]:
    """The authors that the page's own markup states; none that is a placeholder, and the site itself only where it bears the
    name of a person, as on a blog named after its author.

    Args:
        page: what the page says beside its text.
        lexicons: whose teams are organisations too.
    """
    sites, host = site_keys(page), host_label(page)
    for found in (names_in_json_ld(page, lexicons), names_in_metas(page, lexicons)):
        authors: dict[str, Author] = {}
        for name, kind in found:
            if _is_nobody(name) or is_portal(name) or (" " not in name and flat(name) == host):
                continue
            outlet = is_outlet_like(name)
            team = kind == "organization" or is_team(name, lexicons)
            person = not team and is_person(name) and not outlet
            if flat(name) in sites and not (person and is_known_name(name)):
                continue
            authors.setdefault(flat(name), _author(name, team=team))
        if authors:
            return _sites_told(tuple(authors.values())[:MAX_AUTHORS])
    return ()


def _sites_told(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """The authors; a site that is stated like a person is told to be none, where nobody else is stated."""
    if any(not is_outlet_like(a.name) or is_known_name(a.name) for a in authors):
        return authors
    return tuple(_author(a.name, team=True) for a in authors)


def _is_nobody(name: str) -> bool:
    """Whether it is a placeholder, an account, or the firm that made the page."""
    if not name or is_placeholder(name) or any(p.fullmatch(name) for p in (_VARIABLE, _DOMAIN)):
        return True
    return (_ACCOUNT.fullmatch(name) or byline_words().firm.search(name)) is not None and not is_agency(name)


def publisher_authors(page: Page, *, registered: bool) -> tuple[Author, ...]:
    """The site as the author of its article, where the page says so and that is no mere default of its template.

    That is so for a news article of a publisher that states itself as the author, and for an account that bears the
    site's name. The other pages that state their site as the author are mostly those of firms, which name nobody.

    Args:
        page: what the page says beside its text.
        registered: the publisher is an outlet of the registry.
    """
    sites = site_keys(page)
    for item in article_objects(page):
        news = kind_of(item, ("newsarticle",))
        for value in flattened(item.get("author") or item.get("creator")):
            if not isinstance(value, dict):
                continue
            value = by_reference(page, value)
            name = clean_name(html.unescape(text_of(value.get("name")) or ""))
            if not name or len(name) > LONGEST or is_placeholder(name):
                continue
            own = flat(name) in sites
            media = kind_of(value, ("newsmediaorganization",)) or (
                registered and (own or kind_of(value, ("organization",)))
            )
            if (news and media) or (own and name != name.lower() and _is_account(value)):
                return (_author(name, team=True),)
    return ()


def _is_account(author: dict[str, Any]) -> bool:
    """Whether an author of JSON-LD is an account of the site's editing system, with a page of its own."""
    addresses = [author.get(key) for key in ("@id", "url")]
    return not kind_of(author, ("organization", "website")) and any(
        isinstance(a, str) and ("/person/" in a or "/author/" in a or "#person" in a or "#author" in a)
        for a in addresses
    )


def _author(name: str, *, team: bool) -> Author:
    return Author(name=name, role=None, email=None, location=None, organization=name if team else None)
