"""Connections to the warehouse file, and DuckDB's errors said in a way that helps."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.held import held_for_reading, held_for_writing
from warehouse.schema import check_schema, prepare_schema

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
_LOCKED_IN = {"enable_external_access": "false", "lock_configuration": "true"}


@contextmanager
def open_writer(
    warehouse: str | os.PathLike[str], *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse open for writing, made where there is none; on leaving, the log is folded into the file.

    Raises:
        WarehouseError: if it can't be opened or written, or another process has it open.
    """
    path = Path(warehouse)
    with _translated(path), held_for_writing(path):
        _make_folder(path)
        config = _config(memory_limit, threads, {"preserve_insertion_order": "false"})
        con = duckdb.connect(config=config)
        try:
            con.execute(f"ATTACH {_quoted(path)} AS warehouse (ROW_GROUP_SIZE {_ROW_GROUP_ROWS})")
            spill = path.with_name(f"{path.name}.tmp")
            shutil.rmtree(spill, ignore_errors=True)  # what a killed writer left; nobody else can have the file open
            con.execute(f"SET temp_directory = {_quoted(spill)}")
            con.execute(f"USE warehouse; SET checkpoint_threshold = '{_WAL_LIMIT}'; SET max_vacuum_tasks = 0")
            prepare_schema(con, path)
            yield con
            con.execute("CHECKPOINT")
        finally:
            con.close()


@contextmanager
def open_reader(
    warehouse: str | os.PathLike[str], *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse open for reading only, and locked in: SQL can reach no other file, no network and no setting.

    Readers of one process share one DuckDB instance, so the first one's limits hold for those that come meanwhile.

    Args:
        warehouse: path of the DuckDB file.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        WarehouseError: if there is no warehouse, or somebody is writing to it.
    """
    path = Path(warehouse)
    if not path.exists():
        raise WarehouseError(
            f"{path}: there is no warehouse; `cleancopy run` makes one, or name another with --warehouse"
        )
    config = _config(memory_limit, threads, _LOCKED_IN)
    with (
        _translated(path),
        held_for_reading(path, lambda: duckdb.connect(str(path), read_only=True, config=config)) as con,
    ):
        check_schema(con, path)
        yield con


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


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise explained(error, path) from error


def explained(error: duckdb.Error, path: Path) -> WarehouseError:
    """DuckDB's error as one that says what happened to which warehouse and what to do."""
    text = _one_line(str(error))
    if "Could not set lock" in text or "Conflicting lock" in text:
        holder = re.search(r"\(PID (\d+)\)", text)
        who = f"another process (PID {holder[1]})" if holder else "another process"
        return WarehouseError(f"{path}: {who} is loading or has it open; try again when it has finished")
    if "already attached" in text or "different configuration" in text:
        return WarehouseError(f"{path}: this program has it open by a connection of its own; close that first: {text}")
    if "read-only mode" in text:
        return WarehouseError(f"{path}: queries can only read, and this statement writes: {text}")
    if "lock_configuration" in text or "configuration has been locked" in text or "disabled by configuration" in text:
        return WarehouseError(f"{path}: queries can reach no files, network or settings: {text}")
    if "not a valid DuckDB database file" in text:
        return WarehouseError(f"{path}: this is no DuckDB file; name another one, or move it away and run again")
    if isinstance(error, duckdb.OutOfMemoryException):
        return WarehouseError(f"{path}: DuckDB ran out of memory; raise its memory limit, or ask for less: {text}")
    return WarehouseError(f"{path}: {text}")


def _config(memory_limit: str, threads: int, more: dict[str, str]) -> dict[str, str | bool | int | float | list[str]]:
    return {**_SAFE, **more, "memory_limit": memory_limit, "threads": str(threads)}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _make_folder(path: Path) -> None:
    if "?" in str(path):
        raise WarehouseError(
            f"{path}: DuckDB can't keep its log beside a file with a question mark in its path; name another"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(f"{path}: its folder can't be made ({error.strerror}); name another place") from error
