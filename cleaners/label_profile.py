"""Labeller 1: what the profile of a portal knows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from cleaners.line_rules import Hit, apply_line_rules
from cleaners.model import Label
from cleaners.profile import Profile
from cleaners.rules import SelectRule
from cleaners.shape import ends_sentence, is_prose, word_count
from cleaners.tiling import Tiling
from cleaners.view import Span, View

HEADING_WORDS = 15
"""Longest heading that no heading element marks, in words."""


@dataclass(slots=True)
class ProfileMarks:
    """What the profiles found, beside the labels."""

    hits: list[Hit] = field(default_factory=list)
    selected: list[SelectRule] = field(default_factory=list)
    """Selectors that matched and say something about the whole article (`closes`, `cuts`)."""
    containers: list[Span] = field(default_factory=list)
    """Where the article stands; empty where no profile says so."""
    several: bool = False
    """More than one container with running text, in a portal that keeps an article in one."""


def label_by_profiles(tiling: Tiling, profiles: Sequence[Profile]) -> ProfileMarks:
    """Apply selectors and line rules of the profiles, the article's markup first, and shut out what stands outside.

    What is inside the container stays open, for the lexicons; `label_inside` finishes it.
    """
    marks = ProfileMarks()
    for profile in profiles:
        for rule in profile.select:
            for span in tiling.view.select(rule.css):
                if tiling.label(span.start, span.end, rule.label, f"{profile.id}/{rule.id}", rule.confidence) and (
                    rule.closes or rule.cuts
                ):
                    marks.selected.append(rule)
        marks.hits += apply_line_rules(tiling, profile.rule, profile.id)
    for profile in profiles:
        if profile.html is None or marks.containers or tiling.view.payload is not None:
            continue
        marks.containers = _containers(tiling.view, profile.html.container)
        if marks.containers:
            _shut_out(tiling, marks.containers, profile)
            marks.several = (
                not profile.html.several
                and len(marks.containers) > 1
                and sum(count >= 2 for count in _prose_blocks(tiling, marks.containers)) > 1
            )
    return marks


def label_inside(tiling: Tiling, profiles: Sequence[Profile], containers: Sequence[Span]) -> None:
    """Label what is still open inside the containers as the profile says; headings by their element, or by their shape."""
    profile = next(p for p in profiles if p.html is not None)
    if profile.html is None:  # for the type checker; `next` above has seen to it
        return
    starts = [c.start for c in containers]
    inside = [
        s
        for s in tiling.open_segments()
        if (before := bisect_right(starts, s.start)) and s.start < containers[before - 1].end
    ]
    texts = [tiling.text_of(s) for s in inside]
    prose = [is_prose(text) for text in texts]
    for index, segment in enumerate(inside):
        between = 0 < index < len(inside) - 1 and prose[index - 1] and prose[index + 1]
        heading = tiling.view.blocks[segment.block].heading > 0 or (between and _reads_as_heading(texts[index]))
        segment.label = Label.HEADING if heading and profile.html.inside is Label.BODY else profile.html.inside
        segment.rule, segment.confidence = f"{profile.id}/container", 0.95


def _reads_as_heading(text: str) -> bool:
    """Whether a short line between paragraphs is a heading that no heading element marks, such as a bold line."""
    return 1 < word_count(text) <= HEADING_WORDS and not ends_sentence(text) and text[-1:] not in ":：,;"


def _containers(view: View, selectors: Sequence[str]) -> list[Span]:
    for css in selectors:
        spans = [s for s in view.select(css) if s.end > s.start]
        ends = accumulate((s.end for s in spans), max, initial=0)
        outer = [s for s, end in zip(spans, ends, strict=False) if s.end > end]
        if outer:
            return outer
    return []


def _shut_out(tiling: Tiling, containers: Sequence[Span], profile: Profile) -> None:
    """Label everything outside the containers."""
    if profile.html is None:
        return
    at = 0
    for span in [*containers, Span(len(tiling.view.text), len(tiling.view.text))]:
        if span.start > at:
            tiling.label(at, span.start, profile.html.outside, f"{profile.id}/outside", 0.95)
        at = max(at, span.end)


def _prose_blocks(tiling: Tiling, containers: Sequence[Span]) -> list[int]:
    """How many blocks of running text each container holds."""
    blocks = tiling.view.blocks
    starts = [b.start for b in blocks]
    return [
        sum(
            is_prose(tiling.view.block_text(b))
            for b in blocks[bisect_left(starts, c.start) : bisect_left(starts, c.end)]
        )
        for c in containers
    ]
