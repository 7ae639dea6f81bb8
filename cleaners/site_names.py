"""What a page calls its site and its publisher."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from cleaners.linked_data import article_objects, by_reference, text_of, webpage_objects
from cleaners.shape import flat
from cleaners.view import Page


def site_keys(page: Page) -> frozenset[str]:
    """The names of the page's site and publisher, letters and digits alone."""
    return frozenset(flat(name) for name in _site_names(page)) - {""}


def host_label(page: Page) -> str:
    """`example` of `www.example.co.uk`: the word of an address that names the site."""
    try:
        labels = urlsplit(page.canonical or page.meta("og:url") or "").netloc.lower().split(":")[0].split(".")
    except ValueError:
        return ""
    labels = [label for label in labels if label != "www"]
    while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in ("info", "news", "shop", "blog", "online")):
        labels.pop()
    return flat(labels[-1]) if labels else ""


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
