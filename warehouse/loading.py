"""Load: staged files into the warehouse, in transactions that hold whole batches.

Small files that are loaded in one call share a transaction of about forty thousand documents, each with its own batch
row: that halves the work, since whole row groups go to the file without passing through DuckDB's log.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.connection import MEMORY_LIMIT, THREADS, mark_changed, open_writer, utc
from warehouse.duckdb_errors import explained
from warehouse.publishing import KEEP_VERSIONS
from warehouse.publishing import publish as publish_version
from warehouse.restricted import load_addresses
from warehouse.staged_file import StagedFile, check_staged_file
from warehouse.staging import staged_schema
from warehouse.statements import statements

_GROUP_ROWS = 81_920
_GROUP_BYTES = 600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """What the load of one staged file did.

    Attributes:
        path: the staged file.
        batch_id: identity of the file's bytes.
        rows: rows in the file.
        added: documents that the warehouse did not have.
        replaced: documents whose record was replaced, since other rules made it.
        unchanged: documents that the warehouse had just so.
        articles: articles among the added and replaced.
        rejected: rejections among the added and replaced.
        quarantined: quarantine rows opened or opened again.
        resolved: quarantine rows closed, since their input is clean now.
        sources: sources that were new.
    """

    path: Path
    batch_id: str
    rows: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    articles: int = 0
    rejected: int = 0
    quarantined: int = 0
    resolved: int = 0
    sources: int = 0

    @property
    def loaded(self) -> bool:
        """Whether the file changed anything in the warehouse."""
        return any((self.added, self.replaced, self.quarantined, self.resolved, self.sources))


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, batch by batch, and the staged files it could not use."""

    batches: tuple[BatchReport, ...]
    failed: tuple[tuple[Path, WarehouseError], ...] = ()


class LoadError(WarehouseError):
    """Some staged files could not be loaded; all others were. `report` has both."""

    def __init__(self, message: str, report: LoadReport) -> None:
        super().__init__(message)
        self.report = report


def load(
    warehouse: str | os.PathLike[str],
    staged_files: Iterable[str | os.PathLike[str]],
    *,
    run_id: str | None = None,
    loaded_at: datetime | None = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    on_batch: Callable[[BatchReport], None] | None = None,
    publish: bool = True,
    keep_versions: int = KEEP_VERSIONS,
) -> LoadReport:
    """Bring staged files into the warehouse, in the order given; a transaction holds whole files only.

    The warehouse is made where there is none. Loading states what the warehouse shall hold: a document that it
    has under the same rules stays, one that other rules made is replaced with everything that hangs on it. So the
    same file twice loads nothing, and after a crash the same call finishes the job.

    Args:
        warehouse: path of the published file.
        staged_files: files that `stage` wrote.
        run_id: the run that loads, as given to `begin_run`.
        loaded_at: the time to note in the batch rows (aware); null where not given.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.
        on_batch: called after each commit.
        publish: publish what was loaded; who loads piece by piece does that once, at the end, by `publish`.
        keep_versions: how many published versions to keep.

    Returns:
        What was done, batch by batch.

    Raises:
        LoadError: if staged files are damaged or none of ours: nothing of those is loaded, all others are.
        WarehouseError: if the warehouse can't be opened, is locked by another process, or the disk is full.
    """
    done: list[BatchReport] = []
    failed: list[tuple[Path, WarehouseError]] = []
    with open_writer(warehouse, memory_limit=memory_limit, threads=threads, changes=False) as con:
        con.execute("SET VARIABLE run_id = ?::VARCHAR", [run_id])
        con.execute("SET VARIABLE loaded_at = ?::TIMESTAMP", [utc(loaded_at)])
        for group in _groups([Path(file) for file in staged_files], failed):
            for batch in _load_group(con, group, warehouse):
                done.append(batch)
                if on_batch is not None:
                    on_batch(batch)
    report = LoadReport(tuple(done), tuple(failed))
    if publish:
        publish_version(warehouse, published_at=loaded_at, run_id=run_id, keep=keep_versions, memory_limit=memory_limit)
    if failed:
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        raise LoadError(f"{failed[0][1]}{more}", report)
    return report


def _groups(paths: list[Path], failed: list[tuple[Path, WarehouseError]]) -> Iterator[list[StagedFile]]:
    """Whole staged files, as many as one transaction shall hold; the others go to `failed`."""
    group: dict[str, StagedFile] = {}
    rows = size = 0
    with ThreadPoolExecutor(1) as ahead:  # the next files are read through while DuckDB loads
        for path, checked in zip(paths, ahead.map(_checked, paths), strict=True):
            if isinstance(checked, WarehouseError):
                failed.append((path, checked))
                continue
            if group and (rows + checked.rows > _GROUP_ROWS or size + checked.bytes > _GROUP_BYTES):
                yield list(group.values())
                group, rows, size = {}, 0, 0
            group.pop(checked.batch_id, None)  # a batch that comes again counts where it comes last
            group[checked.batch_id] = checked
            rows += checked.rows
            size += checked.bytes
    if group:
        yield list(group.values())


def _checked(path: Path) -> StagedFile | WarehouseError:
    try:
        return check_staged_file(path, staged_schema())
    except WarehouseError as error:
        return error


def _load_group(
    con: duckdb.DuckDBPyConnection, group: list[StagedFile], warehouse: str | os.PathLike[str]
) -> list[BatchReport]:
    """Load some staged files in one transaction, all or none of them."""
    con.execute("BEGIN")
    try:
        _name_files(con, group)
        con.execute(statements("load_compare"))
        reports, is_new = _effects(con, group)
        if is_new or any(report.loaded for report in reports):
            mark_changed(con, warehouse)
            if any(report.added or report.replaced for report in reports):
                load_addresses(con)
            if any(report.replaced for report in reports):
                con.execute(statements("load_keep"))
                con.execute(statements("load_remove"))
            if any(report.added or report.replaced for report in reports):
                con.execute(statements("load_documents"))
            con.execute(statements("load_audit"))
        con.execute("COMMIT")
    except duckdb.Error as error:
        _roll_back(con)
        names = ", ".join(staged.path.name for staged in group)
        raise WarehouseError(
            f"{explained(error, Path(warehouse))}; nothing was loaded from {names}; run again"
        ) from error
    except BaseException:
        _roll_back(con)
        raise
    return reports


def _name_files(con: duckdb.DuckDBPyConnection, group: list[StagedFile]) -> None:
    """Tell the SQL which files to read; characters that DuckDB takes for a pattern are escaped."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE batch (file_index BIGINT, batch_id VARCHAR, path VARCHAR, file VARCHAR, rows BIGINT)"
    )
    con.executemany(
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?)",
        [[index, s.batch_id, str(s.path), s.path.name, s.rows] for index, s in enumerate(group)],
    )
    con.execute("SET VARIABLE staged_paths = ?::VARCHAR[]", [[_no_pattern(str(s.path)) for s in group]])


def _no_pattern(path: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


def _effects(con: duckdb.DuckDBPyConnection, group: list[StagedFile]) -> tuple[list[BatchReport], bool]:
    """What the files would change, one report a file, and whether one of them was never loaded before."""
    rows = con.execute(
        "SELECT batch_id, added, replaced, unchanged, articles, rejected, quarantined, resolved, sources, is_new "
        "FROM effect ORDER BY file_index"
    ).fetchall()
    names = ("added", "replaced", "unchanged", "articles", "rejected", "quarantined", "resolved", "sources")
    reports = [
        BatchReport(
            path=staged.path, batch_id=staged.batch_id, rows=staged.rows, **dict(zip(names, row[1:-1], strict=True))
        )
        for staged, row in zip(group, rows, strict=True)
    ]
    return reports, any(row[-1] for row in rows)


def _roll_back(con: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # DuckDB may have rolled back by itself
        con.execute("ROLLBACK")
