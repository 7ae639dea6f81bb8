"""Publish: the working database's state as a read-only file of its own, which takes the place of the one before.

Who has an older version open keeps it. On a file system with clones a version costs next to nothing. On others it is a
whole copy, or, where the version that is to go is nobody's any more, that file with the blocks written that differ: a
published file is written again only when it has lost its name and the kernel says that nobody has it open.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.connection import MEMORY_LIMIT, attached, open_reader, open_writer, utc
from warehouse.copying import clone_file, copy_file, is_unused, update_file
from warehouse.duckdb_errors import translated
from warehouse.files import flush
from warehouse.lake import lake_of, name_commit, version_snapshots
from warehouse.places import Places
from warehouse.restricted import copy_addresses, keep_addresses_of, tidy_addresses
from warehouse.statements import statements
from warehouse.working import PARTIAL, hold_working, umask

KEEP_VERSIONS = 2
"""Versions that are kept where the caller sets no number: the published one and the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A published version of the warehouse.

    Attributes:
        number: counted from 1.
        path: its file; null where it is no longer kept, and in a lake.
        bytes: size of the file.
        published_at: when it was published (UTC, without a zone); null where the publisher gave no time.
        run_id: the run that published it.
        documents: articles and rejections in it.
        articles: articles in it.
        rejected: rejections in it.
        quarantined: inputs in quarantine then.
        is_current: whether it is what the warehouse's own path opens.
        is_kept: whether it can still be asked.
    """

    number: int
    path: Path | None
    bytes: int | None
    published_at: datetime | None
    run_id: str | None
    documents: int
    articles: int
    rejected: int
    quarantined: int
    is_current: bool
    is_kept: bool


def publish(
    warehouse: str | os.PathLike[str],
    *,
    published_at: datetime | None = None,
    run_id: str | None = None,
    keep: int = KEEP_VERSIONS,
    force: bool = False,
    memory_limit: str = MEMORY_LIMIT,
) -> int | None:
    """Make what is loaded the version that everybody reads.

    However it breaks off, the version before stays published, or the new one is; the next call does what is missing.

    Args:
        warehouse: path of the published file.
        published_at: the time to note (aware).
        run_id: the run that publishes.
        keep: how many versions to keep, the new one among them.
        force: publish even where nothing worth it has changed, such as for the row of a run that loaded nothing.
        memory_limit: DuckDB's memory limit.

    Returns:
        The number of the new version; null where nothing had changed.

    Raises:
        WarehouseError: if it can't be written, or another process is loading.
    """
    if keep < 1:
        raise WarehouseError(f"{os.fspath(warehouse)}: at least one version has to be kept, not {keep}")
    if lake_of(warehouse) is not None:
        return _publish_lake(warehouse, published_at, run_id, force=force, memory_limit=memory_limit)
    places = Places(Path(warehouse))
    with translated(places.published), hold_working(places):
        if not force and places.current() is not None and not places.changed.exists():
            _keep_last(places, keep)
            return None
        number = _next_number(places)
        with attached(places, memory_limit=memory_limit) as con:
            con.execute("BEGIN")
            _note(con, number, published_at, run_id)
            con.execute("COMMIT")
            tidy_addresses(con)
        copy_addresses(places.addresses, places.addresses_of(number))
        _put_in_place(places, _copied(places, keep), number)
        _keep_last(places, keep)
    return number


def versions(warehouse: str | os.PathLike[str]) -> list[Version]:
    """The versions that were published, the last one first; those that are no longer kept among them.

    Raises:
        WarehouseError: if nothing is published, or it can't be read.
    """
    in_lake = lake_of(warehouse) is not None
    with open_reader(warehouse) as con:
        rows = con.execute("FROM audit.versions ORDER BY version DESC").fetchall()
        snapshots = version_snapshots(con) if in_lake else {}
    places = Places(Path(warehouse))
    files = {} if in_lake else places.versions()
    current = rows[0][0] if in_lake else places.current()
    return [
        Version(
            number=number,
            path=files.get(number),
            bytes=_size(files.get(number)),
            published_at=published_at,
            run_id=run_id,
            documents=documents,
            articles=articles,
            rejected=rejected,
            quarantined=quarantined,
            is_current=number == current,
            is_kept=number in snapshots or number in files,
        )
        for number, published_at, run_id, documents, articles, rejected, quarantined in rows
    ]


def _next_number(places: Places) -> int:
    """One more than the published version; a version that a killed publisher made and did not put in place goes."""
    current = places.current()
    kept = places.versions()
    if current is None:
        return max(kept, default=0) + 1
    for number, path in kept.items():
        if number > current:
            path.unlink()
    return current + 1


def _note(con: duckdb.DuckDBPyConnection, number: int, published_at: datetime | None, run_id: str | None) -> None:
    con.execute("DELETE FROM audit.versions WHERE version >= ?", [number])
    values = {"version": number, "published_at": utc(published_at), "run_id": run_id}
    con.execute(statements("note_version"), values)


def _publish_lake(
    warehouse: str | os.PathLike[str],
    published_at: datetime | None,
    run_id: str | None,
    *,
    force: bool,
    memory_limit: str,
) -> int | None:
    """Publish in a lake: a snapshot is there already, and gets the version's number."""
    with open_writer(warehouse, memory_limit=memory_limit, changes=False) as con:
        con.execute("BEGIN")
        last = max(version_snapshots(con), default=0)
        ((changes,),) = con.execute("SELECT changes FROM audit.schema_info").fetchall()
        if last and not changes and not force:
            con.execute("ROLLBACK")
            return None
        _note(con, last + 1, published_at, run_id)
        tidy_addresses(con)
        con.execute("UPDATE audit.schema_info SET changes = 0")
        name_commit(con, last + 1)
        con.execute("COMMIT")
    return last + 1


def _copied(places: Places, keep: int) -> Path:
    """A copy of the working database, under a name that nobody opens."""
    partial = places.folder / f"version{PARTIAL}"
    if clone_file(places.working, partial):
        return partial
    current = places.current()
    older = [path for number, path in places.versions().items() if current is not None and number < current]
    if older and len(older) + 1 >= keep:
        older[0].rename(partial)
        partial.chmod(0o666 & ~umask())
        if is_unused(partial):
            update_file(places.working, partial)
            return partial
        partial.unlink()  # whoever reads it keeps it
    copy_file(places.working, partial)
    return partial


def _put_in_place(places: Places, partial: Path, number: int) -> None:
    """Rename a copy to its place among the versions, and make the warehouse's own path the same file."""
    partial.chmod(partial.stat().st_mode & 0o444)  # opened for writing by mistake, it would keep readers out
    version = places.version(number)
    partial.rename(version)
    flush(places.folder)
    beside = places.folder / f"published{PARTIAL}"
    try:
        os.link(version, beside)
    except (PermissionError, NotImplementedError):  # a file system without hard links, such as exFAT
        copy_file(version, beside)
    beside.replace(places.published)
    flush(places.published.parent)
    places.changed.unlink(missing_ok=True)


def _keep_last(places: Places, keep: int) -> None:
    for path in list(places.versions().values())[:-keep]:
        path.unlink(missing_ok=True)
    keep_addresses_of(places, places.versions())


def _size(path: Path | None) -> int | None:
    try:
        return None if path is None else path.stat().st_size
    except FileNotFoundError:
        return None
