"""Lists of names as bylines print them: several people, each with a role, an address or a place of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from cleaners.byline_words import byline_words
from cleaners.known_names import is_given_name
from cleaners.lexicon import Lexicon
from cleaners.model import Author
from cleaners.names import is_person, split_names, split_spaced_names, without_degrees
from cleaners.organisations import is_agency, is_employer, is_house, is_placeholder, is_team

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}")
_SHORT_ROLE = re.compile(r"[\uac00-\ud7a3\u3400-\u9fff]")
"""Roles of one sign, which only open a piece of a list: 글 홍가람 기자 / 사진 서다온 기자."""
_GLUED_ROLE = re.compile(r"[\u3400-\u9fff]{1,3}[者员員]")
"""Roles to which Chinese glues the name behind them: 记者王晓岚 通讯员李云舟."""
_NO_NAME_SIGNS = re.compile(r"[()<>\[\]（）【】]")


def read_people(text: str, role: str | None, organization: str | None, lexicons: Sequence[Lexicon]) -> list[Author]:
    """The people in a list of names, which may bear their own roles and addresses; empty where one can be no name."""
    separators = [s for lexicon in lexicons for s in lexicon.name_separators]
    languages = {lexicon.id for lexicon in lexicons}
    nobody = {word.casefold() for lexicon in lexicons for word in lexicon.nobody}
    qualifiers = byline_words().qualifiers
    authors: list[Author] = []
    for chunk, printed in _chunks(text, lexicons):
        emails = EMAIL.findall(chunk)
        bare = _NO_NAME_SIGNS.sub(" ", EMAIL.sub(" ", chunk))
        if not bare.strip() and emails and authors:
            authors[-1] = replace(authors[-1], email=authors[-1].email or emails[0])
            continue
        own = normal_role(printed, lexicons) if printed else role
        together = "".join(chunk.split())
        new: list[Author] = []
        for part in split_names(byline_words().house_job.sub(r"\1", bare), separators):
            for name in [part] if is_team(part, lexicons) else split_spaced_names(part, languages):
                if _names_nobody(name, nobody, first=not (authors or new)) or is_placeholder(name):
                    return []
                if name in qualifiers:
                    continue  # 홍가람 온라인기자
                if is_agency(name) and (authors or new):
                    authors, new = ([_of_agency(a, name) for a in some] for some in (authors, new))
                elif own is not None and is_house(name) and _is_title(name):
                    return []
                elif is_team(name, lexicons):
                    new.append(Author(name=name, role=own, email=None, location=None, organization=name))
                elif (first := next(iter(authors or new), None)) and is_employer(name) and not _is_job(name):
                    authors, new = ([_of_agency(a, name) for a in some] for some in (authors, new))
                elif first and (_is_place(name, first.name) or name.casefold() in byline_words().cities):
                    new = [replace(a, location=a.location or name) for a in new]
                elif first and (_is_job(name) or _is_topic(name, first.name)):
                    continue
                elif is_person(name) and normal_role(name, lexicons) is None and "".join(name.split()) in together:
                    new.append(Author(name=name, role=own, email=None, location=None, organization=organization))
                else:
                    return []
        if emails and new:
            new[0] = replace(new[0], email=emails[0])
        authors += new
    if role is None and len(authors) > 1 and not any(map(_is_telling, authors)):
        return []  # By Land and Sea
    return _of_house(authors)


def _of_house(authors: list[Author]) -> list[Author]:
    """The people behind the house they write for, in scripts without capitals: `港口网记者 王晓岚 李云舟`, `港口网 王晓岚`."""
    house, people = authors[:1], authors[1:]
    if not people or not is_house(house[0].name) or any(a.organization == a.name for a in people):
        return authors
    return [replace(a, role=a.role or house[0].role, organization=a.organization or house[0].name) for a in people]


def _names_nobody(name: str, nobody: Collection[str], *, first: bool) -> bool:
    """Whether what stands for a name is none: a word such as `Archiv`, alone, first or last, or a city behind nobody."""
    words = [word.strip(".,") for word in name.casefold().split()] or [""]
    if first and name.casefold() in byline_words().cities:
        return True
    return name.casefold() in nobody or words[0] in nobody or words[-1] in nobody


def _is_telling(author: Author) -> bool:
    """Whether a name can't as well be an ordinary word with a capital: of two words, known, without capitals, or told more of."""
    name = author.name
    return (
        " " in name
        or not name[:1].isupper()
        or name.isupper()
        or is_given_name(name)
        or author != Author(name, None, None, None, None)
    )


def _of_agency(author: Author, agency: str) -> Author:
    """Who stands before an agency writes for it: `Ada Verne | AP`; a team does not."""
    return replace(author, organization=author.organization or agency)


def _is_job(name: str) -> bool:
    """Whether what follows a name in a list is its bearer's job or degree: `Ada Verne, Senior Editor, PhD`."""
    return byline_words().job.search(name) is not None or without_degrees(f"X, {name}") == "X"


def _is_title(name: str) -> bool:
    """Whether what stands behind a house is the rest of a job: `CNBC Executive` of `CNBC Executive News Editor`."""
    _, _, rest = name.partition(" ")
    words = byline_words()
    return rest != "" and all(w.casefold() in words.qualifiers or words.job.fullmatch(w) for w in rest.split())


def _is_topic(name: str, first: str) -> bool:
    """One word behind a full name, and no given name: `Ada Verne, Privacy and Security Expert`, `Gardener & Astrologer`."""
    return name[:1].isupper() and " " not in name and not name.isupper() and " " in first and not is_given_name(name)


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
                title = hits[index + 1] if index + 1 < len(hits) and _SHORT_ROLE.fullmatch(hit[0]) else None
                behind = hits[index + 2].start() if index + 2 < len(hits) else len(text)
                titled = title is not None and not text[title.end() : behind].strip(" ·ㆍ/,")
                yield text[hit.end() : following], title[0] if title and titled else hit[0]
            continue
        names = text[last : hit.start()]
        if index:
            mail = EMAIL.match(names.lstrip(" (<[,·/"))
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
    short = "|".join(sorted(r for r in roles if _SHORT_ROLE.fullmatch(r))) or "(?!)"
    return re.compile(
        r"(?:(?<=[\s·ㆍ・])|(?<=\w\w)|^)(?:"
        + "|".join(map(re.escape, words))
        + r")(?=$|[\s,·ㆍ・/()<>\[\]:：=、]|[A-Za-z0-9._%+-]+@)"
        + r"|(?:(?<=[\s(（])|^)(?:"
        + ("|".join(map(re.escape, (word for word in words if _GLUED_ROLE.fullmatch(word)))) or "(?!)")
        + r")(?=[\u3400-\u9fff]{2,3}(?:$|[\s、，)）]))"
        + rf"|(?:^|(?<=[,/|] )|(?<=[·ㆍ]))(?:{short})(?=\s)"
    )


def without_role(name: str, lexicons: Sequence[Lexicon]) -> str:
    """A name without the role behind it, of scripts without capitals: `홍길동 기자`, `홍길동기자`, `王小明记者`."""
    if name.isascii():
        return name
    hits = list(_inner_roles(tuple(role for lexicon in lexicons for role in lexicon.roles)).finditer(name))
    return name[: hits[-1].start()].rstrip() or name if hits and hits[-1].end() == len(name) else name


def normal_role(printed: str, lexicons: Sequence[Lexicon]) -> str | None:
    """The normalised role of a printed role word; None where no lexicon knows it."""
    word = " ".join(printed.split()).strip(" .:：()")
    for form in (word, word.lower(), word.replace(" ", ""), word.lower().removesuffix(" by")):
        for lexicon in lexicons:
            if form in lexicon.roles:
                return lexicon.roles[form]
    folded = word.casefold()
    return next((role for lexicon in lexicons for key, role in lexicon.roles.items() if key.casefold() == folded), None)
