"""Bylines as newsrooms of fourteen languages print them: who is named, in what role, from where and for whom; and lines that name nobody."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cleaners.byline_words import KINDS, BylineWords, byline_words, patterns_of
from cleaners.bylines import read_bylines
from cleaners.model import Author
from cleaners.rulebook import rulebook

FOLDER = Path(__file__).with_name("bylines")
SHAPES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def author(text: str) -> Author:
    """`Ada Verne | role=reporter | location=Paris`."""
    name, *parts = text.split(" | ")
    known = dict(part.split("=", 1) for part in parts)
    fields = {key: known.pop(key, None) for key in ("role", "email", "location", "organization")}
    assert not known, text
    return Author(name=name, **fields)


def read(language: str, text: str) -> list[Author]:
    lexicons = rulebook().lexicons
    return list(read_bylines([text], [lexicons[language], lexicons["und"]], loose=[text]).authors)


def test_there_are_enough_of_each() -> None:
    assert set(SHAPES) == {"ko", "id", "fr", "en", "zh", "ja", "de", "es", "it", "pt", "ru", "tr", "vi", "nl"}
    for language, shapes in SHAPES.items():
        assert len(shapes["read"]) >= 25, language
        assert len(shapes["nobody"]["lines"]) >= 10, language


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, shapes in SHAPES.items() for text in shapes["read"]]
)
def test_a_byline_is_read(language: str, text: str) -> None:
    assert read(language, text) == [author(one) for one in SHAPES[language]["read"][text]]


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, shapes in SHAPES.items() for text in shapes["nobody"]["lines"]],
)
def test_a_line_that_names_nobody(language: str, text: str) -> None:
    assert read(language, text) == []


HEADS = rulebook().lexicons.heads
WORD_LISTS = [(i, kind) for i, head in HEADS.items() for kind in KINDS if getattr(head, kind) is not None]
CHECKED_BY = {
    "jobs": "job",
    "desks": "team_end",
    "organisations": "organisation",
    "outlet_words": "outlet",
    "articles": "outlet",
    "placeholders": "placeholder",
    "firms": "firm",
    "menu_words": "menu",
    "no_names": "no_name",
    "mailboxes": "mailbox",
    "publisher_ends": "publisher_end",
    "onward": "onward",
    "units": "date",
    "stamps": "stamp",
    "other_credits": "other_credit",
    "other_starts": "other_credit",
    "contacts": "contact",
    "sources": "source",
    "glued": "glued",
}
"""The pattern that a word list becomes part of; the others are compared word by word."""
AT_START = {"onward", "contacts", "mailboxes"}
WHOLE = {"placeholders"}


@pytest.mark.parametrize(("language", "kind"), WORD_LISTS)
def test_words_are_found_in_their_examples_and_nowhere_else(language: str, kind: str) -> None:
    words = getattr(HEADS[language], kind)
    if kind not in CHECKED_BY:
        listed = {word.casefold() for word in words.words}
        assert {example.casefold() for example in words.examples} <= listed
        assert not {example.casefold() for example in words.counter_examples} & listed
        return
    name = CHECKED_BY[kind]
    for example in words.examples:
        for patterns in (alone(language, kind), byline_words()):
            assert matched(getattr(patterns, name), example, kind), example
    for text in words.counter_examples:
        for patterns in (alone(language, kind), byline_words()):
            assert not matched(getattr(patterns, name), text, kind), text


def alone(language: str, kind: str) -> BylineWords:
    """The patterns of one word list; what credits stand before is that of all."""
    head = HEADS[language]
    kept = {k: getattr(head, k) if k == kind or k == "by_whom" else None for k in KINDS}
    return patterns_of([head.model_copy(update=kept)])


def matched(pattern: re.Pattern[str], text: str, kind: str) -> bool:
    if kind in WHOLE:
        return bool(pattern.fullmatch(text))
    return bool(pattern.match(text) if kind in AT_START else pattern.search(text))
