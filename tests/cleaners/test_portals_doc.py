"""docs/portals.md says all there is to say about the data files, and its example works."""

import re
import tomllib
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser

from cleaners import lexicon, lexicon_head, profile, registry, rules
from cleaners.model import Label, Reason
from cleaners.profile import Profile
from cleaners.rules import Table

DOC = (Path(__file__).parents[2] / "docs" / "portals.md").read_text(encoding="utf-8")
GOLDENS = (Path(__file__).parent / "test_goldens.py").read_text(encoding="utf-8")
KEYS = set(re.findall(r"\w+", GOLDENS.split("KEYS = frozenset(")[1].split("]")[0]))
CODE = frozenset(re.findall(r"`([^`\n]+)`", DOC))
TABLES = sorted(
    {
        t
        for module in (rules, lexicon, lexicon_head, profile, registry)
        for t in vars(module).values()
        if isinstance(t, type) and issubclass(t, Table) and t is not Table
    },
    key=lambda t: t.__name__,
)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.__name__)
def test_every_key_is_told(table: type[BaseModel]) -> None:
    assert not set(table.model_fields) - CODE


def choices(annotation: Any) -> set[str]:
    """The words that a key may hold, where they are a fixed list."""
    if get_origin(annotation) in (Union, UnionType):
        return set().union(*map(choices, get_args(annotation)))
    found = get_args(annotation)
    return set(found) if found and all(isinstance(a, str) for a in found) else set()


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.__name__)
def test_every_choice_is_told(table: type[BaseModel]) -> None:
    assert not set().union(*(choices(f.annotation) for f in table.model_fields.values())) - CODE


def test_every_label_is_told() -> None:
    assert not {label.value for label in Label} - CODE


def test_every_key_of_a_golden_is_told() -> None:
    assert not KEYS - CODE


def test_no_reason_is_told_that_is_none() -> None:
    assert {"list_page", "several_articles", "no_article"} <= {r.value for r in Reason}


def test_the_example_is_a_profile_that_keeps_its_own_rules() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)
    example = Profile.model_validate(tomllib.loads(blocks[0]))
    assert f"profiles/{example.id}.toml" in DOC
    for rule in example.select:
        assert all(LexborHTMLParser(e).css(rule.css) for e in rule.examples)
        assert not any(LexborHTMLParser(e).css(rule.css) for e in rule.counter_examples)
    for line_rule in example.rule:
        assert all(line_rule.regex.fullmatch(e) for e in line_rule.examples)
        assert not any(line_rule.regex.fullmatch(e) for e in line_rule.counter_examples)


def test_the_first_screen_is_one_screen() -> None:
    first = DOC[DOC.index("## Add your portal") : DOC.index("## How a profile works")]
    assert len(first.splitlines()) <= 65
