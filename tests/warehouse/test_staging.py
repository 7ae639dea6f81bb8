"""Staging: results of a batch as one file, whole or absent."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from sample_records import article, quarantined, rejected, staged

import warehouse
from cleaners.errors import WarehouseError
from cleaners.model import Article, Author, Label, LedgerEntry, Rejected
from warehouse.staged_file import check_staged_file
from warehouse.staging import staged_schema


def test_every_field_of_every_result_class_is_a_column() -> None:
    columns = set(staged_schema().names)
    for kind in (Article, Rejected, warehouse.Quarantined, warehouse.Seen):
        assert {f.name for f in fields(kind)} <= columns


def test_an_article_comes_back_as_it_was(tmp_path: Path) -> None:
    one = article(1)
    path = staged(tmp_path, "one", one)
    (row,) = pq.read_table(path).to_pylist()
    assert row["kind"] == "article"
    assert row["headline"] == one.headline
    assert row["outlet"] == {"id": "paper", "name": "한국일보", "domain": "paper.example"}
    assert row["date_min"] == date(2025, 2, 2)
    assert row["subheadlines"] == ["First deck", "write to ████@paper.example"]
    assert {"place": "subheadlines", "position": 1, "start": 9, "address": "deck@paper.example"} in row["addresses"]
    assert [a["name"] for a in row["authors"]] == ["홍길동", "Jean Petit"]
    assert row["ledger"][0] == {
        "start": 0,
        "end": 12,
        "label": "navigation",
        "rule": "portal/navigation",
        "confidence": 0.9,
    }
    assert row["visible_text"] == one.visible_text.replace("desk@", "████@")
    assert row["reason"] is None


def test_lengths_of_the_parts_are_counted(tmp_path: Path) -> None:
    one = article(1)
    (row,) = pq.read_table(staged(tmp_path, "one", one)).to_pylist()
    assert row["body_chars"] == len(one.body) + 1
    assert row["boilerplate_chars"] == len("Home > News\nShare on everything\n")
    assert row["lifted_chars"] == len("Headline 1\nCopyright Paper\n")
    assert row["blank_chars"] == 1


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    results = [article(1), rejected(2), quarantined(3)]
    first, second = staged(tmp_path, "a", *results), staged(tmp_path, "b", *results)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes() != staged(tmp_path, "c", *reversed(results)).read_bytes()


def test_the_report_counts(tmp_path: Path) -> None:
    seen = warehouse.Seen(document_id="0" * 32, source="elsewhere")
    report = warehouse.stage(
        [article(1), article(2), rejected(3), quarantined(4), seen], tmp_path / "deep" / "x.parquet"
    )
    assert (report.rows, report.articles, report.rejected, report.quarantined, report.seen) == (5, 2, 1, 1, 1)
    assert report.bytes == report.path.stat().st_size
    assert [path.name for path in report.path.parent.iterdir()] == ["x.parquet"]


def test_sizes_are_taken_by_document(tmp_path: Path) -> None:
    sizes = {article(1).document_id: 4321}
    path = warehouse.stage([article(1), article(2)], tmp_path / "x.parquet", sizes=sizes).path
    assert pq.read_table(path).column("size").to_pylist() == [4321, None]


def test_no_results_make_an_empty_file_that_loads(tmp_path: Path) -> None:
    path = staged(tmp_path, "none")
    assert warehouse.load(tmp_path / "w.duckdb", [path]).batches[0].rows == 0


def test_lone_surrogates_are_stored_without_moving_an_offset(tmp_path: Path) -> None:
    one = replace(article(1), source="dumps/\udcff.html", visible_text="a\ud800b", body="x\udfffy")
    (row,) = pq.read_table(staged(tmp_path, "one", one)).to_pylist()
    assert row["source"] == r"dumps/\udcff.html" == warehouse.stored_source(one.source)
    assert row["visible_text"] == "a\ufffdb"
    assert row["body"] == "x\ufffdy"
    assert warehouse.stored_source("plain 이름.txt") == "plain 이름.txt"


def test_what_no_row_can_hold_is_quarantined_and_the_rest_is_staged(tmp_path: Path) -> None:
    bad = [
        article(1, date_min="2025-02-30"),
        article(2, body=None),
        article(3, authors=(Author(None, None, None, None, None),)),  # type: ignore[arg-type]
        article(4, ledger=(LedgerEntry(0, 2**70, Label.BODY, "r", 1.0),)),
        article(5, headline=7),
    ]
    path = staged(tmp_path, "bad", article(0), *bad, article(9))
    table = pq.read_table(path).select(["kind", "reason", "document_id", "message"]).to_pylist()
    assert [row["kind"] for row in table] == ["article", *["quarantined"] * 5, "article"]
    assert {row["reason"] for row in table[1:6]} == {"unstorable"}
    assert table[1]["document_id"] == article(1).document_id
    assert "body is null" in table[2]["message"]


def test_results_are_taken_one_by_one(tmp_path: Path) -> None:
    """Memory stays flat: what is written is no longer held."""
    taken = 0

    def results() -> object:
        nonlocal taken
        for number in range(1200):
            taken += 1
            yield article(number)

    path = warehouse.stage(results(), tmp_path / "x.parquet").path  # type: ignore[arg-type]
    assert taken == 1200
    assert pq.ParquetFile(path).metadata.num_row_groups == 3


def test_a_failure_while_results_are_made_leaves_no_file(tmp_path: Path) -> None:
    def results() -> object:
        yield article(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        warehouse.stage(results(), tmp_path / "x.parquet")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseError, match=r"file.x\.parquet: the staged file can't be written"):
        warehouse.stage([article(1)], tmp_path / "file" / "x.parquet")


@pytest.mark.parametrize("where", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.9999])
def test_one_changed_byte_is_found(tmp_path: Path, where: float) -> None:
    path = staged(tmp_path, "x", *(article(number) for number in range(20)))
    data = bytearray(path.read_bytes())
    data[int(len(data) * where)] ^= 1
    path.write_bytes(data)
    with pytest.raises(WarehouseError, match=r"x\.parquet"):
        check_staged_file(path, staged_schema())
