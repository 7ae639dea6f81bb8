"""What a page says its article is called: JSON-LD, metas and the title, and the names of the site that stand in them.

A title is seldom the headline alone: `Headline - Site`, `Site : Section : Headline`. So each is taken in pieces, and a line
of the page is compared with all runs of neighbouring pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from urllib.parse import urlsplit

from cleaners.linked_data import article_objects, kind_of, text_of
from cleaners.shape import squash
from cleaners.view import Page

MAX_PIECES = 8
"""Pieces that a title is taken in at most."""
TRUST = {"json_ld": 1.0, "og:title": 1.0, "twitter:title": 0.5, "meta": 0.5, "title": 0.8}
"""What agreement with a declared title is worth, by its place."""
LONGEST = 400
"""A longer title, in characters, is none."""

_PLACES = (
    ("og:title", ("og:title",)),
    ("twitter:title", ("twitter:title",)),
    ("meta", ("headline", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")),
)
_SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
_SECTION_METAS = ("article:section", "section", "sectionname", "dc.subject")
_NEWS = ("newsarticle",)
_PUBLISHERS = ("website", "organization", "newsmediaorganization")
# Between words of Chinese and Japanese a hyphen needs no spaces; of `::` and `|` nobody makes words.
_SEPARATOR = re.compile(
    r" (?:[-–—:/·•<>«»]|//|--) | ?(?:[|｜_•]|::+) ?| [-–—](?=\S)|(?<=\S)[-–—] |(?<=[\u3040-\u9fff])[-–—]+(?=[\u3040-\u9fff])"
)
_COLON = re.compile(r":+ |：")
_SIGNS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """A text without case, spaces and signs, to compare by."""
    return _SIGNS.sub("", text).casefold()


@dataclass(frozen=True)
class Declared:
    """A title that the page gives its article."""

    place: str
    """`json_ld`, `og:title`, `twitter:title`, `meta` or `title`."""
    text: str
    news: bool = False
    """Whether it is the `headline` of a `NewsArticle`: what the newsroom itself calls the headline."""

    @cached_property
    def whole(self) -> str:
        """Its letters."""
        return letters(self.text)

    @cached_property
    def runs(self) -> dict[str, str]:
        """Runs of neighbouring pieces by their letters, as printed."""
        found: dict[str, str] = {}
        cuts = _cuts(self.text, _SEPARATOR)
        for i, (start, _) in enumerate(cuts):
            for _, end in cuts[i:]:
                found.setdefault(letters(self.text[start:end]), self.text[start:end].strip())
        found.pop("", None)
        return found

    @cached_property
    def endings(self) -> dict[str, str]:
        """The same of what follows a colon in a piece: a line may leave out the kicker that stands before it."""
        found: dict[str, str] = {}
        for start, end in _cuts(self.text, _SEPARATOR):
            piece = self.text[start:end]
            for inner, _ in _cuts(piece, _COLON)[1:]:
                found.setdefault(letters(piece[inner:]), piece[inner:].strip())
        found.pop("", None)
        return found


def _cuts(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    starts, ends = [0], []
    for found in pattern.finditer(text):
        if len(starts) == MAX_PIECES:
            break
        if found.start() > starts[-1]:
            ends.append(found.start())
            starts.append(found.end())
    return [pair for pair in zip(starts, [*ends, len(text)], strict=True) if pair[0] < pair[1]]


def declared_titles(page: Page) -> tuple[Declared, ...]:
    """The titles that a page declares, each place once, those first that name the article alone most often."""
    found: dict[str, str] = {}
    news = False
    for item in article_objects(page):
        if "json_ld" not in found and (text := text_of(item.get("headline"))):
            found["json_ld"], news = text, kind_of(item, _NEWS)
    for place, names in _PLACES:
        if text := page.meta(*names):
            found[place] = text
    if page.title:
        found["title"] = page.title
    texts = ((place, squash(plain(text))) for place, text in found.items())
    return tuple(
        Declared(place, text, news and place == "json_ld")
        for place, text in texts
        if text and len(text) <= LONGEST and letters(text)
    )


def plain(text: str) -> str:
    """A text without character references, which sites write twice over: `Q&amp;amp;A`."""
    for _ in range(2):
        if "&" not in text:
            break
        text = unescape(text)
    return text


def site_letters(page: Page, names: Sequence[str] = ()) -> frozenset[str]:
    """Letters of the names of the site that the page gives, and of `names`."""
    found = {letters(name) for name in (*names, *_site_names(page))}
    return frozenset(found - {""})


def section_letters(page: Page) -> frozenset[str]:
    """Letters of the names of the page's section."""
    names = [content for key, content in page.metas if key in _SECTION_METAS]
    names += [section for item in page.json_ld[:50] if (section := text_of(item.get("articleSection")))]
    return frozenset(letters(name) for name in names) - {""}


def _site_names(page: Page) -> Iterator[str]:
    for key, content in page.metas:
        if key in _SITE_METAS:
            yield content
    for item in page.json_ld[:50]:
        if kind_of(item, _PUBLISHERS) and (name := text_of(item.get("name"))):
            yield name
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and (name := text_of(publisher.get("name"))):
            yield name
    yield from hosts(page.canonical or "")


def hosts(address: str) -> Iterator[str]:
    """The names in an address that a site may be called by: `news.orf.at`, `orf.at`, `orf`."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return
    labels = host.split(".")
    for i in range(len(labels) - 1):
        yield ".".join(labels[i:])
        yield labels[i]


def without_site(title: str, site: frozenset[str], sections: frozenset[str] = frozenset()) -> str:
    """The title without the names of the site at its ends, and without those of a section at its end.

    Args:
        title: as printed.
        site: letters of the names, as from `site_letters`.
        sections: the same of sections; at the start of a title they may be part of the headline.
    """
    title = title.strip()
    while len(cuts := _cuts(title, _SEPARATOR)) > 1:
        last = letters(title[slice(*cuts[-1])])
        if last in site or last in sections:
            title = title[: cuts[-2][1]].rstrip()
        elif letters(title[slice(*cuts[0])]) in site:
            title = title[cuts[1][0] :].lstrip()
        else:
            break
    return title
