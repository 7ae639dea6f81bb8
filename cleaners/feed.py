"""Feed items (RSS, Atom) to a page: scrapers store them as they come, with the article's HTML escaped inside.

The page made from an item holds what the item says, in the places where pages say it: title as first-level heading,
author and time as metas, the content in `div.feed-content`; `profiles/feed.toml` knows the rest.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

MAX_ITEMS = 200
"""Items read of a feed; a feed of more than one article is no single article anyway."""

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:rss|feed|item|entry|rdf:RDF)\b", re.IGNORECASE)
_CONTENT = ("encoded", "content", "description", "summary")


def is_feed(text: str) -> bool:
    """Whether a document is a feed or an item of one."""
    return _FEED.match(text) is not None


def page_of_feed(text: str) -> str | None:
    """The items of a feed as HTML, or None where it can't be read as one."""
    from lxml import etree  # a hundredth of a second that no other document need pay

    # `recover` takes items cut out of their feed, whose name spaces are declared nowhere; no entity is resolved.
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:  # the stubs don't know that `recover` may find nothing at all
        return None  # type: ignore[unreachable]
    items = [node for node in root.iter() if _name(node) in ("item", "entry")][:MAX_ITEMS]
    return "\n".join(_page(item) for item in items) if items else None


def _page(item: etree._Element) -> str:
    fields: dict[str, str] = {}
    for child in item:
        name, value = _name(child), "".join(child.itertext()).strip() or (child.get("href") or "")
        if value and name not in fields:
            fields[name] = value
    content = next((fields[name] for name in _CONTENT if name in fields), "")
    published = fields.get("pubdate") or fields.get("published") or fields.get("date") or ""
    author = fields.get("creator") or fields.get("author") or ""
    head = [f'<meta name="date" content="{escape(published)}">'] if published else []
    if author:
        head.append(f'<meta name="author" content="{escape(author)}">')
    if fields.get("updated"):
        head.append(f'<meta property="article:modified_time" content="{escape(fields["updated"])}">')
    if fields.get("link", "").startswith("http"):
        head.append(f'<link rel="canonical" href="{escape(fields["link"])}">')
    byline = f'<p class="feed-author">{escape(author)}</p>' if author else ""
    title = f'<h1 class="feed-title">{escape(fields["title"])}</h1>' if fields.get("title") else ""
    return f'<html><head>{"".join(head)}</head><body>{title}{byline}<div class="feed-content">{content}</div></body></html>'


def _name(node: etree._Element) -> str:
    tag = node.tag
    return re.split(r"[}:]", tag)[-1].lower() if isinstance(tag, str) else ""
