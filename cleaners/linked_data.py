"""Which of a page's JSON-LD objects speak of its article, and which of something else on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from cleaners.view import Page

MAX_OBJECTS = 100
"""Objects looked at a page."""

_ARTICLE_ENDINGS = (
    "article",
    "blogposting",
    "report",
    "discussionforumposting",
    "socialmediaposting",
    "recipe",
    "review",
    "howto",
)
_PAGE_ENDINGS = ("webpage", "itempage", "aboutpage", "faqpage")


def article_objects(page: Page) -> tuple[dict[str, Any], ...]:
    """The objects that describe the page's article, the best first.

    Where several articles are described, those that name the page's own address or its title; where none does, the
    first one alone, since the others are most often teasers.
    """
    found = [o for o in _objects(page) if kind_of(o, _ARTICLE_ENDINGS)]
    if len(found) <= 1:
        return tuple(found)
    here = _bare(page.canonical or "")
    if here:
        own = [o for o in found if here in {_bare(address) for address in _addresses(o)}]
        if own:
            return tuple(own)
    title = _flat(page.title or "")
    titled = [
        o
        for o in found
        if (head := _flat(text_of(o.get("headline")) or text_of(o.get("name")) or "")) and head in title
    ]
    return tuple(titled or found[:1])


def webpage_objects(page: Page) -> tuple[dict[str, Any], ...]:
    """The objects that describe the page itself."""
    return tuple(o for o in _objects(page) if kind_of(o, _PAGE_ENDINGS))


def kind_of(item: dict[str, Any], endings: tuple[str, ...]) -> bool:
    """Whether one of the object's types ends in one of `endings` (lower case)."""
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.lower().endswith(endings) for name in names)


def text_of(value: Any) -> str | None:
    """A string value without white space at its ends; the first of a list; None for all else and for nothing."""
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return value.strip() or None if isinstance(value, str) else None


def by_reference(page: Page, item: dict[str, Any]) -> dict[str, Any]:
    """The object of the page that an object of nothing but an `@id` refers to, else the object itself."""
    name = item.get("@id")
    if isinstance(name, str) and "name" not in item:
        for other in _objects(page):
            if other.get("@id") == name and "name" in other:
                return other
    return item


def _objects(page: Page) -> Iterator[dict[str, Any]]:
    for item in page.json_ld[:MAX_OBJECTS]:
        yield item
        inner = item.get("mainEntity")
        if isinstance(inner, dict):
            yield inner


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    for value in (item.get("url"), item.get("@id"), item.get("mainEntityOfPage")):
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value


def _bare(address: str) -> str:
    """An address without what differs between two spellings of it."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return (parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")) if parts.netloc else ""


def _flat(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
