"""What a document itself tells of its units: by its gold, then its markup, then the lexicons."""

from __future__ import annotations

from dataclasses import dataclass

from cleaners.labeller.units import Units, units_of
from cleaners.shape import ends_sentence, word_count
from cleaners.view import View
from training.kind_gold import first_running, headline_at, in_summary, is_stamp, names_author
from training.kind_lines import lexicons_of, line_kinds
from training.kind_markup import Marks, marks_of
from training.samples import Sample
from training.targets import cover, dump_cover, found, tokens
from training.views import read

SOME_BODY = 0.2
"""A unit of which the gold claims more than this, but not half, is told to be nothing."""
_SEEN = 0.5
"""Least share of the gold body that a document must show for its units to be named at all."""
_HEAD = 14
"""How many units before the body the head of the article may begin, where the headline is not found."""
_TAIL = 4
"""How many units after the body its foot may go on."""
KEEP = frozenset({"comments", "related", "footer", "navigation"})
_LISTED = frozenset({"subscribe", "comments", "related", "advertisement"})
"""Kinds that a line of a menu may seem to be."""
_LIFTED = frozenset({"byline", "timestamp", "caption"})
_SHORT = {"share": 6, "advertisement": 60}
"""Longest unit, in words, that its markup alone makes such a kind."""


@dataclass(frozen=True, slots=True)
class Document:
    """The units of a document and what the gold body claims of them."""

    view: View
    units: Units
    texts: list[str]
    sizes: list[int]
    shares: list[float | None]
    body: list[bool]


def document_of(sample: Sample) -> Document:
    """Read a document, and what the gold body claims of it."""
    view, _ = read(sample.data)
    units = units_of(view)
    texts = [view.text[a:b] for a, b in zip(units.starts.tolist(), units.ends.tolist(), strict=True)]
    gold = sample.gold
    shares: list[float | None] = [*(cover(texts, gold.body) if gold.body is not None else dump_cover(texts, gold))]
    sizes = [int(word_count(t) + 0.5) for t in texts]
    return Document(view, units, texts, sizes, shares, [s is not None and s >= 0.5 for s in shares])


def is_seen(document: Document, sample: Sample) -> bool:
    """Whether the document shows the body that its gold tells of."""
    if not any(document.body):
        return False
    body = sample.gold.body
    return body is None or found(document.texts, [s or 0.0 for s in document.shares], body) >= _SEEN


def own_kinds(d: Document, sample: Sample) -> list[str | None]:
    """The kinds that the document itself tells."""
    count = len(d.texts)
    lexicons = lexicons_of(d.view)
    lines = line_kinds(d.view, d.units, lexicons)
    marks = (
        marks_of(d.view, d.units, d.body, d.sizes)
        if d.view.elements
        else Marks([None] * count, [False] * count, [False] * count, [False] * count)
    )
    headline = headline_at(d.texts, d.body, d.sizes, sample.gold.headline)
    first = first_running(d.body, d.sizes)
    first = d.body.index(True) if first is None else first
    last = count - 1 - d.body[::-1].index(True)
    start = headline if headline is not None and first - headline <= 3 * _HEAD else max(0, first - _HEAD)
    spans = [(t.span.start, t.span.end) for t in d.view.page.times]
    clocked = {i for a, b in spans for i in _inside(d.units, a, b)}
    deck = _deck(d, marks, headline, first)
    kinds: list[str | None] = []
    for i, (text, size, share) in enumerate(zip(d.texts, d.sizes, d.shares, strict=True)):
        mark, line = marks.kinds[i], lines[i]
        near = start <= i <= last + _TAIL and mark not in KEEP
        if i == headline:
            kind: str | None = "headline"
        elif d.body[i]:
            kind = _body_kind(d, i)
        elif share is not None and share > SOME_BODY:
            kind = None
        elif near and names_author(text, size, sample.gold):
            kind = "byline"
        elif near and size < 15 and (is_stamp(text, lexicons) or (i in clocked and line == "timestamp")):
            kind = "timestamp"
        elif i == deck:
            kind = "subheadline"
        elif marks.caption[i]:
            kind = "caption" if start <= i <= last + _TAIL and _is_caption(d, i, mark, line) else None
        else:
            line = None if line in _LISTED and _in_list(d, i, line) else line
            kind = _agreed(mark, line, near=near, size=size, before=i < first, after=i > last)
            if kind == "subscribe" and "cookie" in text.lower():
                kind = None
        kinds.append(kind)
    return kinds


def _agreed(mark: str | None, line: str | None, *, near: bool, size: int, before: bool, after: bool) -> str | None:
    """What markup and lexicon say together, where it fits the place."""
    if mark is not None and size > _SHORT.get(mark, 10_000):
        return None
    if mark in ("comments", "footer") and not after:
        return None
    if mark is not None:
        if line is None or line == mark or (mark in KEEP and line in _LIFTED):
            return mark
        return mark if {mark, line} <= {"footer", "navigation", "notice"} and mark == "footer" else None
    if line in _LIFTED:
        return line if near or line == "caption" else None
    if line == "footer" and not after:
        return None
    if line == "comments" and before:
        return None
    return line


def _in_list(d: Document, i: int, line: str) -> bool:
    """Whether a short line stands among short lines, as in a menu."""
    if line == "advertisement" and not d.view.blocks[int(d.units.blocks[i])].link_chars:
        return False
    return all(size <= 4 for size in d.sizes[max(0, i - 2) : i + 3])


def _body_kind(d: Document, i: int) -> str | None:
    if not _is_heading(d, i):
        return "body"
    block = d.view.blocks[int(d.units.blocks[i])]
    return None if block.link_chars * 5 >= 4 * (block.text_end - block.start) else "heading"


def _is_heading(d: Document, i: int) -> bool:
    """A heading element, or a short line without an end that stands alone between running text of the body."""
    block = d.view.blocks[int(d.units.blocks[i])]
    if block.heading:
        return d.sizes[i] <= 20
    if block.tag in ("li", "td", "th", "dt", "dd", "blockquote") or block.soft or not 0 < i < len(d.texts) - 1:
        return False
    text = d.texts[i]
    if d.sizes[i] > 10 or ends_sentence(text) or text[-1] in ",;:)]\"'”»" or not text[0].isalnum() or text[0].islower():
        return False
    return all(d.body[j] and d.sizes[j] >= 15 and ends_sentence(d.texts[j]) for j in (i - 1, i + 1))


def _deck(d: Document, marks: Marks, headline: int | None, first: int) -> int | None:
    """The unit between headline and body that sums the article up."""
    if headline is None:
        return None
    summary = frozenset(tokens(d.view.page.meta("og:description", "description") or ""))
    for i in range(headline + 1, min(first, headline + 8)):
        if not 8 <= d.sizes[i] <= 60 or d.body[i] or marks.caption[i] or marks.kinds[i] is not None:
            continue
        if (d.shares[i] or 0.0) > SOME_BODY:
            continue
        if marks.lead[i] or (len(summary) >= 8 and in_summary(d.texts[i], summary) >= 0.8):
            return i
    return None


def _is_caption(d: Document, i: int, mark: str | None, line: str | None) -> bool:
    block = d.view.blocks[int(d.units.blocks[i])]
    if mark is not None or line not in (None, "caption", "byline") or block.heading:
        return False
    return block.link_chars * 2 <= block.text_end - block.start and sum(map(str.isalpha, d.texts[i])) >= 4


def _inside(units: Units, start: int, end: int) -> list[int]:
    """The units that are nothing but the span."""
    i = int(units.starts.searchsorted(start))
    return [i] if i < len(units) and int(units.starts[i]) - start <= 1 and int(units.ends[i]) <= end else []
