"""What a rule is: the schemas that profiles and lexicons share.

All of them are TOML; an unknown key is an error. `docs/portals.md` explains the format by example.
A pattern is a Python regular expression, Unicode-aware. A named group that bears a label's name
(`(?P<headline>…)`) labels its own part of the match; the rest of the match gets the rule's label.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

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


T = TypeVar("T", bound=Table)


def read_table(text: str, name: str, schema: type[T]) -> T:
    """Parse one data file.

    Raises:
        RuleError: it is no TOML, or holds an unknown key or a wrong value; the message names file, key and reason.
    """
    try:
        return schema.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: no valid TOML: {error}; mend the file") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise RuleError(f"{name}: {where}: {first['msg']} ({error.error_count()} in all); mend the file") from error


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
