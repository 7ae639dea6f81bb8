"""What the lexicons say of whole units, in the labels that the labeller names."""

from __future__ import annotations

from bisect import bisect_right

from cleaners.labeller.units import Units
from cleaners.language import detect_language
from cleaners.lexicon import Lexicon
from cleaners.line_rules import REGION_AFTER, apply_line_rules
from cleaners.model import Label
from cleaners.pipeline import _lexicons
from cleaners.rulebook import rulebook
from cleaners.tiling import Tiling
from cleaners.view import View

_KINDS = {
    Label.BYLINE: "byline",
    Label.CREDITS: "byline",
    Label.TIMESTAMP: "timestamp",
    Label.CAPTION: "caption",
    Label.PHOTO_CREDIT: "caption",
    Label.COPYRIGHT: "footer",
    Label.RIGHTS_NOTICE: "notice",
    Label.HEADLINE_LIST: "related",
    Label.TEASER: "related",
    Label.RELATED: "related",
    Label.COMMENTS: "comments",
    Label.SHARE: "share",
    Label.SUBSCRIBE: "subscribe",
    Label.PAYWALL: "subscribe",
    Label.ADVERTISEMENT: "advertisement",
    Label.NAVIGATION: "navigation",
    Label.WIDGET: "navigation",
    Label.BOARD_CHROME: "navigation",
    Label.NOTICE: "notice",
    Label.FOOTER: "footer",
}


def lexicons_of(view: View) -> list[Lexicon]:
    """The lexicons that hold for a document."""
    book = rulebook()
    return _lexicons(book, detect_language(view, book.languages))


def line_kinds(view: View, units: Units, lexicons: list[Lexicon]) -> list[str | None]:
    """For each unit the kind that one lexicon label gives to all of it, None where there is none."""
    tiling = Tiling(view)
    regions = {}
    for lexicon in lexicons:
        apply_line_rules(tiling, lexicon.rule, lexicon.id, region_after=REGION_AFTER)
        regions.update({f"{lexicon.id}/{r.id}": r for r in lexicon.rule if r.scope == "block"})
    segments = tiling.segments
    starts = [s.start for s in segments]
    kinds: list[str | None] = []
    for start, end in zip(units.starts.tolist(), units.ends.tolist(), strict=True):
        index = bisect_right(starts, start) - 1
        found: set[str | None] = set()
        while index < len(segments) and segments[index].start < end:
            segment = segments[index]
            text = tiling.text_of(segment)
            index += 1
            if not any(c.isalnum() for c in text):
                continue
            kind = _KINDS.get(segment.label) if segment.label is not None else None
            region = regions.get(segment.rule)
            if region is not None and not region.regex.fullmatch(text):
                kind = None  # how far a region goes is a guess
            found.add(kind)
        kinds.append(found.pop() if len(found) == 1 else None)
    return kinds
