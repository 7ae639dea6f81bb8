"""A warehouse for several machines: DuckLake with a real PostgreSQL. With `--lake` all other tests run on it as well."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from postgres_server import PostgresServer
from sample_records import article, quarantined, rejected, staged

import warehouse
from cleaners.errors import WarehouseError
from warehouse.connection import mark_changed, open_reader, open_writer
from warehouse.dialect import as_taken
from warehouse.lake import Lake, lake_of
from warehouse.statements import statements

COUNT = "SELECT count(*) AS n FROM clean.articles"


@pytest.fixture(scope="module")
def lake(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a lake with three versions: 3, 4 and 5 articles."""
    folder = tmp_path_factory.mktemp("lake")
    postgres.create("lake")
    address = f"ducklake:postgres:dbname=lake {postgres.where}?files={folder / 'files'}"
    first = staged(folder, "first", *(article(n) for n in range(3)), rejected(10), quarantined(20))
    again = staged(folder, "again", article(1, rules_version="rules-2", headline="Other"), article(3))
    warehouse.load(address, [first], run_id="one")
    warehouse.load(address, [again])
    warehouse.load(address, [staged(folder, "last", article(4), article(20))])
    return address


def ask(address: str, sql: str, at: int | str | None = None) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = warehouse.query(address, sql, at=at).to_pylist()
    return rows


def test_versions_are_snapshots(lake: str) -> None:
    assert [ask(lake, COUNT, at)[0]["n"] for at in (1, 2, "v3", None, warehouse.WORKING)] == [3, 4, 6, 6, 6]
    found = warehouse.versions(lake)
    assert [(v.number, v.articles, v.quarantined, v.is_kept, v.is_current) for v in found] == [
        (3, 6, 0, True, True),
        (2, 4, 1, True, False),
        (1, 3, 1, True, False),
    ]
    with pytest.raises(WarehouseError, match="no version 9 in this lake; kept are: 1, 2, 3"):
        ask(lake, COUNT, 9)


def test_records_are_replaced_as_one(lake: str) -> None:
    sql = "SELECT headline, rules_version FROM clean.articles WHERE source = 'dumps/00001.html'"
    assert ask(lake, sql, 1) == [{"headline": "Headline 1", "rules_version": "rules-1"}]
    assert ask(lake, sql, 2) == [{"headline": "Other", "rules_version": "rules-2"}]
    warehouse.check(lake)
    warehouse.check(lake, at=1)


def test_nothing_new_is_no_version_and_what_is_not_published_is_not_seen(lake: str, tmp_path: Path) -> None:
    report = warehouse.load(lake, [staged(tmp_path, "same", article(4))])
    assert [batch.unchanged for batch in report.batches] == [1]
    more = staged(tmp_path, "more", article(5))
    number = warehouse.versions(lake)[0].number
    warehouse.load(lake, [more], publish=False)
    assert (ask(lake, COUNT)[0]["n"], ask(lake, COUNT, warehouse.WORKING)[0]["n"]) == (6, 7)
    assert warehouse.publish(lake) == number + 1
    assert warehouse.publish(lake) is None
    assert ask(lake, COUNT)[0]["n"] == 7
    assert not any(batch.loaded for batch in warehouse.load(lake, [more]).batches)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM clean.articles", "read-only"),
        ("CREATE TABLE clean.more (a INT)", "read-only"),
        ("SELECT * FROM read_text('/etc/passwd')", "queries can reach no files"),
        ("COPY (SELECT 1) TO '/tmp/stolen.parquet'", "queries can reach no files"),
        ("COPY (SELECT 1) TO 'FILES/evil.parquet'", "queries can reach no files"),
        ("ATTACH '/tmp/other.duckdb'", "queries can reach no files"),
        ("DETACH warehouse", "queries can reach no files"),
        ("SET memory_limit = '100GB'", "queries can reach no files"),
        ("CALL postgres_execute('__ducklake_metadata_warehouse', 'DROP TABLE ducklake_snapshot')", "read"),
        ("DELETE FROM __ducklake_metadata_warehouse.ducklake_snapshot", "read"),
    ],
)
def test_what_a_query_can_not_do(lake: str, sql: str, words: str) -> None:
    with pytest.raises(WarehouseError, match=words):
        ask(lake, sql.replace("FILES", lake.partition("?files=")[2]))
    assert not list(Path(lake.partition("?files=")[2]).glob("evil*"))


def test_a_lake_that_is_opened_is_left_as_it_is(lake: str) -> None:
    """What its tables are is stated once: each definition is a snapshot, after which everybody reads the whole catalog anew."""
    with open_writer(lake, changes=False) as con:
        last = con.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('warehouse')").fetchall()
    with open_writer(lake, changes=False) as con:
        assert con.execute("SELECT max(snapshot_id) FROM ducklake_snapshots('warehouse')").fetchall() == last


def test_one_that_nobody_made_yet_holds_nothing(postgres: PostgresServer, tmp_path: Path) -> None:
    postgres.create("unmade")
    address = f"ducklake:postgres:dbname=unmade {postgres.where}?files={tmp_path / 'files'}"
    assert not warehouse.warehouse_exists(address)
    assert (warehouse.known_documents(address, ["x"]), warehouse.open_quarantine(address)) == ({}, [])
    assert warehouse.purged_documents(address) == frozenset()
    with pytest.raises(WarehouseError, match="there is no warehouse; `cleancopy run` makes one"):
        ask(address, COUNT)
    warehouse.load(address, [])
    assert warehouse.warehouse_exists(address)


def test_two_loads_at_once_bring_a_document_once(lake: str, tmp_path: Path) -> None:
    """The second one to commit fails, and finds the documents there when it tries again."""
    file = staged(tmp_path, "both", article(30), article(31))
    with open_writer(lake, changes=False) as con:
        con.execute("BEGIN")
        con.execute("SELECT count(*) FROM audit.documents").fetchall()
        mark_changed(con, lake)
        warehouse.load(lake, [file])
        with pytest.raises(Exception, match=r"(?i)conflict"):
            con.execute("COMMIT")
    assert not any(batch.loaded for batch in warehouse.load(lake, [file]).batches)
    warehouse.check(lake)


def test_another_machine_reads_while_one_writes(lake: str) -> None:
    before = ask(lake, COUNT)
    script = "import sys, warehouse; print(warehouse.query(sys.argv[1], sys.argv[2]).to_pylist())"
    with open_writer(lake) as con, open_reader(lake) as reader:
        con.execute("BEGIN")
        con.execute("DELETE FROM clean.articles")
        told = subprocess.run([sys.executable, "-c", script, lake, COUNT], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == str(before)
        assert reader.execute(COUNT).fetchall() == [(before[0]["n"],)]
        con.execute("ROLLBACK")


def test_a_release_is_the_same_as_that_of_a_file(lake: str, tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", *(article(n) for n in range(3)), rejected(10), quarantined(20))])
    ours = warehouse.write_release(lake, tmp_path / "ours", software="test", at=1)
    theirs = warehouse.write_release(path, tmp_path / "theirs", software="test")
    assert ours.name == theirs.name
    assert warehouse.verify_release(ours.path).manifest == theirs.manifest


def test_runs_stories_and_upkeep(lake: str) -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 3, 4, tzinfo=UTC)
    warehouse.begin_run(lake, "run", started_at=now, software="test")
    warehouse.refresh(lake)
    assert warehouse.finish_run(lake, "run", finished_at=now).documents == 0
    warehouse.publish(lake, run_id="run", force=True)
    assert ask(lake, "SELECT state FROM audit.runs") == [{"state": "completed"}]
    assert warehouse.compact(lake, keep_versions=2) > 0
    assert sum(version.is_kept for version in warehouse.versions(lake)) == 2
    warehouse.check(lake)


def test_addresses() -> None:
    assert lake_of("data/warehouse.duckdb") is None
    assert lake_of("ducklake:postgres:dbname=a host=b?files=s3://c/d") == Lake("postgres:dbname=a host=b", "s3://c/d")
    assert lake_of("ducklake:postgres:dbname=a") == Lake("postgres:dbname=a", None)
    with pytest.raises(WarehouseError, match="the catalog of a lake is in PostgreSQL"):
        lake_of("ducklake:metadata.ducklake")


def test_no_server_is_said(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="ducklake:postgres"):
        warehouse.query(f"ducklake:postgres:host={tmp_path} dbname=none?files={tmp_path}", "SELECT 1")


def test_checks_are_taken_out_of_the_tables_and_nothing_else(lake: str) -> None:
    with open_writer(lake, changes=False) as con:
        for name in ("tables", "story_tables"):
            taken = as_taken(con, statements(name))
            assert "CHECK" not in taken
            assert taken.count(",\n") == statements(name).count(",\n")
