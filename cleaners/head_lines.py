"""What a line beside the headline says of authors, more than a line elsewhere: names with their roles and a team alone count there as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleaners.byline_pieces import LineReading, listed_team, read_line
from cleaners.byline_roles import names_behind_roles
from cleaners.byline_rules import read_byline
from cleaners.byline_signs import names_role, signs_of
from cleaners.byline_tails import names_with_tails
from cleaners.lexicon import Lexicon
from cleaners.name_lists import normal_role

SHORT = 80
"""A longer line is no name with something said of it."""
WRITING = frozenset(
    {
        "reporter",
        "intern_reporter",
        "correspondent",
        "writer",
        "columnist",
        "contributor",
        "editorial_writer",
        "interviewer",
    }
)
"""Roles of those who write; lines that credit nobody else stand in captions and mastheads too."""

_OPENING = ("（", "【", "〔", "［", "(", "[")
"""Signs of a byline in brackets, where Japanese has no role: `（ソウル　高橋太郎）`."""


def read_head_line(text: str, lexicons: Sequence[Lexicon], sites: frozenset[str]) -> LineReading:
    """What a line beside the headline says; names with their roles and a team alone count as well there."""
    reading = read_line(text, lexicons, sites)
    if reading.by or reading.waits or reading.joins:
        return reading
    if credited := _credited(text, lexicons):
        return replace(reading, names=credited, by=True)
    tailed = names_with_tails(text, lexicons) if len(text) <= SHORT else ()
    if tailed:
        roles = [normal_role(part.role or "", lexicons) for part in tailed]
        written = len(roles) > 1 and not WRITING.isdisjoint(roles)
        return replace(reading, names=tuple(name for part in tailed for name in part.names), by=written)
    if reading.names or reading.team:
        return reading
    return replace(reading, team=listed_team(text, lexicons))


def _credited(text: str, lexicons: Sequence[Lexicon]) -> tuple[str, ...]:
    """The names in a line that is nothing but roles and who had them, one of them that of writing: `记者 王晓岚`, `Reportage : Anne Leroy / Photos : Luc Sorel`."""
    if not (names_role(text, signs_of(lexicons)) or (text.startswith(_OPENING) and not text.isascii())):
        return ()
    parts = names_behind_roles(text, lexicons)
    if parts:
        found = [(name, normal_role(part.role or "", lexicons)) for part in parts for name in part.names]
    else:
        reading = read_byline(text, lexicons)
        found = [(author.name, author.role) for author in reading.authors] if reading.explained else []
    written = any(role in WRITING for _, role in found) and all(role for _, role in found)
    return tuple(name for name, _ in found) if written else ()
