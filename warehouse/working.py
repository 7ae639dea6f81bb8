"""The working database: held by one writer, and made from the published file where there is none yet."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.copying import clone_file, copy_file
from warehouse.files import flush
from warehouse.held import held_for_writing
from warehouse.places import Places
from warehouse.restricted import copy_addresses
from warehouse.schema import check_schema

PARTIAL = ".partial"
"""What the name of an unfinished file ends in; a writer clears away what a killed one left."""


@contextmanager
def hold_working(places: Places) -> Iterator[None]:
    """Hold the working database as its only writer, among all threads and processes.

    Raises:
        WarehouseError: if somebody else is writing, or it can't be made.
    """
    _make_folder(places)
    with held_for_writing(places.working, places.published), _sole_writer(places):
        for left in places.folder.glob(f"*{PARTIAL}"):
            left.unlink()
        shutil.rmtree(spill_folder(places), ignore_errors=True)
        _adopt(places)
        yield


def spill_folder(places: Places) -> Path:
    """Where DuckDB puts what does not fit into memory while it writes."""
    return places.working.with_name(f"{places.working.name}.tmp")


def _adopt(places: Places) -> None:
    """Make the working database from the last published file, where only that is there.

    That is so for a warehouse of a cleancopy that knew one file only, and for one that was restored from a copy.
    """
    if places.working.exists():
        return
    if not places.published.exists():
        kept = list(places.versions().values())
        if not kept:
            return
        os.link(kept[-1], places.published)
    if places.current() is None:
        _check_file(places.published)
    partial = places.working.with_name(f"{places.working.name}{PARTIAL}")
    if not clone_file(places.published, partial):
        copy_file(places.published, partial)
    partial.chmod(0o666 & ~umask())
    _adopt_addresses(places)
    partial.rename(places.working)
    flush(places.folder)
    places.mark_changed()


def _adopt_addresses(places: Places) -> None:
    """The addresses of the version that the working database is made from, where they are kept."""
    current = places.current()
    if current is not None and places.addresses_of(current).exists():
        copy_addresses(places.addresses_of(current), places.addresses)


def _check_file(path: Path) -> None:
    """Look whether a file is a warehouse, and fold in the log that a killed writer left beside it."""
    log = path.with_name(f"{path.name}.wal").exists()
    con = duckdb.connect(str(path), read_only=not log)
    try:
        check_schema(con, path, older=True)
        if log:
            con.execute("CHECKPOINT")
    finally:
        con.close()


@contextmanager
def _sole_writer(places: Places) -> Iterator[None]:
    """Lock the warehouse against writers of other processes; a process that dies lets go.

    A POSIX lock, since children do not inherit it. Nobody else in this process opens the file: `held_for_writing` sees
    to that.
    """
    handle = os.open(places.lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            holder = os.read(handle, 20).decode("ascii", "replace").strip()
            who = f"another process (PID {holder})" if holder.isdigit() else "another process"
            raise WarehouseError(
                f"{places.published}: {who} is loading or has it open; try again when it has finished"
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)


def _make_folder(places: Places) -> None:
    if "?" in str(places.published):
        raise WarehouseError(
            f"{places.published}: DuckDB can't keep its log beside a file with a question mark in its path; name another"
        )
    try:
        places.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseError(
            f"{places.published}: its folder can't be made ({error.strerror}); name another place"
        ) from error


def umask() -> int:
    """The bits that new files of this process lack."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
