"""The words that bylines are read by, of all languages together, as patterns: jobs, teams, dates, credits for something else than the writing.

The words are in the lexicons' heads; here is what holds for all languages: how numbers of dates, degrees and sentences look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from cleaners.lexicon_head import LexiconHead, WordList
from cleaners.rulebook import rulebook

DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}[®*]?(?:\s\([A-Z]\w+\))?|Jr\.?|Sr\.?|I{2,3}")
SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?]\s+[^\W\d_]{2,}(?:\s+\S+){3}")

_NUMBERS = (
    r"(?<!\d)(?:19|20)\d\d[.\s,T-]{0,2}\d|\d[.,]?\s?\w{0,12}[.,]?\s(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./:-]\d{1,2}(?!\d)"
    r"|\d{1,2}\s?[hH]\s?\d\d\b|[年月]\s?\d{1,2}|\d[年月日]"
)
KINDS = tuple(key for key, field in LexiconHead.model_fields.items() if field.annotation == WordList | None)
"""The word lists of a lexicon's head."""


class BylineWords:
    """The words of some lexicons as patterns, each made when it is first asked for."""

    def __init__(self, heads: Iterable[LexiconHead]) -> None:
        heads = list(heads)
        self.words = {
            kind: sorted({word for head in heads if (some := getattr(head, kind)) is not None for word in some.words})
            for kind in KINDS
        }
        self._by = sorted({word for head in heads for word in head.by})
        self._separators = sorted({word.strip() for head in heads for word in head.name_separators})

    @cached_property
    def date(self) -> re.Pattern[str]:
        """A date, a time of day, how long ago or how long to read."""
        return re.compile(rf"{_NUMBERS}|\d\s?(?:{self._any('units')})\b", re.IGNORECASE)

    @cached_property
    def date_words(self) -> frozenset[str]:
        """Words around the number of a date."""
        return frozenset(self.words["date_words"])

    @cached_property
    def job(self) -> re.Pattern[str]:
        """A word of a job or a firm."""
        return self._whole("jobs")

    @cached_property
    def qualifiers(self) -> frozenset[str]:
        """What stands before a job and is no name: `Executive Digital` before `Editor`."""
        return frozenset(word.casefold() for word in self.words["qualifiers"])

    @cached_property
    def house_job(self) -> re.Pattern[str]:
        """A house and a job before a name: `Associated Press writer` before `Ada Verne`. The group is what stands before it."""
        return re.compile(
            rf"(^|,\s|\s(?:{alternation(self._ands())})\s)(?:[A-Z][\w&.]{{0,20}}\s){{1,4}}"
            rf"(?:(?:{self._any('qualifiers')})\s){{0,2}}(?:{self._any('jobs')})\s(?=[A-Z])"
        )

    @cached_property
    def team_end(self) -> re.Pattern[str]:
        """What a line ends with that is nothing but a team."""
        return re.compile(rf"(?:{self._any('desks')})$", re.IGNORECASE)

    @cached_property
    def organisation(self) -> re.Pattern[str]:
        """A word that makes a name a team's or a house's: anywhere in it, at its end where words are not parted."""
        return self._spaced_or_ending("organisations")

    @cached_property
    def outlet(self) -> re.Pattern[str]:
        """What names of sites have and names of people have not."""
        return re.compile(rf"^(?:{self._any('articles')})\s\S+$|\b(?:{self._any('outlet_words')})\b", re.IGNORECASE)

    @cached_property
    def placeholder(self) -> re.Pattern[str]:
        """An account's name that is nobody's, as a whole."""
        spelled = self._any("placeholders").replace(r"\ ", r"[\s_-]?")
        return re.compile(rf"(?:{spelled})\d*", re.IGNORECASE)

    @cached_property
    def firm(self) -> re.Pattern[str]:
        """What the name of a firm ends with: `Ltd`, `GmbH`."""
        return re.compile(rf"\S\s(?:{self._any('firms')})\.?$")

    @cached_property
    def menu(self) -> re.Pattern[str]:
        """A word of menus and links, which the markup of a page marks as an author's name by mistake."""
        return self._spaced_or_ending("menu_words")

    @cached_property
    def no_name(self) -> re.Pattern[str]:
        """A word that no name holds: `dalla nostra`, `notre envoyé`, `Recent Posts`."""
        return self._whole("no_names")

    @cached_property
    def publisher_end(self) -> re.Pattern[str]:
        """What names of publishers end with, in scripts without capitals."""
        return re.compile(rf"(?:{self._any('publisher_ends')})$")

    @cached_property
    def cities(self) -> frozenset[str]:
        """Cities that bylines and datelines print, in lower case."""
        return frozenset(word.casefold() for word in self.words["cities"])

    @cached_property
    def onward(self) -> re.Pattern[str]:
        """What goes on behind a name about its bearer."""
        return re.compile(rf"\s*(?:[(\[]|(?:{self._any('onward')})\b)", re.IGNORECASE)

    @cached_property
    def onward_words(self) -> frozenset[str]:
        """The words of it."""
        return frozenset(self.words["onward"])

    @cached_property
    def stamp(self) -> re.Pattern[str]:
        """A word of a time stamp."""
        return self._whole("stamps")

    @cached_property
    def other_credit(self) -> re.Pattern[str]:
        """A line that credits something else than the writing."""
        credited, whom, starts = (self._any(kind) for kind in ("other_credits", "by_whom", "other_starts"))
        return re.compile(rf"©|\bcopyright\b|\bcontact\b|\b(?:{credited})\s(?:{whom})\b|^(?:{starts})", re.IGNORECASE)

    @cached_property
    def source(self) -> re.Pattern[str]:
        """A word before the name of a source, with its colon."""
        return re.compile(rf"(?<!\w)(?:{self._any('sources')})\s?[:：]\s?", re.IGNORECASE)

    @cached_property
    def contact(self) -> re.Pattern[str]:
        """A line that says whom to ask, from its start."""
        return re.compile(rf"\s*(?:{self._any('contacts')})(?![^\W_])", re.IGNORECASE)

    @cached_property
    def contact_before(self) -> re.Pattern[str]:
        """The end of a text behind which stands whom to ask."""
        return re.compile(rf"(?<!\w)(?:{self._any('contacts')})\w*\s?[:：]?\s*$", re.IGNORECASE)

    @cached_property
    def mailbox(self) -> re.Pattern[str]:
        """An address of a house and of nobody in it, from its start."""
        return re.compile(rf"(?:{self._any('mailboxes')})@", re.IGNORECASE)

    @cached_property
    def glued(self) -> re.Pattern[str]:
        """Where a number or a small letter ends and the next element's word begins."""
        return re.compile(rf"(?<=\d)(?=[A-Z][a-zß-ÿ]{{2}})|(?<=[a-zß-ÿ])(?=(?:{self._any('glued')})\b)")

    @cached_property
    def by(self) -> re.Pattern[str]:
        """A by-word with its colon at the start of a name, two words before the end."""
        words = [word for word in self._by if _cased(word)] + self._ands()
        return re.compile(rf"(?P<by>{alternation(words)})\s*:?\s+(?=\S+\s+\S)", re.IGNORECASE)

    @cached_property
    def by_whom(self) -> re.Pattern[str]:
        """A by-word inside of a line, right before a name: `3 May by Ada Verne`."""
        return re.compile(rf"(?:^|\s)(?i:{self._any('by_whom')})\s+(?=[A-ZÀ-Þ])")

    @cached_property
    def ands(self) -> re.Pattern[str]:
        """A word or sign between two names."""
        return re.compile(rf"\s+(?:{alternation([*self._ands(), '&'])})\s+", re.IGNORECASE)

    @cached_property
    def commas(self) -> re.Pattern[str]:
        """A comma between two names, and the word behind it."""
        return re.compile(rf"\s*[,、，]\s*(?:(?:{alternation(self._ands())})\s+)?", re.IGNORECASE)

    def _ands(self) -> list[str]:
        return [word for word in self._separators if word[:1].isalpha() and _cased(word)]

    def _any(self, kind: str) -> str:
        return alternation(self.words[kind])

    def _whole(self, kind: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self._any(kind)})\b", re.IGNORECASE)

    def _spaced_or_ending(self, kind: str) -> re.Pattern[str]:
        """Whole words; in scripts without capitals what a text ends with, their spaces left out or not."""
        spaced = alternation(word for word in self.words[kind] if _cased(word))
        ending = alternation(word for word in self.words[kind] if not _cased(word)).replace(r"\ ", r"\s?")
        return re.compile(rf"\b(?:{spaced})\b|(?:{ending})$", re.IGNORECASE)


@lru_cache(maxsize=1)
def byline_words() -> BylineWords:
    """The words of all lexicons that are installed."""
    return patterns_of(rulebook().lexicons.heads.values())


def patterns_of(heads: Iterable[LexiconHead]) -> BylineWords:
    """The words of some lexicons."""
    return BylineWords(heads)


def alternation(words: Iterable[str]) -> str:
    """One of the words, the longest first; `*` at an end of a word is any letters; what nothing matches, where there are none."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(map(_spelled, ordered)) or r"(?!)"


def _spelled(word: str) -> str:
    before, after = (r"\w*" if starred else "" for starred in (word.startswith("*"), word.endswith("*")))
    return before + re.escape(word.strip("*")) + after


def _cased(word: str) -> bool:
    """Whether a word is of a script with capitals."""
    return any(c.islower() or c.isupper() for c in word)
