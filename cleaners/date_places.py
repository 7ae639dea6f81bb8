"""Kinds of places where dates stand, how far each can be believed, and the dates of a page's head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from cleaners.date_text import Role
from cleaners.linked_data import article_objects, text_of, webpage_objects
from cleaners.view import Page


class Place(NamedTuple):
    """A kind of place, the role of what stands there where its words say nothing else, and the trust it earns."""

    name: str
    trust: float
    role: Role = "context"


class Value(NamedTuple):
    """A value of the page's markup that should be a date."""

    text: str
    place: Place


SOLID = 0.7
"""From this trust on, a full date dates the article by itself."""

ABOVE = 0.79
"""Trust of timestamps above the headline, where the day of reading may stand, and of those without a headline."""
URL = Place("url", 0.8, "published")
TITLE = Place("title", 0.75, "published")
"""A part of the page's title that is a date and nothing else."""
IMAGE_PATH = Place("image_path", 0.5)
IMAGE_META = Place("image_path", 0.45)
BOARD_HEADER = Place("board_header", 0.88)
NEIGHBOUR = Place("neighbour", 0.05)
PROSE = Place("prose", 0.3)
CAPTION = Place("caption", 0.2)
LIST_ROW = Place("list_row", 0.25)

_Keys = tuple[tuple[str, Role, float], ...]
_ARTICLE_KEYS: _Keys = (
    ("datePublished", "published", 0.98),
    ("dateCreated", "published", 0.84),
    ("dateModified", "modified", 0.98),
)
_PAGE_KEYS: _Keys = (("datePublished", "published", 0.87), ("dateModified", "modified", 0.87))

_STRONG_META = ("publishedtime", "datepublished", "parselypubdate", "articlepublished", "publishtime")
_META = (
    "pubdate",
    "publishdate",
    "publicationdate",
    "publisheddate",
    "publishedat",
    "published",
    "dateissued",
    "issued",
    "issuedate",
    "releasedate",
)
_WEAK_META = frozenset(
    {
        "date",
        "dcdate",
        "dctermsdate",
        "dcterms",
        "sailthrudate",
        "articledate",
        "ogdate",
        "citationdate",
        "citationonlinedate",
    }
)
_MADE_META = (
    "datecreated",
    "createddate",
    "dccreated",
    "dctermscreated",
    "articlecreated",
    "creationdate",
    "createdtime",
)
_MODIFIED_META = (
    "lastpublished",
    "modified",
    "modifiedtime",
    "datemodified",
    "updatedtime",
    "updated",
    "lastupdate",
    "lastupdated",
    "dateupdate",
    "moddate",
    "modifieddate",
)
LONGEST_TITLE = 400
_TITLE_PART = re.compile(r"\s[-–—]\s|\s?[|｜]\s?")
_NO_LETTER = re.compile(r"[^a-z]+")


@lru_cache(maxsize=2048)
def meta_place(name: str) -> Place | None:
    """The place that a meta of this name is; None for one that is no date of the article."""
    bare = _NO_LETTER.sub("", name)
    if bare.endswith("firstpublished"):
        return Place("meta", 0.84, "published")
    if bare.endswith(_STRONG_META):
        return Place("meta", 0.95, "published")
    if bare.endswith(_MODIFIED_META):
        return None if bare == "lastmodified" else Place("meta", 0.95, "modified")
    if bare.endswith(_META):
        return Place("meta", 0.9, "published")
    if bare in _WEAK_META:
        return Place("meta", 0.87, "published")
    return Place("meta", 0.8, "published") if bare.endswith(_MADE_META) else None


def head_values(page: Page) -> Iterator[Value]:
    """The date values of JSON-LD and metas."""
    for objects, keys in ((article_objects(page), _ARTICLE_KEYS), (webpage_objects(page), _PAGE_KEYS)):
        for item in objects[:8]:
            yield from _object_values(item, keys)
    metas = [(name, content, place) for name, content in page.metas if (place := meta_place(name)) is not None]
    several = {name for name, count in Counter(name for name, _ in {(m[0], m[1]) for m in metas}).items() if count > 1}
    for name, content, place in metas:
        # one name with several values dates the items of a list
        yield Value(content, place._replace(trust=place.trust - 0.2) if name in several else place)


def title_ends(page: Page) -> Iterator[str]:
    """What stands behind the last bar or dash of the page's titles: the site's name most often, on some sites the day."""
    titles = [title for title in (page.title, page.meta("og:title")) if title and len(title) <= LONGEST_TITLE]
    ends = (_TITLE_PART.split(title)[-1].strip() for title in titles if _TITLE_PART.search(title))
    yield from dict.fromkeys(end for end in ends if any(c.isdecimal() for c in end))


def _object_values(item: dict[str, Any], keys: _Keys) -> Iterator[Value]:
    for key, role, trust in keys:
        text = text_of(item.get(key))
        if text is not None:
            yield Value(text, Place("jsonld", trust, role))
