"""Which warehouses this process has open, so that it never opens one twice.

DuckDB keeps other processes out with a POSIX lock on the file. Such a lock is gone as soon as the process closes any
handle to the file, even one whose opening failed: a second connection in the same process would let another process
write at the same time. So a writer of the working database excludes everybody else in the process, and readers of
one file share one DuckDB instance. For the same reason nothing else in the process may open the file while it is held, not even to copy or hash it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError


@dataclass(slots=True)
class _Held:
    readers: int
    instance: duckdb.DuckDBPyConnection | None


_held: dict[Path, _Held] = {}
_changing = threading.Lock()


@contextmanager
def held_for_writing(path: Path, name: Path) -> Iterator[None]:
    """Hold a database file as its only user in this process; messages call it by the name of its warehouse.

    Raises:
        WarehouseError: if another thread has it open.
    """
    key = path.resolve()
    with _changing:
        if key in _held:
            doing = "reading it" if _held[key].readers else "loading into it"
            raise WarehouseError(f"{name}: this program is {doing} just now; try again when it has finished")
        _held[key] = _Held(0, None)
    try:
        yield
    finally:
        with _changing:
            del _held[key]


@contextmanager
def held_for_reading(
    path: Path, connect: Callable[[], duckdb.DuckDBPyConnection], name: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of one's own to the instance that all readers of this process share.

    Args:
        path: the database file.
        connect: makes the instance, for the first reader.
        name: the warehouse's path, for messages.

    Raises:
        WarehouseError: if another thread is writing to it.
    """
    key = path.resolve()
    with _changing:
        held = _held.get(key)
        if held is None:
            held = _held[key] = _Held(0, connect())
        if held.instance is None:
            raise WarehouseError(f"{name}: this program is loading into it just now; try again when it has finished")
        held.readers += 1
        connection = held.instance.cursor()
    try:
        yield connection
    finally:
        connection.close()
        with _changing:
            held.readers -= 1
            if not held.readers:
                held.instance.close()
                del _held[key]
