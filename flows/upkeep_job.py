"""Upkeep without Prefect: old staged files deleted, the warehouse checked and compacted, the quarantine counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.patience import patiently
from flows.settings import Settings
from warehouse import Quarantined, check, compact, open_quarantine, warehouse_exists

ENDINGS = (".parquet", ".batch.json", ".partial")
"""What stands in the staging folder; anything else there is not ours and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepReport:
    """What upkeep did and found."""

    warehouse_bytes: int
    deleted_files: int
    deleted_bytes: int
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
    reasons = Counter(entry.reason for entry in quarantine)
    return UpkeepReport(
        warehouse_bytes=warehouse_bytes,
        deleted_files=len(files),
        deleted_bytes=size,
        quarantine=tuple(quarantine),
        reasons=dict(reasons.most_common()),
    )


def old_files(staging: Path, days: int) -> list[Path]:
    """Staged files, batch files and leftovers that no run has touched for so many days.

    They are loaded, or a later run makes them again.
    """
    if not staging.is_dir():
        return []
    before = (datetime.now(UTC) - timedelta(days=days)).timestamp()
    found = (path for path in staging.iterdir() if path.name.endswith(ENDINGS) and path.is_file())
    return sorted(path for path in found if path.stat().st_mtime < before)
