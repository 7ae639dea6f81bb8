"""Marts and macros: what they say of records whose answer is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_records import article, contents, document_id, rows, staged, tiled

import warehouse
from cleaners.model import Article, Label, LedgerEntry, Outlet, OutletCandidate

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def dated(number: int, edtf: str | None, first: str | None, last: str | None) -> Article:
    precision = None if edtf is None else "day" if first == last else "interval"
    return article(number, date_published=edtf, date_min=first, date_max=last, date_precision=precision)


def test_articles_on_a_day(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    on_that_day = dated(1, "2025-03-04", "2025-03-04", "2025-03-04")
    perhaps = dated(2, "2025-03-03/2025-03-05", "2025-03-03", "2025-03-05")
    other = dated(3, "2025-03-05", "2025-03-05", "2025-03-05")
    from_then_on = dated(4, "2025-03-04/..", "2025-03-04", None)
    warehouse.load(path, [staged(tmp_path, "a", on_that_day, perhaps, other, from_then_on, dated(5, None, None, None))])
    found = {row["document_id"]: row["surely"] for row in rows(path, "FROM articles_on('2025-03-04')")}
    assert found == {document_id(1): True, document_id(2): False, document_id(4): None}


def test_every_agency_that_an_article_names(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    told = article(1).outlet_candidates[0]

    def named(agency: str, trust: float, place: str) -> OutletCandidate:
        return replace(told, name=agency, id=agency, role="wire", trust=trust, place=place)

    several = (
        named("dpa", 0.85, "tail"),
        named("AFP", 0.8, "byline"),
        named("dpa", 0.8, "byline"),
        named("AP", 0.1, "copyright"),
    )
    one = article(1, wire=Outlet("dpa", "dpa", None), outlet_candidates=(told, *several))
    warehouse.load(path, [staged(tmp_path, "a", one, article(2, wire=None))])
    found = rows(path, "SELECT agency, is_wire, trust, places FROM mart.article_wires ORDER BY agency")
    assert [tuple(row.values()) for row in found] == [
        ("AFP", False, 0.8, ["byline"]),
        ("dpa", True, 0.85, ["byline", "tail"]),
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("부두", [2, 1]),
        ("QUAY", [3]),
        ("the harbour", [3]),
        ("harbour the", []),
        ("'; DROP", []),
        ("École", [4]),
        ("100%", [4]),
    ],
)
def test_search(tmp_path: Path, words: str, numbers: list[int]) -> None:
    path = tmp_path / "w.duckdb"
    texts: list[tuple[str | None, str]] = [
        ("항구 소식", "새로운 부두에서 배가 떠났다."),
        ("새부두를 열다", "배가 떠났다."),
        ("A new Quay", "At the harbour."),
        (None, "L'école rouvre à 100% lundi."),
    ]
    warehouse.load(
        path, [staged(tmp_path, "a", *(article(n, headline=h, body=b) for n, (h, b) in enumerate(texts, 1)))]
    )
    quoted = words.replace("'", "''")
    found = [row["document_id"] for row in rows(path, f"SELECT document_id FROM search('{quoted}')")]  # noqa: S608
    assert found == [document_id(number) for number in numbers]


def test_what_an_article_left_out(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    lines = [f"The harbour of town {n} gets a new quay, its mayor said on day {n * 17}." for n in range(9)]
    cut = " ".join([*lines[:3], *lines[5:7]]).replace("harbour", "HARBOUR")
    warehouse.load(path, [staged(tmp_path, "a", article(1, body="\n\n".join(lines)), article(2, body=cut), article(3))])
    warehouse.refresh(path)
    missing = rows(path, f"FROM cut_from('{document_id(2)}')")
    assert [(row["position"], row["paragraph"]) for row in missing] == [(n + 1, lines[n]) for n in (3, 4, 7, 8)]
    story = rows(path, f"FROM story_of('{document_id(2)}')")
    assert [(row["document_id"], row["role"]) for row in story] == [
        (document_id(1), "fullest"),
        (document_id(2), "cut"),
    ]
    assert rows(path, f"FROM story_of('{document_id(3)}')") == []


def some(first: int, *parts: tuple[Label, str], rule: str = "portal/share", **changes: Any) -> list[Article]:
    text, ledger = tiled(*parts)
    marked = tuple(
        LedgerEntry(e.start, e.end, e.label, rule if e.label is Label.SHARE else e.rule, 0.9) for e in ledger
    )
    return [article(n, portal="harbour", visible_text=text, ledger=marked, **changes) for n in range(first, first + 40)]


def test_drift_names_what_changed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    body, chrome = (Label.BODY, "b" * 100), (Label.SHARE, "s" * 100)
    before = some(0, body, chrome)
    warehouse.load(path, [staged(tmp_path, "a", *before)], loaded_at=NOW - timedelta(days=10))
    warehouse.load(path, [staged(tmp_path, "b", *some(100, body, chrome))], loaded_at=NOW)
    warehouse.refresh(path)
    assert rows(path, "FROM mart.drift") == []
    warehouse.load(path, [staged(tmp_path, "c", *some(200, body, headline=None))], loaded_at=NOW + timedelta(days=8))
    warehouse.refresh(path)
    found = {
        (row["measure"], row["rule"]): (row["before"], row["recent"]) for row in rows(path, "FROM mart.drift")
    }  # fmt: skip
    kept = found.pop(("kept share", None))
    assert kept[0] == pytest.approx(0.5)
    assert kept[1] == pytest.approx(1.0)
    assert found == {("rule", "portal/share"): (1.0, 0.0), ("no headline", None): (0.0, 1.0)}


def test_marts_follow_the_documents(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", *(article(n) for n in range(4)))])
    assert rows(path, "FROM mart.coverage") == []
    warehouse.refresh(path)
    assert sum(row["documents"] for row in rows(path, "FROM mart.coverage")) == 4
    before = contents(path)
    warehouse.load(path, [staged(tmp_path, "b", *(article(n) for n in range(4)))])
    warehouse.refresh(path)
    without = {"audit.batches"}
    assert {t: c for t, c in contents(path).items() if t not in without} == {
        t: c for t, c in before.items() if t not in without
    }
    warehouse.load(path, [staged(tmp_path, "c", article(9), article(1, source="elsewhere.html"))])
    warehouse.refresh(path)
    assert sum(row["documents"] for row in rows(path, "FROM mart.coverage")) == 5
    (twice,) = rows(path, "FROM mart.repeated_sources")
    assert (twice["document_id"], twice["found_at"]) == (document_id(1), ["dumps/00001.html", "elsewhere.html"])
