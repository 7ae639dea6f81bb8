"""What a flow leaves in Prefect for people to see: a progress bar while it runs, tables of its figures."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact

from flows.figures import GROUP_COLUMNS, figures, group_rows

if TYPE_CHECKING:
    from uuid import UUID

    from flows.clean_job import CleanReport

UPDATE_EVERY = 5.0
"""Seconds between two updates: each is a call of the API."""


class ProgressArtifact:
    """A `Watch` that keeps a progress artifact of one key up to date."""

    def __init__(self, key: str, description: str) -> None:
        self._key = key
        self._description = description
        self._lock = threading.Lock()
        self._id: UUID | None = None
        self._total = 0
        self._done = 0
        self._next = 0.0

    def phase(self, name: str, total: int | None) -> None:
        """The phase of known length is the one that is shown."""
        if total:
            made = create_progress_artifact(0.0, key=self._key, description=self._description)
            self._id, self._total, self._next = _uuid(made), total, time.monotonic() + UPDATE_EVERY
        elif self._id is not None:
            self._update()
            self._id = None

    def advance(self, count: int) -> None:
        """Counted always, sent now and then."""
        if self._id is None:
            return
        with self._lock:
            self._done += count
            if time.monotonic() < self._next:
                return
            self._next = time.monotonic() + UPDATE_EVERY
            self._update()

    def _update(self) -> None:
        if self._id is not None:
            update_progress_artifact(self._id, progress=min(100.0, 100.0 * self._done / self._total))


def _uuid(value: Any) -> UUID:
    """Prefect's function is typed as one that may also be awaited."""
    made: UUID = value
    return made


def publish_table(key: str, description: str, rows: list[dict[str, Any]]) -> None:
    """A table under a key that stays, so that Prefect keeps its versions together."""
    create_table_artifact(rows, key=key, description=description)


def publish_report(report: CleanReport) -> None:
    """The figures of a run as tables."""
    rows = [{"figure": name, "value": value} for name, value in figures(report)]
    publish_table("cleancopy-clean-figures", "What the run did", rows)
    for what, groups in (("portal", report.this_run.by_portal), ("language", report.this_run.by_language)):
        table = [dict(zip((what, *GROUP_COLUMNS), row, strict=True)) for row in group_rows(groups)]
        publish_table(f"cleancopy-clean-by-{what}", f"What the run did, by {what}", table)
