"""Headline and deck: from the segments that carry them, else from what the page says of itself, with the evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.declared_titles import (
    TRUST,
    Declared,
    declared_titles,
    letters,
    plain,
    section_letters,
    site_letters,
    without_site,
)
from cleaners.model import Label
from cleaners.shape import squash
from cleaners.tiling import Segment
from cleaners.view import View

AGREED = 1.5
"""Trust in a title that two places of the head declare: from here on it outranks a line that only the model thinks the headline."""
UNLIKE = 0.3
"""Share of words under which two titles speak of different things."""
SOFT_HYPHEN = "\u00ad"
"""It is seen at the end of a line only, and hides a word from every search."""
EVIDENCE_LENGTH = 300
"""Longest text that evidence quotes, in characters."""


_READ = ("page/", "labeller/")
"""Rules that found the headline with no profile's help: a portal's own says more than its head."""
_LEADING = " :：|·"
"""What parts a headline from a kicker that was cut off before it."""
_HOST = re.compile(r"(?i)(?<![\w.@/])(?:[a-z0-9-]+\.)+(?:com|org|net|co\.[a-z]{2}|com\.[a-z]{2})(?![\w.])")
"""A title that names a host names the site."""
_WORD = re.compile(r"[^\W_\u3040-\u9fff]+|[\u3040-\u9fff]")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the places it was read from."""

    text: str | None = None
    evidence: str | None = None
    """`place+place: text`, one for each text that was read, parted by `; `."""


def read_headline(view: View, segments: Sequence[Segment], site_names: Sequence[str]) -> Headline:
    """The headline; nothing where the document has none.

    Args:
        view: the document.
        segments: labelled.
        site_names: names of the site, the portal and the outlet, which a page title may end in.
    """
    declared = declared_titles(view.page) if view.form == "html" else ()
    site, sections = site_letters(view.page, site_names), section_letters(view.page)
    lines = _headline_lines(view, segments)
    printed = " ".join(squash(view.text[s.start : s.end]) for s in lines)
    shown = without_site(plain(printed), site, sections).replace(SOFT_HYPHEN, "").lstrip(_LEADING)
    if letters(shown) in site:
        shown = ""
    is_heading = bool(lines) and view.blocks[lines[0].block].heading > 0
    line = (_place(view, lines[0]), printed) if lines else None
    if shown and lines[0].rule.startswith(_READ) and (told := _told_by_newsroom(shown, declared, site)):
        return Headline(told, _evidence(told, declared, line))
    if shown and (is_heading or not lines[0].rule.startswith("labeller/") or not _outvoted(shown, declared, site)):
        return Headline(_with_colon(shown, declared), _evidence(shown, declared, line))
    best = _best_declared(declared, site)
    return Headline(best, _evidence(best, declared, None)) if best else Headline()


def read_subheadlines(view: View, segments: Sequence[Segment]) -> tuple[str, ...]:
    """The deck, each line once."""
    lines = (squash(view.text[s.start : s.end]) for s in segments if s.label is Label.SUBHEADLINE)
    return tuple(dict.fromkeys(line for line in lines if line))


def _headline_lines(view: View, segments: Sequence[Segment]) -> list[Segment]:
    """The first headline segment, and those of the same element that follow it."""
    lines: list[Segment] = []
    for segment in segments:
        if segment.label is Label.HEADLINE:
            element = view.blocks[segment.block].element
            if lines and (element < 0 or view.blocks[lines[-1].block].element != element):
                break
            lines.append(segment)
        elif lines and segment.label is not Label.BLANK:
            break
    return lines


def _place(view: View, segment: Segment) -> str:
    level = view.blocks[segment.block].heading
    return f"h{level}" if level else "line"


def _support(text: str, declared: Sequence[Declared]) -> float:
    key = letters(text)
    return sum(TRUST[title.place] for title in declared if key in title.runs)


def _told_by_newsroom(shown: str, declared: Sequence[Declared], site: frozenset[str]) -> str | None:
    """The headline of a news article that JSON-LD and `og:title` both give, where the page shows another; else None.

    A `NewsArticle` is a newsroom's own record, and its `headline` is what the newsroom calls it. Of an `Article` or a
    `BlogPosting` it is most often what a plugin writes for search engines. A title that is the shown one with something
    behind it has the site's name there, or a section's.
    """
    places = {title.place: title for title in declared}
    record, social = places.get("json_ld"), places.get("og:title")
    if record is None or social is None or not record.news:
        return None
    text, key = without_site(record.text, site), letters(shown)
    told = letters(text)
    alike = told in (social.whole, letters(without_site(social.text, site)))
    return text if alike and told != key and not told.startswith(key) and told not in site else None


def _with_colon(shown: str, declared: Sequence[Declared]) -> str:
    """A headline on two lines with the colon that the head writes between them: `Ahrtal Two resign` is `Ahrtal: Two resign`."""
    key = letters(shown)
    written = next((title.runs[key] for title in declared if key in title.runs and ": " in title.runs[key]), None)
    if written is None or ":" in shown:
        return shown
    before, at, seen = len(letters(written[: written.index(": ")])), 0, 0
    while seen < before:
        seen += len(letters(shown[at]))
        at += 1
    return f"{shown[:at]}:{shown[at:]}" if shown[at : at + 1].isspace() else shown


def _outvoted(shown: str, declared: Sequence[Declared], site: frozenset[str]) -> bool:
    """Whether several places declare another title than the line that is shown."""
    best = _best_declared(declared, site)
    return (
        best is not None
        and not _support(shown, declared)
        and _support(best, declared) >= AGREED
        and _alike(shown, best) < UNLIKE
    )


def _alike(one: str, other: str) -> float:
    """Share of the words of the shorter text that stand in the other; of its characters where words are not parted."""
    a, b = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(a & b) / max(1, min(len(a), len(b)))


def _best_declared(declared: Sequence[Declared], site: frozenset[str]) -> str | None:
    """The declared title that most places agree on, without the site's name; of equals the first."""
    texts = [
        text
        for title in declared
        if (text := without_site(title.text, site)) and letters(text) not in site and not _HOST.search(text)
    ]
    return max(texts, key=lambda text: _support(text, declared), default=None)


def _evidence(text: str, declared: Sequence[Declared], shown: tuple[str, str] | None) -> str:
    key = letters(text)
    found: dict[str, list[str]] = {}
    if shown is not None:
        found[shown[1]] = [shown[0]]
    for title in declared:
        if key in title.runs or key in title.endings:
            found.setdefault(title.text, []).append(title.place)
    return "; ".join(f"{'+'.join(places)}: {printed[:EVIDENCE_LENGTH]}" for printed, places in found.items())
