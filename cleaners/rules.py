"""What a rule is: the schemas of profiles, lexicons and the outlet registry.

All of them are TOML; an unknown key is an error. `docs/portals.md` explains the format by example.
A pattern is a Python regular expression, Unicode-aware. A named group that bears a label's name
(`(?P<headline>…)`) labels its own part of the match; the rest of the match gets the rule's label.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from cleaners.errors import RuleError
from cleaners.model import Label

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
LABEL_GROUPS = frozenset(label.value for label in Label)


_GROUP = re.compile(r"\(\?P<(\w+)>")


def named_groups(pattern: str) -> set[str]:
    """Names of the groups in a pattern, read without compiling it: a run compiles only the rules it needs."""
    return set(_GROUP.findall(pattern))


def compiled(rule: str, pattern: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """Compile a rule's pattern.

    Raises:
        RuleError: it is no regular expression; the message names the rule.
    """
    try:
        return re.compile(pattern, re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise RuleError(f"rule {rule}: the pattern is no regular expression: {error}; mend it") from error


class Table(BaseModel):
    """A TOML table: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class LineRule(Table):
    """A rule over the lines of the visible text (in HTML: over its blocks).

    `scope` says what must match: `line` the whole line, `start` its beginning, `end` its end, `inline` any part of it;
    with `before` the whole line, but the line before it gets the label (a title stands before the line of poster and date);
    with `block` the whole line, and the lines that follow share the label until `until` matches or `ends` is reached
    (`document`: to the end, `prose`: up to the next line of running text, `blank`: up to the next blank line).
    `zone` says where it may fire: `head` up to the first lines of running text, `tail` from the last ones on.
    """

    id: RuleId
    label: Label
    pattern: str
    scope: Literal["line", "start", "end", "inline", "before", "block"] = "line"
    zone: Literal["any", "head", "tail"] = "any"
    ignore_case: bool = False
    until: str | None = None
    ends: Literal["document", "prose", "blank"] = "document"
    closes: bool = False
    """The article is over here: what follows is another one, or none."""
    cuts: bool = False
    """The portal cut the text here (paywall, pager): the article is not complete."""
    confidence: Share = 0.95
    examples: Annotated[list[str], Field(min_length=1)]
    counter_examples: list[str] = []
    note: str | None = None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.id, self.pattern, ignore_case=self.ignore_case)

    @cached_property
    def until_regex(self) -> re.Pattern[str] | None:
        """The compiled end of a block."""
        return compiled(self.id, self.until) if self.until else None

    @model_validator(mode="after")
    def _groups_are_labels(self) -> LineRule:
        odd = named_groups(self.pattern) - LABEL_GROUPS
        if odd:
            raise ValueError(f"rule {self.id}: named groups {sorted(odd)} are no labels")
        return self


class SelectRule(Table):
    """A CSS selector whose elements carry a label. Examples are HTML fragments that it must match."""

    id: RuleId
    css: str
    label: Label
    closes: bool = False
    cuts: bool = False
    confidence: Share = 0.98
    examples: Annotated[list[str], Field(min_length=1)]
    counter_examples: list[str] = []
    note: str | None = None


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


class DateRule(Table):
    """How a language writes dates.

    Named groups: `year`, `year2` (two digits), `era` (a word of `[calendar.eras]`), `month` (number or name), `day`,
    `weekday`, `hour`, `minute`, `second`, `half` (a word of `[calendar.halves]`: am or pm), `offset`.
    `role` says what a hit dates: `published` and `modified` where words beside it say so, else `context`.
    """

    id: RuleId
    pattern: str
    role: Literal["published", "modified", "context"] = "context"
    ignore_case: bool = True
    examples: Annotated[list[DateExample], Field(min_length=1)]
    counter_examples: list[str] = []

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return compiled(self.id, self.pattern, ignore_case=self.ignore_case)

    @model_validator(mode="after")
    def _groups_are_parts(self) -> DateRule:
        known = {"year", "year2", "era", "month", "day", "weekday", "hour", "minute", "second", "half", "offset"}
        odd = named_groups(self.pattern) - known
        if odd:
            raise ValueError(f"date rule {self.id}: unknown groups {sorted(odd)}")
        return self


class Calendar(Table):
    """Names of months (1–12), weekdays (ISO, Monday is 1), halves of the day and eras, in lower case.

    An era maps to the year before its first: 2018 for Reiwa (令和1 is 2019), 1911 for Minguo, -543 for the Buddhist era.
    """

    months: dict[str, Annotated[int, Field(ge=1, le=12)]] = {}
    weekdays: dict[str, Annotated[int, Field(ge=1, le=7)]] = {}
    halves: dict[str, Literal["am", "pm"]] = {}
    eras: dict[str, int] = {}


class LexiconHead(Table):
    """What tells a language: the keys of a lexicon before its first table."""

    id: str
    name: str
    scripts: Annotated[list[str], Field(min_length=1)]
    """ISO 15924 codes, such as Latn, Hang, Hani, Jpan, Cyrl."""
    spaces: bool = True
    """Words are separated by spaces."""
    stopwords: list[str] = []
    """Frequent function words in lower case; where words are not spaced, frequent function characters."""


class Lexicon(LexiconHead):
    """A language: how it is recognised, its boilerplate, bylines, roles and dates."""

    sentence_ends: list[str] = []
    """Endings of a complete sentence beyond the usual punctuation."""
    rule: list[LineRule] = []
    byline: list[BylineRule] = []
    name_separators: list[str] = [","]
    """Words and signs between names, such as `et`, `dan`, `·`."""
    roles: dict[str, str] = {}
    """Printed role word, as printed, to normalised role."""
    teams: list[str] = []
    """Names that are an organisation and no person, such as 온라인뉴스팀 or La rédaction."""
    calendar: Calendar = Calendar()
    date: list[DateRule] = []


class Recognise(Table):
    """How a portal's documents are told from all others.

    Three kinds of evidence, each enough alone: the address of a page (canonical link, og:url, source) is of one of
    `domains`; a page holds all `selectors`; all patterns of `every` and at least one of `some` are found in the
    visible text. A pattern of `never` in the visible text overrules all three.
    """

    form: Literal["html", "text", "any"] = "any"
    domains: list[str] = []
    selectors: list[str] = []
    every: list[str] = []
    some: list[str] = []
    never: list[str] = []
    rank: int = 0
    """The higher rank wins where several profiles of one layer hold; equal ranks go by id."""


class HtmlArticle(Table):
    """Where the article stands in the portal's markup."""

    container: Annotated[list[str], Field(min_length=1)]
    """Selectors; the first that matches anything holds the article."""
    several: bool = False
    """Several matches of the container are parts of one article, and not several articles."""
    inside: Label = Label.BODY
    outside: Label = Label.NAVIGATION


class TextArticle(Table):
    """How the portal's plain-text dumps are built."""

    opening: list[Label] = [Label.HEADLINE, Label.SUBHEADLINE]
    """What the lines before the first line of running text are, in order; the last label repeats."""


class Profile(Table):
    """A portal: how to recognise its documents, and which selectors and line shapes carry which label."""

    id: RuleId
    name: str
    layer: Literal["page", "article"] = "page"
    """`page`: the portal a document was scraped from; `article`: markup carried along when an article is reposted."""
    kind: Literal["board", "portal", "newspaper", "agency", "broadcaster"]
    languages: list[str] = []
    outlet: str | None = None
    """Registry id, where the portal carries the articles of one publisher only."""
    timezone: str | None = None
    recognise: Recognise
    html: HtmlArticle | None = None
    text: TextArticle | None = None
    select: list[SelectRule] = []
    rule: list[LineRule] = []
    note: str | None = None


class OutletEntry(Table):
    """A publisher of the registry."""

    id: RuleId
    name: str
    names: list[str] = []
    """Other names it is printed under."""
    domains: list[str] = []
    email_domains: list[str] = []
    image_slugs: list[str] = []
    """Its folder on portal image hosts, such as `hankooki` in `t1.daumcdn.net/news/202508/04/hankooki/…`."""
    kind: Literal["newspaper", "agency", "broadcaster", "magazine", "portal", "online"]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    language: str


class OutletFile(Table):
    """One registry file: the outlets of a country."""

    outlet: list[OutletEntry]
