"""Lines that the profile of a portal leaves open in a dump, told by their shape.

The densest run of running text is the article; the lines right before it are headline and deck. Between the lines that a
profile knows that is enough, and needs no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.model import BODY_LABELS, LIFTED_LABELS, Label
from cleaners.shape import ends_sentence, is_prose, squash, word_count
from cleaners.tiling import Segment, Tiling

HEADING_WORDS = 30
"""Longest section heading, in words."""
LIST_LENGTH = 4
"""This many short lines in a row, without a sentence among them, are a list of links and not headings."""
OPENING_LINES = 6
"""How many short lines right before the article may be its headline and deck."""
LAST_WORDS = 2
"""How many short sentences may end the article."""
LAST_SIZE = 3
"""Fewest words of such a sentence."""
PROSE_WEIGHT = 60.0
"""Words that a line counts for at most, so that one endless line does not decide alone."""

TEASER_LENGTH = 20
"""Shortest text, in characters, that counts as a teaser when it ends in dots and goes on elsewhere."""
TEASER_REACH = 8
"""How many lines further down the full text of a teaser is looked for."""

BULLETS = ("-", "•", "·", "*", "▲", "△", "▶", "◆", "◇", "■", "□", "○", "●", "※", "–", "—", "①", "②", "③", "④", "⑤")


@dataclass(slots=True)
class _Line:
    segments: list[Segment]
    text: str
    size: float
    prose: bool
    known: Label | None
    """The label of a line that rules have labelled whole; None while any of it is open."""

    @property
    def weight(self) -> float:
        if self.known is not None:
            if self.known in BODY_LABELS:
                return min(self.size, PROSE_WEIGHT)
            return -0.5 if self.known in LIFTED_LABELS else -6.0
        return min(self.size, PROSE_WEIGHT) if self.prose else -max(3.0, 8.0 - self.size / 2)


def label_text(tiling: Tiling, opening: Sequence[Label]) -> None:
    """Label every segment that is still open.

    Args:
        tiling: is finished in place.
        opening: what the lines before the first line of running text are, in order; the last label repeats.
    """
    if not any(tiling.text_of(s) for s in tiling.open_segments()):
        return
    lines = _lines(tiling)
    _mark_repeats(lines)
    start, end = _best_run(lines)
    start = _first_sentence(lines, start, end)
    end = _with_last_words(lines, end)
    head_from = _label_opening(lines, start, opening)
    followed = max((i for i in range(start, end) if lines[i].known in (None, *BODY_LABELS)), default=start)
    for index, line in enumerate(lines):
        if line.known is not None:
            continue
        if start <= index < end:
            _set(line, *_inside(lines, index, end, followed=index < followed))
        elif index >= start or index < head_from:
            _set(line, Label.NAVIGATION, "navigation", 0.6)


def label_repeats(tiling: Tiling) -> None:
    """Label lines before the article that say again what stands elsewhere, and nothing else."""
    _mark_repeats(_lines(tiling))


def _lines(tiling: Tiling) -> list[_Line]:
    """The lines that hold anything, with the text that is still open in them."""
    by_block: dict[int, list[Segment]] = {}
    for segment in tiling:
        by_block.setdefault(segment.block, []).append(segment)
    lines = []
    for block in sorted(by_block):
        segments = by_block[block]
        open_ones = [s for s in segments if s.label is None and tiling.text_of(s)]
        text = squash(" ".join(tiling.text_of(s) for s in (open_ones or segments)))
        if text:
            known = None if open_ones else max(segments, key=lambda s: s.end - s.start).label
            lines.append(_Line(open_ones or segments, text, word_count(text), is_prose(text), known))
    return lines


def _first_sentence(lines: Sequence[_Line], start: int, end: int) -> int:
    """The first line of a run that reads as one of an article does: short lines before it are headline and deck."""
    for index in range(start, end):
        if lines[index].prose or ends_sentence(lines[index].text):
            return index
    return start


def _with_last_words(lines: Sequence[_Line], end: int) -> int:
    """The end of the article with the short sentences right behind its last long one, which weigh too little alone."""
    if end == 0 or not lines[end - 1].prose:
        return end
    for line in lines[end : end + LAST_WORDS]:
        if line.known is not None or line.size < LAST_SIZE or not ends_sentence(line.text):
            break
        end += 1
    return end


def _best_run(lines: Sequence[_Line]) -> tuple[int, int]:
    """The run of lines with the largest weight: first line and the one after the last; (0, 0) where there is none."""
    best, where, total, start = 0.0, (0, 0), 0.0, 0
    for index, line in enumerate(lines):
        if total <= 0:
            total, start = 0.0, index
        total += line.weight
        if total > best:
            best, where = total, (start, index + 1)
    return where


def _mark_repeats(lines: Sequence[_Line]) -> None:
    """Label lines before the article that say again what stands elsewhere: teasers cut short, and repeated lines."""
    seen: set[str] = set()
    for index, line in enumerate(lines):
        if line.known is None and _is_teaser(
            line.text, [later.text for later in lines[index + 1 : index + 1 + TEASER_REACH]]
        ):
            _set(line, Label.TEASER, "teaser", 0.9)
        elif line.known is None and line.text in seen:
            _set(line, Label.DUPLICATE, "duplicate", 0.95)
        elif line.prose and line.known in (None, *BODY_LABELS):
            return
        seen.add(line.text)


def _is_teaser(text: str, later: Sequence[str]) -> bool:
    stem = text.rstrip(" .…·[]")
    return len(stem) >= TEASER_LENGTH and text.endswith(("..", "…", "[…]")) and any(stem in other for other in later)


def _label_opening(lines: Sequence[_Line], start: int, opening: Sequence[Label]) -> int:
    """Label headline and deck before the article; returns the first line that is theirs."""
    first, taken = start, 0
    for index in range(start - 1, -1, -1):
        line = lines[index]
        if line.known is None:
            taken += 1
            if taken > OPENING_LINES or line.size > 2 * HEADING_WORDS or line.size < 1.5:
                break
        elif line.known not in LIFTED_LABELS and line.known not in (Label.DUPLICATE, Label.TEASER):
            break
        first = index
    place = 0
    for line in lines[first:start]:
        if line.known is None:
            label = opening[min(place, len(opening) - 1)]
            _set(line, label, "opening", 0.7)
            place += 1
        elif line.known is opening[min(place, len(opening) - 1)]:
            place += 1
    return first


def _inside(lines: Sequence[_Line], index: int, end: int, *, followed: bool) -> tuple[Label, str, float]:
    """What an open line inside the article is.

    Args:
        lines: of the document.
        index: of the line.
        end: of the article.
        followed: whether more of the article stands below.
    """
    line = lines[index]
    if line.prose:
        return Label.BODY, "prose", 0.85
    if ends_sentence(line.text) or line.text.startswith(BULLETS):
        return Label.BODY, "sentence", 0.75
    short = 1
    for step in (-1, 1):
        at = index + step
        while short < LIST_LENGTH and 0 <= at < end and _is_short(lines[at]):
            short += 1
            at += step
    if short >= LIST_LENGTH:
        return Label.RELATED, "list", 0.6
    if followed and line.size <= HEADING_WORDS:
        return Label.HEADING, "heading", 0.7
    return Label.BODY, "line", 0.55


def _is_short(line: _Line) -> bool:
    """Whether an open line could be one of a list of links."""
    return line.known is None and not line.prose and not ends_sentence(line.text)


def _set(line: _Line, label: Label, name: str, confidence: float) -> None:
    line.known = label
    for segment in line.segments:
        if segment.label is None:
            segment.label, segment.rule, segment.confidence = label, f"text/{name}", confidence
