"""Who published the article, whose text it is and on whose page it stands: every hint, ranked, and one decision each.

Portals and boards republish, and a photo credit names whoever took the picture. So only places that speak of the
article itself are read (`outlet_evidence.py`): what stands beside the text (an outlet line, the copyright line, the
byline) outranks what the page says of itself (`outlet_page.py`), an agency beside the text is its source and the
publisher only where nobody else can be, and hints of the lowest trust that contradict each other decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleaners.model import Author, Dateline, Outlet, OutletCandidate
from cleaners.outlet_candidates import Line, known, outlet_of
from cleaners.outlet_evidence import TextReader
from cleaners.outlet_frame import read_frame
from cleaners.outlet_index import OutletIndex, index_of, spelled
from cleaners.outlet_page import read_page
from cleaners.outlet_trust import AGENCY_ALONE, DOUBTFUL, LEAST, SPEAKS_OF_SITE, WEAK
from cleaners.registry import OutletEntry
from cleaners.republisher import as_republisher, find_republisher
from cleaners.rulebook import rulebook
from cleaners.tiling import Segment
from cleaners.view import View

__all__ = ["OutletDecision", "find_outlet", "names_outlet"]

_OPENING = re.compile(r"[(\[（【〈<]|[电電讯訊]")
"""Signs of the opening that an agency gives its text: `(서울=연합뉴스)`, `Jakarta (ANTARA) -`, `新华社北京2月3日电`."""
_SPACED_WORD = re.compile(r"[^\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]+$")
"""A name in a script with spaces; in the others a name without any is as telling as a longer one."""
MOST = 50
"""Candidates kept of a document; a page that holds more is a directory."""


@dataclass(frozen=True, slots=True)
class OutletDecision:
    """The outlets of a document, and all that tells them with the most trusted first; photo credits are not among it."""

    outlet: Outlet | None
    evidence: str | None
    """The texts that `outlet` was read from, with the place of each."""
    wire: Outlet | None
    republisher: Outlet | None
    candidates: tuple[OutletCandidate, ...]


def names_outlet(text: str, registry: Mapping[str, OutletEntry] | None = None) -> OutletEntry | None:
    """The outlet that a whole line names, blind to case, brackets and spaces.

    None for a portal, and for a magazine whose name is an ordinary word (`Fortune`): such a line may be a menu entry.
    """
    index = _shipped() if registry is None else index_of(registry)
    entry = index.named(text)
    menu = entry is not None and (
        entry.kind in ("portal", "aggregator")
        or entry.ordinary
        or (entry.kind == "magazine" and not index.names_in(text))
    )
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
    *,
    language: str | None = None,
    reposted: bool = False,
) -> OutletDecision:
    """Decide who published the article, whose text it is and on whose page it stands.

    Args:
        view: the document.
        segments: its labelled segments.
        profile_outlets: registry ids that the applied profiles carry: the document is from that outlet's own site.
        authors: people read from the byline, with their organisation and address.
        dateline: place and agency before the lead.
        registry: the outlets by id.
        source: path or address the document was read from.
        language: BCP 47 tag of the document's language.
        reposted: a profile knows the page as a portal's or a board's, which publish nothing of their own.
    """
    index = index_of(registry)
    addresses = list(dict.fromkeys(a for a in (view.page.canonical, source) if a))
    reader = TextReader(view, segments, index, addresses)
    found = [*reader.beside_the_text(), *reader.people(authors, dateline), *read_page(reader, source)]
    exact = {e.domain for e in found if e.place in ("canonical", "address") and e.rule == "domain" and e.domain}
    for entry in (registry[i] for i in profile_outlets if i in registry):
        if not any(
            host.endswith("." + domain) for host in exact for domain in entry.domains
        ):  # a section with a name of its own
            found += known("profile", Line(entry.name, None), (entry, "profile"))
    found = _with_doubts(found, registry, language)
    if view.form == "text" and not any(c.role == "publisher" and c.trust >= LEAST for c in found):
        found += read_frame(reader, language)
    candidates = tuple(sorted(_distinct(found), key=lambda e: -e.trust)[:MOST])
    wire = _wire(candidates)
    publisher = _publisher(candidates, wire if _may_publish(wire, view, candidates, reposted) else None)
    outlet = outlet_of(publisher) if publisher else None
    site = find_republisher(view, addresses, candidates, outlet, registry)
    return OutletDecision(
        outlet,
        _evidence(candidates, publisher) if publisher else None,
        outlet_of(wire) if wire else None,
        site,
        tuple(as_republisher(c, site) for c in candidates),
    )


def _with_doubts(
    found: Sequence[OutletCandidate], registry: Mapping[str, OutletEntry], language: str | None
) -> list[OutletCandidate]:
    """The candidates; those told by a doubtful name decide nothing, unless an address proves the same outlet."""
    proven = {c.id for c in found if c.rule in ("domain", "email_domain", "slug", "profile")}
    return [
        replace(c, trust=min(c.trust, DOUBTFUL))
        if c.role == "publisher"
        and c.rule == "name"
        and c.id not in proven
        and _doubtful(c, registry[c.id or ""], language)
        else c
        for c in found
    ]


def _doubtful(candidate: OutletCandidate, entry: OutletEntry, language: str | None) -> bool:
    """Whether a text may mean somebody else.

    It has no name of the outlet but one that others bear too (`The Telegraph`), or beside a text in another language
    just an abbreviation or a single word (`MBC` on a German page).
    """
    text = f" {spelled(candidate.text).lower()} "
    printed = [name for name in (entry.name, *entry.names) if spelled(name).lower() in text]
    if not printed:
        return False
    foreign = language is not None and entry.language.split("-")[0] != language.split("-")[0]
    if foreign and candidate.place in ("outlet_line", "byline", "promotion", "copyright"):
        return all(" " not in name and _SPACED_WORD.match(name) for name in printed)
    return set(printed) <= set(entry.shared_names)


def _distinct(found: Sequence[OutletCandidate]) -> list[OutletCandidate]:
    """Each thing once: the same words at the same kind of place, told twice by text and markup, count once."""
    return list({(c.place, c.text, c.role, c.name, c.start): c for c in reversed(found)}.values())[::-1]


def _publisher(candidates: Sequence[OutletCandidate], agency: OutletCandidate | None) -> OutletCandidate | None:
    """The most trusted candidate; of several as trusted, the outlet told at most places, then the first of the document."""
    pool = [c for c in candidates if c.role == "publisher" and c.trust >= LEAST]
    if agency is not None:
        pool = sorted([*pool, replace(agency, trust=AGENCY_ALONE)], key=lambda c: -c.trust)
    if not pool:
        return _agreed([c for c in candidates if c.role == "publisher"])
    top = pool[0].trust
    if top <= WEAK and len({outlet_of(c) for c in pool}) > 1:
        return None
    best = [c for c in pool if c.trust == top]
    places = {o: len({c.place for c in pool if outlet_of(c) == o}) for o in map(outlet_of, best)}
    return max(best, key=lambda c: places[outlet_of(c)])


def _agreed(weak: Sequence[OutletCandidate]) -> OutletCandidate | None:
    """What too weak evidence tells with one voice: one outlet alone, at two kinds of places or twice in the text."""
    weak = [c for c in weak if c.trust > DOUBTFUL]
    if len({outlet_of(c) for c in weak}) != 1:
        return None
    return (
        weak[0] if len({c.place for c in weak}) > 1 or len({c.start for c in weak if c.start is not None}) > 1 else None
    )


def _may_publish(
    wire: OutletCandidate | None, view: View, candidates: Sequence[OutletCandidate], reposted: bool
) -> bool:
    """Whether an agency can be the publisher: on a portal or a board, and in a dump that opens like an agency's own text, or bears its copyright line."""
    if wire is None or reposted:
        return wire is not None
    if view.form == "text":
        agencies = [c for c in candidates if c.role == "wire" and outlet_of(c) == outlet_of(wire)]
        return any(
            c.place == "copyright"
            or (c.place == "credits" and len(c.text.split()) > 3)
            or (c.place in ("lead", "byline") and _OPENING.search(c.text))
            for c in agencies
        )
    return any(c.role == "portal" and c.place in {*SPEAKS_OF_SITE, "copyright"} for c in candidates)


def _wire(candidates: Sequence[OutletCandidate]) -> OutletCandidate | None:
    """The agency named at the most trusted place."""
    return next((c for c in candidates if c.role == "wire"), None)


def _evidence(candidates: Sequence[OutletCandidate], publisher: OutletCandidate) -> str:
    """What the publisher was read from: the three most trusted places, each with its text."""
    told = [c for c in candidates if c.role in ("publisher", publisher.role) and outlet_of(c) == outlet_of(publisher)]
    first = {c.place: c for c in reversed(told)}
    return " + ".join(f'{c.place} "{c.text}"' for c in sorted(first.values(), key=lambda c: -c.trust)[:3])
