"""On whose page an article stands, where that is not its publisher's: a portal's, another newspaper's, a board's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cleaners.model import Outlet, OutletCandidate
from cleaners.outlet_candidates import outlet_of
from cleaners.outlet_index import host_of, spelled
from cleaners.outlet_trust import LEAST, SPEAKS_OF_SITE, TRUST
from cleaners.registry import OutletEntry
from cleaners.view import View

LONGEST_NAME = 120
"""Of a longer name only the beginning is read, in characters."""
_TITLE_SIGN = re.compile(r"\s+[|–—-]\s+")


def find_republisher(
    view: View,
    addresses: Sequence[str],
    candidates: Sequence[OutletCandidate],
    outlet: Outlet | None,
    registry: Mapping[str, OutletEntry],
) -> Outlet | None:
    """The site that carries the article of another publisher.

    Args:
        view: the document.
        addresses: the page's canonical address and the one it was read from, as far as known.
        candidates: all that tells an outlet, the most trusted first.
        outlet: the publisher.
        registry: the outlets by id.
    """
    return _site(candidates, outlet, registry) or _unknown_site(view, addresses, candidates, outlet, registry)


def _site(
    candidates: Sequence[OutletCandidate], outlet: Outlet | None, registry: Mapping[str, OutletEntry]
) -> Outlet | None:
    """The portal that the page is of; or the outlet, where the text names another one as its publisher."""
    of_site = [c for c in candidates if c.place in SPEAKS_OF_SITE]
    portal = next((c for c in of_site if c.role == "portal"), None)
    if portal is not None:
        return outlet_of(portal)
    if outlet is None or not _told_by_text(candidates, outlet):
        return None
    others = [
        c for c in of_site if c.role == "publisher" and not (c.place == "canonical" and c.trust > TRUST["canonical"])
    ]
    strangers = [c for c in others if not _kin(outlet_of(c), outlet, registry)]
    addresses = {c.place for c in others if c.place in ("canonical", "address") and outlet_of(c) == outlet}
    # A canonical link to the publisher is no sign of its own page where the rest of the data names another site.
    own = bool(addresses - {"canonical"}) or (bool(addresses) and len({c.place for c in strangers}) < 2)
    return outlet_of(strangers[0]) if strangers and not own else None


def _unknown_site(
    view: View,
    addresses: Sequence[str],
    candidates: Sequence[OutletCandidate],
    outlet: Outlet | None,
    registry: Mapping[str, OutletEntry],
) -> Outlet | None:
    """A site that the registry lacks, by the name it gives itself: the text says that a known outlet published it."""
    name = _TITLE_SIGN.split((view.page.meta("og:site_name") or "").strip()[:LONGEST_NAME])[0]
    host = next((host for a in reversed(addresses) if (host := host_of(a))), "")
    if not (name and "://" not in name and host and outlet and outlet.id) or not _told_by_text(candidates, outlet):
        return None
    if any(c.place in SPEAKS_OF_SITE and outlet_of(c) == outlet for c in candidates):
        return None
    site = Outlet(None, name, host)
    return None if _kin(site, outlet, registry) else site


def _told_by_text(candidates: Sequence[OutletCandidate], outlet: Outlet) -> bool:
    """Whether more than the site's own data says that the outlet is the publisher, or a canonical link against the rest of it."""
    own = [c for c in candidates if c.place in SPEAKS_OF_SITE]
    linked = any(c.place == "canonical" and outlet_of(c) == outlet for c in own)
    others = {c.place for c in own if outlet_of(c) != outlet}
    return (linked and len(others) > 1) or any(
        outlet_of(c) == outlet and c.place not in SPEAKS_OF_SITE and c.trust >= LEAST for c in candidates
    )


def _kin(one: Outlet, other: Outlet, registry: Mapping[str, OutletEntry]) -> bool:
    """Whether two outlets are one house: the name or the domain of one is in that of the other."""
    (names, sites), (others, elsewhere) = _marks(one, registry), _marks(other, registry)
    return any(a in b or b in a for a in names for b in others) or bool(sites & elsewhere)


def _marks(outlet: Outlet, registry: Mapping[str, OutletEntry]) -> tuple[set[str], set[str]]:
    entry = registry.get(outlet.id or "")
    printed = [outlet.name, *(entry.names if entry else ())]
    domains = [d for d in (outlet.domain, *(entry.domains if entry else ())) if d]
    names = {flat for name in printed if len(flat := spelled(name).lower().replace(" ", "")) > 1}
    return names, {label for d in domains for label in d.split(".")[:-1] if len(label) > 3}


def as_republisher(candidate: OutletCandidate, site: Outlet | None) -> OutletCandidate:
    """The candidate, told as the republisher's where it is of that site."""
    mine = site is not None and candidate.role == "publisher" and candidate.place in SPEAKS_OF_SITE
    return replace(candidate, role="republisher") if mine and outlet_of(candidate) == site else candidate
