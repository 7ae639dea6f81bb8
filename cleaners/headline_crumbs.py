"""Pages whose first-level heading is the last entry of their breadcrumb: it names the page, the headline stands below it.

Many German papers set the title that they wrote for search engines as `h1` at the end of the path of sections, and the
headline that readers see as `h2` in the article's own head. Of the titles that the page declares, those that say what
the breadcrumb says are the page's name, too; the others are asked for the headline.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.declared_titles import Declared, letters
from cleaners.model import Label
from cleaners.tiling import Segment, Tiling

RULE = "page/breadcrumb-title"
HALF = 0.5
"""Least share of a declared title that the line below must be."""

_PLACES = frozenset({"json_ld", "og:title"})
# Several name nothing a breadcrumb: there it is a list, or links and the heading side by side.
_CRUMBS = 'nav h1, li h1, h1[class*="crumb" i], [class*="crumb" i] h1, [id*="crumb" i] h1, a ~ h1'


def headline_below(
    tiling: Tiling, name: Segment, key: str, declared: Sequence[Declared], first: int | None
) -> tuple[Segment, tuple[Declared, ...]] | None:
    """The heading below a breadcrumb that ends in a first-level heading, and the titles that speak of it.

    Headings above it that begin one of these are labelled as its kicker. None where that heading stands in no breadcrumb, or where no heading between it and the article's text says what
    JSON-LD or `og:title` says and the breadcrumb does not.

    Args:
        tiling: the page.
        name: the first-level heading.
        key: its letters.
        declared: what the head declares.
        first: offset of the article's first text, where it is known.
    """
    others = tuple(title for title in declared if title.place in _PLACES and key not in title.runs)
    if not others:
        return None
    line = next((s for s in _headings(tiling, name, first) if _says(letters(tiling.text_of(s)), others)), None)
    if line is None or not _in_crumbs(tiling, name):
        return None
    for above in _headings(tiling, name, line.start):
        start = letters(tiling.text_of(above))
        if above is not line and start and any(title.whole.startswith(start) for title in others):
            above.label, above.rule, above.confidence = Label.KICKER, RULE, 0.85
    return line, others


def _headings(tiling: Tiling, name: Segment, first: int | None) -> list[Segment]:
    blocks = tiling.view.blocks
    return [
        s
        for s in tiling.open_segments()
        if s.start >= name.end and (first is None or s.start <= first) and 1 <= blocks[s.block].heading <= 3
    ]


def _says(key: str, titles: Sequence[Declared]) -> bool:
    """Whether a line is one of the titles, or ends in one: a kicker may stand before it."""
    return any(
        run == key or (len(run) >= HALF * len(key) and key.endswith(run))
        for title in titles
        for run in (*title.runs, *title.endings)
        if key and len(run) >= HALF * len(title.whole)
    )


def _in_crumbs(tiling: Tiling, name: Segment) -> bool:
    return any(span.start < name.end and name.start < span.end for span in tiling.view.select(_CRUMBS))
