"""Bylines that stand beside the headline and that neither a rule nor the labeller has told: labelled here, so that the ledger shows them.

A line that begins with a by-word and goes on with names is one wherever it stands there. A line that is a name and nothing
else is one only where a date stands right beside it, or where the labeller takes it for a byline as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cleaners.byline_pieces import LineReading, agency_behind, has_date, read_line
from cleaners.byline_words import byline_words
from cleaners.date_layout import layout_of
from cleaners.head_lines import read_head_line
from cleaners.lexicon import Lexicon
from cleaners.model import BODY_LABELS, Label
from cleaners.organisations import is_team
from cleaners.shape import flat, squash
from cleaners.site_names import site_keys
from cleaners.tiling import Segment, Tiling

BY, NAME = "byline/by", "byline/name"
"""Rules: names behind a by-word; a name alone beside a date."""
RULES = frozenset({BY, NAME})

MOST_LINES = 60
"""Lines looked at above the running text, the nearest to it."""
BEHIND_LEAD = 8
"""Lines looked at behind the first of the running text: a summary may stand above the byline."""
BELOW = 12
"""Lines looked at below the running text, where none above it is a byline."""
SHORT_BODY = 80
"""A longer line that is labelled body is not looked at."""
NOTE = 25
"""So much longer than a name is a note on its bearer."""
JOB_WORDS = 5
"""Words of a line that says a job, at most."""
SHORT = 160
"""A longer line is looked at only where it is labelled a byline already."""

_CLOSED = frozenset(
    {Label.COPYRIGHT, Label.RIGHTS_NOTICE, Label.PHOTO_CREDIT, Label.DATELINE, Label.COMMENTS, Label.BLANK}
)


def label_head_bylines(tiling: Tiling, lexicons: Sequence[Lexicon]) -> None:
    """Label the byline of an article whose headline and running text are known, where none of its lines is one by a rule."""
    lines = _lines(tiling)
    sites = site_keys(tiling.view.page)
    readings = [read_head_line(text, lexicons, sites) for _, text in lines]
    _open_agency_bylines(tiling, lines, readings)
    groups = _groups(lines, readings, lexicons)
    spoken = [g for g in groups if any(readings[i].by for i in g)]
    layout = layout_of(tiling.view, tiling.segments)
    chosen = _nearest(spoken, lines, layout.headline)
    rule = BY
    if not chosen and not any(_told(segment) and not is_team(text, lexicons) for segment, text in lines):
        spoken_of = headline_letters(tiling)
        alone = [
            g
            for g in groups
            if _alone(g, lines, readings, layout.headline, lexicons)
            and not any(flat(name) in spoken_of for i in g for name in readings[i].names)
        ]
        people = [g for g in alone if any(readings[i].names for i in g)]
        chosen, rule = _nearest(people or alone, lines, layout.headline), NAME
    if not chosen:
        lines = _lines_below(tiling)
        readings = [read_line(text, lexicons, sites) for _, text in lines]
        groups = _groups(lines, readings, lexicons)
        chosen, rule = [g for g in groups if any(readings[i].by for i in g)][:1], BY
        if not chosen:
            chosen, rule = [g for g in groups if _has_life(g, lines, readings)][:1], NAME
    for group in chosen:
        for index in group:
            segment = lines[index][0]
            if segment.label is not Label.BYLINE or segment.rule.startswith("labeller/"):
                segment.label, segment.rule, segment.confidence = Label.BYLINE, rule, 0.85


def headline_letters(tiling: Tiling) -> str:
    """Letters and digits of the headline: whom it names is whom the article is about, where nothing says that it is by them."""
    return flat("".join(tiling.text_of(s) for s in tiling if s.label is Label.HEADLINE))


def _open_agency_bylines(tiling: Tiling, lines: Sequence[tuple[Segment, str]], readings: Sequence[LineReading]) -> None:
    """A name and its agency right between headline and date, no picture there, is no photo credit: `María Peral / EFE`."""
    for before, here, after, reading in zip(lines, lines[1:], lines[2:], readings[1:], strict=False):
        segment = here[0]
        if segment.label is not Label.PHOTO_CREDIT or not reading.names or reading.by:
            continue
        headed = before[0].label in (Label.HEADLINE, Label.SUBHEADLINE)
        dated = after[0].label is Label.TIMESTAMP or has_date(after[1])
        pictured = any(before[0].start <= picture.at <= after[0].end for picture in tiling.view.page.pictures)
        if headed and dated and not pictured:
            segment.label, segment.rule, segment.confidence = Label.BYLINE, NAME, 0.85


def _told(segment: Segment) -> bool:
    """Whether a rule, and not the labeller alone, takes a line for a byline."""
    return segment.label is Label.BYLINE and "/" in segment.rule and not segment.rule.startswith("labeller/")


def _lines(tiling: Tiling) -> list[tuple[Segment, str]]:
    """The short lines beside the headline and above or right behind the start of the running text, in order."""
    segments = tiling.segments
    layout = layout_of(tiling.view, segments)
    first = next((i for i, s in enumerate(segments) if s.label in BODY_LABELS), None)
    if first is None:
        return []
    found: list[tuple[Segment, str]] = []
    for segment in segments[max(0, first - 3 * MOST_LINES) : first]:
        if layout.beside(segment.start) and segment.label is not Label.BLANK:
            found.append((segment, squash(tiling.text_of(segment))))
    found = found[-MOST_LINES:]
    for segment in segments[first : first + 2 * BEHIND_LEAD]:
        text = squash(tiling.text_of(segment))
        if text and (segment.label not in BODY_LABELS or len(text) <= SHORT_BODY):
            found.append((segment, text))
    return [(s, t) for s, t in found if t and (len(t) <= SHORT or s.label is Label.BYLINE)]


def _lines_below(tiling: Tiling) -> list[tuple[Segment, str]]:
    """The lines right below the running text; a heading at its end and a last line cut off from the rest count among them."""
    segments = [s for s in tiling.segments if s.label is not Label.BLANK]
    last = next((i for i in range(len(segments) - 1, -1, -1) if segments[i].label in BODY_LABELS), len(segments))
    while 0 < last < len(segments) and segments[last].label is Label.HEADING:
        last -= 1
    if 2 < last < len(segments) and segments[last - 1].label not in BODY_LABELS:
        last -= 2
    found = [(s, squash(tiling.text_of(s))) for s in segments[last + 1 : last + 1 + 2 * BELOW]]
    return [(s, text) for s, text in found if text][:BELOW]


def _has_life(group: Sequence[int], lines: Sequence[tuple[Segment, str]], readings: Sequence[LineReading]) -> bool:
    """Whether a name alone heads a note on its bearer: `Ada Verne`, then `Ada Verne is …` or `Ada writes …`."""
    name = readings[group[0]].names[0] if readings[group[0]].names else ""
    behind = [text for _, text in lines[group[-1] + 1 : group[-1] + 3]]
    first = name.split()[0] if name else ""
    return bool(name) and any(text.startswith((name, first + " ")) and len(text) > len(name) + NOTE for text in behind)


def _groups(
    lines: Sequence[tuple[Segment, str]], readings: list[LineReading], lexicons: Sequence[Lexicon]
) -> list[list[int]]:
    """Lines that make one byline together: a by-word and the names in the lines behind it, with what joins them."""
    groups: list[list[int]] = []
    index = 0
    while index < len(lines):
        reading = readings[index]
        if lines[index][0].label in _CLOSED or not (reading.names or reading.waits or reading.team):
            index += 1
            continue
        group = [index]
        following = index + 1
        if reading.waits or not reading.by:
            while following < len(lines) and following - index <= 12:
                other = readings[following]
                if reading.waits and following == index + 1 and not other.names and not other.by:
                    other = readings[following] = replace(read_line("By " + lines[following][1], lexicons), by=False)
                if not (other.joins or (other.names and not other.by)) or lines[following][0].label in _CLOSED:
                    break
                if not reading.waits and not other.joins and not readings[following - 1].joins:
                    break
                group.append(following)
                following += 1
        while readings[group[-1]].joins:
            group.pop()
        if any(readings[i].names or readings[i].team for i in group):
            groups.append(group)
        index = following
    return groups


def _alone(
    group: Sequence[int],
    lines: Sequence[tuple[Segment, str]],
    readings: Sequence[LineReading],
    headline: int,
    lexicons: Sequence[Lexicon],
) -> bool:
    """Whether names without a by-word are a byline: dated, or behind the headline and labelled one; in no caption, and no contact."""
    segment = lines[group[0]][0]
    before, after = group[0] - 1, group[-1] + 1
    if after + 1 < len(lines) and _says_job(lines[after][1], lexicons):
        after += 1
    dated = any(readings[i].dated for i in group) or any(
        0 <= i < len(lines) and (lines[i][0].label is Label.TIMESTAMP or has_date(lines[i][1])) for i in (before, after)
    )
    labelled = segment.label is Label.BYLINE
    named = ", ".join(readings[group[0]].names) or readings[group[0]].team or ""
    here = readings[group[0]].dated
    text = lines[group[0]][1]
    said = len(named) + len(agency_behind(text) or "") + 4
    if not named or (segment.label in BODY_LABELS and not here and said < len(text)):
        return False  # nobody, or more than a name
    if before >= 0 and byline_words().contact.match(lines[before][1]):
        return False  # whom to ask did not write it
    in_caption = before >= 0 and lines[before][0].label is Label.CAPTION and not labelled
    if in_caption or (segment.label is Label.CAPTION and not here):
        return False
    if not readings[group[0]].names:  # a team: menus and lists of links name some too
        return dated and segment.start > headline and segment.label not in BODY_LABELS
    return dated or (labelled and segment.start > headline)


def _says_job(text: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a line is a job, or a team for which one writes: `Verslaggever`, `Da Redação`."""
    short = len(text.split()) <= JOB_WORDS and not has_date(text)
    return short and (byline_words().job.search(text) is not None or is_team(text, lexicons))


def _nearest(groups: Sequence[list[int]], lines: Sequence[tuple[Segment, str]], headline: int) -> list[list[int]]:
    """The first group behind the headline, with those that follow on it; else the last before it."""
    behind = [g for g in groups if lines[g[0]][0].start >= headline]
    if not behind:
        return list(groups[-1:])
    chosen = behind[:1]
    for last, following in pairwise(behind):
        if following[0] - last[-1] > 3:
            break
        chosen.append(following)
    return chosen
