"""Readers are never locked out: what they open is the last published version, whole, also while somebody loads."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from sample_records import article, contents, rows, staged

import warehouse
from cleaners.errors import WarehouseError
from warehouse.connection import open_reader, open_writer
from warehouse.copying import clone_file, copy_file, is_unused, update_file

pytestmark = pytest.mark.files

COUNT = "SELECT count(*) AS n FROM clean.articles"
NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def add(path: Path, *numbers: int, publish: bool = True, keep: int = 2) -> None:
    name = "-".join(map(str, numbers))
    file = staged(path.parent, name, *(article(n) for n in numbers))
    warehouse.load(path, [file], publish=publish, keep_versions=keep)


def articles(path: Path, at: int | str | None = None) -> int:
    return int(rows(path, COUNT, at=at)[0]["n"])


def numbers(path: Path) -> list[int]:
    return [version.number for version in warehouse.versions(path) if version.path is not None]


def test_what_is_loaded_is_seen_when_it_is_published(path: Path) -> None:
    add(path, 1)
    add(path, 2, 3, publish=False)
    assert (articles(path), articles(path, warehouse.WORKING)) == (1, 3)
    assert warehouse.publish(path, published_at=NOW, run_id="run") == 2
    assert articles(path) == 3
    latest, first = warehouse.versions(path)
    assert (latest.number, latest.articles, latest.run_id, latest.is_current) == (2, 3, "run", True)
    assert latest.published_at == NOW.replace(tzinfo=None)
    assert (first.number, first.articles, first.is_current) == (1, 1, False)
    assert rows(path, "SELECT max(version) AS v FROM audit.versions", at=1) == [{"v": 1}]


def test_nothing_new_is_no_version(path: Path) -> None:
    add(path, 1)
    add(path, 1)
    warehouse.begin_run(path, "run", started_at=NOW, software="test")
    assert warehouse.publish(path) is None
    assert numbers(path) == [1]
    assert warehouse.publish(path, force=True) == 2
    assert len(rows(path, "FROM audit.runs")) == 1


def test_a_reader_keeps_the_version_that_it_has_open(path: Path) -> None:
    add(path, 1)
    with open_reader(path) as reader:
        for number in range(2, 7):
            add(path, number)
            assert articles(path) == number
            assert reader.execute(COUNT).fetchall() == [(1,)]
    assert numbers(path) == [6, 5]


CLIENT = """
import sys, duckdb

con = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(con.execute("SELECT count(*), sum(length(body)) FROM clean.articles").fetchone(), flush=True)
"""


def test_a_client_with_a_connection_open_all_day(path: Path) -> None:
    add(path, 1)
    with subprocess.Popen(
        [sys.executable, "-c", CLIENT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as client:
        assert client.stdin is not None
        assert client.stdout is not None
        seen = set()
        for number in range(2, 6):
            client.stdin.write("\n")
            client.stdin.flush()
            seen.add(client.stdout.readline())
            add(path, number)
        client.stdin.close()
    assert len(seen) == 1
    assert articles(path) == 5


def test_any_client_opens_the_file_while_somebody_loads(path: Path) -> None:
    add(path, 1)
    with open_writer(path) as con:
        con.execute("DELETE FROM clean.articles")
        told = subprocess.run(
            [sys.executable, "-c", CLIENT, str(path)], input="\n", capture_output=True, text=True, check=True
        )
        assert told.stdout.startswith("(1, ")
    assert not path.with_name("w.duckdb.wal").exists()
    assert path.stat().st_mode & 0o222 == 0


def test_as_many_versions_are_kept_as_are_asked_for(path: Path) -> None:
    for number in range(1, 6):
        add(path, number, keep=3)
    assert numbers(path) == [5, 4, 3]
    assert [articles(path, at) for at in (5, 4, "3", "v3")] == [5, 4, 3, 3]
    assert [version.number for version in warehouse.versions(path)] == [5, 4, 3, 2, 1]
    with pytest.raises(WarehouseError, match="there is no version 2; kept are: 3, 4, 5"):
        articles(path, 2)
    warehouse.publish(path, keep=1)
    assert numbers(path) == [5]
    with pytest.raises(WarehouseError, match="at least one version"):
        warehouse.publish(path, keep=0)
    assert len(list(path.with_name("w.duckdb.d").glob("version-*"))) == 1


def test_a_file_that_somebody_copies_stays_as_it_was(path: Path) -> None:
    """Not only DuckDB's readers, which lock what they read: `cp` and backups take no lock."""
    add(path, 1)
    with path.open("rb") as slow:
        before = slow.read()
        for number in range(2, 7):
            add(path, number)
        slow.seek(0)
        assert slow.read() == before


def test_a_version_that_nobody_needs_is_written_anew_where_there_are_no_clones(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    if clone_file(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this file system has clones")
    if not is_unused(tmp_path / "a"):
        pytest.skip("this file system has no leases")
    add(path, 1)
    first = path.stat().st_ino
    add(path, 2)
    add(path, 3)
    assert path.stat().st_ino == first
    warehouse.check(path, at=None)
    assert articles(path) == 3


def test_readers_and_a_publisher_at_once(path: Path) -> None:
    add(path, 0)
    done, seen, errors = threading.Event(), [], []

    def read() -> None:
        last = 0
        while not done.is_set():
            try:
                count = articles(path)
            except WarehouseError as error:
                errors.append(error)
                return
            assert count >= last
            last = count
            seen.append(count)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, 13):
        add(path, number)
    done.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert len(set(seen)) > 2
    assert articles(path) == 13


def test_a_published_file_that_was_copied_away_is_a_warehouse(path: Path, tmp_path: Path) -> None:
    add(path, 1)
    add(path, 2)
    copy = tmp_path / "elsewhere" / "copy.duckdb"
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    assert articles(copy) == 2
    add(copy, 3)
    assert (articles(copy), articles(path)) == (3, 2)
    held = contents(copy)
    assert [row[0] for row in held["audit.versions"]] == [1, 2, 3] or len(held["audit.versions"]) == 1


def test_what_was_deleted_is_published_again_from_what_is_there(path: Path) -> None:
    add(path, 1)
    add(path, 2)
    folder = path.with_name("w.duckdb.d")
    path.unlink()
    with pytest.raises(WarehouseError, match="nothing has been published yet"):
        articles(path)
    assert warehouse.publish(path) == 3
    (folder / "working.duckdb").unlink()
    add(path, 3)
    assert articles(path) == 3


def test_a_copy_that_is_updated_equals_its_source(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    dice = random.Random(7)  # noqa: S311
    data = bytearray(dice.randbytes(3_000_000))
    target.write_bytes(data)
    for size in (3_000_000, 2_999_999, 1_000_000, 4_000_001, 0, 262_144, 1):
        data = bytearray(data[:size].ljust(size, b"x"))
        for _ in range(3 if size else 0):
            data[dice.randrange(size)] ^= 1
        source.write_bytes(data)
        written = update_file(source, target)
        assert target.read_bytes() == data
        assert written <= 3 * 262_144 + max(0, size - 1_000_000)
    copy_file(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == data
    with pytest.raises(FileExistsError):
        copy_file(source, tmp_path / "copy")


def test_a_file_that_is_open_anywhere_is_in_use(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    if not is_unused(file):
        pytest.skip("this file system has no leases")
    os.link(file, tmp_path / "other name")
    with (tmp_path / "other name").open("rb"):
        assert not is_unused(file)
    con = duckdb.connect(str(tmp_path / "db"))
    assert not is_unused(tmp_path / "db")
    con.close()
    assert is_unused(file)
