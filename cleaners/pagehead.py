"""What a page says in its head: title, language, canonical address, metas, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser

MAX_JSON_LD = 200
"""JSON-LD objects kept a page; real pages hold a handful."""

_WRAPPER = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>|;)\s*$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of `cleaners.view.Page` that need no walk of the tree."""

    title: str | None
    lang: str | None
    canonical: str | None
    base: str | None
    metas: tuple[tuple[str, str], ...]
    json_ld: tuple[dict[str, Any], ...]


def read_head(parser: LexborHTMLParser) -> Head:
    """Read the head; metas and JSON-LD are taken from the whole document, since scrapers and sites put them anywhere."""
    metas: list[tuple[str, str]] = []
    for node in parser.css("meta"):
        attributes = node.attributes
        key = (
            attributes.get("name")
            or attributes.get("property")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        content = (attributes.get("content") or "").strip()
        if key and content:
            metas.append((key.strip().lower(), content))
    title = parser.css_first("title")
    html = parser.css_first("html")
    link = parser.css_first("link[rel=canonical]")
    canonical = (link.attributes.get("href") or "").strip() if link is not None else ""
    if not canonical.startswith("http"):
        canonical = next(
            (content for key, content in metas if key == "og:url" and content.startswith("http")), canonical
        )
    base = parser.css_first("base[href]")
    blocks = [node.text(deep=True) for node in parser.css('script[type="application/ld+json"]')]
    return Head(
        title=" ".join(title.text(deep=True).split()) or None if title is not None else None,
        lang=(html.attributes.get("lang") or html.attributes.get("xml:lang") or None) if html is not None else None,
        canonical=canonical or None,
        base=(base.attributes.get("href") or "").strip() or None if base is not None else None,
        metas=tuple(metas),
        json_ld=tuple(item for _, item in zip(range(MAX_JSON_LD), _objects(blocks), strict=False)),
    )


def _objects(blocks: list[str]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        value = _loads(block)
        queue = [value]
        while queue:
            item = queue.pop(0)
            if isinstance(item, list):
                queue.extend(item[:MAX_JSON_LD])
            elif isinstance(item, dict):
                graph = item.get("@graph")
                if isinstance(graph, list):
                    queue.extend(graph[:MAX_JSON_LD])
                yield item


def _loads(text: str) -> Any:
    for candidate in (text, _WRAPPER.sub("", _WRAPPER.sub("", text))):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):  # broken JSON-LD is common, and says nothing
            continue
    return None
