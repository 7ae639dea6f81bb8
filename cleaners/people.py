"""Who wrote an article: its printed bylines, what its markup states and marks, put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.byline_lines import BylineLine, byline_lines
from cleaners.byline_pieces import bare_team, read_line
from cleaners.bylines import read_bylines
from cleaners.date_layout import Layout, layout_of
from cleaners.head_bylines import RULES, headline_letters
from cleaners.lexicon import Lexicon
from cleaners.marked_authors import article_authors
from cleaners.model import BODY_LABELS, Author, Label
from cleaners.page_authors import page_authors
from cleaners.profile import Profile
from cleaners.shape import flat, squash
from cleaners.site_names import site_keys
from cleaners.tiling import Segment, Tiling

REACH = 15
"""How many blocks before and after the article a byline may stand; further off it is another article's."""
BEHIND_LEAD = 800
"""Characters behind the start of the running text in which a byline is as good as beside the headline."""

_INITIALS = re.compile(r"[(\[]?[a-zäöüß]{2,5}(?:[/,;-][a-zäöüß]{2,5}){0,3}[)\]]?")
_PICTURES = frozenset({"photographer", "visuals"})
"""Roles in lines that may be a caption's, where only the labeller takes them for a byline."""
_AROUND = frozenset(
    {
        "photographer",
        "visuals",
        "editor",
        "editor_in_chief",
        "translator",
        "proofreader",
        "uploader",
        "producer",
        "planner",
    }
)
"""Roles of those who worked on an article that somebody else wrote."""
_OTHERS = frozenset({Label.RELATED, Label.HEADLINE_LIST, Label.COMMENTS})


@dataclass(frozen=True, slots=True)
class People:
    """The people of an article."""

    byline: str | None
    """The bylines as printed, one a line."""
    authors: tuple[Author, ...]
    agency: str | None
    """Agency printed in a dateline that runs on into the byline, or named as the author."""
    location: str | None


def find_people(tiling: Tiling, profiles: Sequence[Profile], lexicons: Sequence[Lexicon]) -> People:
    """Read the bylines of a labelled document, and the authors of its page.

    On a page that no profile knows a byline beside the headline says more than the markup, and one below the article less.
    """
    view, segments = tiling.view, tiling.segments
    selectors = {f"{p.id}/{rule.id}" for p in profiles for rule in p.select}
    lines = list(byline_lines(tiling, _near(segments), lexicons, selectors))
    leads = [squash(tiling.text_of(s)) for s in segments if s.label is Label.DATELINE]
    marked = {line.readable for line in lines if line.marked}
    if profiles:
        reading = read_bylines([*leads, *(line.readable for line in lines)], lexicons, marked)
        authors = reading.authors or page_authors(view.page, lexicons)
        return People(_printed(lines), authors, reading.agency, reading.location)
    layout = layout_of(view, segments)
    end = _end_of_article(segments, layout)
    head = [line for line in lines if line.start <= layout.body + BEHIND_LEAD]
    tail = [line for line in lines if layout.body + BEHIND_LEAD < line.start <= end]
    far = [line for line in lines if line.start > end and not line.rule.startswith("labeller/")]
    sites = site_keys(view.page)
    above = read_bylines([*leads, *(line.readable for line in head)], lexicons, marked, sites=sites)
    told = [line.readable for line in tail if line.rule in RULES]
    below = read_bylines([line.readable for line in tail], lexicons, marked, told, sites)
    guessed = {line.readable for line in head if line.rule.startswith("labeller/")}
    pictures = {a.name for text in guessed for a in read_bylines([text], lexicons).authors if a.role in _PICTURES}
    written = [a for a in above.authors if a.role not in _AROUND]
    near = [line for line in head if line.rule in RULES or line.start >= layout.headline]
    alone = _alone(near, lexicons) if all(a.organization == a.name for a in written) else ()
    spoken_of = headline_letters(tiling) if alone else ""
    alone = tuple(a for a in alone if flat(a.name) not in spoken_of)
    further = (
        read_bylines([line.readable for line in far], lexicons, marked, sites=sites).authors if len(far) == 1 else ()
    )
    around = [a for a in above.authors if a.role in _AROUND and a.name not in pictures]
    authors = article_authors(
        written,
        view,
        segments,
        lexicons,
        alone=alone,
        below=(*around, *(below.authors or further)),
        company=_company([*head, *tail], lexicons),
    )
    said = [line for line in lines if _says_something(line, lexicons)]
    return People(_printed(said), authors, above.agency or below.agency, above.location or below.location)


def _alone(head: Sequence[BylineLine], lexicons: Sequence[Lexicon]) -> tuple[Author, ...]:
    """The names that stand alone: those beside a date, else the first that the labeller takes for a byline."""
    told = [line.readable for line in head if line.rule in RULES]
    guessed = [line.readable for line in head if line.rule.startswith("labeller/")]
    for texts in (told, *([text] for text in guessed)):
        if found := read_bylines(texts, lexicons, loose=texts).authors:
            return found
    return ()


def _company(lines: Sequence[BylineLine], lexicons: Sequence[Lexicon]) -> frozenset[str]:
    """The names that stand in one line with others, or in lines that make one byline."""
    told = [line.readable for line in lines if line.rule in RULES]
    texts = [told, *([line.readable] for line in lines)]
    lists = (read_bylines(text, lexicons, loose=text).authors for text in texts)
    return frozenset(author.name for authors in lists if len(authors) > 1 for author in authors)


def _printed(lines: Sequence[BylineLine]) -> str | None:
    return "\n".join(dict.fromkeys(line.printed for line in lines)) or None


def _says_something(line: BylineLine, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a line that the labeller alone takes for a byline names anybody, if only by initials."""
    if not line.rule.startswith("labeller/") or _INITIALS.fullmatch(line.printed):
        return True
    reading = read_line(line.readable, lexicons)
    return bool(
        reading.names or reading.by or bare_team(line.printed) or read_bylines([line.readable], lexicons).authors
    )


def _near(segments: Sequence[Segment]) -> list[Segment]:
    """The bylines and credits from a little above the headline to a little below the running text."""
    body = [s.block for s in segments if s.label in BODY_LABELS]
    head = [s.block for s in segments if s.label is Label.HEADLINE]
    first = min([*body[:1], *head[:1]], default=0) - REACH
    last = max(body, default=0) + REACH
    return [s for s in segments if s.label in (Label.BYLINE, Label.CREDITS) and first <= s.block <= last]


def _end_of_article(segments: Sequence[Segment], layout: Layout) -> int:
    """Where other articles begin below the running text: what names people there names theirs."""
    return next(
        (s.start for s in segments if s.start >= layout.body_end and s.label in _OTHERS), layout.body_end + 10**9
    )
