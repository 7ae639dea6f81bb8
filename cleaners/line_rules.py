"""Applies line rules, of profiles and lexicons alike, to a tiling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.model import Label
from cleaners.rule_sieve import MAX_LINE, sieve_of
from cleaners.rules import LABEL_GROUPS, LineRule
from cleaners.shape import Zones, is_prose, squash
from cleaners.tiling import Segment, Tiling

WINDOW = 400
"""How far from a line's start or end a rule for its start or end looks, in characters."""

MAX_CAPTION = 350
"""Longest text, in characters, that a lexicon takes for a caption as a whole: a paragraph may end in a credit, too."""
REGION_AFTER = 2
"""Running lines that must stand before a region that a lexicon opens: a link to the comments above the article is no
comment section. A profile knows its portal and needs no such guard."""
REACH = 20
"""Lines from running text, or from the page's end, within which a link may be more than a menu: `Read also`, a copyright."""

# Inside a region such as comments only these are still looked for.
_IN_REGIONS = frozenset({Label.COPYRIGHT, Label.RIGHTS_NOTICE, Label.CREDITS})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fired."""

    rule: LineRule
    rule_id: str
    start: int
    end: int


@dataclass(slots=True)
class _Line:
    segment: Segment
    text: str
    start: int
    """Offset of the text, without leading white space."""
    gap: int
    prose: bool
    rules: Sequence[LineRule] = ()
    """Those that may fire on it, in order of precedence."""
    region: Label | None = None


def apply_line_rules(tiling: Tiling, rules: Sequence[LineRule], owner: str, *, region_after: int = 0) -> list[Hit]:
    """Label what the rules know among the unlabelled segments.

    Rules that open a region are looked for first; inside a region other rules see nothing but notices and credits.
    Then every line is offered to every rule in order; earlier rules win.

    Args:
        tiling: is refined in place.
        rules: in order of precedence.
        owner: id of the profile or lexicon; rule ids become `owner/id`.
        region_after: how many lines of running text must stand before a line that opens a region.

    Returns:
        the rules that fired, with what they covered.
    """
    lines = _lines(tiling, rules, skip_menus=region_after > 0)
    regions = _regions(tiling, lines, owner, region_after)
    hits = _label_before(tiling, lines, owner)
    for line in lines:
        for rule in line.rules:
            if rule.scope in ("block", "before") or (rule.scope == "line" and len(line.text) > MAX_LINE):
                continue
            if line.region is not None and rule.label not in _IN_REGIONS:
                continue
            if region_after and rule.label is Label.CAPTION and rule.scope == "line" and len(line.text) > MAX_CAPTION:
                continue
            for found in _matches(rule, line.text):
                if _label_match(tiling, rule, owner, found, line.start):
                    hits.append(Hit(rule, f"{owner}/{rule.id}", line.start + found.start(), line.start + found.end()))
    for hit, members in regions:
        if _label_region(tiling, hit, members):
            hits.append(hit)
    return hits


def _lines(tiling: Tiling, rules: Sequence[LineRule], *, skip_menus: bool) -> list[_Line]:
    """The open lines with the rules that may fire on each; lexicons have none for links far from any running text."""
    blocks = tiling.view.blocks
    lines: list[_Line] = []
    for segment in tiling.open_segments():
        text = tiling.text_of(segment)
        if text:
            start = tiling.view.text.index(text[0], segment.start)
            lines.append(_Line(segment, text, start, blocks[segment.block].gap_before, is_prose(text)))
    zones, sieve = Zones([line.prose for line in lines]), sieve_of(rules)
    for index, line in enumerate(lines):
        if skip_menus and not zones.near_prose(index, REACH) and index < len(lines) - REACH:
            block = blocks[line.segment.block]
            if block.link_chars * 10 >= (block.text_end - block.start) * 9 > 0:
                continue
        line.rules = sieve.candidates(line.text, head=zones.head(index), tail=zones.tail(index))
    return lines


def _matches(rule: LineRule, text: str) -> Sequence[re.Match[str]]:
    """Where the rule's pattern stands in a line, by its scope; mostly nowhere, so that has to be fast."""
    scope = rule.scope
    if scope == "line":
        found = rule.regex.fullmatch(text)
        return (found,) if found is not None else ()
    if scope == "start":
        found = rule.regex.match(text, 0, WINDOW)
        return (found,) if found is not None and found.end() > 0 else ()
    start = max(0, len(text) - WINDOW) if scope == "end" else 0
    if rule.regex.search(text, start) is None:
        return ()
    return [
        found
        for found in rule.regex.finditer(text, start)
        if found.start() < found.end() and (scope != "end" or found.end() == len(text))
    ]


def _label_match(tiling: Tiling, rule: LineRule, owner: str, found: re.Match[str], offset: int) -> bool:
    name, done = f"{owner}/{rule.id}", False
    for group in found.re.groupindex:
        a, b = found.span(group)
        if group in LABEL_GROUPS and a >= 0:
            done |= tiling.label(offset + a, offset + b, Label(group), name, rule.confidence)
    return tiling.label(offset + found.start(), offset + found.end(), rule.label, name, rule.confidence) or done


def _label_before(tiling: Tiling, lines: Sequence[_Line], owner: str) -> list[Hit]:
    """Label the lines that stand before a line that matches."""
    hits: list[Hit] = []
    for index, line in enumerate(lines):
        for rule in line.rules if index else ():
            if rule.scope != "before":
                continue
            before = lines[index - 1]
            if max(len(line.text), len(before.text)) > MAX_LINE or not rule.regex.fullmatch(line.text):
                continue
            end, rule_id = before.start + len(before.text), f"{owner}/{rule.id}"
            if tiling.label(before.start, end, rule.label, rule_id, rule.confidence):
                hits.append(Hit(rule, rule_id, before.start, end))
    return hits


def _regions(tiling: Tiling, lines: Sequence[_Line], owner: str, region_after: int) -> list[tuple[Hit, list[_Line]]]:
    """Find the regions and mark their lines."""
    found: list[tuple[Hit, list[_Line]]] = []
    running = 0
    for index, line in enumerate(lines):
        running += line.prose
        if line.region is not None or len(line.text) > MAX_LINE or running < region_after:
            continue
        for rule in line.rules:
            if rule.scope != "block" or not rule.regex.fullmatch(line.text):
                continue
            members = [line]
            for later in range(index + 1, len(lines)):
                if _region_ends(rule, lines[later]) or (region_after and _is_title(tiling, lines[later])):
                    break
                members.append(lines[later])
            for member in members:
                member.region = member.region or rule.label
            found.append(
                (Hit(rule, f"{owner}/{rule.id}", line.start, members[-1].start + len(members[-1].text)), members)
            )
            break
    return found


def _is_title(tiling: Tiling, line: _Line) -> bool:
    """Whether a line is a heading of the first level that the page's title has: a region of a menu ends at the headline."""
    return tiling.view.blocks[line.segment.block].heading == 1 and squash(line.text) in squash(
        tiling.view.page.title or ""
    )


def _region_ends(rule: LineRule, line: _Line) -> bool:
    if rule.ends == "prose" and line.prose:
        return True
    if rule.ends == "blank" and line.gap > 0:
        return True
    return (
        rule.until_regex is not None
        and len(line.text) <= MAX_LINE
        and rule.until_regex.fullmatch(line.text) is not None
    )


def _label_region(tiling: Tiling, hit: Hit, members: list[_Line]) -> bool:
    done = False
    for member in members:
        done |= tiling.label(
            member.start, member.start + len(member.text), hit.rule.label, hit.rule_id, hit.rule.confidence
        )
    return done
