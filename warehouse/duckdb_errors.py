"""DuckDB's errors, and the disk's, said in a way that helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise DuckDB's and the disk's errors as `WarehouseError`s that name the warehouse."""
    try:
        yield
    except duckdb.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise WarehouseError(
            f"{path}: {error.strerror or error}{where}; free or unlock the disk, and run again"
        ) from error


def explained(error: duckdb.Error, path: Path) -> WarehouseError:
    """DuckDB's error as one that says what happened to which warehouse and what to do."""
    text = one_line(error)
    if "Could not set lock" in text or "Conflicting lock" in text:
        holder = re.search(r"\(PID (\d+)\)", text)
        who = f"another process (PID {holder[1]})" if holder else "another process"
        return WarehouseError(f"{path}: {who} is loading or has it open; try again when it has finished")
    if "onflict" in text and "ransaction" in text:
        return WarehouseError(
            f"{path}: another process has written to the same rows; try again when it has finished: {text}"
        )
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


def one_line(error: BaseException) -> str:
    """What an error says, on one line and without the stack of DuckDB's internal ones."""
    return " ".join(str(error).partition("Stack Trace:")[0].split())
