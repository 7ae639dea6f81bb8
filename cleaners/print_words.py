"""The words by which print speaks of pictures, sources and rights, of all languages together, as patterns: `Foto:`, `Avec AFP`, `© 2031`.

The words are in the lexicons' heads, the names of news agencies in the registry of outlets; here is how they stand in a line.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from cleaners.byline_words import alternation, byline_words
from cleaners.outlet_index import index_of
from cleaners.rulebook import rulebook

_LETTERS = re.compile(r"[A-Za-z]")


class PrintWords:
    """The patterns, each made when it is first asked for."""

    def __init__(self) -> None:
        self.words = byline_words().words

    @cached_property
    def worded_credit(self) -> re.Pattern[str]:
        """A photo credit that says so: `Foto: …`, `사진=…`, `© …`."""
        pictures, given = self._cased("picture_words"), self._any("picture_given")
        return re.compile(
            rf"©|ⓒ|\(c\)\s|(?<!\w)(?:{pictures})\s*(?:credits?\s*:|by\s|[:=/|])"
            rf"|(?<!\w)(?:{pictures})\s+(?=(?-i:[A-ZÀ-Ý])[\w.-]+(?:\s+(?-i:[A-ZÀ-Ý])[\w.-]+)*[.,/ ]+(?-i:[A-Z]{{2,5}})$)"
            rf"|(?:{self._uncased('picture_words')})\s*(?:{given})?\s*[=＝:：/／|｜]|(?:{given})\s*[=:|/]",
            re.IGNORECASE,
        )

    @cached_property
    def pictured(self) -> re.Pattern[str]:
        """How a credit in brackets may begin, without a colon: `(foto Ansa)`."""
        return re.compile(rf"(?:{self._cased('picture_words')})\b[.\s]+[^\W\d_]", re.IGNORECASE)

    @cached_property
    def korean_credit(self) -> re.Pattern[str]:
        """A name and what it did, or a house that sells pictures, at the end: `인천=홍가람 기자`."""
        houses = alternation(word for word in self.words["picture_houses"] if not _LETTERS.search(word))
        return re.compile(
            rf"(?:[^\s.]{{1,12}}=)?[^\s.]{{2,20}}(?:\s[^\s.]{{2,12}})?\s(?:{self._uncased('picture_roles')})$|(?:{houses})$"
        )

    @cached_property
    def picture_agency(self) -> re.Pattern[str]:
        """A news agency, or a house that sells pictures."""
        names = {*self._agencies, *self.words["picture_houses"]}
        lettered = alternation(name for name in names if _LETTERS.search(name))
        others = alternation(name for name in names if not _LETTERS.search(name))
        return re.compile(rf"(?<![A-Za-z])(?:{lettered})(?![A-Za-z])|{others}")

    @cached_property
    def photo(self) -> re.Pattern[str]:
        """A photo credit in a line, up to the end of its bracket or line."""
        cased, uncased = self._cased("picture_words"), self._uncased("picture_words")
        given = self._any("picture_given")
        return re.compile(
            rf"[(\[/]?\s*(?:(?<!\w)(?:{cased})|{uncased})\s*(?:{given}|credit|by|[:=/|：＝])[^)\]\n]*", re.IGNORECASE
        )

    @cached_property
    def source_word(self) -> re.Pattern[str]:
        """Words before the name of a source, where the line says nothing else."""
        return re.compile(rf"^\W*(?:{self._any('sources')})\s*[:：]\s*", re.IGNORECASE)

    @cached_property
    def source(self) -> re.Pattern[str]:
        """A source named inside a line, in languages where that is always the publisher."""
        return re.compile(rf"(?:{self._uncased('sources')})\s*[:：]\s*(\S[^|｜\n]{{1,30}})")

    @cached_property
    def with_agency(self) -> re.Pattern[str]:
        """A line that says whose text it is: `Avec AFP`, `Le Matin avec Reuters`, `Quelle: dpa`, `Com informações da Reuters`."""
        words = alternation([*self.words["with_agency"], *self.words["sources"]])
        return re.compile(
            rf"\W{{0,3}}(?:\w+\s\w*\s?)?(?:{words})(?:\s*[:：=]\s*|\s+(?:(?:{self._any('agency_fillers')})\s+){{0,4}}|\s*l['’])(.{{2,40}})$",
            re.IGNORECASE,
        )

    @cached_property
    def holder(self) -> re.Pattern[str]:
        """The holder named in a copyright line."""
        ends = self._any("holder_ends").replace(r"\ ", r"\s+")
        return re.compile(
            rf"(?:{self._any('holder_words')}|[©ⓒⒸ]|\(c\))[\s:：,©ⓒⒸ]*(?:\(c\))?[\s,]*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?[,\s]*(?:by\s+)?"
            rf"(?P<name>[^\W\d_][^,.<>|\[\]()&·;:\n©ⓒ]{{1,59}}?)\s*(?=(?:19|20)\d\d|{ends}|[,.<>|\[\]()&·;:©ⓒ]|$)",
            re.IGNORECASE,
        )

    @cached_property
    def holder_sign(self) -> re.Pattern[str]:
        """What a line that names the holder of the rights bears."""
        return re.compile(rf"[©ⓒⒸ]|\(c\)|{self._any('holder_words')}|{self._any('holder_signs')}", re.IGNORECASE)

    @cached_property
    def company(self) -> re.Pattern[str]:
        """A company that owns an outlet, which most often is called otherwise."""
        forms = alternation([*self.words["firms"], *filter(_has_case, self.words["company_words"])])
        return re.compile(
            rf"^[^,.<>|\[\]()·;:\n©ⓒ]{{0,59}}?[\s,.]*\b(?:{forms})\b|^.{{0,30}}(?:{self._uncased('company_words')})"
        )

    @cached_property
    def company_behind(self) -> re.Pattern[str]:
        """What makes the name of an outlet that of its company: `Group` behind it."""
        return re.compile(rf"\s(?:{self._cased('company_words')})\b")

    @cached_property
    def no_holder(self) -> re.Pattern[str]:
        """What follows the sign where no holder is named."""
        return re.compile(rf"(?i:^(?:{self._cased('no_holders')})\b)|{self._uncased('no_holders')}")

    @cached_property
    def _agencies(self) -> set[str]:
        entries = {entry.id: entry for entry in index_of(rulebook().outlets).agencies.values() if not entry.ordinary}
        return {name for entry in entries.values() for name in (entry.name, *entry.names, *entry.byline_names)}

    def _any(self, kind: str) -> str:
        return alternation(self.words[kind])

    def _cased(self, kind: str) -> str:
        return alternation(filter(_has_case, self.words[kind]))

    def _uncased(self, kind: str) -> str:
        return alternation(word for word in self.words[kind] if not _has_case(word))


def _has_case(word: str) -> bool:
    return any(c.islower() or c.isupper() for c in word)


@lru_cache(maxsize=1)
def print_words() -> PrintWords:
    """The patterns of all lexicons that are installed."""
    return PrintWords()
