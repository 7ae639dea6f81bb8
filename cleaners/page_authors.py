"""The authors that a page's markup states: JSON-LD first, then metas; and how they and the printed byline make one list."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from cleaners.byline_words import byline_words
from cleaners.known_names import is_known_name
from cleaners.lexicon import Lexicon
from cleaners.linked_data import article_objects, by_reference, kind_of, text_of, webpage_objects
from cleaners.model import Author
from cleaners.names import LONGEST, clean_name, is_agency, is_person, is_team
from cleaners.shape import flat
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
_VARIABLE = re.compile(r"[a-z]+(?:\.[a-z]+){2,}|\{.*|%.*")
"""What a template's variable looks like that was never filled in."""
_ACCOUNT = re.compile(
    r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*(?:@\S+)?|.{1,30}\b[Aa]dmin|.{1,40}\s(?:Inc|LLC|Ltd|GmbH|S\.?A|Corp)\.?"
)
"""The name of an account, or of a firm that made the page, and nobody's who writes."""
_NO_LETTER = re.compile(r"[^a-z]+")
_NOBODY = re.compile(
    r"(?:site|super-?)?adminn?|administrat(?:or|eur)|administrador|webmaster|author|autor|auteur|editor|user|superuser|guest|unknown|none|null|undefined"
    r"|root|wordpress|default|anonym(?:ous)?|test",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"^(?:the|der|die|das|le|la|les|el|il)\s|\b(?:news|times|post|journal|daily|herald|tribune|magazine|media|tv|radio|press|blog|official|group|"
    r"shop|store|toolkit|guide|today|online|digital|expert|teacher|network|world|zeitung|nachrichten|strategies|construction|marketing)\b",
    re.IGNORECASE,
)
"""What names of sites have and names of people have not."""
_PREFIX = re.compile(
    r"(?:by|par|por|von|di|door|av|af|oleh|textes? (?:de|par)|text by|written by|автор|and|und|et)\s*:?\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\s*\([\w.]{1,5}\)$|\s*(?:기자|특파원|논설위원|記者|记者)$")
_ADDRESS = re.compile(r"https?:|www\.|^/|\.(?:com|net|org)/|@|:", re.IGNORECASE)
_DOMAIN = re.compile(
    r"[\w-]+\.(?:com|net|org|co|de|fr|at|ch|be|nl|it|es|id|kr|jp|tr|tv|info|news)(?:\.\w\w)?", re.IGNORECASE
)
_PARTS = re.compile(r"\s*[;|\n]\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|och|og|dan|&|и|ve)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,、]\s*(?:(?:and|und|et)\s+)?", re.IGNORECASE)


def page_authors(page: Page, lexicons: Sequence[Lexicon] = ()) -> tuple[Author, ...]:
    """The authors that the page's own markup states; none that is a placeholder, and the site itself only where it bears the
    name of a person, as on a blog named after its author.

    Args:
        page: what the page says beside its text.
        lexicons: whose teams are organisations too.
    """
    sites, host = site_keys(page), _host_label(page)
    for found in (_from_json_ld(page), _from_metas(page)):
        authors: dict[str, Author] = {}
        for name, kind in found:
            if not name or any(p.fullmatch(name) for p in (_NOBODY, _VARIABLE, _DOMAIN)):
                continue
            if " " not in name and flat(name) == host:
                continue
            if _ACCOUNT.fullmatch(name) and not is_agency(name):
                continue
            person = (
                kind != "organization" and is_person(name) and not _OUTLET.search(name) and not is_team(name, lexicons)
            )
            if flat(name) in sites and not (person and is_known_name(name)):
                continue
            team = kind == "organization" or is_team(name, lexicons)
            authors.setdefault(flat(name), _author(name, team=team))
        if authors:
            return tuple(authors.values())[:MAX_AUTHORS]
    return ()


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
        for value in _flattened(item.get("author") or item.get("creator")):
            if not isinstance(value, dict):
                continue
            value = by_reference(page, value)
            name = clean_name(html.unescape(text_of(value.get("name")) or ""))
            if not name or len(name) > LONGEST or _NOBODY.fullmatch(name):
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


def _host_label(page: Page) -> str:
    """`example` of `www.example.co.uk`: the word of an address that names the site."""
    try:
        labels = urlsplit(page.canonical or page.meta("og:url") or "").netloc.lower().split(":")[0].split(".")
    except ValueError:
        return ""
    labels = [label for label in labels if label != "www"]
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in ("info", "news", "shop", "blog", "online")):
        labels.pop()
    return flat(labels[-1]) if labels else ""


def site_keys(page: Page) -> frozenset[str]:
    """The names of the page's site and publisher, letters and digits alone."""
    return frozenset(flat(name) for name in _site_names(page)) - {""}


def merge_authors(
    printed: Sequence[Author], stated: Sequence[Author], company: Collection[str] = ()
) -> tuple[Author, ...]:
    """One list of a page's printed and stated authors.

    Where both name the same people, the stated ones are the authors, each with the role, address and place printed beside
    the name, and of the other printed ones only those whose role is printed or who stand in one list (`company`): a page prints the bylines of other articles
    too, and glues what stands beside a name to it. Where they name different people, what is printed holds.
    """
    people = [a for a in stated if a.organization != a.name and is_person(a.name) and not _OUTLET.search(a.name)]
    if not printed:
        return tuple(stated)
    if not any(same_name(p.name, a.name) for p in printed for a in people):
        return tuple(printed)
    merged: list[Author] = []
    rest = list(printed)
    teams = [a for a in stated if a.organization == a.name]
    for author in people:
        match = next((p for p in rest if same_name(p.name, author.name)), None)
        if match is not None:
            rest.remove(match)
            author = match if match.name.casefold() == author.name.casefold() else replace(match, name=author.name)
        merged.append(author)
    merged += teams
    merged += [
        p
        for p in rest
        if (p.role is not None or p.name in company)
        and p.organization != p.name
        and not any(same_name(p.name, m.name) for m in merged)
    ]
    return tuple(merged)


def same_name(printed: str, stated: str) -> bool:
    """One name, though what stood behind it may be glued to the printed one."""
    one, other = flat(printed), flat(stated)
    return one == other or (len(other) > 6 and one.startswith(other))


def _from_json_ld(page: Page) -> Iterator[tuple[str, str]]:
    for item in article_objects(page) or webpage_objects(page):
        values = item.get("author") or item.get("creator")
        for value in _flattened(values):
            if isinstance(value, str):
                yield from ((name, "person") for name in _names(value))
            elif isinstance(value, dict):
                yield from _from_object(by_reference(page, value))


def _flattened(value: Any) -> Iterator[Any]:
    for item in value[:MAX_AUTHORS] if isinstance(value, list) else [value]:
        yield from item[:MAX_AUTHORS] if isinstance(item, list) else [item]


def _from_object(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
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
                yield from ((found, "person") for found in _names(name))


def _from_metas(page: Page) -> Iterator[tuple[str, str]]:
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
        names = [name for value in values[:MAX_AUTHORS] for name in _names(value)]
        if wanted.startswith("dc"):  # who filled in the form, by the name of the account
            names = [name for name in names if is_person(name)]
        if names:
            yield from ((name, "meta") for name in names)
            return


def _turned(name: str) -> str:
    """`Verne, Ada`, as bibliographies write it, in the order of speech."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _names(value: str) -> Iterator[str]:
    """The names in a value. A list is split where its first part is a whole name; degrees, jobs and places are left out."""
    value = html.unescape(value)
    if _ADDRESS.search(value) or len(value) > 400:
        return
    for part in _PARTS.split(value):
        text = _bare(part)
        pieces = [_bare(piece) for piece in _COMMA.split(text)]
        if len(pieces) > 1 and not _whole(pieces[0]) and not _AND.search(pieces[0]):
            pieces = [text]
        for index, piece in enumerate(pieces):
            pair = [_bare(one) for one in _AND.split(piece)]
            if len(pair) > 1 and all(is_person(one) for one in pair) and not is_team(piece, ()):
                yield from pair
            elif (
                (index == 0 or is_agency(piece) or _whole(piece) or is_team(piece, ()))
                and 1 < len(piece) <= LONGEST
                and any(c.isalpha() for c in piece)
            ):
                yield piece


def _whole(name: str) -> bool:
    """Whether it can be first and last name of a person, and no job."""
    return is_person(name) and (" " in name or not name.isascii()) and not byline_words().job.search(name)


def _bare(text: str) -> str:
    """A name without `By` before it and without initials in brackets behind it."""
    text = clean_name(text)
    prefix = _PREFIX.match(text)
    return _INITIALS.sub("", text[prefix.end() :] if prefix else text)


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
