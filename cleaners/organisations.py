"""Who writes and is no person: news agencies, newsrooms and their desks, sites, accounts of nobody. By the registry and the lexicons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cleaners.byline_words import byline_words
from cleaners.job_titles import without_job
from cleaners.known_names import bears_word_as_surname, is_given_name, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.outlet_index import OutletIndex, index_of
from cleaners.rulebook import rulebook
from cleaners.scripts import is_unspaced

SHORT_TEAM = 3
"""A team of the lists this short, such as `Tim`, begins names of people as well."""
SHORT_ACRONYM = 3
"""An outlet's name in capitals is one from so many letters on: `CNN Wire`, and not `AL Rashid`."""
_POSSESSIVE = re.compile(r"\w['’]s\s")
"""`World's Editorial`: whose it is stands in no person's name."""


def agency_names() -> frozenset[str]:
    """The names of all news agencies of the registry, in lower case, those among them that only bylines and datelines print."""
    return frozenset(_index().agencies)


@lru_cache(maxsize=1)
def _index() -> OutletIndex:
    return index_of(rulebook().outlets)


def is_agency(name: str) -> bool:
    """Whether a name is a news agency's: `AFP`, `dpa`, `로이터`. `Efe` and `Sid` are given names, `EFE` and `SID` agencies."""
    bare = name.casefold().removesuffix(".").removeprefix("the ")
    return bare in _index().agencies and not (name.istitle() and is_given_name(name))


def is_team(name: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a name is an organisation's and no person's.

    A person is who has a job behind the name (`Ada Verne Digital Editor`), and who bears a given name before a word that is a
    team's elsewhere (`Emily Post`, `Ahmet Efe`).
    """
    if is_agency(name) or is_house(name):
        return True
    if without_job(name) != name:
        return False
    if byline_words().organisation.search(name) and not bears_word_as_surname(name):
        return True
    folded = name.casefold()
    teams = [team.casefold() for lexicon in lexicons for team in lexicon.teams]
    if folded in teams:
        return True
    beside = any(
        folded.endswith(" " + team) or (len(team) > SHORT_TEAM and folded.startswith(team + " ")) for team in teams
    )
    return beside and not is_known_name(name)


def is_outlet_like(name: str) -> bool:
    """Whether a name is a known outlet's of several words, or has the words of a site's and not of a person's: `Harbour News`, `Le Port`."""
    if is_house(name) or (" " in name and _index().named(name) is not None) or _POSSESSIVE.search(name):
        return True
    return byline_words().outlet.search(name) is not None and not bears_word_as_surname(name)


def is_house(name: str) -> bool:
    """Whether nobody but an outlet of the registry is called so: `环球网`, `CNN Wire`.

    That is so for a name in a script without spaces, and for one that begins with an outlet's capitals.
    """
    if is_unspaced(name):
        return _index().named(name) is not None
    first, _, rest = name.partition(" ")
    return (
        len(first) >= SHORT_ACRONYM
        and first.isupper()
        and not rest.isupper()
        and rest != ""
        and _index().named(first) is not None
    )


def is_portal(name: str) -> bool:
    """Whether a name is a portal's or an aggregator's, which passes on what others write."""
    entry = _index().named(name)
    return entry is not None and entry.kind in ("portal", "aggregator")


def is_employer(name: str) -> bool:
    """Whether a name behind another is the house its bearer writes for: a known outlet, or two words and more that a site's name has."""
    if is_known_name(name) or "@" in name:
        return False
    return _index().named(name) is not None or (" " in name and is_outlet_like(name))


def is_placeholder(name: str) -> bool:
    """Whether a name is an account's that is nobody's: `admin`, `Webmaster`, `관리자`."""
    return byline_words().placeholder.fullmatch(name) is not None
