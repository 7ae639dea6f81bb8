"""Which profiles apply to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from cleaners.profile import Profile
from cleaners.view import View


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def recognise(view: View, source: str, profiles: Iterable[Profile]) -> list[Profile]:
    """The profiles that apply: at most one of each layer, the article's first.

    Where several of one layer hold, the higher rank wins, then the one whose address matched, then the first id.
    """
    hosts = _hosts(view, source)
    best: dict[str, tuple[int, int, Profile]] = {}
    for profile in profiles:
        score = _holds(profile, view, hosts)
        if score is None:
            continue
        key = (profile.recognise.rank, score, profile)
        if profile.layer not in best or key[:2] > best[profile.layer][:2]:
            best[profile.layer] = key
    return [best[layer][2] for layer in ("article", "page") if layer in best]


def _hosts(view: View, source: str) -> list[str]:
    found = []
    for address in (view.page.canonical, source):
        if address and "://" in address:
            try:
                host = urlsplit(address).hostname
            except ValueError:
                continue
            if host:
                found.append(host.removeprefix("www."))
    return found


def _holds(profile: Profile, view: View, hosts: list[str]) -> int | None:
    """1 where the address is the portal's, 0 where its marks are found, None where neither."""
    marks = profile.recognise
    if marks.form not in ("any", view.form):
        return None
    if any(_compiled(p).search(view.text) for p in marks.never):
        return None
    if view.form == "html" and any(h == d or h.endswith("." + d) for h in hosts for d in marks.domains):
        return 1
    if view.form == "html" and marks.selectors and all(view.select(css) for css in marks.selectors):
        return 0
    if not (marks.every or marks.some) or not all(_compiled(p).search(view.text) for p in marks.every):
        return None
    return 0 if not marks.some or any(_compiled(p).search(view.text) for p in marks.some) else None
