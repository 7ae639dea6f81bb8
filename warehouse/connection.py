"""Connections to the warehouse: writers have the working database, readers the published file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.duckdb_errors import translated
from warehouse.extensions import Config
from warehouse.files import flush
from warehouse.held import held_for_reading
from warehouse.lake import Lake, lake_of, lake_open_for_reading, lake_open_for_writing
from warehouse.masking import mask_held
from warehouse.places import At, Places
from warehouse.restricted import attach_addresses, opened_addresses, prepare_addresses_in_lake
from warehouse.schema import check_schema, is_prepared, prepare_schema
from warehouse.working import hold_working, spill_folder

MEMORY_LIMIT = "1GB"
"""DuckDB's memory limit where the caller sets none. The process takes up to twice as much at its peak."""

THREADS = 2
"""DuckDB's threads where the caller sets no number."""

_ROW_GROUP_ROWS = 16_384
"""Rows of a row group in tables: with texts of some KB, DuckDB's default of 122,880 takes a gigabyte of memory to fill."""

_WAL_LIMIT = "256MB"
"""DuckDB folds its log into the file past this size; its default of 16 MB would rewrite the last row group each batch."""

_SAFE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_LOCKED_IN: Config = {"enable_external_access": "false", "lock_configuration": "true"}

_TRIES = 20
"""How often a reader looks again for the published file, where another was published while it was opening one."""


@contextmanager
def open_writer(
    warehouse: str | os.PathLike[str],
    *,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    changes: bool = True,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working database open for writing, made where there is none; on leaving, the log is folded into the file.

    Readers see nothing of it until `publish`.

    Args:
        warehouse: path of the published file.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.
        changes: whether what is written is worth a new version.

    Raises:
        WarehouseError: if it can't be opened or written, or another process has it open.
    """
    lake = lake_of(warehouse)
    label = Path(warehouse)
    with translated(label):
        if lake is not None:
            with _lake_attached(lake, label, memory_limit, threads) as con:
                if changes:
                    mark_changed(con, warehouse)
                yield con
            return
        places = Places(label)
        with hold_working(places):
            if changes:
                places.mark_changed()
            with attached(places, memory_limit=memory_limit, threads=threads) as con:
                yield con


@contextmanager
def _lake_attached(lake: Lake, label: Path, memory_limit: str, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    config = _config(memory_limit, threads, {"preserve_insertion_order": "false"})
    with lake_open_for_writing(lake, config) as con:
        # Each statement that defines something is a snapshot, after which the whole catalog is read anew.
        if not is_prepared(con):
            prepare_addresses_in_lake(con)
            mask_held(con)
            if prepare_schema(con, label):
                mark_changed(con, label)
        yield con


def mark_changed(con: duckdb.DuckDBPyConnection, warehouse: str | os.PathLike[str]) -> None:
    """Note that what is written is worth a new version.

    In a lake it is noted in the caller's transaction, and keeps two that do so at once apart: the second one fails.
    """
    if lake_of(warehouse) is None:
        Places(Path(warehouse)).mark_changed()
    else:
        con.execute("UPDATE audit.schema_info SET changes = coalesce(changes, 0) + 1")


@contextmanager
def attached(
    places: Places, *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The working database open for writing, for who holds it."""
    con = duckdb.connect(config=_config(memory_limit, threads, {"preserve_insertion_order": "false"}))
    try:
        con.execute(f"ATTACH {_quoted(places.working)} AS warehouse (ROW_GROUP_SIZE {_ROW_GROUP_ROWS})")
        con.execute(f"SET temp_directory = {_quoted(spill_folder(places))}")
        con.execute("SET enable_progress_bar = false")  # under `python -c` DuckDB draws one on standard output
        con.execute(f"USE warehouse; SET checkpoint_threshold = '{_WAL_LIMIT}'; SET max_vacuum_tasks = 0")
        attach_addresses(con, places)
        if mask_held(con):
            written_anew(con, places)
            places.mark_changed()
        if prepare_schema(con, places.published):
            places.mark_changed()
        yield con
        con.execute("CHECKPOINT")
    finally:
        con.close()


def written_anew(con: duckdb.DuckDBPyConnection, places: Places) -> None:
    """Write the working database anew, so that no freed block of it holds what was taken out; outside of a transaction."""
    anew = places.folder / "anew.partial"
    con.execute("CHECKPOINT warehouse")  # no log of the old file may stand beside the new one
    con.execute(
        f"ATTACH {_quoted(anew)} AS anew (ROW_GROUP_SIZE {_ROW_GROUP_ROWS}); COPY FROM DATABASE warehouse TO anew"
    )
    con.execute("USE memory; DETACH anew; DETACH warehouse")
    anew.replace(places.working)
    flush(places.folder)
    con.execute(f"ATTACH {_quoted(places.working)} AS warehouse (ROW_GROUP_SIZE {_ROW_GROUP_ROWS}); USE warehouse")


@contextmanager
def open_reader(
    warehouse: str | os.PathLike[str], *, at: At = None, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse open for reading only, and locked in: SQL can reach no other file, no network and no setting.

    Readers of one process share one DuckDB instance, so the first one's limits hold for those that come meanwhile.

    Args:
        warehouse: path of the published file.
        at: a version's number; `WORKING` for what is loaded, published or not; by default what is published.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        WarehouseError: if there is no warehouse or no such version, or, for the working database, if somebody is
            writing to it.
    """
    path = Path(warehouse)
    lake = lake_of(warehouse)
    with translated(path), ExitStack() as stack:
        if lake is None:
            config = _config(memory_limit, threads, _LOCKED_IN)
            con = stack.enter_context(_reading(Places(path), at, config))
        else:
            config = _config(memory_limit, threads, {})
            con = stack.enter_context(lake_open_for_reading(lake, at, config, _LOCKED_IN))
        check_schema(con, path)
        yield con


@contextmanager
def open_addresses(
    warehouse: str | os.PathLike[str], *, at: At = None, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The e-mail addresses of a state of the warehouse: a connection to `restricted.addresses`, read-only and locked in.

    Args and errors are those of `open_reader`; it fails as well where the caller may not read them.
    """
    config = _config(memory_limit, threads, {})
    with opened_addresses(warehouse, at=at, config=config, locked=_LOCKED_IN) as con:
        yield con


@contextmanager
def _reading(places: Places, at: At, config: Config) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the file of a state; a file that goes just then was replaced by a newer one."""
    for left in reversed(range(_TRIES)):
        file = places.file_at(at)
        connect = partial(duckdb.connect, str(file), read_only=True, config=config)
        with ExitStack() as stack:
            try:
                con = stack.enter_context(held_for_reading(file, connect, places.published))
            except duckdb.IOException:
                if left and not file.exists():
                    continue
                raise
            yield con
            return


def utc(moment: datetime | None) -> datetime | None:
    """A time given by the caller as the warehouse stores it: UTC, without a zone.

    Raises:
        WarehouseError: for a time without a zone, which could be any.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise WarehouseError(f"{moment.isoformat()} has no time zone; give an aware time, such as datetime.now(UTC)")
    return moment.astimezone(UTC).replace(tzinfo=None)


def _config(memory_limit: str, threads: int, more: Config) -> Config:
    return {**_SAFE, **more, "memory_limit": memory_limit, "threads": str(threads)}


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
