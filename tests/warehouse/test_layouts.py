"""A warehouse of an older cleancopy, one file only, is brought up to date, and nothing of it is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from sample_records import article, rows, spoil, staged

import warehouse
from cleaners.errors import WarehouseError

pytestmark = pytest.mark.files

COLUMNS = """
    SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
    WHERE schema_name IN ('clean', 'audit', 'mart') ORDER BY ALL
"""


def old_columns(path: Path, like: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that `like` has, in its columns."""
    con = duckdb.connect()
    con.execute(f"ATTACH '{path}' AS held (READ_ONLY)")
    if path != like:
        con.execute(f"ATTACH '{like}' AS old (READ_ONLY)")
    name = "held" if path == like else "old"
    tables = con.execute(
        f"SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = '{name}'"  # noqa: S608
    ).fetchall()
    found = {}
    for (table,) in tables:
        columns = [row[0] for row in con.execute(f"DESCRIBE {name}.{table}").fetchall()]
        listed = ", ".join(f'"{column}"' for column in columns)
        found[table] = con.execute(f"SELECT {listed} FROM held.{table} ORDER BY ALL").fetchall()  # noqa: S608
    con.close()
    del found["audit.schema_info"], found["audit.labels"]
    return found


def test_all_rows_are_there_afterwards(one_file: Path, tmp_path: Path) -> None:
    like = tmp_path / "as it was.duckdb"
    like.write_bytes(one_file.read_bytes())
    before = old_columns(like, like)
    assert len(before["clean.articles"]) == 5
    with pytest.raises(WarehouseError, match="the next `cleancopy run` brings it up to date"):
        warehouse.query(one_file, "SELECT 1")
    assert old_columns(one_file, like) == before
    warehouse.load(one_file, [])
    assert old_columns(one_file, like) == before
    warehouse.check(one_file)
    report = warehouse.load(one_file, [staged(tmp_path, "more", article(3), article(40))])
    assert (report.batches[0].unchanged, report.batches[0].added) == (1, 1)
    warehouse.check(one_file)
    assert rows(one_file, "SELECT count(*) AS n FROM clean.articles") == [{"n": 6}]


def test_it_is_laid_out_as_a_new_one(one_file: Path, tmp_path: Path) -> None:
    warehouse.load(one_file, [])
    warehouse.load(tmp_path / "fresh.duckdb", [])
    assert rows(one_file, COLUMNS) == rows(tmp_path / "fresh.duckdb", COLUMNS)


def test_the_log_of_a_killed_writer_is_taken_over_as_well(one_file: Path) -> None:
    script = (
        "import sys, os, duckdb\ncon = duckdb.connect(sys.argv[1])\n"
        "con.execute(\"INSERT INTO audit.sources VALUES ('a', 'b', 'c')\")\nos._exit(1)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(one_file)], check=False).returncode == 1
    assert one_file.with_name("old.duckdb.wal").exists()
    warehouse.load(one_file, [])
    assert rows(one_file, "FROM audit.sources WHERE document_id = 'a'") != []
    assert not one_file.with_name("old.duckdb.wal").exists()


def test_what_is_new_is_added_and_what_is_gone_may_be_null(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    (before,) = rows(path, "FROM clean.articles")
    spoil(
        path,
        """
        UPDATE audit.schema_info SET layout = 1;
        DROP TABLE mart.null_rates;
        INSERT INTO clean.articles
        SELECT articles.* REPLACE ('copy ' || number AS document_id) FROM clean.articles AS articles, range(5000) AS r(number);
        ALTER TABLE clean.articles DROP COLUMN languages;
        ALTER TABLE clean.articles DROP COLUMN profiles;
        ALTER TABLE clean.articles DROP COLUMN usage_terms;
        ALTER TABLE clean.articles ADD COLUMN gone INTEGER DEFAULT 7;
        ALTER TABLE clean.articles ALTER COLUMN gone DROP DEFAULT;
        ALTER TABLE clean.articles ALTER COLUMN gone SET NOT NULL;
        ALTER TABLE clean.articles ALTER COLUMN outlet SET DATA TYPE STRUCT(id VARCHAR, "name" VARCHAR);
        DROP TABLE clean.images;
        """,
    )
    warehouse.load(path, [staged(tmp_path, "b", article(2))])
    first, second = rows(path, "FROM clean.articles WHERE document_id[:4] <> 'copy' ORDER BY gone NULLS LAST")
    assert (first["gone"], second["gone"]) == (7, None)
    assert rows(path, "SELECT DISTINCT profiles, languages, gone FROM clean.articles WHERE gone = 7") == [
        {"profiles": [], "languages": [], "gone": 7}
    ]
    assert first["outlet"] == {**before["outlet"], "domain": None}
    assert second["outlet"]["domain"] == "paper.example"
    assert first["body"] == before["body"]
    assert len(rows(path, "FROM clean.images")) == 1


def test_what_can_not_be_bridged_is_said(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    spoil(path, "UPDATE audit.schema_info SET layout = 1; ALTER TABLE clean.articles DROP body")
    for _ in range(2):
        with pytest.raises(WarehouseError, match=r"clean.articles.body can't be brought up to date"):
            warehouse.load(path, [])
