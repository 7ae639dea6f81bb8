"""Which profiles apply to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from cleaners.pattern_facts import fold, needed_words
from cleaners.profile import Profile
from cleaners.view import View


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def recognise(view: View, source: str, profiles: Iterable[Profile]) -> list[Profile]:
    """The profiles that apply: at most one of each layer, the article's first.

    Where several of one layer hold, the higher rank wins, then the one whose address matched, then the first id.
    """
    profiles = list(profiles)
    hosts = _hosts(view, source)
    # Most pages match no selector of any portal, so all are asked for at once before each by itself.
    selectors = [css for p in profiles if p.recognise.form in ("any", view.form) for css in p.recognise.selectors]
    selected = view.form == "html" and bool(selectors) and bool(view.select(", ".join(selectors)))
    page = _Text(view.text)
    best: dict[str, tuple[int, int, Profile]] = {}
    for profile in profiles:
        score = _holds(profile, view, hosts, page, selected)
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


class _Text:
    """A text that patterns are looked for in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    def holds(self, pattern: str) -> bool:
        """Whether the pattern is found in it; looked for only where the text has the words that it needs."""
        words = needed_words(pattern)
        if words and not any(word in self.folded for word in words):
            return False
        return _compiled(pattern).search(self.text) is not None


def _holds(profile: Profile, view: View, hosts: list[str], page: _Text, selected: bool) -> int | None:
    """1 where the address is the portal's, 0 where its marks are found, None where neither."""
    marks = profile.recognise
    if marks.form not in ("any", view.form):
        return None
    if any(page.holds(p) for p in marks.never):
        return None
    if view.form == "html" and any(h == d or h.endswith("." + d) for h in hosts for d in marks.domains):
        return 1
    if selected and marks.selectors and all(view.select(css) for css in marks.selectors):
        return 0
    if marks.domains and hosts and view.form == "html":
        return None  # another site's page may carry this one's text, with a frame of its own around it
    if not (marks.every or marks.some) or not all(page.holds(p) for p in marks.every):
        return None
    return 0 if not marks.some or any(page.holds(p) for p in marks.some) else None
