"""Printed bylines to people: by the byline rules of the lexicons, so that nothing is invented.

Only where the markup itself says that a text names the authors, that text may be a bare name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from cleaners.byline_pieces import agency_behind, bare_team, listed_team, read_line
from cleaners.byline_roles import names_behind_roles, names_with_places
from cleaners.byline_rules import LONGEST, BylineReading, read_byline
from cleaners.byline_tails import names_with_tails, with_tails
from cleaners.byline_words import byline_words
from cleaners.datelines import read_dateline
from cleaners.lexicon import Lexicon
from cleaners.line_names import unglued
from cleaners.model import Author
from cleaners.name_lists import EMAIL, normal_role, read_people
from cleaners.page_authors import page_authors

__all__ = ["BylineReading", "page_authors", "read_bylines", "read_dateline"]


def read_bylines(
    texts: Sequence[str],
    lexicons: Sequence[Lexicon],
    marked: Collection[str] = (),
    loose: Collection[str] = (),
    sites: frozenset[str] = frozenset(),
) -> BylineReading:
    """The people, teams and agencies that printed bylines and credits name.

    Args:
        texts: the bylines as printed, in order.
        lexicons: whose byline rules read them: the document's language first, then `und`.
        marked: those of them that the portal's markup marks as authors, so that a bare name is one.
        loose: those that stand where a byline stands, so that what no rule explains is read by its pieces, and a bare name
            that is known to be one is one.
        sites: names of the site, flattened: behind a by-word they are a team.
    """
    people: dict[str, Author] = {}
    addresses: list[str] = []
    agency = location = None
    for printed in texts:
        text = unglued(printed)
        reading = read_byline(text, lexicons)
        if not reading.authors and printed in marked:
            reading = replace(reading, authors=tuple(read_people(text, None, None, lexicons)))
        if not reading.authors and not reading.explained:
            reading = replace(reading, authors=_by_pieces(text, lexicons, loose=printed in loose, sites=sites))
        else:
            reading = replace(reading, authors=with_tails(reading.authors, " ".join(text.split()), lexicons))
        if not reading.authors:
            addresses += [mail for mail in EMAIL.findall(text[:LONGEST]) if not byline_words().mailbox.match(mail)]
        for author in reading.authors:
            key = author.name.casefold()
            people[key] = _merged(people[key], author) if key in people else author
        agency = agency or reading.agency
        location = location or reading.location
    if len(people) == len(set(addresses)) == 1:  # the name in the lead, the address under the text
        people = {key: _with_address(author, addresses[0]) for key, author in people.items()}
    return BylineReading(tuple(people.values()), agency, location)


def _by_pieces(text: str, lexicons: Sequence[Lexicon], *, loose: bool, sites: frozenset[str]) -> tuple[Author, ...]:
    """The names behind roles, places or a by-word in a line that no rule explains; where it is loose, names and teams alone too."""
    line = " ".join(text.split())
    parts = names_behind_roles(line, lexicons) or names_with_places(line, lexicons)
    reading = read_line(line, lexicons, sites)
    parts = parts or (names_with_tails(line, lexicons) if loose or reading.by else ())
    if parts:
        mail = _only_address(line, [name for part in parts for name in part.names])
        return tuple(
            _author(
                name,
                role=normal_role(part.role, lexicons) if part.role else None,
                email=mail,
                location=part.location,
                organization=part.organization,
            )
            for part in parts
            for name in part.names
        )
    if reading.by:
        team = reading.team
    else:
        team = (listed_team(line, lexicons) or bare_team(text)) if loose and not reading.names else None
    names = reading.names if reading.by or loose else ()
    if team and not names:
        return (_author(team, organization=team),)
    agency = agency_behind(line)
    mail = _only_address(line, names)
    return tuple(_author(name, organization=agency, email=mail) for name in names)


def _only_address(text: str, names: Sequence[str]) -> str | None:
    """The address in a text that names one person and one address."""
    mails = EMAIL.findall(text)
    return mails[0] if len(names) == len(mails) == 1 and not byline_words().mailbox.match(mails[0]) else None


def _author(
    name: str,
    *,
    role: str | None = None,
    email: str | None = None,
    location: str | None = None,
    organization: str | None = None,
) -> Author:
    return Author(name=name, role=role, email=email, location=location, organization=organization)


def _with_address(author: Author, email: str) -> Author:
    return author if author.email else replace(author, email=email)


def _merged(first: Author, second: Author) -> Author:
    """The same person printed twice: the first role stands, what was missing is added."""
    return replace(
        first,
        role=first.role or second.role,
        email=first.email or second.email,
        location=first.location or second.location,
        organization=first.organization or second.organization,
    )
