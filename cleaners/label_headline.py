"""The headline of a page: the line that says what the page's head says, as far as it stands where a headline stands.

What the head declares (JSON-LD, metas, title) is evidence, and so is a first-level heading; neither decides alone, for a
heading may name the site or a section, and a title may be written for search engines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.declared_titles import TRUST, Declared, declared_titles, letters, site_letters
from cleaners.headline_crumbs import RULE as CRUMB_RULE
from cleaners.headline_crumbs import headline_below
from cleaners.headline_parts import part_headline
from cleaners.model import Label
from cleaners.tiling import Segment, Tiling
from cleaners.view import Block

RULE = "page/headline"
LEAST_LETTERS = 6
"""Fewest letters of a line that is found by what the head says; half as many in scripts that part no words."""
SIGNS = 6
"""By so many characters two texts of the same letters may differ in length."""
AGREED = 0.5
"""Least agreement with the head of a line that is no first-level heading."""
HINTED = 0.2
"""Least agreement that tells one first-level heading from another."""
JOINED = 0.6
"""Least agreement with the head of several lines of one heading, taken together."""
FIRST_PART, LAST_PART, PART = 0.7, 0.4, 0.2
"""Agreement of a line that is the smaller part of a declared title, at its start, at its end and between: it may be the site's name."""
HEADING = (0.0, 0.5, 0.25, 0.15)
"""What a heading of level 1 to 3 is worth beside agreement."""
BEHIND = 0.1
"""What it costs to stand behind the article's start."""


def label_headline(tiling: Tiling, first: int | None = None) -> Segment | None:
    """Find the headline and label it; lines that say the same are duplicates.

    Args:
        tiling: is refined in place.
        first: offset of the article's first text, where it is known.
    """
    declared = declared_titles(tiling.view.page)
    site = site_letters(tiling.view.page)
    found: list[tuple[float, int, list[Segment], str]] = []
    for lines, level, key in _candidates(tiling, declared):
        agreement = _agreement(key, declared)
        least = JOINED if len(lines) > 1 else 0.0 if level == 1 else AGREED
        above = level == 1 or first is None or lines[0].start <= first
        if key not in site and agreement >= least and above:
            found.append((agreement, level, lines, key))
    agreed = [row for row in found if row[0] >= HINTED]
    if not agreed and len(found) != 1:
        return None

    def score(row: tuple[float, int, list[Segment], str]) -> float:
        behind = first is not None and row[2][0].start > first
        return row[0] + HEADING[row[1]] - BEHIND * behind

    best = max(agreed or found, key=score)
    agreement, level, lines, key = best
    confidence = 0.8 if agreement < HINTED else 0.97 if level == 1 else 0.9
    below = headline_below(tiling, lines[-1], key, declared, first) if level == 1 else None
    if below is not None:
        for line in lines:
            line.label, line.rule, line.confidence = Label.NAVIGATION, CRUMB_RULE, 0.9
        lines, declared, confidence = [below[0]], below[1], 0.9
        key = letters(tiling.text_of(lines[0]))
    for line in lines:
        line.label, line.rule, line.confidence = Label.HEADLINE, RULE, confidence
    size = sum(len(tiling.text_of(line)) for line in lines)
    for other in tiling.open_segments():
        if abs(len(tiling.text_of(other)) - size) <= SIGNS and letters(tiling.text_of(other)) == key:
            other.label, other.rule, other.confidence = Label.DUPLICATE, "page/duplicate-headline", 0.9
    if len(lines) == 1:
        part_headline(tiling, lines[0], declared)
    return lines[0]


def _candidates(tiling: Tiling, declared: Sequence[Declared]) -> Iterator[tuple[list[Segment], int, str]]:
    """Headings, lines of one heading together, and lines that are a run of a declared title; with level and letters."""
    wanted = {key for title in declared for key in (*title.runs, *title.endings) if len(key) >= _least(key)}
    likely = {
        len(run) + more
        for title in declared
        for run in (*title.runs.values(), *title.endings.values())
        for more in range(-SIGNS, SIGNS + 1)
    }
    blocks = tiling.view.blocks
    lines: list[Segment] = []
    for segment in tiling.open_segments():
        block = blocks[segment.block]
        if lines and not (block.heading and block.element == blocks[lines[-1].block].element):
            yield from _heading(tiling, lines, blocks)
            lines = []
        if 1 <= block.heading <= 3:
            if tiling.text_of(segment):
                lines.append(segment)
        elif len(tiling.text_of(segment)) in likely and (key := letters(tiling.text_of(segment))) in wanted:
            yield [segment], 0, key
    if lines:
        yield from _heading(tiling, lines, blocks)


def _heading(tiling: Tiling, lines: list[Segment], blocks: Sequence[Block]) -> Iterator[tuple[list[Segment], int, str]]:
    level = blocks[lines[0].block].heading
    keys = [letters(tiling.text_of(line)) for line in lines]
    for line, key in zip(lines, keys, strict=True):
        if key:
            yield [line], level, key
    if len(lines) > 1:
        yield lines, level, "".join(keys)


def _least(key: str) -> int:
    return LEAST_LETTERS if key.isascii() or "a" <= key[0] <= "ӿ" else LEAST_LETTERS // 2


def _agreement(key: str, declared: Sequence[Declared]) -> float:
    """How far a line says what the declared titles say, 0–1."""
    total = sum(TRUST[title.place] for title in declared)
    return sum(TRUST[title.place] * _share(key, title) for title in declared) / total if total and key else 0.0


def _share(key: str, title: Declared) -> float:
    if key == title.whole:
        return 1.0
    share = len(key) / len(title.whole)
    if key in title.endings:
        return 0.9 if share >= 0.5 else PART
    if key in title.runs:
        if share >= 0.5:
            return 0.95
        return FIRST_PART if title.whole.startswith(key) else LAST_PART if title.whole.endswith(key) else PART
    if title.whole.startswith(key) or title.whole.endswith(key):
        return 0.8 * share
    best = max((len(run) for run in title.runs if key.startswith(run) or key.endswith(run)), default=0)
    return 0.8 * best / len(key)
