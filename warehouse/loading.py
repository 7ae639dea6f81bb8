"""Load: staged files into the warehouse, one transaction a batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cleaners.errors import WarehouseError


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
    memory_limit: str = "1GB",
    threads: int = 2,
    on_batch: Callable[[BatchReport], None] | None = None,
) -> LoadReport:
    """Bring staged files into the warehouse, each in one transaction, in the order given.

    The warehouse file is made where there is none. Loading states what the warehouse shall hold: a document that it
    has under the same rules stays, one that other rules made is replaced with everything that hangs on it. So the
    same file twice loads nothing, and after a crash the same call finishes the job.

    Args:
        warehouse: path of the DuckDB file.
        staged_files: files that `stage` wrote.
        run_id: the run that loads, as given to `begin_run`.
        loaded_at: the time to note in the batch rows (aware); null where not given.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.
        on_batch: called after each commit.

    Returns:
        What was done, batch by batch.

    Raises:
        LoadError: if staged files are damaged or none of ours: nothing of those is loaded, all others are.
        WarehouseError: if the warehouse can't be opened, is locked by another process, or the disk is full.
    """
    raise NotImplementedError
