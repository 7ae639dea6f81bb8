"""The Prefect flow `maintenance`: upkeep, and a report of the quarantine."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.artifacts import publish_table
from flows.settings import read_settings
from flows.upkeep_job import run_upkeep

MOST_ROWS = 500
"""Rows of the quarantine that the report shows; `cleancopy sql` shows all."""


@flow(name="maintenance")
def maintenance(options: dict[str, Any] | None = None) -> dict[str, int]:
    """Look after the warehouse and the staging folder.

    Args:
        options: settings that go before environment and files.

    Returns:
        Inputs in quarantine, by reason.

    Raises:
        WarehouseError: the warehouse is not sound, or can't be opened.
    """
    settings = read_settings(**(options or {}))
    report = run_upkeep(settings)
    rows = [
        {"source": q.source, "reason": q.reason, "stage": q.stage, "message": q.message}
        for q in report.quarantine[:MOST_ROWS]
    ]
    publish_table("cleancopy-quarantine", f"In quarantine: {len(report.quarantine)} inputs", rows)
    row = {
        "warehouse bytes": report.warehouse_bytes,
        "deleted files": report.deleted_files,
        "deleted bytes": report.deleted_bytes,
        "deleted raw documents": report.raw_deleted,
        "their bytes": report.raw_bytes,
    }
    publish_table("cleancopy-upkeep", "What upkeep did", [row])
    return report.reasons
