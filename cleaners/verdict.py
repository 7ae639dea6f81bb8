"""Is it one whole article, several, a list of headlines, or none?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.label_profile import ProfileMarks
from cleaners.line_rules import Hit
from cleaners.model import BODY_LABELS, Label, Reason
from cleaners.page_kind import page_kind
from cleaners.shape import is_prose, word_count
from cleaners.tiling import Tiling

MIN_BODY = 60
"""Fewer characters of body than this (half of it where words are not spaced) are no article."""
LIST_LINES = 8
"""This many short lines without an article among them are a list page."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the document is."""

    reason: Reason | None
    """None where it is one article."""
    message: str
    is_complete: bool | None


def judge(tiling: Tiling, marks: ProfileMarks, hits: Sequence[Hit], *, known: bool = False) -> Verdict:
    """Judge a labelled document.

    Args:
        tiling: every segment is labelled.
        marks: what the profiles found.
        hits: line rules that fired, of profiles and lexicons.
        known: a profile knows the page, and with it that it holds an article.
    """
    cut = any(h.rule.cuts for h in hits) or any(r.cuts for r in marks.selected)
    closed = any(h.rule.closes for h in hits) or any(r.closes for r in marks.selected)
    if marks.several or _second_article(tiling, [h for h in hits if h.rule.closes]):
        return Verdict(Reason.SEVERAL_ARTICLES, "holds more than one article; split it before cleaning", None)
    body = [tiling.text_of(s) for s in tiling if s.label in BODY_LABELS]
    if sum(len(text) for text in body) < MIN_BODY and sum(word_count(text) for text in body) < MIN_BODY / 4:
        return _nothing(tiling)
    if not any(is_prose(text) for text in body) and sum(word_count(text) for text in body) < MIN_BODY:
        return _nothing(tiling)
    if not known and (found := page_kind(tiling)) is not None:
        return Verdict(*found, None)
    return Verdict(None, "", False if cut else True if closed else None)


def _nothing(tiling: Tiling) -> Verdict:
    view = tiling.view
    short = sum(1 for b in view.blocks if word_count(view.block_text(b)) >= 3 and not is_prose(view.block_text(b)))
    if short >= LIST_LINES:
        return Verdict(Reason.LIST_PAGE, f"a list of {short} lines and no article; scrape the pages it links to", None)
    return Verdict(Reason.NO_ARTICLE, "no running text of an article found; look at it with `cleancopy explain`", None)


def _second_article(tiling: Tiling, closers: Sequence[Hit]) -> bool:
    """Whether running text stands both before and after a line that ends an article, and that text is ended as well."""
    ends = sorted({h.start for h in closers})
    if len(ends) < 2:
        return False
    prose = [s.start for s in tiling if s.label is Label.BODY and is_prose(tiling.text_of(s))]
    first = next((end for end in ends if bisect_left(prose, end) >= 2), ends[-1])
    return bisect_left(prose, ends[-1]) - bisect_right(prose, first) >= 2
