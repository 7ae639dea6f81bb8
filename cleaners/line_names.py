"""The names that a piece of a byline begins with, and where each of them ends: `Ada Verne and Mo Lin, Senior Editors at Example`."""

from __future__ import annotations

import re

from cleaners.byline_signs import BylineSigns
from cleaners.byline_words import DEGREE, byline_words
from cleaners.known_names import bears_word_as_surname, is_given_name, is_known_name
from cleaners.names import clean_name, is_particle, is_person
from cleaners.organisations import is_agency, is_outlet_like

_CAMEL = re.compile(r"(?<=[A-ZÀ-Þ])([a-zß-ÿ]{3,20})([A-ZÀ-Þ][a-zß-ÿ]{2,20})(?=\s[A-ZÀ-Þ])")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z-]+")


def unglued(text: str) -> str:
    """`Ada VerneMarc Ruiz`, as two inline elements leave it, with a comma between the names."""
    return _CAMEL.sub(lambda hit: f"{hit[1]}, {hit[2]}" if is_given_name(hit[2]) else hit[0], text)


def names_at_start(text: str, words: BylineSigns, *, trusted: bool) -> list[str]:
    """The names that a text begins with; none where its first words can be no name.

    Behind a by-word (`trusted`) any full name counts, elsewhere only one that begins with a known given name.
    """
    if not trusted and text.isascii() and "." not in text and not any(map(is_given_name, _LATIN.findall(text))):
        return []  # most lines: no given name and no initials
    names: list[str] = []
    last = "start"
    at = 0
    for sign in [*words.separator.finditer(text), None]:
        item = _without_house(clean_name(text[at : sign.start() if sign else len(text)]))
        name = _leading_name(item)
        whole = name == item
        if names and item and not whole and not name:
            break
        if name and last == "start":
            ok = (is_known_name(name) and (trusted or not is_outlet_like(name))) or (
                trusted and (_is_full(name) or (whole and is_given_name(name)))
            )
            if not ok or not (whole or _runs_on(item[len(name) :])):
                return []
            names.append(name)
            if not whole:
                break
        elif last == "start":
            return []
        elif name and _is_further(name, item, joined=last == "and"):
            names.append(name)
        if sign is None:
            break
        last = "and" if words.word_sign.search(sign[0]) else "comma"
        at = sign.end()
    return names


def _without_house(item: str) -> str:
    """A name without the house before it, in scripts without capitals: `みなと新聞 高橋太郎`."""
    house, _, name = item.partition(" ")
    return name if name and _HAN.search(house) and byline_words().organisation.search(house) else item


def _leading_name(item: str) -> str:
    """The longest run of words at the start that is a person's name, without the role that follows it."""
    words = item.split()
    job = byline_words().job
    best = 0
    for index, word in enumerate(words[:6]):
        if word.endswith((".", ",")) and len(word) > 4:
            best = index + 1
            break
        if is_particle(word) and word.islower():
            continue
        if not (word[:1].isupper() or not any(c.islower() or c.isupper() for c in word) or "'" in word or "’" in word):
            break
        if index and (job.fullmatch(word.strip("().,")) or word.casefold() in byline_words().onward_words):
            if bears_word_as_surname(" ".join(words[: index + 1])):
                best = index + 1
            break
        if index > 1 and word.casefold() in byline_words().qualifiers and job.search(" ".join(words[index + 1 :])):
            break  # Ada Verne Digital Editor
        if index > 1 and word.isupper() and words[index - 1 : index + 2][-1].isupper() and not words[0].isupper():
            break  # Ada Verne USA TODAY
        best = index + 1
    name = clean_name(" ".join(words[:best]))
    if " " in name and _HAN.search(name) and not is_known_name(name):
        return ""
    return name if name and is_person(name) and _is_no_job(name) else ""


def _is_no_job(name: str) -> bool:
    return bears_word_as_surname(name) or byline_words().job.search(name) is None


def _is_full(name: str) -> bool:
    return (" " in name or not name.isascii()) and is_person(name) and _is_no_job(name) and not is_agency(name)


def _is_further(name: str, item: str, *, joined: bool) -> bool:
    """Whether a later part of a list is another person, and no job, degree or agency of the one before."""
    if byline_words().job.search(item) or DEGREE.fullmatch(item) or is_agency(item):
        return False
    return is_known_name(name) or (joined and _is_full(name) and name == item)


def _runs_on(rest: str) -> bool:
    """Whether what stands behind a name goes on about it: `in Markets`, `(Editor)`, `for Example News`, `Senior Writer`."""
    known = byline_words()
    return (
        rest.isupper()
        or known.onward.match(rest) is not None
        or (known.job.search(rest) is not None and len(rest.split()) <= 6)
    )
