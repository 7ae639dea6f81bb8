"""The schema of a profile: what is known of a portal."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cleaners.model import Label
from cleaners.rules import LineRule, RuleId, SelectRule, Table


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
