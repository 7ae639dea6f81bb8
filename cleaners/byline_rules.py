"""One printed byline to people: whole by a rule of the lexicons, else by its parts, as a credit roll has them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleaners.byline_words import byline_words
from cleaners.known_names import is_known_name
from cleaners.lexicon import BylineRule, Lexicon
from cleaners.model import Author
from cleaners.name_lists import normal_role, read_people
from cleaners.names import clean_name
from cleaners.organisations import is_agency

LONGEST = 600
"""A longer text is running text and no byline."""
_PIECES = re.compile(r"\s*[;；\n|]\s*")
_ROLE_SIGN = re.compile(r"[:：=＝/／|｜・]")
_DOUBTFUL = frozenset({"visuals", "planner"})
"""Roles whose words stand before much that is no name."""


@dataclass(frozen=True, slots=True)
class BylineReading:
    """What the printed bylines say."""

    authors: tuple[Author, ...] = ()
    """In order of print, each once."""
    agency: str | None = None
    """Agency printed in a dateline that runs on into the byline, or named as the author."""
    location: str | None = None
    """Place printed in such a dateline."""
    explained: bool = False
    """A rule explains the text, even where it names nobody."""


def read_byline(text: str, lexicons: Sequence[Lexicon]) -> BylineReading:
    """One byline: whole by a rule, else its parts, each by a rule."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return BylineReading()
    whole = _by_rules(text, lexicons)
    pieces = _pieces(text, lexicons)
    if whole is not None and (len(pieces) < 2 or _ROLE_SIGN.search(text) is None):
        return whole
    found: list[BylineReading] = []
    for piece in pieces:
        reading = _by_rules(piece, lexicons) if piece != text else None
        found.append(reading if reading is not None else _by_roll(piece, lexicons))
    authors = _of_agency([author for reading in found for author in reading.authors])
    if whole is not None and (
        len(authors) <= len(whole.authors) or not all(reading.authors or reading.explained for reading in found)
    ):
        return whole
    return BylineReading(
        authors,
        next((r.agency for r in found if r.agency), None),
        next((r.location for r in found if r.location), None),
        bool(found) and all(reading.explained or reading.authors for reading in found),
    )


def _of_agency(authors: Sequence[Author]) -> tuple[Author, ...]:
    """People, and an agency in a piece of its own behind them: theirs, and no author beside them. `By Ada Verne | AP`."""
    agency = next((a.name for a in authors[1:] if a.role is None and is_agency(a.name)), None)
    people = [a for a in authors if a.organization != a.name]
    if agency is None or not people or authors[0] is not people[0]:
        return tuple(authors)
    rest = (a for a in authors if not is_agency(a.name))
    return tuple(replace(a, organization=a.organization or agency) for a in rest)


def _by_rules(text: str, lexicons: Sequence[Lexicon]) -> BylineReading | None:
    """The reading of the first rule that explains the whole text; None where none does."""
    for lexicon in lexicons:
        for rule in lexicon.byline:
            match = rule.regex.fullmatch(text)
            if match is not None:
                reading = _by_rule(match, rule, lexicons)
                if reading is not None:
                    return reading
    return None


def _by_rule(match: re.Match[str], rule: BylineRule, lexicons: Sequence[Lexicon]) -> BylineReading | None:
    """What a matching rule names; None where what stands for a name can be none."""
    groups = {key: value for key, value in match.groupdict().items() if value and value.strip()}
    role = normal_role(groups["role"], lexicons) if "role" in groups else rule.role
    agency = clean_name(groups["agency"]) if "agency" in groups else None
    location = clean_name(groups["location"]) if "location" in groups else None
    organization = clean_name(groups["organization"]) if "organization" in groups else agency
    authors: list[Author] = []
    if "names" in groups:
        printed = _without_by(groups["names"])
        authors = [
            replace(a, location=location or a.location) for a in read_people(printed, role, organization, lexicons)
        ]
        credited = _credited(authors, role)
        if authors and not credited and role == "photographer":
            return BylineReading(explained=True)
        authors = credited
        if not authors:
            return None
        if "email" in groups and authors[0].email is None:
            authors[0] = replace(authors[0], email=groups["email"].strip())
    named = next((a.organization for a in authors if a.organization and is_agency(a.organization)), None)
    return BylineReading(tuple(authors), agency or named, location if agency else None, explained=True)


def _without_by(names: str) -> str:
    """Names without a by-word that stands behind the role: `Text: Von Anna Müller`."""
    by = byline_words().by_whom.match(names)
    return names[by.end() :] if by and " " in names[by.end() :].strip() else names


def _credited(authors: list[Author], role: str | None) -> list[Author]:
    """Those whom a credit for pictures or planning names: no agency that sold a picture, and no topic of a plan."""
    if role == "photographer":
        return [author for author in authors if author.organization != author.name and not is_agency(author.name)]
    return [author for author in authors if _may_be(author)] if role in _DOUBTFUL else authors


def _is_whole(name: str) -> bool:
    return " " in name or not name.isascii()


def _may_be(author: Author) -> bool:
    """`Graphics: Ada Verne`, and not the `Graphics: Example X Card` of a machine, nor an agency that sold a picture."""
    return author.organization != author.name and (not author.name.isascii() or is_known_name(author.name))


@lru_cache(maxsize=64)
def _roll(roles: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted(set(roles), key=len, reverse=True)
    words = "|".join(map(re.escape, known)) or r"(?!)"
    caseless = "|".join(re.escape(r) for r in known if not any(c.isupper() or c.islower() for c in r)) or r"(?!)"
    # 글=한가람, 文/王晓岚, 写真・海野太郎: only roles of scripts without capitals stand before such signs
    more = rf"(?:\s?[-,/·&+]\s?(?:{words}))?"  # Haber - Kamera: the first role counts
    return re.compile(
        rf"(?<!\w)(?:(?P<role>{words}){more}(?:\s?[:：]|\s[—–](?=\s))|(?P<sign>{caseless})\s?[=＝・/／|｜])\s*",
        re.IGNORECASE,
    )


def _pieces(text: str, lexicons: Sequence[Lexicon]) -> list[str]:
    """A credit roll taken apart: at line ends and semicolons, and before each role word with a colon."""
    roll = _roll(tuple(role for lexicon in lexicons for role in lexicon.roles))
    pieces: list[str] = []
    for line in _PIECES.split(text.strip("()（）[]【】 ")):
        starts = [hit.start() for pattern in (roll, byline_words().source) for hit in pattern.finditer(line)]
        borders = sorted({0, *starts, len(line)})
        pieces += [piece for a, b in itertools.pairwise(borders) if (piece := line[a:b].strip(" ,/·"))]
    return pieces


def _by_roll(text: str, lexicons: Sequence[Lexicon]) -> BylineReading:
    """`Role : name, name`, where no rule knows the form."""
    hit = _roll(tuple(role for lexicon in lexicons for role in lexicon.roles)).match(text)
    if hit is None:
        return BylineReading(explained=byline_words().source.match(text) is not None)
    role = normal_role(hit["role"] or hit["sign"], lexicons)
    authors = read_people(text[hit.end() :].rstrip(". "), role, None, lexicons)
    # A roll stands among other credits: its planners and designers need not bear known names, but whole ones.
    credited = [a for a in authors if _is_whole(a.name)] if role in _DOUBTFUL else _credited(authors, role)
    return BylineReading(tuple(credited), explained=bool(authors) and not credited)
