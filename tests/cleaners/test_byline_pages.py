"""Who wrote a small page, in fourteen languages: what stands between its headline and its date decides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from cleaners.model import Article

PAGES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("byline_pages.toml").read_text("utf-8"))
CASES = [(language, case["above"], case["authors"]) for language, page in PAGES.items() for case in page["cases"]]


def authors(language: str, above: list[str], head: str = "") -> list[str]:
    page = PAGES[language]
    lines = "".join(f"<div>{line}</div>" for line in [*above, page["date"]])
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in page["prose"])
    document = (
        f"<html lang={language}><head><meta charset=utf-8><title>{page['title']}</title>{head}</head>"
        f"<body><article><h1>{page['title']}</h1>{lines}{prose}</article></body></html>"
    )
    got = clean(document.encode(), "https://quay.example/2031/pier")
    assert isinstance(got, Article), got.reason
    return [a.name + (f" @ {a.organization}" if a.organization else "") for a in got.authors]


@pytest.mark.parametrize(("language", "above", "expected"), CASES)
def test_who_wrote_it(language: str, above: list[str], expected: list[str]) -> None:
    assert authors(language, above) == expected


@pytest.mark.parametrize(
    ("language", "stated", "expected"),
    [
        ("en", "Ada Verne Executive Digital Editor", ["Ada Verne"]),
        ("en", "By Ada Verne and Mo Lin, Staff Writers", ["Ada Verne", "Mo Lin"]),
        ("en", "Site Admin", []),
        ("en", "The Quay's Editorial", ["The Quay's Editorial @ The Quay's Editorial"]),
        ("zh", "网易", []),
        ("zh", "环球网", ["环球网 @ 环球网"]),
        ("en", "The Quay Blog", ["The Quay Blog @ The Quay Blog"]),
        ("en", "Emily Post", ["Emily Post"]),
        ("de", "Hafenzeitung, Anna Müller", ["Anna Müller"]),
        ("de", "Von Anna Müller", ["Anna Müller"]),
        ("es", "Juan Ruiz y Luna", ["Juan Ruiz y Luna"]),
        ("es", "Juan Ruiz y María Peral", ["Juan Ruiz", "María Peral"]),
        ("tr", "Ayşe Deniz ve Mehmet Kaya", ["Ayşe Deniz", "Mehmet Kaya"]),
        ("ru", "Администратор", []),
        ("ko", "홍가람기자", ["홍가람"]),
        ("ko", "관리자", []),
        ("zh", "管理员", []),
    ],
)
def test_who_its_meta_says_wrote_it(language: str, stated: str, expected: list[str]) -> None:
    assert authors(language, [], f'<meta name="author" content="{stated}">') == expected
