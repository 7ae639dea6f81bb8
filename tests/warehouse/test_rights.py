"""Notices that reserve text and data mining, in the languages of the file."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sample_records import article, document_id, staged

import warehouse
from warehouse.rights import reservation_rules, reservations, rule_tables

pytestmark = pytest.mark.once

EXAMPLES = [(rule["id"], text) for rule in rule_tables() for text in rule["examples"]]
COUNTER_EXAMPLES = [text for rule in rule_tables() for text in rule["counter_examples"]]


def read_one(text: str | None, usage: str | None = None) -> tuple[bool | None, str | None]:
    reserved, rule = reservations(pa.array([text], pa.string()), pa.array([usage], pa.string()))
    return reserved[0].as_py(), rule[0].as_py()


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_examples_are_read_by_their_rule(rule: str, text: str) -> None:
    assert read_one(text) == (True, rule)
    assert read_one(None, text) == (True, rule)
    assert read_one("© Paper", f"Read on.\n{text}") == (True, rule)


@pytest.mark.parametrize("text", COUNTER_EXAMPLES)
def test_counter_examples_are_read_by_none(text: str) -> None:
    assert read_one(text) == (False, None)


def test_without_a_notice_nothing_is_known() -> None:
    assert read_one(None) == (None, None)


def test_a_topic_here_and_a_ban_far_away_are_no_reservation() -> None:
    assert read_one("AI training" + " and more" * 40 + " is prohibited") == (False, None)
    assert read_one("AI training is fun\nCopying is prohibited") == (False, None)


def test_many_rows_at_once_are_read_like_single_ones() -> None:
    texts = [text for _, text in EXAMPLES] + COUNTER_EXAMPLES + [None]
    reserved, rules = reservations(pa.array(texts, pa.string()), pa.nulls(len(texts), pa.string()))
    assert list(zip(reserved.to_pylist(), rules.to_pylist(), strict=True)) == [read_one(text) for text in texts]


@pytest.mark.parametrize("name", reservation_rules())
def test_patterns_hold_in_sql_as_well(name: str) -> None:
    """DuckDB, which consumers have, reads them too."""
    (rule,) = [rule for rule in rule_tables() if rule["id"] == name]
    for text in rule["examples"]:
        assert duckdb.execute("SELECT regexp_matches(?, ?)", [text, reservation_rules()[name]]).fetchone() == (True,)


def test_a_release_tells_them_and_can_leave_them_out(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    articles = [
        article(1, usage_terms="무단전재, 재배포 및 AI학습 이용 금지"),
        article(2, copyright_notice=None),
        article(3),
        article(4, copyright_notice="© Harbour News. Text and data mining is reserved."),
    ]
    warehouse.load(path, [staged(tmp_path, "a", *articles)])
    told = warehouse.write_release(path, tmp_path / "r", software="x")
    found = {
        row["document_id"]: (row["tdm_reservation"], row["tdm_reservation_rule"])
        for file in (told.path / "articles").rglob("*.parquet")
        for row in pq.ParquetFile(file).read(["document_id", "tdm_reservation", "tdm_reservation_rule"]).to_pylist()
    }
    assert found == {
        document_id(1): (True, "ko/mining"),
        document_id(2): (None, None),
        document_id(3): (False, None),
        document_id(4): (True, "en/mining"),
    }
    kept = warehouse.write_release(path, tmp_path / "r", software="x", profile="unreserved")
    assert kept.rows == 2
    texts = warehouse.write_release(path, tmp_path / "r", software="x", profile="text-unreserved")
    assert texts.rows == 2
    assert {told.name, kept.name, texts.name} <= {entry.name for entry in (tmp_path / "r").iterdir()}
