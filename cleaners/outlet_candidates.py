"""A candidate: words of the document that tell an outlet, and what they tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaners.model import BODY_LABELS, Label, Outlet, OutletCandidate
from cleaners.outlet_index import Told
from cleaners.outlet_trust import SPEAKS_OF_TEXT, TRUST, WIRE_TRUST
from cleaners.tiling import Segment

ARTICLE = BODY_LABELS | {Label.HEADLINE, Label.SUBHEADLINE, Label.CAPTION, Label.PHOTO_CREDIT}
"""Labels of what belongs to the article itself."""


def article_span(segments: Iterable[Segment]) -> tuple[int, int]:
    """Where the article stands: from its first headline, body or caption segment to its last; (0, 0) for none."""
    own = [s for s in segments if s.label in ARTICLE]
    return (own[0].start, own[-1].end) if own else (0, 0)


class Line(NamedTuple):
    """Words of the visible text, and where they start; None for words of the markup."""

    text: str
    start: int | None

    def part(self, start: int, end: int) -> Line:
        """A part of it, without white space at its ends."""
        piece = self.text[start:end]
        skipped = len(piece) - len(piece.lstrip())
        return Line(piece.strip(), None if self.start is None else self.start + start + skipped)


def candidate(
    place: str, line: Line, outlet: Outlet, rule: str, role: str, trust: float, longest: int = 200
) -> OutletCandidate:
    """A candidate; of long texts the beginning."""
    text = line.text[:longest]
    start = line.start
    end = None if start is None else start + len(text)
    return OutletCandidate(text, place, rule, role, outlet.id, outlet.name, outlet.domain, trust, start, end)


def known(place: str, line: Line, told: Told | None, trust: float | None = None) -> Iterator[OutletCandidate]:
    """The candidate for an outlet of the registry: an agency beside the text is a wire, a portal never a publisher."""
    if told is None:
        return
    entry, rule = told
    outlet = Outlet(entry.id, entry.name, entry.domains[0] if entry.domains else None)
    if entry.kind in ("portal", "aggregator"):
        yield candidate(place, line, outlet, rule, "portal", TRUST[place] if trust is None else trust)
    elif entry.kind == "agency" and place in SPEAKS_OF_TEXT:
        yield candidate(place, line, outlet, rule, "wire", WIRE_TRUST[place])
    else:
        yield candidate(place, line, outlet, rule, "publisher", TRUST[place] if trust is None else trust)


def outlet_of(candidate: OutletCandidate) -> Outlet:
    """The outlet that a candidate tells."""
    return Outlet(candidate.id, candidate.name, candidate.domain)
