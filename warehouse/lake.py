"""A warehouse for several machines: a DuckLake, with its catalog in PostgreSQL and its Parquet files on any store.

Its address is one setting: `ducklake:postgres:dbname=news host=db?files=s3://bucket/news/`. What stands between
`postgres:` and `?files=` is a connection string of libpq; passwords come from where libpq looks for them (`PGPASSWORD`,
`~/.pgpass`). The files' place is needed once, when the lake is made; the catalog remembers it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.extensions import Config, connected
from warehouse.places import WORKING, At

PREFIX = "ducklake:"
"""What the address of a lake begins with; any other is the path of a file."""

_CATALOG = "postgres:"
_FILES = "?files="
_MESSAGE = "cleancopy version "
_REMOTE = re.compile(r"(?:s3|gcs|gs|r2|https?)://")
_OTHER_STORE = re.compile(r"([a-z][a-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is.

    Attributes:
        catalog: `postgres:` and a connection string of libpq.
        files: folder of the Parquet files, a path or an address that fsspec knows; null where the catalog knows it.
    """

    catalog: str
    files: str | None


def lake_of(warehouse: str | os.PathLike[str]) -> Lake | None:
    """The lake that an address names; null for the path of a file.

    Raises:
        WarehouseError: if it begins like a lake's and is none.
    """
    address = os.fspath(warehouse)
    if not address.startswith(PREFIX):
        return None
    catalog, _, files = address.removeprefix(PREFIX).partition(_FILES)
    if not catalog.startswith(_CATALOG):
        raise WarehouseError(
            f"{address}: the catalog of a lake is in PostgreSQL; write ducklake:postgres:dbname=NAME host=HOST?files=FOLDER"
        )
    return Lake(catalog, files or None)


def lake_exists(lake: Lake) -> bool:
    """Whether the catalog holds a lake yet; a database in PostgreSQL there has to be."""
    with _connected(lake, {}) as con:
        con.execute(f"ATTACH {_quoted(lake.catalog.removeprefix(_CATALOG))} AS catalog (TYPE postgres, READ_ONLY)")
        asked = "SELECT to_regclass('public.ducklake_metadata') IS NOT NULL"
        ((found,),) = con.execute("FROM postgres_query('catalog', ?)", [asked]).fetchall()
    return bool(found)


@contextmanager
def lake_open_for_writing(lake: Lake, config: Config) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake open for writing, as the database in use; made where there is none."""
    with _connected(lake, config) as con:
        if lake.files is not None and "://" not in lake.files:
            Path(lake.files).mkdir(parents=True, exist_ok=True)
        where = [] if lake.files is None else [f"DATA_PATH {_quoted(_folder(lake.files))}"]
        _attach(con, lake, "warehouse", where)
        con.execute("USE warehouse")
        yield con


@contextmanager
def lake_open_for_reading(lake: Lake, at: At, config: Config, locked: Config) -> Iterator[duckdb.DuckDBPyConnection]:
    """The lake as it was when a version was published, read-only; SQL can reach nothing but the lake's own files.

    Raises:
        WarehouseError: if there is no such version.
    """
    with _connected(lake, config) as con:
        _attach(con, lake, "probe", ["READ_ONLY"])
        options = ["READ_ONLY"]
        if at != WORKING:
            options.append(f"SNAPSHOT_VERSION {_snapshot_at(con, 'probe', at)}")
        con.execute("DETACH probe")
        _attach(con, lake, "warehouse", options)
        con.execute("USE warehouse")
        key = "SELECT value FROM __ducklake_metadata_warehouse.ducklake_metadata WHERE key = 'data_path'"
        ((files,),) = con.execute(key).fetchall()
        con.execute(f"SET allowed_directories = [{_quoted(files)}]")
        for name, value in locked.items():
            con.execute(f"SET {name} = {value}")
        yield con


def version_snapshots(con: duckdb.DuckDBPyConnection, catalog: str = "warehouse") -> dict[int, int]:
    """The snapshots of the published versions that are kept, by number, the oldest first."""
    rows = con.execute(
        f"SELECT commit_message, snapshot_id FROM ducklake_snapshots({_quoted(catalog)}) "  # noqa: S608 - our own name
        "WHERE starts_with(commit_message, ?) ORDER BY snapshot_id",
        [_MESSAGE],
    ).fetchall()
    return {int(message.removeprefix(_MESSAGE)): snapshot for message, snapshot in rows}


def name_commit(con: duckdb.DuckDBPyConnection, version: int) -> None:
    """Note in the transaction that it publishes a version; so its snapshot is found by the version's number."""
    con.execute("CALL warehouse.set_commit_message('cleancopy', ?)", [f"{_MESSAGE}{version}"])


def tidy(con: duckdb.DuckDBPyConnection, keep: int) -> int:
    """Forget what is older than the versions to keep, join small files, and delete files that nobody needs since a day.

    Returns:
        Bytes of the files that the lake holds afterwards.
    """
    kept = list(version_snapshots(con).values())[-keep:]
    older = "SELECT snapshot_id FROM ducklake_snapshots('warehouse') WHERE snapshot_id < ?"
    if kept and (gone := [snapshot for (snapshot,) in con.execute(older, [kept[0]]).fetchall()]):
        con.execute(f"CALL ducklake_expire_snapshots('warehouse', versions => {gone})").fetchall()
    con.execute("CALL ducklake_merge_adjacent_files('warehouse')").fetchall()
    con.execute("CALL ducklake_cleanup_old_files('warehouse', older_than => now() - INTERVAL 1 DAY)").fetchall()
    ((size,),) = con.execute(
        "SELECT coalesce(sum(file_size_bytes), 0)::BIGINT FROM __ducklake_metadata_warehouse.ducklake_data_file "
        "WHERE end_snapshot IS NULL"
    ).fetchall()
    return int(size)


def rewrite_files(con: duckdb.DuckDBPyConnection) -> None:
    """Write the files anew that hold rows that were deleted, without them; rows that the catalog holds itself go into files."""
    con.execute("CALL ducklake_flush_inlined_data('warehouse')").fetchall()
    con.execute("CALL ducklake_rewrite_data_files('warehouse', delete_threshold => 0)").fetchall()


def forget_versions(con: duckdb.DuckDBPyConnection) -> None:
    """Forget all versions but the last, and delete the files that only they had at once: who reads one of them fails."""
    tidy(con, 1)
    con.execute("CALL ducklake_cleanup_old_files('warehouse', cleanup_all => true)").fetchall()


def _snapshot_at(con: duckdb.DuckDBPyConnection, catalog: str, at: At) -> int:
    kept = version_snapshots(con, catalog)
    if not kept:
        raise WarehouseError("nothing has been published in this lake yet; `cleancopy run` does")
    if at is None:
        return kept[max(kept)]
    wanted = str(at).strip().lstrip("v")
    if not wanted.isdigit() or int(wanted) not in kept:
        raise WarehouseError(f"there is no version {at} in this lake; kept are: {', '.join(map(str, kept))}")
    return kept[int(wanted)]


@contextmanager
def _connected(lake: Lake, config: Config) -> Iterator[duckdb.DuckDBPyConnection]:
    store = _store(lake.files)
    more = ["httpfs"] if store == "httpfs" else []
    con = connected(config, "postgres_scanner", "ducklake", *more)
    try:
        con.execute("SET enable_progress_bar = false")  # under `python -c` DuckDB draws one on standard output
        if store is not None and not more:
            import fsspec

            con.register_filesystem(fsspec.filesystem(store))
        yield con
    finally:
        con.close()


def _store(files: str | None) -> str | None:
    """What reaches the store: `httpfs`, DuckDB's own extension for S3 and its like; a protocol of fsspec; null for a disk."""
    if files is None:
        return None
    if _REMOTE.match(files):
        return "httpfs"
    match = _OTHER_STORE.match(files)
    return None if match is None else match[1]


def _attach(con: duckdb.DuckDBPyConnection, lake: Lake, name: str, options: list[str]) -> None:
    listed = f" ({', '.join(options)})" if options else ""
    con.execute(f"ATTACH {_quoted(PREFIX + lake.catalog)} AS {name}{listed}")


def _folder(files: str) -> str:
    return files if files.endswith("/") else f"{files}/"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
