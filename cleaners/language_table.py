"""What tells languages of one script apart: the schema of `languages.toml`, and the look-up made of it and the lexicons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from cleaners.lexicon_head import LexiconHead
from cleaners.rules import Table

LETTER = 0.5
"""A letter that few languages use weighs as much as so many function words."""


class Language(Table):
    """A language and the words and letters it is told by."""

    id: str
    """BCP 47 tag."""
    script: str
    """ISO 15924."""
    words: str = ""
    """Function words in lower case, separated by spaces."""
    letters: str = ""
    """Signs that hardly any other language of the script uses."""
    lexicon: str | None = None
    """The lexicon of a neighbour that serves it."""
    variant: dict[str, str] = Field(default_factory=dict)
    """Tag of a region or norm, and the words that only it uses."""


class LanguageFile(Table):
    """The file `languages.toml`."""

    language: list[Language]


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """Words and letters by script, each with the languages that it speaks for and how strongly."""

    words: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]]
    letters: Mapping[str, Mapping[str, tuple[tuple[str, float], ...]]]
    own: Mapping[str, frozenset[str]]
    """The function words of each language, as many as it shares with others."""
    of_script: Mapping[str, frozenset[str]]
    variants: Mapping[str, Mapping[str, frozenset[str]]]
    lexicons: Mapping[str, str] = field(default_factory=dict)

    def lexicon_of(self, tag: str | None) -> str | None:
        """The id of the lexicon that serves a language, which may be a neighbour's."""
        if tag is None:
            return None
        return self.lexicons.get(tag) or self.lexicons.get(tag.split("-")[0]) or tag.split("-")[0]


def table_of(languages: Iterable[Language], heads: Mapping[str, LexiconHead]) -> LanguageTable:
    """The look-up of all languages.

    A word that several languages share speaks for each of them as much less.

    Args:
        languages: the languages of `languages.toml`.
        heads: the lexicons by id; their `stopwords` are words of their language.
    """
    known = {language.id: language for language in languages}
    words: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    letters: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    of_script: defaultdict[str, set[str]] = defaultdict(set)
    for language in known.values():
        of_script[language.script].add(language.id)
        for word in language.words.split():
            words[language.script][word].add(language.id)
        for letter in language.letters:
            letters[language.script][letter].add(language.id)
    for head in heads.values():
        for script in head.scripts:
            if head.spaces and head.stopwords:
                of_script[script].add(head.id)
                for word in head.stopwords:
                    words[script][word].add(head.id)
    ids_of_words = {i for table in words.values() for ids in table.values() for i in ids}
    return LanguageTable(
        {script: _weighed(table) for script, table in words.items()},
        {script: _weighed(table) for script, table in letters.items()},
        {
            i: frozenset(w for table in words.values() for w, ids in table.items() if i in ids)
            for i in sorted(ids_of_words)
        },
        {script: frozenset(ids) for script, ids in of_script.items()},
        {i: {tag: frozenset(text.split()) for tag, text in known[i].variant.items()} for i in known},
        {i: known[i].lexicon or "" for i in known if known[i].lexicon},
    )


def _weighed(table: Mapping[str, set[str]]) -> dict[str, tuple[tuple[str, float], ...]]:
    return {key: tuple((i, 1 / len(ids)) for i in sorted(ids)) for key, ids in table.items()}
