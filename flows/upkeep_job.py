"""Upkeep without Prefect: old staged files deleted, the warehouse checked and compacted, the quarantine counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.patience import patiently
from flows.settings import Settings
from warehouse import Quarantined, RawStore, check, compact, open_quarantine, purged_documents, warehouse_exists

ENDINGS = (".parquet", ".batch.json", ".partial")
"""What stands in the staging folder; anything else there is not ours and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepReport:
    """What upkeep did and found."""

    warehouse_bytes: int
    deleted_files: int
    deleted_bytes: int
    raw_deleted: int
    raw_bytes: int
    quarantine: tuple[Quarantined, ...]
    reasons: dict[str, int]


def run_upkeep(settings: Settings) -> UpkeepReport:
    """Look after the warehouse and the staging folder.

    Raises:
        WarehouseError: the warehouse is not sound, or can't be opened.
    """
    files = old_files(settings.staging, settings.staged_days)
    size = sum(path.stat().st_size for path in files)
    for path in files:
        path.unlink(missing_ok=True)
    raw_deleted, raw_bytes = _expire_raw(settings)
    warehouse_bytes = 0
    quarantine: list[Quarantined] = []
    if warehouse_exists(settings.warehouse):
        patiently(lambda: check(settings.warehouse, memory_limit=settings.warehouse_memory))
        warehouse_bytes = patiently(
            lambda: compact(
                settings.warehouse,
                keep_versions=settings.keep_versions,
                old_records=settings.old_records,
                memory_limit=settings.warehouse_memory,
            )
        )
        quarantine = patiently(lambda: open_quarantine(settings.warehouse))
        for document_id in patiently(lambda: purged_documents(settings.warehouse)):
            RawStore(settings.raw_folder).remove(document_id)  # one that a run kept in the moment of its purge
    reasons = Counter(entry.reason for entry in quarantine)
    return UpkeepReport(
        warehouse_bytes=warehouse_bytes,
        deleted_files=len(files),
        deleted_bytes=size,
        raw_deleted=raw_deleted,
        raw_bytes=raw_bytes,
        quarantine=tuple(quarantine),
        reasons=dict(reasons.most_common()),
    )


def _expire_raw(settings: Settings) -> tuple[int, int]:
    """Delete raw documents past the setting `raw_days`, and what killed runs left unfinished a day ago or longer."""
    raw, now = RawStore(settings.raw_folder), datetime.now(UTC)
    raw.sweep(now - timedelta(days=1))
    return (0, 0) if settings.raw_days is None else raw.expire(now - timedelta(days=settings.raw_days))


def old_files(staging: Path, days: int) -> list[Path]:
    """Staged files, batch files and leftovers that no run has touched for so many days.

    They are loaded, or a later run makes them again.
    """
    if not staging.is_dir():
        return []
    before = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    found = (path for path in staging.iterdir() if path.name.endswith(ENDINGS) and path.is_file())
    return sorted(path for path in found if path.stat().st_mtime < before)
