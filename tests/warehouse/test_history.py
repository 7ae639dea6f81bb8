"""Old records: kept when a load replaces them by something else, told as changes, and never with an author's e-mail address."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sample_records import article, contents, document_id, made_once, rejected, rows, staged

import warehouse
from cleaners.errors import WarehouseError
from cleaners.model import Article, Author, Image
from warehouse.contract import terms
from warehouse.statements import statements

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "w.duckdb"
    file = staged(tmp_path, "first", article(1), article(2))
    return made_once("history", place, lambda: warehouse.load(place, [file], run_id="one", loaded_at=NOW))


def load(path: Path, name: str, *results: warehouse.Result, run: str = "two") -> None:
    warehouse.load(path, [staged(path.parent, name, *results)], run_id=run, loaded_at=NOW)


def test_an_old_record_is_kept_whole(path: Path) -> None:
    before = rows(path, f"FROM clean.articles WHERE document_id = '{document_id(1)}'")[0]
    load(path, "b", article(1, rules_version="rules-2", headline="Better", date_published="2025"))
    (old,) = rows(path, "FROM audit.article_versions")
    assert (old["version"], old["changed"], old["outcome"]) == (1, ["headline", "date_published"], "article")
    assert (old["replaced_by_run"], old["replaced_at"]) == ("two", NOW.replace(tzinfo=None))
    (batch,) = rows(path, "SELECT batch_id FROM audit.batches WHERE run_id = 'two'")
    assert old["replaced_by_batch"] == batch["batch_id"]
    del before["source"]
    assert before == {name: old[name] for name in before}
    assert [(a["name"], a["role"]) for a in old["authors"]] == [("홍길동", "reporter"), ("Jean Petit", None)]
    assert [image["credit"] for image in old["images"]] == ["AFP"]
    warehouse.check(path)


@pytest.mark.once
@pytest.mark.parametrize(
    ("field", "value"),
    [
        (f.name, value)
        for f in fields(Article)
        for value in [
            {
                "subheadlines": ("x",),
                "authors": (Author("X", None, None, None, None),),
                "images": (Image("u", None, None),),
            }
        ]
        if f.name not in ("document_id", "source", "rules_version")
        for value in [value.get(f.name)]
        if value is not None
    ]
    + [
        ("headline", None),
        ("body", "Other"),
        ("outlet", None),
        ("wire", None),
        ("dateline", None),
        ("date_min", None),
        ("date_published_at", None),
        ("language", "vi"),
        ("languages", ()),
        ("is_complete", None),
        ("encoding", "euc-kr"),
        ("portal", None),
        ("profiles", ()),
        ("usage_terms", "No AI"),
    ],
)
def test_a_field_that_differs_makes_a_version(path: Path, field: str, value: object) -> None:
    load(path, "b", article(1, rules_version="rules-2", **{field: value}))
    (old,) = rows(path, "SELECT changed FROM audit.article_versions")
    assert old["changed"] == [field]


def test_every_field_of_the_record_is_kept_and_compared() -> None:
    kept = {f.name for f in fields(Article)} - {
        *("document_id", "source", "date_candidates", "outlet_candidates", "ledger", "visible_text")
    }
    compared = statements("load_keep")
    assert [name for name in kept - {"rules_version"} if f"THEN '{name}' END" not in compared] == []
    table = statements("tables").partition("CREATE TABLE audit.article_versions (")[2].partition(");")[0]
    columns = {line.split()[0].strip('"') for line in table.splitlines() if line.strip()}
    assert kept <= columns


def test_what_says_the_same_makes_no_version(path: Path, tmp_path: Path) -> None:
    load(path, "b", article(1, rules_version="rules-2"), article(2))
    load(path, "c", article(1, rules_version="rules-3"), run="three")
    # An address is no part of an old record, so another one is no difference.
    others = tuple(
        Author(a.name, a.role, "other@paper.example", a.location, a.organization) for a in article(1).authors
    )
    load(path, "d", article(1, rules_version="rules-4", authors=others), run="four")
    assert rows(path, "FROM audit.article_versions") == []
    load(path, "e", article(1, rules_version="rules-5", headline="x"), run="five")
    before = contents(path)
    files = [tmp_path / f"{name}.parquet" for name in "e"]
    warehouse.load(path, files)
    assert contents(path) == before


def test_no_address_of_an_author_is_kept(path: Path) -> None:
    load(path, "b", article(1, rules_version="rules-2", headline="x", byline="By A b@c.example, d@e.example and F"))
    load(path, "c", article(1, rules_version="rules-3", headline="y", byline="By A g@h.example"))
    assert [row["byline"] for row in rows(path, "SELECT byline FROM audit.article_versions ORDER BY version")] == [
        "홍길동 기자 █████@paper.example",
        "By A █@c.example, █@e.example and F",
    ]
    text = str(rows(path, "SELECT byline, authors FROM audit.article_versions"))
    text += str(rows(path, "FROM mart.article_changes WHERE field IN ('byline', 'authors')"))
    text += str([f for c in warehouse.history(path, document_id(1)).changes for f in c.fields if f.field == "byline"])
    assert re.search(terms()["email"]["plain"].replace(r"\p{Latin}\p{Cyrillic}\p{Greek}", "A-Za-z"), text) is None


def test_the_history_of_a_document(path: Path) -> None:
    old = article(1).body
    load(path, "b", article(1, rules_version="rules-2", headline="Better", body=old.replace("asked", "answered")))
    load(path, "c", rejected(1, rules_version="rules-3"), run="three")
    load(path, "d", article(1, rules_version="rules-4"), run="four")
    found = warehouse.history(path, document_id(1)[:8])
    assert (found.document_id, found.outcome, found.rules_version) == (document_id(1), "article", "rules-4")
    first, second, third = found.changes
    assert [(f.field, f.before, f.after) for f in first.fields] == [("headline", "Headline 1", "Better")]
    assert [paragraph.kind for paragraph in first.body] == ["same", "edited"]
    assert [(piece.kind, piece.text) for piece in first.body[1].pieces if piece.kind != "same"] == [
        ("removed", "asked"),
        ("added", "answered"),
    ]
    assert [(c.outcome_before, c.outcome_after) for c in found.changes[1:]] == [
        ("article", "rejected"),
        ("rejected", "article"),
    ]
    assert [(c.rules_before, c.rules_after) for c in found.changes] == [
        ("rules-1", "rules-2"),
        ("rules-2", "rules-3"),
        ("rules-3", "rules-4"),
    ]
    assert {f.field: f.after for f in second.fields}["reason"] == "list_page"
    assert {f.field: f.after for f in third.fields}["headline"] == "Headline 1"
    assert warehouse.history(path, document_id(2)).changes == ()


def test_the_history_of_what_is_not_there(path: Path) -> None:
    with pytest.raises(WarehouseError, match="no document of"):
        warehouse.history(path, "ffffffff")


def test_upkeep_keeps_the_last_old_records(path: Path) -> None:
    for step in range(4):
        load(path, f"step{step}", article(1, rules_version=f"r{step}", headline=f"{step}"))
    load(path, "other", article(2, rules_version="r", headline="x"))
    warehouse.compact(path, old_records=2)
    warehouse.publish(path)
    kept = "SELECT document_id, version FROM audit.article_versions ORDER BY ALL"
    assert sorted((r["document_id"], r["version"]) for r in rows(path, kept)) == sorted(
        [(document_id(1), 3), (document_id(1), 4), (document_id(2), 1)]
    )
    load(path, "more", article(1, rules_version="more", headline="more"))
    assert max(row["version"] for row in rows(path, kept)) == 5
