"""Where in a document a date stands: beside the headline, in the text, below it, or among other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from cleaners.date_places import ABOVE, BOARD_HEADER, CAPTION, LIST_ROW, NEIGHBOUR, PROSE, SOLID, Place
from cleaners.date_text import Printed, Role
from cleaners.model import BODY_LABELS, Label
from cleaners.tiling import Segment
from cleaners.view import TimeTag, View

ABOVE_BODY = 500
"""Characters above the running text in which a date is the article's."""
BESIDE_HEADLINE = (250, 700)
"""The same before and behind the headline."""
BELOW_DECK = 350
"""The same behind the first running text, where it is near the headline: a deck may be taken for the text."""
BELOW_BODY = 400
"""The same below the running text, where its words say that it is; copyright lines too."""

BELOW, FAR = 0.66, 0.6
"""Trust of timestamps in or right below the text, and of those away from it: most are of comments and other articles."""
UNDER_DECK = 0.82
"""Trust of timestamps below a deck."""
BESIDE_UNSURE, JUST_BELOW = 0.72, 0.62
"""Trust of a date in a short line right at the headline, or right below the text, that the labeller took for something else."""
HUGGING = 40
"""Characters, those of a button say, between such a line and the headline or the text."""
SHORT = 70
"""Most letters and digits beside a date in such a line."""
SENTENCE = 200
"""The same in a line whose words say that the date is the article's."""
MORE_THAN_A_DATE = 9
"""Letters and digits beside a date in a line that is a date's alone, such as `Published`."""

OWN = Place("timestamp", 0.79)
"""A date whose words name the article or the page, wherever it stands."""

_BEFORE = re.compile(r"\s*(?:[^\W\d_a-z][\w.’'-]*[,./ ]*){0,3}[(\[–—-]?\s*")
_BEHIND = re.compile(r"\s*(?:[.:|)\]/–—„“\"«»-]|[A-ZÄÖÜ]|Uhr\b|$)")
"""A dateline's date stands at the very start, or behind a place, and no sentence runs on from it."""
_OTHERS = frozenset(
    {
        Label.RELATED,
        Label.HEADLINE_LIST,
        Label.COMMENTS,
        Label.ADVERTISEMENT,
        Label.TEASER,
        Label.FOOTER,
        Label.DUPLICATE,
    }
)
_ARTICLE = BODY_LABELS | {
    *(Label.HEADLINE, Label.SUBHEADLINE, Label.KICKER, Label.BYLINE, Label.CREDITS, Label.TIMESTAMP, Label.OUTLET),
    *(Label.CAPTION, Label.PHOTO_CREDIT, Label.BOARD_CHROME),
}
_PUBLISHED_HINTS = frozenset({"published", "pubdate", "publish", "posted", "publication"})
_MODIFIED_HINTS = frozenset({"updated", "modified", "update"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where headline and running text stand, as offsets in the visible text."""

    headline: int
    """Start of the headline; -1 where there is none."""
    headline_end: int
    body: int
    """Start of the running text; the end of the text where there is none."""
    body_end: int
    lead: int
    """Start of the first paragraph; headings may stand before it in the running text."""

    def beside(self, offset: int) -> bool:
        """Whether an offset is beside the headline, if need be below a deck, or right above the running text."""
        before, behind = BESIDE_HEADLINE
        if offset >= self.body:
            return 0 <= self.headline < self.body and offset <= min(self.headline_end + behind, self.body + BELOW_DECK)
        return offset >= self.body - ABOVE_BODY or (
            self.headline >= 0 and self.headline - before <= offset <= self.headline_end + behind
        )

    def hugs(self, segment: Segment) -> Literal["headline", "body"] | None:
        """What a segment stands right beside: the headline, the running text where no headline is above it, or its end."""
        if self.headline < 0 and 0 <= self.body - segment.end <= HUGGING:
            return "headline"
        if (
            self.headline >= 0
            and segment.end <= self.body
            and (0 <= segment.start - self.headline_end <= HUGGING or 0 <= self.headline - segment.end <= HUGGING)
        ):
            return "headline"
        return "body" if 0 <= segment.start - self.body_end <= HUGGING else None

    def below(self, offset: int) -> bool:
        """Whether an offset is right below the running text."""
        return self.body_end <= offset <= self.body_end + BELOW_BODY


def layout_of(view: View, segments: Sequence[Segment]) -> Layout:
    """The layout of a labelled document."""
    running = [s for s in segments if s.label in BODY_LABELS]
    end = len(view.text)
    body = running[0].start if running else end
    above = [s for s in segments if s.start < body]
    headline = next((s for s in reversed(above) if s.label is Label.HEADLINE), None)
    if headline is None:
        headline = next((s for s in reversed(above) if view.blocks[s.block].heading == 1), None)
    start, stop = (headline.start, headline.end) if headline is not None else (-1, -1)
    lead = next((s.start for s in running if s.label is Label.BODY), body)
    return Layout(start, stop, body, running[-1].end if running else end, lead)


def segment_place(segment: Segment, layout: Layout) -> Place | None:
    """The place that a segment is; None for one that is not read."""
    label, at = segment.label, segment.start
    if label is None or label is Label.BLANK or label is Label.DUPLICATE:
        return None
    beside = layout.beside(at)
    if label is Label.TIMESTAMP:
        if beside:
            return Place(
                "timestamp", ABOVE if not 0 <= layout.headline < at else 0.86 if at < layout.body else UNDER_DECK
            )
        return Place("timestamp", BELOW if layout.body < at <= layout.body_end + BELOW_BODY else FAR)
    if label in (Label.BYLINE, Label.OUTLET, Label.CREDITS):
        return Place("byline", 0.8 if beside else BELOW if layout.below(at) else FAR)
    if label is Label.DATELINE:
        return Place("dateline", 0.76)
    if label is Label.BOARD_CHROME:
        return BOARD_HEADER if at < layout.body else NEIGHBOUR
    if label in BODY_LABELS or label in (Label.HEADLINE, Label.SUBHEADLINE, Label.KICKER):
        return PROSE
    if label in (Label.COPYRIGHT, Label.RIGHTS_NOTICE):
        return Place("copyright", 0.35 if layout.below(at) else 0.1)
    if label in (Label.CAPTION, Label.PHOTO_CREDIT):
        return CAPTION
    if label is Label.HEADLINE_LIST:
        return LIST_ROW
    if label in _OTHERS or not (at < layout.body or layout.below(at)):
        return NEIGHBOUR
    return Place("timestamp", 0.78 if beside else BELOW if at >= layout.body else FAR)


def printed_place(place: Place, segment: Segment, layout: Layout, text: str, printed: Printed) -> Place:
    """The place of one printed date, where more is known of it than of its segment.

    A line of running text that holds a full date and hardly a word more is a timestamp; so, less surely, is a dateline's
    at the start of the text. Of what stands beside the text only full dates count, and away from it only those whose words
    say what they date.
    """
    full = printed.year is not None and printed.day is not None
    if printed.own and full and place.trust < OWN.trust:
        return OWN
    if place is PROSE and full:
        if _hardly_more(text, printed.text):
            return Place("timestamp", 0.72)
        if (
            segment.start == layout.lead
            and _BEFORE.fullmatch(text[: printed.start])
            and _BEHIND.match(text[printed.end :])
        ):
            return Place("dateline", 0.68)
    most = SHORT if printed.role == "context" else SENTENCE
    hugging = full and _judged(segment) and _hardly_more(text, printed.text, most) and layout.hugs(segment)
    if hugging == "headline" and place.trust < BESIDE_UNSURE:
        return Place("timestamp", BESIDE_UNSURE)
    if hugging == "body" and place is not PROSE:
        return Place("timestamp", BELOW if printed.role != "context" else JUST_BELOW)
    if segment.label in _ARTICLE:
        return place
    if place.name == "timestamp" and not full:
        return NEIGHBOUR
    if place is NEIGHBOUR and full and printed.role != "context":
        own = segment.label not in _OTHERS or (segment.label is Label.FOOTER and _judged(segment))
        return Place("timestamp", FAR) if own else place
    return place


def _judged(segment: Segment) -> bool:
    """Whether the labeller said what it is, who may be wrong, and no rule of a profile or lexicon."""
    return segment.rule.startswith("labeller/") and segment.label not in BODY_LABELS


def _hardly_more(text: str, date: str, most: int = MORE_THAN_A_DATE) -> bool:
    """Whether a line holds few letters and digits beside those of its date.

    They are counted no further than it takes to tell: a line without end may hold thousands of dates.
    """
    most += sum(c.isalnum() for c in date)
    return sum(1 for _ in islice(filter(str.isalnum, text), most + 1)) <= most


def printed_trust(place: Place, role: Role) -> float:
    """The trust of a printed date: words such as `입력` or `Publié le` beside it add to it."""
    return min(0.96, place.trust + 0.08) if role != "context" and FAR < place.trust < 0.97 else place.trust


def time_place(tag: TimeTag, segment: Segment | None, layout: Layout) -> Place:
    """The place that a `time` element is, by the segment it stands in and the class words around it.

    What the page marks as published in a line right at the headline is the article's, whatever the labeller took the line for.
    """
    label = segment.label if segment is not None else None
    at = max(tag.span.start, tag.span.end - 1)  # a span may begin with the white space that closes the block before
    beside = layout.beside(at)
    published = not tag.hints.isdisjoint(_PUBLISHED_HINTS)
    if label in (Label.CAPTION, Label.PHOTO_CREDIT) and not (published and beside):  # the page knows what it marks so
        return CAPTION
    own = published and segment is not None and _judged(segment) and layout.hugs(segment) == "headline"
    if not own and (label in _OTHERS or (label is Label.BOARD_CHROME and at >= layout.body)):
        return NEIGHBOUR
    if label is not None and label not in _ARTICLE and not beside:
        return NEIGHBOUR
    if tag.hints & _MODIFIED_HINTS and not published:
        return Place("time", 0.9 if beside else SOLID, "modified")
    above = at < layout.headline and not published
    trust = SOLID if not beside else ABOVE if above else 0.9 if published else 0.84
    return Place("time", trust, "published" if published else "context")


def is_article(segment: Segment | None) -> bool:
    """Whether a picture in such a segment can be the article's own."""
    return segment is not None and segment.label in _ARTICLE
