"""Where dates stand in a document, and how far a date at each place can be believed to date the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaners.date_text import Role
from cleaners.linked_data import article_objects, text_of, webpage_objects
from cleaners.model import BODY_LABELS, Label
from cleaners.tiling import Segment
from cleaners.view import Page, TimeTag


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

URL = Place("url", 0.8, "published")
IMAGE_PATH = Place("image_path", 0.5)
IMAGE_META = Place("image_path", 0.45)
COPYRIGHT = Place("copyright", 0.35)
BOARD_HEADER = Place("board_header", 0.88)
NEIGHBOUR = Place("neighbour", 0.05)
PROSE = Place("prose", 0.3)
CAPTION = Place("caption", 0.2)
LIST_ROW = Place("list_row", 0.25)
TIME = Place("time", 0.82)

_LABELS = {
    Label.TIMESTAMP: Place("timestamp", 0.86),
    Label.BYLINE: Place("byline", 0.78),
    Label.CREDITS: Place("byline", 0.74),
    Label.OUTLET: Place("byline", 0.72),
    Label.DATELINE: Place("dateline", 0.76),
    Label.HEADLINE_LIST: LIST_ROW,
    Label.COPYRIGHT: COPYRIGHT,
    Label.RIGHTS_NOTICE: COPYRIGHT,
    Label.CAPTION: CAPTION,
    Label.PHOTO_CREDIT: CAPTION,
    Label.BODY: PROSE,
    Label.HEADING: PROSE,
    Label.HEADLINE: PROSE,
    Label.SUBHEADLINE: PROSE,
    Label.KICKER: PROSE,
}
_PRINTED_ROLE: dict[Role, float] = {"published": 0.08, "modified": 0.08, "context": 0.0}
"""What words such as `입력` or `Publié le` beside a date add, at places that speak of the article."""

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
_NO_LETTER = re.compile(r"[^a-z]+")
_PUBLISHED_HINTS = frozenset({"published", "pubdate", "publish", "posted", "publication"})
_MODIFIED_HINTS = frozenset({"updated", "modified", "update"})
_ARTICLE_LABELS = BODY_LABELS | {
    Label.HEADLINE,
    Label.SUBHEADLINE,
    Label.KICKER,
    Label.BYLINE,
    Label.CREDITS,
    Label.TIMESTAMP,
    Label.OUTLET,
    Label.CAPTION,
    Label.PHOTO_CREDIT,
    Label.BOARD_CHROME,
}


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
        return Place("meta", 0.85, "published")
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


def _object_values(item: dict[str, Any], keys: _Keys) -> Iterator[Value]:
    for key, role, trust in keys:
        text = text_of(item.get(key))
        if text is not None:
            yield Value(text, Place("jsonld", trust, role))


def segment_place(segment: Segment, before_body: bool) -> Place | None:
    """The place that a segment is; None for one that is not read.

    Args:
        segment: a labelled segment.
        before_body: no running text stands before it.
    """
    label = segment.label
    if label is None or label is Label.BLANK or label is Label.DUPLICATE:
        return None
    if label is Label.BOARD_CHROME:
        return BOARD_HEADER if before_body else NEIGHBOUR
    return _LABELS.get(label, NEIGHBOUR)


def printed_trust(place: Place, role: Role) -> float:
    """The trust of a printed date, whose own words may say what it dates."""
    return min(0.96, place.trust + _PRINTED_ROLE[role]) if place.trust >= SOLID else place.trust


def time_place(tag: TimeTag, label: Label | None, before_body: bool) -> Place:
    """The place that a `time` element is, by the segment it stands in and the class words around it."""
    if label is not None and label not in _ARTICLE_LABELS:
        return NEIGHBOUR
    if label in (Label.CAPTION, Label.PHOTO_CREDIT):
        return CAPTION
    if label is Label.BOARD_CHROME and not before_body:
        return NEIGHBOUR
    if label in BODY_LABELS:
        return Place("time", SOLID)
    if tag.hints & _MODIFIED_HINTS and not tag.hints & _PUBLISHED_HINTS:
        return Place("time", 0.9, "modified")
    published = bool(tag.hints & _PUBLISHED_HINTS)
    trust = TIME.trust + (0.08 if published else 0.0) - (0.0 if before_body and label is not None else 0.1)
    return Place("time", trust, "published" if published else "context")


def is_article_label(label: Label | None) -> bool:
    """Whether a picture or a date in such a segment can be the article's own."""
    return label in _ARTICLE_LABELS
