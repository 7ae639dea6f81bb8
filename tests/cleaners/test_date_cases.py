"""Dates as news pages print them, in seventeen languages, through the whole of `clean`."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from cleaners.model import Article

TABLE = tomllib.loads(Path(__file__).with_name("date_cases.toml").read_text(encoding="utf-8"))
TEXTS = TABLE.pop("text")
CASES = [(language, line, right) for language, lines in TABLE.items() for line, right in lines.items()]


def page(language: str, line: str) -> bytes:
    """A plain page: a headline, the line, the text; nothing in its head."""
    text = TEXTS[language]
    return (
        f"<html><body><article><h1>{text['headline']}</h1><p>{line}</p><p>{text['body']}</p></article></body></html>"
    ).encode()


@pytest.mark.parametrize(("language", "line", "right"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_a_line_below_the_headline_dates_the_article(language: str, line: str, right: dict[str, Any]) -> None:
    scraped = right.get("scraped_at")
    got = clean(page(language, line), scraped_at=datetime.datetime.fromisoformat(scraped) if scraped else None)
    assert isinstance(got, Article)
    assert (got.date_published, got.date_modified) == (right.get("published"), right.get("modified")), got.date_evidence
    if "at" in right:
        assert got.date_published_at == right["at"]
