"""Headline and deck: from the segments that carry them, else from what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.model import Label
from cleaners.shape import squash
from cleaners.tiling import Segment
from cleaners.view import Page, View

_SEPARATED = re.compile(
    r"^(?P<title>.{4,}?)\s*(?:\s[-–—:|<·«»/]\s|[|<>«»]|::|\s[-–—]|[-–—]\s)\s*(?P<site>[^|<>«»]{2,50})$"
)
_ARTICLES = frozenset(
    {
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "BlogPosting",
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "ReviewNewsArticle",
    }
)


def read_headline(view: View, segments: Sequence[Segment], site_names: Sequence[str]) -> str | None:
    """The headline, or None where the document has none.

    Args:
        view: the document.
        segments: labelled.
        site_names: names of the site, the portal and the outlet, which a page title may end in.
    """
    for segment in segments:
        if segment.label is Label.HEADLINE:
            return without_site(squash(view.text[segment.start : segment.end]), site_names) or None
    if view.form == "text":
        return None
    for title in _declared(view.page):
        found = without_site(squash(title), site_names)
        if found:
            return found
    return None


def read_subheadlines(view: View, segments: Sequence[Segment]) -> tuple[str, ...]:
    """The deck, each line once."""
    lines = (squash(view.text[s.start : s.end]) for s in segments if s.label is Label.SUBHEADLINE)
    return tuple(dict.fromkeys(line for line in lines if line))


def without_site(title: str, site_names: Sequence[str]) -> str:
    """The title without the site's name at its end, as long as it really is the site's name."""
    known = {_key(name) for name in site_names if name}
    while found := _SEPARATED.match(title):
        if _key(found["site"]) not in known:
            break
        title = found["title"].rstrip(" -–—|:<·")
    return title


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _declared(page: Page) -> list[str]:
    found: list[str] = []
    for item in page.json_ld:
        kind = item.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        headline = item.get("headline")
        if isinstance(headline, str) and _ARTICLES.intersection(k for k in kinds if isinstance(k, str)):
            found.append(headline)
    found += [t for t in (page.meta("og:title"), page.meta("twitter:title"), page.title) if t]
    return found
