"""The schema of a lexicon: what is known of a language."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from cleaners.lexicon_head import LexiconHead
from cleaners.pattern_facts import needed_words
from cleaners.rules import LineRule, RuleId, Table, compiled, named_groups

MONTHS = 12
WORD_STOPS = r"\s\d.,;:!/()\[\]<>'’\"“”«»·•|\-–—"
"""Signs at which a word of a date ends, as the inside of a class."""
WORD_RUN = re.compile(rf"[^{WORD_STOPS}]+")


class AuthorExample(Table):
    """An author as a byline rule must read it; a key left out must be null."""

    name: str
    role: str | None = None
    email: str | None = None
    location: str | None = None
    organization: str | None = None


class BylineExample(Table):
    """A printed byline and the authors in it."""

    text: str
    authors: list[AuthorExample]


class BylineRule(Table):
    """How a printed byline names people; it must match the whole byline.

    Named groups: `names` (one or several, split by the lexicon's separators), `role`, `email`, `location`,
    `organization`, `agency`. `role` here is the normalised role where none is printed.
    """

    id: RuleId
    pattern: str
    role: str | None = None
    ignore_case: bool = False
    examples: Annotated[list[BylineExample], Field(min_length=1)]
    counter_examples: list[str] = []

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.id, self.pattern, ignore_case=self.ignore_case)

    @model_validator(mode="after")
    def _groups_are_fields(self) -> BylineRule:
        odd = named_groups(self.pattern) - {"names", "role", "email", "location", "organization", "agency"}
        if odd:
            raise ValueError(f"byline rule {self.id}: unknown groups {sorted(odd)}")
        return self


class DateExample(Table):
    """A text and what a date rule must read in it, such as `{year = 2025, month = 2, day = 4}`."""

    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    time: str | None = None
    offset: str | None = None


class TimeRule(Table):
    """What rules for dates and for ages have in common; `role` says what a hit dates."""

    id: RuleId
    pattern: str
    role: Literal["published", "modified", "context"] = "context"
    ignore_case: bool = True

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.id, self.pattern, ignore_case=self.ignore_case)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Words of which one stands in every match, folded; empty where none must."""
        return needed_words(self.pattern, ignore_case=self.ignore_case)


class DateRule(TimeRule):
    """How a language writes dates.

    Named groups: `year`, `year2` (two digits), `era` (a word of `[calendar.eras]`), `month` (number or name), `day`,
    `weekday`, `hour`, `minute`, `second`, `half` (a word of `[calendar.halves]`: am or pm), `offset`.
    `role` says what a hit dates: `published` and `modified` where words beside it say so, else `context`.
    """

    era: str | None = None
    """The word of `[calendar.eras]` that the years are counted in, where none is printed."""
    own: bool = False
    """Whether its words name the article or the page, as `This page was last edited on` does: it dates no other."""
    examples: Annotated[list[DateExample], Field(min_length=1)]
    counter_examples: list[str] = []

    @cached_property
    def names_month(self) -> tuple[bool, bool]:
        """Whether it reads dates that number their month, or have none, and whether it reads some that name it; by its examples."""
        months = [match.groupdict().get("month") for e in self.examples if (match := self.regex.search(e.text))]
        return any(m is None or m.isdecimal() for m in months), any(m is not None and not m.isdecimal() for m in months)

    @model_validator(mode="after")
    def _groups_are_parts(self) -> DateRule:
        known = {"year", "year2", "era", "month", "day", "weekday", "hour", "minute", "second", "half", "offset"}
        odd = named_groups(self.pattern) - known
        if odd:
            raise ValueError(f"date rule {self.id}: unknown groups {sorted(odd)}")
        return self


class AgeExample(Table):
    """A text and the age that a rule must read in it, such as `{age = "PT2H"}`."""

    text: str
    age: str
    time: str | None = None


class AgeRule(TimeRule):
    """How a language says how long ago something was published.

    Named groups, each of digits: `minutes`, `hours`, `days`, `weeks`, `months`, `years`; and `hour`, `minute`, `half` of a
    time of day. `age` is the age as an ISO 8601 duration where no digits say it: `P0D` for today, `P1D` for yesterday,
    `PT1H` for an hour ago. `role` is as in a date rule.
    """

    age: Annotated[str, Field(pattern=r"^P(\d+[DWMY]|T\d+[HM])$")] | None = None
    examples: Annotated[list[AgeExample], Field(min_length=1)]
    counter_examples: list[str] = []

    @model_validator(mode="after")
    def _groups_are_units(self) -> AgeRule:
        units = {"minutes", "hours", "days", "weeks", "months", "years"}
        groups = named_groups(self.pattern)
        odd = groups - units - {"hour", "minute", "half"}
        if odd or (self.age is None) == (not groups & units):
            raise ValueError(
                f"age rule {self.id}: needs `age` or a group of a unit, and not both; unknown: {sorted(odd)}"
            )
        return self


class Calendar(Table):
    """Names of months (1–12), weekdays (ISO, Monday is 1), halves of the day and eras, in lower case.

    An era maps to the year before its first: 2018 for Reiwa (令和1 is 2019), 1911 for Minguo, -543 for the Buddhist era.
    """

    months: dict[str, Annotated[int, Field(ge=1, le=12)]] = {}
    weekdays: dict[str, Annotated[int, Field(ge=1, le=7)]] = {}
    halves: dict[str, Literal["am", "pm"]] = {}
    eras: dict[str, int] = {}

    @model_validator(mode="before")
    @classmethod
    def _month_names(cls, given: Any) -> Any:
        """`month_names` is a short way to write `months`: twelve lines, each of the names of one month."""
        if not isinstance(given, dict) or "month_names" not in given:
            return given
        lines = given["month_names"]
        if len(lines) != MONTHS:
            raise ValueError(f"month_names has {len(lines)} lines; it takes one for each month")
        names = {name: month for month, line in enumerate(lines, 1) for name in line.split()}
        return {key: value for key, value in given.items() if key != "month_names"} | {
            "months": {**names, **given.get("months", {})}
        }

    @cached_property
    def month_runs(self) -> frozenset[str]:
        """The names of months, cut where a text is cut into words: `ก.พ.` is two."""
        return frozenset(run for word in self.months for run in WORD_RUN.findall(word))

    @cached_property
    def era_runs(self) -> frozenset[str]:
        """The words of eras, cut in the same way."""
        return frozenset(run for word in self.eras for run in WORD_RUN.findall(word))


class Lexicon(LexiconHead):
    """A language: how it is recognised, its boilerplate, bylines, roles and dates."""

    rule: list[LineRule] = []
    byline: list[BylineRule] = []
    roles: dict[str, str] = {}
    """Printed role word, as printed, to normalised role."""
    teams: list[str] = []
    """Names that are an organisation and no person, such as 온라인뉴스팀 or La rédaction."""
    nobody: list[str] = []
    """Words that stand where a name would, and are none, such as 담당 in 담당 기자 or Archiv in `Foto: Archiv`."""
    of: list[str] = []
    """Words between a role and a name: `fotos de`, `Text von`."""
    our: list[str] = []
    """Words before a role that say whose it is: `unserer Korrespondentin`."""
    within: list[str] = []
    """Words between a name and the place it writes from: `By Ada Verne in Paris`."""
    for_whom: list[str] = []
    """Words between a name and the house it writes for: `Ada Verne for Example News`."""
    calendar: Calendar = Calendar()
    date: list[DateRule] = []

    @cached_property
    def byline_words(self) -> str:
        """A digest of all that bylines are read by word for word, by which patterns made of it are kept."""
        calendar = (sorted(self.calendar.months), sorted(self.calendar.weekdays))
        words = (
            self.id,
            self.by,
            self.name_separators,
            self.of,
            self.our,
            self.within,
            self.for_whom,
            sorted(self.roles),
            *calendar,
        )
        return hashlib.sha256(repr(words).encode()).hexdigest()

    age: list[AgeRule] = []
