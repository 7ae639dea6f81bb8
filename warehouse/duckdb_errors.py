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
        raise WarehouseError(f"{path}: {error.strerror or error}{where}; {remedy(error)}") from error


_DISK = (
    (("No space left", "quota exceeded", "File too large"), "the disk is full", "free room, and run again"),
    (("Read-only file system",), "the disk can't be written", "make it writable, and run again"),
    (("Input/output error", "fsync failed"), "the disk has failed", "look after it, and run again"),
)
"""What the system says of a disk, in words and as what to do. What is loaded stays, in each case."""


def remedy(error: OSError) -> str:
    """What to do about an error of the disk."""
    for signs, _, what_to_do in _DISK:
        if any(sign in str(error) for sign in signs):
            return f"{what_to_do}; what is loaded stays"
    return "free or unlock the disk, and run again"


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
    if "creating a new DuckLake is explicitly disabled" in text:
        return WarehouseError(
            f"{path}: there is no warehouse; `cleancopy run` makes one, or name another with --warehouse"
        )
    if "already attached" in text or "different configuration" in text:
        return WarehouseError(f"{path}: this program has it open by a connection of its own; close that first: {text}")
    for signs, what, what_to_do in _DISK:
        if any(sign in text for sign in signs):
            file = re.findall(r'file "([^"]+)"', text)
            where = f" ({file[-1]})" if file else ""
            return WarehouseError(f"{path}: {what}{where}; {what_to_do}; what is loaded stays")
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
