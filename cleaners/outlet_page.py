"""What a page says of itself, beside its text: addresses, metadata, linked data, and where its pictures are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaners.linked_data import article_objects, by_reference, kind_of, text_of
from cleaners.model import OutletCandidate
from cleaners.organisations import is_house
from cleaners.outlet_candidates import Line, article_span, candidate, known
from cleaners.outlet_evidence import TextReader
from cleaners.outlet_index import OutletIndex, Told, host_of
from cleaners.outlet_trust import TRUST
from cleaners.registry import OutletEntry
from cleaners.view import Page

_SITE_METAS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "copyright",
    "application-name",
    "twitter:creator",
)
_AUTHOR_METAS = ("article:author", "author", "mediaid")
"""Where portals name the outlet whose article they show; elsewhere mostly people, who are none."""
_PARTS = re.compile(r"\s[-–—:]\s|[|｜·»•,.]\s?(?!\w{2,3}\b)|(?i:\ball rights\b|무단|版[权權]所有)")
COPYRIGHT_SIGN = re.compile(r"(?i)(?:copyright|\(c\)|[©ⓒ]|\b(?:19|20)\d\d\b|[-–]\s)+")
_SOURCES = ("provider", "sourceOrganization", "copyrightHolder")
_FORUM = ("discussionforumposting", "socialmediaposting")


def read_page(reader: TextReader, source: str) -> Iterator[OutletCandidate]:
    """What the page says of itself, its addresses and those of its pictures.

    Args:
        reader: the labelled document.
        source: the path or address it was read from.
    """
    yield from _pictures(reader)
    yield from _addresses(reader, source)
    index, page = reader.index, reader.view.page
    metas = dict(reversed(page.metas))  # of several, the first
    press = metas.get("og:article:author", "")  # Naver and Daum: "한국일보 | 네이버"
    yield from known("meta_press", Line(press, None), _by_name(index.named(press.partition("|")[0])))
    for name in filter(None, map(metas.get, _AUTHOR_METAS)):
        entry = index.named(name) if is_house(name) or " " in name else None
        if entry is not None and entry.kind != "agency":
            yield from known("meta_author", Line(name, None), (entry, "name"))
    for name in filter(None, map(metas.get, _SITE_METAS)):
        yield from known("site_name", Line(name, None), _by_name(_of_site(index, name)))
    for item in article_objects(page):
        for key in (*_SOURCES, "publisher"):
            if not kind_of(item, _FORUM) and (holder := _name_of(item.get(key), page)):
                yield from _linked(reader, key, holder)


def _of_site(index: OutletIndex, name: str) -> OutletEntry | None:
    """The outlet that a site calls itself by: the whole of its name, or a part between signs (`Haber | Dünya`: either)."""
    parts = (name, *_PARTS.split(COPYRIGHT_SIGN.sub(" ", name[:120])))
    return next((entry for part in parts if (entry := index.named(part)) is not None), None)


def _by_name(entry: Any) -> Told | None:
    return (entry, "name") if entry is not None else None


def _addresses(reader: TextReader, source: str) -> Iterator[OutletCandidate]:
    """The canonical link and the address the page was read from. A canonical link to another site's page names the writer."""
    canonical, index = reader.view.page.canonical, reader.index
    here = index.of_host(host_of(source))
    for place, address in (("canonical", canonical), ("address", source)):
        if not address or (place == "address" and address == canonical):
            continue
        line = Line(address, None)
        if (slug := index.of_slug(address)) is not None:
            yield from known(place, line, (slug, "slug"), TRUST["address_slug"])
        entry = index.of_host(host_of(address))
        if entry is not None:
            elsewhere = place == "canonical" and here is not None and here is not entry
            yield from known(place, line, (entry, "domain"), TRUST["canonical_elsewhere"] if elsewhere else None)


def _pictures(reader: TextReader) -> Iterator[OutletCandidate]:
    """Where the pictures of the article are kept: once an outlet."""
    first, last = article_span(reader.segments)
    index = reader.index
    seen: set[tuple[str, str]] = set()
    for url in (u for p in reader.view.page.pictures if first - 2 <= p.at <= last for u in p.urls):
        for entry, rule in ((index.of_slug(url), "slug"), (index.of_host(host_of(url)), "domain")):
            if entry is not None and entry.kind not in ("portal", "aggregator") and (rule, entry.id) not in seen:
                seen.add((rule, entry.id))
                trust = TRUST["image_slug" if rule == "slug" else "image_address"]
                yield from known("image_address", Line(url, None), (entry, rule), trust)


def _linked(reader: TextReader, key: str, name: str) -> Iterator[OutletCandidate]:
    """A publisher or source named in the linked data."""
    told = reader.index.told_by(name)
    line = Line(name, None)
    yield from known("jsonld_publisher" if key == "publisher" else "jsonld_source", line, told)
    if told is None and key == "publisher":
        outlet = reader.unknown(name, "")
        yield candidate("jsonld_publisher", line, outlet, "printed", "publisher", TRUST["jsonld_printed"])


def _name_of(value: Any, page: Page) -> str | None:
    """The name in a JSON-LD value: a string, an object or a reference to one, or the first of a list of them."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = by_reference(page, value).get("name")
    return (text_of(value) or "")[:120] or None
