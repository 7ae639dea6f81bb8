"""Printed bylines to people: by the byline rules of the lexicons, so that nothing is invented.

Only where the markup itself says that a text names the authors, that text may be a bare name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleaners.byline_pieces import bare_team, listed_team, read_line, unglued
from cleaners.byline_roles import names_behind_roles, names_with_places
from cleaners.byline_words import byline_words
from cleaners.datelines import read_dateline
from cleaners.known_names import is_known_name
from cleaners.lexicon import BylineRule, Lexicon
from cleaners.model import Author
from cleaners.names import clean_name, is_agency, is_person, is_team, split_names, split_spaced_names, without_degrees
from cleaners.page_authors import page_authors

__all__ = ["BylineReading", "page_authors", "read_bylines", "read_dateline"]

LONGEST = 600
"""A longer text is running text and no byline."""

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}")
_DESK = re.compile(
    r"(?:info|news|newsroom|newsdesk|desk|ops|contact|kontakt|editors?|editorial|office|mail|admin|webmaster|hello|press|presse|redak\w*|r[e]dac\w*"
    r"|redazione|cs|help|support|ads?|sales|reports?|jebo|okjebo|tips?|letters)@",
    re.IGNORECASE,
)
"""An address of a house and of nobody in it."""
_PIECES = re.compile(r"\s*[;；\n|]\s*")
_ROLE_BEFORE = re.compile(
    r"(?:^|(?<=,\s)|(?<=and\s))(?:[A-Z][\w&.]{0,20}\s){1,4}(?:(?:staff|senior|medical|national|science|business|sports|political)\s)?"
    r"(?:writers?|reporters?|correspondents?|journalists?|editors?)\s(?=[A-Z])"
)
"""`Associated Press writer` before a name."""
_BY_BEFORE = re.compile(r"^(?i:by|von|par|por|door|oleh)\s+(?=\S+\s+\S)")
_LAST_ITEM = re.compile(r"[,/|(–—]\s*([^\W\d_][\w. -]{1,30})\)?$")
"""What stands last, behind a sign: `Ada Verne, dpa`."""
_ROLE_SIGN = re.compile(r"[:：=＝/／|｜・]")
_DOUBTFUL = frozenset({"visuals", "planner"})
"""Roles whose words stand before much that is no name."""
_NO_NAME_SIGNS = re.compile(r"[()<>\[\]（）【】]")


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
        reading = _read_text(text, lexicons)
        if not reading.authors and printed in marked:
            reading = replace(reading, authors=tuple(read_people(text, None, None, lexicons)))
        if not reading.authors and not reading.explained:
            reading = replace(reading, authors=_by_pieces(text, lexicons, loose=printed in loose, sites=sites))
        if not reading.authors:
            addresses += [mail for mail in _EMAIL.findall(text[:LONGEST]) if not _DESK.match(mail)]
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
    if parts:
        return tuple(
            _author(name, role=normal_role(part.role, lexicons) if part.role else None, location=part.location)
            for part in parts
            for name in part.names
        )
    reading = read_line(line, lexicons, sites)
    if reading.by:
        team = reading.team
    else:
        team = (listed_team(line, lexicons) or bare_team(text)) if loose and not reading.names else None
    names = reading.names if reading.by or loose else ()
    if team and not names:
        return (_author(team, organization=team),)
    agency = next((hit[1] for hit in _LAST_ITEM.finditer(line) if is_agency(hit[1])), None)
    mails = _EMAIL.findall(line)
    mail = mails[0] if len(names) == len(mails) == 1 and not _DESK.match(mails[0]) else None
    return tuple(_author(name, organization=agency, email=mail) for name in names)


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


def _read_text(text: str, lexicons: Sequence[Lexicon]) -> BylineReading:
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
    authors = tuple(author for reading in found for author in reading.authors)
    if whole is not None and (len(authors) <= len(whole.authors) or not all(reading.authors for reading in found)):
        return whole
    return BylineReading(
        authors,
        next((r.agency for r in found if r.agency), None),
        next((r.location for r in found if r.location), None),
        bool(found) and all(reading.explained for reading in found),
    )


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
        printed = _BY_BEFORE.sub("", groups["names"])
        authors = [replace(a, location=location) for a in read_people(printed, role, organization, lexicons)]
        if role in _DOUBTFUL:
            authors = [a for a in authors if _may_be(a)]
        elif role == "photographer" and authors:
            authors = [a for a in authors if not is_agency(a.name)]
            if not authors:
                return BylineReading(explained=True)
        if not authors:
            return None
        if "email" in groups and authors[0].email is None:
            authors[0] = replace(authors[0], email=groups["email"].strip())
    named = next((a.name for a in authors if is_agency(a.name)), None)
    return BylineReading(tuple(authors), agency or named, location if agency else None, explained=True)


def _may_be(author: Author) -> bool:
    """`Graphics: Ada Verne`, and not the `Graphics: Example X Card` of a machine, nor an agency that sold a picture."""
    return author.organization != author.name and (not author.name.isascii() or is_known_name(author.name))


def read_people(text: str, role: str | None, organization: str | None, lexicons: Sequence[Lexicon]) -> list[Author]:
    """The people in a list of names, which may bear their own roles and addresses; empty where one can be no name."""
    separators = [s for lexicon in lexicons for s in lexicon.name_separators]
    languages = {lexicon.id for lexicon in lexicons}
    nobody = {word.casefold() for lexicon in lexicons for word in lexicon.nobody}
    authors: list[Author] = []
    for chunk, printed in _chunks(text, lexicons):
        emails = _EMAIL.findall(chunk)
        bare = _NO_NAME_SIGNS.sub(" ", _EMAIL.sub(" ", chunk))
        if not bare.strip() and emails and authors:
            authors[-1] = replace(authors[-1], email=authors[-1].email or emails[0])
            continue
        own = normal_role(printed, lexicons) if printed else role
        together = "".join(chunk.split())
        new: list[Author] = []
        for part in split_names(_ROLE_BEFORE.sub("", bare), separators):
            for name in [part] if is_team(part, lexicons) else split_spaced_names(part, languages):
                if name.casefold() in nobody:
                    return []
                if is_team(name, lexicons):
                    new.append(Author(name=name, role=own, email=None, location=None, organization=name))
                elif (first := next(iter(authors or new), None)) and _is_job(name):
                    continue
                elif first and _is_place(name, first.name):
                    new = [replace(a, location=a.location or name) for a in new]
                elif is_person(name) and normal_role(name, lexicons) is None and "".join(name.split()) in together:
                    new.append(Author(name=name, role=own, email=None, location=None, organization=organization))
                else:
                    return []
        if emails and new:
            new[0] = replace(new[0], email=emails[0])
        authors += new
    return authors


def _is_job(name: str) -> bool:
    """Whether what follows a name in a list is its bearer's job or degree: `Ada Verne, Senior Editor, PhD`."""
    return byline_words().job.search(name) is not None or without_degrees(f"X, {name}") == "X"


def _is_place(name: str, first: str) -> bool:
    """`LISBON` behind `Ada Verne`: a place in capitals, and no second person."""
    return name.isupper() and len(name) > 3 and " " not in name and " " in first and not first.split()[-1].isupper()


def _chunks(text: str, lexicons: Sequence[Lexicon]) -> Iterator[tuple[str, str | None]]:
    """`황가나 특파원 백다라 기자` as (황가나, 특파원), (백다라, 기자); e-mail addresses as chunks of their own.

    Only roles of scripts without capitals part a list like this: in others a role may be a name as well.
    """
    pattern = _inner_roles(tuple(role for lexicon in lexicons for role in lexicon.roles))
    hits = list(pattern.finditer(text)) if not text.isascii() else []
    if not hits:
        yield text, None
        return
    before = not text[: hits[0].start()].strip()  # 记者 王小明 通讯员 李四: the role stands first
    for index, hit in enumerate(hits):
        last = hits[index - 1].end() if index else 0
        following = hits[index + 1].start() if index + 1 < len(hits) else len(text)
        if before:
            if text[hit.end() : following].strip(" ·ㆍ/,"):  # none between 기획·취재
                yield text[hit.end() : following], hit[0]
            continue
        names = text[last : hit.start()]
        if index:
            mail = _EMAIL.match(names.lstrip(" (<[,·/"))
            if mail is not None:
                yield mail[0], None
                names = names.replace(mail[0], " ", 1)
        yield names, hit[0]
    if not before and (rest := text[hits[-1].end() :]).strip(" ,·/()<>[]="):
        yield rest, None


@lru_cache(maxsize=64)
def _inner_roles(roles: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(
        {r for r in roles if len(r) > 1 and not any(c.isupper() or c.islower() for c in r)}, key=len, reverse=True
    )
    if not words:
        return re.compile(r"(?!)")
    return re.compile(
        r"(?:(?<=[\s·ㆍ・])|(?<=\w\w)|^)(?:"
        + "|".join(map(re.escape, words))
        + r")(?=$|[\s,·ㆍ・/()<>\[\]:：=、]|[A-Za-z0-9._%+-]+@)"
    )


@lru_cache(maxsize=64)
def _roll(roles: tuple[str, ...]) -> re.Pattern[str]:
    known = sorted(set(roles), key=len, reverse=True)
    words = "|".join(map(re.escape, known)) or r"(?!)"
    caseless = "|".join(re.escape(r) for r in known if not any(c.isupper() or c.islower() for c in r)) or r"(?!)"
    # 글=한가람, 文/王晓岚, 写真・海野太郎: only roles of scripts without capitals stand before such signs
    more = rf"(?:\s?[-,/·&+]\s?(?:{words}))?"  # Haber - Kamera: the first role counts
    return re.compile(
        rf"(?<!\w)(?:(?P<role>{words}){more}\s?[:：]|(?P<sign>{caseless})\s?[=＝・/／|｜])\s*", re.IGNORECASE
    )


def _pieces(text: str, lexicons: Sequence[Lexicon]) -> list[str]:
    """A credit roll taken apart: at line ends and semicolons, and before each role word with a colon."""
    roll = _roll(tuple(role for lexicon in lexicons for role in lexicon.roles))
    pieces: list[str] = []
    for line in _PIECES.split(text.strip("()（）[]【】 ")):
        starts = [hit.start() for hit in roll.finditer(line)]
        borders = sorted({0, *starts, len(line)})
        pieces += [piece for a, b in itertools.pairwise(borders) if (piece := line[a:b].strip(" ,/·"))]
    return pieces


def _by_roll(text: str, lexicons: Sequence[Lexicon]) -> BylineReading:
    """`Role : name, name`, where no rule knows the form."""
    hit = _roll(tuple(role for lexicon in lexicons for role in lexicon.roles)).match(text)
    if hit is None:
        return BylineReading()
    role = normal_role(hit["role"] or hit["sign"], lexicons)
    authors = read_people(text[hit.end() :].rstrip(". "), role, None, lexicons)
    if role == "photographer" and authors and all(is_agency(a.name) for a in authors):
        return BylineReading(explained=True)
    return BylineReading(tuple(authors))


def normal_role(printed: str, lexicons: Sequence[Lexicon]) -> str | None:
    """The normalised role of a printed role word; None where no lexicon knows it."""
    word = " ".join(printed.split()).strip(" .:：()")
    for form in (word, word.lower(), word.replace(" ", ""), word.lower().removesuffix(" by")):
        for lexicon in lexicons:
            if form in lexicon.roles:
                return lexicon.roles[form]
    folded = word.casefold()
    return next((role for lexicon in lexicons for key, role in lexicon.roles.items() if key.casefold() == folded), None)
