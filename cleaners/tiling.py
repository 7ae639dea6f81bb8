"""Segments that tile the visible text: the one structure that cuts and labels.

The property that everything rests on, kept by the constructor and by every operation:
segments are in order, none is empty, the first starts at 0, each starts where the one before ends, the last ends at
the end of the text. A segment never crosses a block's border.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from cleaners.model import Label, LedgerEntry
from cleaners.view import View


@dataclass(slots=True)
class Segment:
    """A stretch of the visible text inside one block, and what it is."""

    start: int
    end: int
    block: int
    """Index of its block in `View.blocks`."""
    label: Label | None = None
    """None while no rule has spoken."""
    rule: str = ""
    confidence: float = 0.0
    text: str | None = None
    """Its text without white space at its ends, once it was asked for; see `Tiling.text_of`."""


class Tiling:
    """The segments of a view. Starts with one unlabelled segment a block."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.segments: list[Segment] = [Segment(b.start, b.end, i) for i, b in enumerate(view.blocks)]

    def __iter__(self) -> Iterator[Segment]:
        return iter(self.segments)

    def text_of(self, segment: Segment) -> str:
        """The segment's text without white space at its ends."""
        text = segment.text
        if text is None:
            text = segment.text = self.view.text[segment.start : segment.end].strip()
        return text

    def open_segments(self) -> list[Segment]:
        """The segments that bear no label yet, in order."""
        return [s for s in self.segments if s.label is None]

    def label(self, start: int, end: int, label: Label, rule: str, confidence: float) -> bool:
        """Label what is still unlabelled between two offsets, cutting segments at them.

        White space at a cut stays with the segment before it, so that no segment of mere white space arises inside
        a block. Returns whether any character got the label.
        """
        text = self.view.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            return False
        while end < len(text) and text[end].isspace():
            end += 1
        done = False
        i = self._index(start)
        while i < len(self.segments) and self.segments[i].start < end:
            s = self.segments[i]
            if s.label is None and text[s.start : min(s.end, end)].strip():
                if s.start < start and text[s.start : start].strip():
                    self._cut(i, start)
                    i += 1
                    s = self.segments[i]
                if s.end > end:
                    self._cut(i, end)
                    s = self.segments[i]
                s.label, s.rule, s.confidence = label, rule, confidence
                done = True
            i += 1
        return done

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.segments, offset, key=lambda s: s.start) - 1)

    def _cut(self, index: int, offset: int) -> None:
        s = self.segments[index]
        rest = Segment(offset, s.end, s.block, s.label, s.rule, s.confidence)
        s.end, s.text = offset, None
        self.segments.insert(index + 1, rest)

    def ledger(self) -> tuple[LedgerEntry, ...]:
        """The segments as ledger rows; neighbours of one block that share label and rule become one row."""
        rows: list[LedgerEntry] = []
        at, segments = 0, self.segments
        while at < len(segments):
            first = segments[at]
            end, confidence = first.end, first.confidence
            at += 1
            while at < len(segments) and _alike(first, segments[at]):
                end, confidence = segments[at].end, min(confidence, segments[at].confidence)
                at += 1
            rows.append(
                LedgerEntry(first.start, end, first.label or Label.BLANK, first.rule or "text/blank", confidence)
            )
        return tuple(rows)


def _alike(one: Segment, other: Segment) -> bool:
    """Whether two neighbours are one row of the ledger."""
    return one.block == other.block and one.label == other.label and one.rule == other.rule
