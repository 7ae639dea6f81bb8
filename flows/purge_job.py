"""A purge in all places that are ours: warehouse, raw store, staged files; and what is left elsewhere, to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.errors import WarehouseError
from flows.patience import patiently
from flows.settings import Settings
from warehouse import Purged, RawStore, list_releases, purge


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What a purge took out, and what it can't reach.

    Attributes:
        purged: what went from the warehouse.
        raw: whether the raw store had the document.
        staged: staged files that held it and were deleted; others in them are in the warehouse, or are cleaned again.
        sources_left: files that still stand where the document was met.
        releases_left: releases that hold it. A release never changes; the next one is without it.
    """

    purged: Purged
    raw: bool
    staged: int
    sources_left: tuple[str, ...]
    releases_left: tuple[str, ...]


def run_purge(settings: Settings, document_id: str, reason: str) -> PurgeReport:
    """Purge a document. However it breaks off, a second call with its whole id does what is missing.

    Raises:
        WarehouseError: there is no such document, or something can't be written.
    """
    now = datetime.now(UTC)
    purged = patiently(
        lambda: purge(
            settings.warehouse, document_id, reason=reason, purged_at=now, memory_limit=settings.warehouse_memory
        )
    )
    name = purged.document_id
    return PurgeReport(
        purged=purged,
        raw=RawStore(settings.raw_folder).remove(name),
        staged=_delete_staged(settings.staging, name),
        sources_left=tuple(source for source in purged.sources if Path(source).is_file()),
        releases_left=_releases_with(settings.releases, name),
    )


def _delete_staged(staging: Path, document_id: str) -> int:
    """Delete the staged files that hold a document. What no run can use, since it is damaged, goes as well."""
    count = 0
    for path in sorted(staging.glob("*.parquet")):
        try:
            holds = _holds([path], document_id)
        except (OSError, pa.ArrowException):
            holds = True
        if holds:
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise WarehouseError(f"{path}: can't be deleted ({error.strerror}); delete it") from error
            count += 1
    return count


def _releases_with(folder: Path, document_id: str) -> tuple[str, ...]:
    """The releases of a folder that hold a document, so far as they can be read."""
    found = []
    for release in list_releases(folder) if folder.is_dir() else ():
        try:
            if _holds(sorted((release.path / "articles").rglob("*.parquet")), document_id):
                found.append(str(release.path))
        except (OSError, pa.ArrowException):
            found.append(str(release.path))
    return tuple(found)


def _holds(files: list[Path], document_id: str) -> bool:
    wanted = [("document_id", "=", document_id)]
    return any(pq.read_table(file, columns=["document_id"], filters=wanted).num_rows for file in files)
