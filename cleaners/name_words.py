"""The words and names of `known_names.toml`: given names, family names, and the small words, titles and surnames that names hold."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from cleaners.rules import Table, read_table

FILE = "known_names.toml"


class SmallWords(Table):
    """Words that names hold, in one string, with texts that hold them and texts that do not."""

    words: str
    examples: list[str]
    counter_examples: list[str]


class NameFile(Table):
    """The file."""

    particles: SmallWords
    never_first: SmallWords
    titles: SmallWords
    phrases: SmallWords
    places: SmallWords
    surnames: SmallWords
    no_family_ends: SmallWords
    given: dict[str, str]
    """Given names by language or region."""
    family: dict[str, str]
    """Family names by language, where they stand first and part from the given name without a space."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """What the file holds."""

    printed: frozenset[str]
    """Given names as the lists print them, in lower case."""
    given: frozenset[str]
    """Given names of all languages, folded; none that becomes a particle by that: `Lê` is a name, `Le` an article."""
    japanese: frozenset[str]
    """Japanese family names."""
    no_family_ends: tuple[str, ...]
    """What words end with that begin like one of those and are no names."""
    particles: frozenset[str]
    """Words inside names that may be written small."""
    never_first: frozenset[str]
    """Those that begin no name when written small."""
    titles: frozenset[str]
    """Titles before a given name, in lower case."""
    phrases: frozenset[str]
    """Words of phrases, which no known name holds."""
    places: frozenset[str]
    """What names of places, venues, clubs and events end with and known names do not, in lower case."""
    surnames: frozenset[str]
    """Surnames that are also words of jobs, menus, newsrooms or papers, folded."""


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """The file, read once."""
    data = read_table(files("cleaners").joinpath(FILE).read_text(encoding="utf-8"), FILE, NameFile)
    particles = frozenset(data.particles.words.split())
    listed = [name for names in data.given.values() for name in names.split()]
    return NameWords(
        printed=frozenset(name.casefold() for name in listed),
        given=frozenset(plain for name in listed if (plain := folded(name)) not in particles or name.isascii()),
        japanese=frozenset(data.family["ja"].split()),
        no_family_ends=tuple(data.no_family_ends.words.split()),
        particles=particles,
        never_first=frozenset(data.never_first.words.split()),
        titles=frozenset(data.titles.words.split()),
        phrases=frozenset(data.phrases.words.split()),
        places=frozenset(data.places.words.casefold().split()),
        surnames=frozenset(map(folded, data.surnames.words.split())),
    )


def folded(word: str) -> str:
    """Lower case, without accents."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
