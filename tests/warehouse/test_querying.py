"""Queries: read-only, locked in, and errors that say what to do."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest
from sample_records import article, staged

import warehouse
from cleaners.errors import WarehouseError
from warehouse.connection import open_reader, open_writer


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("query")
    warehouse.load(folder / "w.duckdb", [staged(folder, "a", *(article(n) for n in range(20)))])
    return folder / "w.duckdb"


def test_an_answer_is_an_arrow_table(path: Path) -> None:
    answer = warehouse.query(path, "SELECT count(*) AS n FROM clean.articles WHERE portal = ?", ["naver"])
    assert answer.to_pylist() == [{"n": 10}]
    assert warehouse.query(path, "SELECT $a + 1 AS b", {"a": 2}).to_pylist() == [{"b": 3}]
    assert warehouse.query(path, "SELECT 1; SELECT 2 AS last").to_pylist() == [{"last": 2}]
    assert warehouse.query(path, "SELECT * FROM clean.articles LIMIT 0").num_rows == 0


def test_an_answer_comes_in_batches(path: Path) -> None:
    with warehouse.query_batches(path, "SELECT unnest(range(25000)) AS n") as reader:
        assert reader.schema.names == ["n"]
        sizes = [batch.num_rows for batch in reader]
    assert sum(sizes) == 25_000
    assert max(sizes) <= 10_000


@pytest.mark.files
@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM clean.articles", "queries can only read"),
        ("CREATE TABLE clean.more (a INT)", "queries can only read"),
        ("DROP VIEW mart.coverage", "queries can only read"),
        ("COPY clean.articles TO 'stolen.csv'", "queries can reach no files"),
        ("COPY (SELECT 1) TO '/tmp/stolen.parquet'", "queries can reach no files"),
        ("SELECT * FROM read_csv('/etc/passwd')", "queries can reach no files"),
        ("SELECT * FROM read_text('/etc/passwd')", "queries can reach no files"),
        ("SELECT * FROM glob('/etc/*')", "queries can reach no files"),
        ("ATTACH '/tmp/other.duckdb'", "queries can reach no files"),
        ("EXPORT DATABASE '/tmp/all'", "queries can reach no files"),
        ("INSTALL httpfs", "queries can reach no files"),
        ("LOAD '/tmp/evil.duckdb_extension'", "disabled"),
        ("SET enable_external_access = true", "queries can reach no files"),
        ("SET memory_limit = '100GB'", "queries can reach no files"),
        ("SELECT * FROM '/etc/passwd'", "does not exist"),
        ("SELECT * FROM some_python_list", "does not exist"),
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM clean.articles", "nothing"),
        ("", "no statement"),
        (" ; -- nothing", "no statement"),
        ("SELECT 'a'::INT", "Could not convert"),
        ("SELECT CASE WHEN n < 90000 THEN '1' ELSE 'a' END::INT FROM range(100000) r(n)", "Could not convert"),
    ],
)
def test_what_a_query_can_not_do(path: Path, sql: str, words: str) -> None:
    some_python_list = [[1]]
    before = path.read_bytes()
    with pytest.raises(WarehouseError, match=words) as caught:
        warehouse.query(path, sql)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert some_python_list
    assert {found.name for found in path.parent.iterdir()} == {"w.duckdb", "w.duckdb.d", "a.parquet"}


def test_no_warehouse(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"there is no warehouse; `cleancopy run` makes one"):
        warehouse.query(tmp_path / "none.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.files
def test_no_duckdb_file(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all, but long enough to have a header" * 200)
    with pytest.raises(WarehouseError, match="no DuckDB file"):
        warehouse.query(tmp_path / "text", "SELECT 1")


@pytest.mark.files
def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    con = duckdb.connect(str(tmp_path / "x.duckdb"))
    con.execute("CREATE TABLE t (a INT)")
    con.close()
    with pytest.raises(WarehouseError, match="no warehouse of cleancopy"):
        warehouse.query(tmp_path / "x.duckdb", "SELECT 1")
    with pytest.raises(WarehouseError, match="no warehouse of cleancopy"):
        warehouse.load(tmp_path / "x.duckdb", [])


OTHER = """
import sys, warehouse
for use in (lambda: warehouse.query(sys.argv[1], "SELECT 1"), lambda: warehouse.load(sys.argv[1], [])):
    try:
        use()
        print("in")
    except warehouse.LoadError.__mro__[1] as error:
        print(error)
"""


def other_process(path: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", OTHER, str(path)], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.files
def test_a_writer_keeps_other_writers_out_and_readers_in(tmp_path: Path) -> None:
    """A second opening in one process would drop DuckDB's lock on the file, and let another process in."""
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [])
    with open_writer(path):
        for _ in range(2):
            assert warehouse.query(path, "SELECT 1 AS n").to_pylist() == [{"n": 1}]
            for use in (
                lambda: warehouse.query(path, "SELECT 1", at=warehouse.WORKING),
                lambda: warehouse.load(path, []),
                lambda: warehouse.known_documents(path, ["x"]),
            ):
                with pytest.raises(WarehouseError, match="this program is loading into it just now"):
                    use()
            told = other_process(path)
            assert told[0] == "in"
            assert f"another process (PID {os.getpid()}) is loading or has it open; try again" in told[1]
    assert other_process(path) == ["in", "in"]


@pytest.mark.files
def test_readers_of_the_working_database_share_it_and_keep_writers_out(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [])
    at = warehouse.WORKING
    with (
        open_reader(path, at=at),
        warehouse.query_batches(path, "SELECT 1", at=at, memory_limit="300MB", threads=1) as reader,
    ):
        with pytest.raises(WarehouseError, match="this program is reading it just now"):
            warehouse.load(path, [])
        told = other_process(path)
        assert told[0] == "in"
        assert "try again" in told[1]
        assert reader.read_all().num_rows == 1
    warehouse.load(path, [])


def test_many_threads_read_at_once(path: Path) -> None:
    answers: list[int] = []

    def ask() -> None:
        answers.append(warehouse.query(path, "SELECT count(*) AS n FROM clean.articles").to_pylist()[0]["n"])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [20] * 8


@pytest.mark.files
def test_after_a_crash_a_reader_of_the_working_database_sees_the_last_commit(tmp_path: Path) -> None:
    """The log that a killed writer left is read along."""
    path = tmp_path / "w.duckdb"
    script = (
        "import sys, os, duckdb\nfrom warehouse.connection import open_writer\n"
        "with open_writer(sys.argv[1]) as con:\n"
        "    con.execute('CHECKPOINT')\n"
        "    con.execute(\"INSERT INTO audit.sources VALUES ('a', 'b', 'c')\")\n"
        "    os._exit(1)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == 1
    log = tmp_path / "w.duckdb.d" / "working.duckdb.wal"
    assert log.exists()
    assert warehouse.query(path, "FROM audit.sources", at=warehouse.WORKING).num_rows == 1
    warehouse.load(path, [])
    assert not log.exists()
    assert warehouse.query(path, "FROM audit.sources").num_rows == 1
