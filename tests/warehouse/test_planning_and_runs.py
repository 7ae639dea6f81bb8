"""What a flow asks before it cleans, and notes before and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sample_records import article, document_id, made_once, quarantined, rejected, rows, spoil, staged

import warehouse
from cleaners.errors import WarehouseError
from cleaners.model import Reason
from warehouse import KnownDocument

START = datetime(2026, 3, 4, 12, 0, tzinfo=timezone(timedelta(hours=9)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "w.duckdb"
    results = [article(0), article(1), article(1, source="copy.html"), rejected(2), quarantined(3)]
    file = staged(tmp_path, "a", *results)
    return made_once("planning", place, lambda: warehouse.load(place, [file], run_id="first"))


def test_known_documents_are_articles_and_rejections(path: Path) -> None:
    asked = [document_id(number) for number in range(5)] + ["no id"]
    known = warehouse.known_documents(path, iter(asked))
    assert known == {
        document_id(0): KnownDocument(("naver",), "rules-1", ("dumps/00000.html",)),
        document_id(1): KnownDocument(("gnuboard5", "daum"), "rules-1", ("copy.html", "dumps/00001.html")),
        document_id(2): KnownDocument(("naver",), "rules-1", ("dumps/00002.html",)),
    }
    assert warehouse.known_documents(path, []) == {}


def test_no_warehouse_knows_nothing(tmp_path: Path) -> None:
    assert warehouse.known_documents(tmp_path / "none.duckdb", ["x"]) == {}
    assert warehouse.open_quarantine(tmp_path / "none.duckdb") == []
    assert list(tmp_path.iterdir()) == []


def test_open_quarantine(path: Path) -> None:
    assert warehouse.open_quarantine(path) == [quarantined(3)]
    assert warehouse.open_quarantine(path, reason="timeout") == [quarantined(3)]
    assert warehouse.open_quarantine(path, reason="other") == []


def test_a_run_from_begin_to_end(path: Path, tmp_path: Path) -> None:
    warehouse.begin_run(path, "run", started_at=START, software="cleancopy 1", inputs=("dumps", "x\udcff"))
    assert rows(path, "FROM audit.runs") == []
    (row,) = rows(path, "FROM audit.runs", at=warehouse.WORKING)
    assert (row["state"], row["finished_at"], row["inputs"]) == ("running", None, ["dumps", r"x\udcff"])
    assert row["started_at"] == datetime(2026, 3, 4, 3, 0)  # noqa: DTZ001 - stored as UTC

    results = [article(10), article(11), rejected(12), rejected(13, reason=Reason.EMPTY), quarantined(14)]
    warehouse.load(path, [staged(tmp_path, "b", *results)], run_id="run")
    summary = warehouse.finish_run(path, "run", finished_at=START + timedelta(minutes=5), unchanged=7)
    assert (summary.documents, summary.articles) == (4, 2)
    assert summary.rejected == {"empty": 1, "list_page": 1}
    assert summary.quarantined == {"timeout": 1}
    assert [(group.name, group.documents, group.rejected) for group in summary.by_portal] == [
        ("naver", 3, 2),
        ("gnuboard5", 1, 0),
    ]
    assert {group.name for group in summary.by_language} == {"fr", "ko", None}
    assert summary.removed_share is not None
    assert summary.removed_share == pytest.approx(summary.removed_chars / summary.visible_chars)
    assert 0 < summary.removed_share < 1
    warehouse.publish(path, force=True)
    (row,) = rows(path, "FROM audit.runs")
    assert (row["state"], row["documents"], row["rejected"], row["unchanged"]) == ("completed", 4, 2, 7)
    assert warehouse.summarise(path, "run") == summary
    assert warehouse.summarise(path).documents == 7


def test_a_run_begun_twice_is_one(path: Path) -> None:
    for _ in range(2):
        warehouse.begin_run(path, "run", started_at=START, software="cleancopy 1")
    assert len(rows(path, "FROM audit.runs", at=warehouse.WORKING)) == 1


def test_a_run_that_never_began(path: Path) -> None:
    with pytest.raises(WarehouseError, match="no run 'x' was begun"):
        warehouse.finish_run(path, "x", finished_at=START)


def test_a_failed_run(path: Path) -> None:
    warehouse.begin_run(path, "run", started_at=START, software="cleancopy 1")
    warehouse.finish_run(path, "run", finished_at=START, state="failed", message="disk full")
    assert rows(path, "SELECT state, message, documents FROM audit.runs", at=warehouse.WORKING) == [
        {"state": "failed", "message": "disk full", "documents": 0}
    ]
    with pytest.raises(WarehouseError, match="ends as completed or failed, not as 'whatever'"):
        warehouse.finish_run(path, "run", finished_at=START, state="whatever")


def test_the_figures_of_an_empty_warehouse(tmp_path: Path) -> None:
    warehouse.begin_run(tmp_path / "w.duckdb", "run", started_at=datetime.now(UTC), software="x")
    summary = warehouse.summarise(tmp_path / "w.duckdb", at=warehouse.WORKING)
    assert (summary.documents, summary.rejected, summary.removed_share, summary.by_portal) == (0, {}, None, ())


def test_fetch_document(path: Path) -> None:
    one = article(1)
    for asked in (one.document_id, one.document_id[:8], one.document_id[:6].upper()):
        found = warehouse.fetch_document(path, asked)
        assert found.document_id == one.document_id
    assert found.sources == ("copy.html", "dumps/00001.html")
    shown = one.visible_text.replace("desk@", "████@")  # addresses are kept apart
    assert (found.visible_text, found.ledger, found.profiles) == (shown, one.ledger, one.profiles)
    assert (found.outcome, found.reason) == ("article", None)
    assert warehouse.fetch_document(path, document_id(2)).reason == "list_page"


def test_a_document_that_is_not_there(path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"no document of .* begins so"):
        warehouse.fetch_document(path, "ffffffff")
    with pytest.raises(WarehouseError, match="at least the first 4 digits"):
        warehouse.fetch_document(path, "ab")


def test_a_prefix_of_several_documents(tmp_path: Path) -> None:
    twins = [article(n, document_id=f"abcd{n:028}") for n in range(7)]
    warehouse.load(tmp_path / "w.duckdb", [staged(tmp_path, "a", *twins)])
    with pytest.raises(WarehouseError, match=r"several documents begin so \(abcd0.*, …\)"):
        warehouse.fetch_document(tmp_path / "w.duckdb", "abcd")


@pytest.mark.files
def test_compact_gives_space_back(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    for version in range(4):
        results = [article(n, rules_version=f"{version}", body=f"{version} word " * 500) for n in range(300)]
        warehouse.load(path, [staged(tmp_path, f"{version}", *results)])
    size = path.stat().st_size
    assert warehouse.compact(path) <= size
    warehouse.check(path)
    assert warehouse.summarise(path).articles == 300


def test_check_finds_what_is_wrong(path: Path) -> None:
    spoil(
        path,
        "DELETE FROM audit.ledger WHERE position = 0;"
        "INSERT INTO clean.authors (document_id, position, name) VALUES ('nobody', 0, 'x')",
    )
    with pytest.raises(WarehouseError, match="not sound") as caught:
        warehouse.check(path)
    assert "rows of an article that is not there (nobody)" in str(caught.value)
    assert "does not tile" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|x", "'+cmd|x"),
        ("-5도 추위", "'-5도 추위"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\tx", "'\tx"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ("plain", "plain"),
        ("", ""),
        (None, None),
        (-5, -5),
    ],
)
def test_spreadsheet_safe(value: object, safe: object) -> None:
    assert warehouse.spreadsheet_safe(value) == safe
