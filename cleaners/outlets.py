"""Which publisher wrote the article: every hint in the document, ranked, and one decision.

Portals and boards republish, and a photo credit names whoever took the picture. So only places that speak of the
article itself are read (`outlet_evidence.py`): what stands beside the text (an outlet line, the copyright line, the
byline) outranks what the page says of itself, the agency of a dateline counts only where it is confirmed or alone, and
hints of the lowest ranks that contradict each other decide nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaners.model import Author, Dateline, Outlet, OutletCandidate
from cleaners.outlet_evidence import OutletEvidence, Reader
from cleaners.outlet_index import OutletIndex, index_of
from cleaners.registry import OutletEntry
from cleaners.rulebook import rulebook
from cleaners.tiling import Segment
from cleaners.view import View

__all__ = ["OutletDecision", "OutletEvidence", "find_outlet", "names_outlet"]

WEAK = 40
"""Evidence up to this rank decides nothing where it contradicts itself."""


@dataclass(frozen=True, slots=True)
class OutletDecision:
    """The publisher, and all evidence with the strongest first; portals and photo credits are not among it."""

    outlet: Outlet | None
    evidence: tuple[OutletEvidence, ...]

    def candidates(self) -> tuple[OutletCandidate, ...]:
        """The evidence as it stands in the record."""
        return tuple(
            OutletCandidate(
                e.text,
                e.place,
                "name",
                "publisher",
                e.outlet.id,
                e.outlet.name,
                e.outlet.domain,
                e.rank / 100,
                None,
                None,
            )
            for e in self.evidence
        )


def names_outlet(text: str, registry: Mapping[str, OutletEntry] | None = None) -> OutletEntry | None:
    """The outlet that a whole line names, blind to case, brackets and spaces.

    None for a portal, and for a magazine whose name is an ordinary word (`Fortune`): such a line may be a menu entry.
    """
    index = _shipped() if registry is None else index_of(registry)
    entry = index.named(text)
    menu = entry is not None and (entry.kind == "portal" or (entry.kind == "magazine" and not index.names_in(text)))
    return None if menu else entry


@lru_cache(maxsize=1)
def _shipped() -> OutletIndex:
    """The index of the registry that this installation ships."""
    return index_of(rulebook().outlets)


def find_outlet(
    view: View,
    segments: Sequence[Segment],
    profile_outlets: Sequence[str],
    authors: Sequence[Author],
    dateline: Dateline | None,
    registry: Mapping[str, OutletEntry],
    source: str,
) -> OutletDecision:
    """Decide who wrote the article.

    Args:
        view: the document.
        segments: its labelled segments.
        profile_outlets: registry ids that the applied profiles carry: the document is from that outlet's own site.
        authors: people read from the byline, with their organisation and address.
        dateline: place and agency before the lead.
        registry: the outlets by id.
        source: path or address the document was read from.
    """
    reader = Reader(view, segments, index_of(registry), source)
    found = [*reader.beside_the_text(), *reader.people(authors, dateline), *reader.pictures(), *reader.page()]
    exact = {e.outlet.domain for e in found if e.place == "address" and e.outlet.domain}
    for entry in (registry[i] for i in profile_outlets if i in registry):
        if not any(
            host.endswith("." + domain) for host in exact for domain in entry.domains
        ):  # a section with a name of its own
            found += reader.known("profile", entry.id, entry)
    evidence = tuple(sorted(dict.fromkeys(found), key=lambda e: -e.rank))
    return OutletDecision(_decide(evidence), evidence)


def _decide(evidence: Sequence[OutletEvidence]) -> Outlet | None:
    if not evidence:
        return None
    top = evidence[0].rank
    if top <= WEAK and len({e.outlet for e in evidence}) > 1:
        return None
    support = {
        o: len({e.place for e in evidence if e.outlet == o}) for o in (e.outlet for e in evidence if e.rank == top)
    }
    return max(support, key=lambda o: support[o])  # a tie goes to the first in the document
