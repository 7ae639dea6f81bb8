"""Runs: when one began and ended, and the figures of its end table."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from cleaners.errors import WarehouseError
from warehouse.arrow import stored_source
from warehouse.connection import open_reader, open_writer, utc
from warehouse.places import At
from warehouse.statements import statements

_ENDS = ("completed", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """Figures of the documents of one portal or one language; `name` is null where none was recognised."""

    name: str | None
    documents: int
    articles: int
    rejected: int
    removed_share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run brought into the warehouse, or what the warehouse holds in all.

    Attributes:
        documents: articles and rejections.
        articles: documents that are one article.
        rejected: documents by reason of rejection.
        quarantined: inputs in quarantine, by reason.
        visible_chars: characters of visible text, blank segments left out.
        removed_chars: those of them that are boilerplate.
        removed_share: their share, 0 to 1; null where there is no text.
        by_portal: figures by portal, the largest first.
        by_language: figures by language, the largest first.
    """

    documents: int
    articles: int
    rejected: dict[str, int]
    quarantined: dict[str, int]
    visible_chars: int
    removed_chars: int
    removed_share: float | None
    by_portal: tuple[GroupFigures, ...]
    by_language: tuple[GroupFigures, ...]


def begin_run(
    warehouse: str | os.PathLike[str], run_id: str, *, started_at: datetime, software: str, inputs: tuple[str, ...] = ()
) -> None:
    """Note that a run began; the warehouse is made where there is none. A run noted already stays as it is.

    Readers see it with the next version that is published.

    Args:
        warehouse: path of the published file.
        run_id: the caller's name for the run, used once.
        started_at: when it began (aware).
        software: name and version of the software.
        inputs: the paths it was asked to read.

    Raises:
        WarehouseError: if the warehouse can't be opened or written.
    """
    values = [run_id, software, [stored_source(path) for path in inputs], utc(started_at)]
    with open_writer(warehouse, changes=False) as con:
        if not con.execute("SELECT run_id FROM audit.runs WHERE run_id = ?", [run_id]).fetchall():
            con.execute(statements("begin_run"), values)


def finish_run(
    warehouse: str | os.PathLike[str],
    run_id: str,
    *,
    finished_at: datetime,
    state: str = "completed",
    unchanged: int = 0,
    message: str | None = None,
) -> RunSummary:
    """Note how a run ended, with its figures. Readers see it with the next version that is published.

    Args:
        warehouse: path of the published file.
        run_id: as given to `begin_run`.
        finished_at: when it ended (aware).
        state: `completed` or `failed`.
        unchanged: documents that needed no cleaning, since the warehouse has them under today's rules.
        message: what to know about it.

    Returns:
        The figures of the run.

    Raises:
        WarehouseError: if the run was never begun, the state is another one, or the warehouse can't be written.
    """
    if state not in _ENDS:  # a lake has no CHECK that would refuse it
        raise WarehouseError(f"{os.fspath(warehouse)}: a run ends as {' or '.join(_ENDS)}, not as {state!r}")
    with open_writer(warehouse, changes=False) as con:
        con.execute("BEGIN")
        summary = _summary(con, run_id)
        values = {
            "run_id": run_id,
            "finished_at": utc(finished_at),
            "state": state,
            "message": message,
            "unchanged": unchanged,
            "documents": summary.documents,
            "articles": summary.articles,
            "rejected": sum(summary.rejected.values()),
            "quarantined": sum(summary.quarantined.values()),
            "visible_chars": summary.visible_chars,
            "removed_chars": summary.removed_chars,
        }
        if con.execute(statements("finish_run"), values).fetchall() != [(1,)]:
            raise WarehouseError(f"{os.fspath(warehouse)}: no run {run_id!r} was begun here; call begin_run first")
        con.execute("COMMIT")
    return summary


def summarise(warehouse: str | os.PathLike[str], run_id: str | None = None, *, at: At = None) -> RunSummary:
    """The figures of one run, or of the whole warehouse, as published or `at` another state.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    with open_reader(warehouse, at=at) as con:
        return _summary(con, run_id)


def _summary(con: duckdb.DuckDBPyConnection, run_id: str | None) -> RunSummary:
    rows: dict[str, list[tuple[Any, ...]]] = {
        what: [] for what in ("all", "portal", "language", "reason", "quarantined")
    }
    for what, *figures in con.execute(statements("summary"), {"run_id": run_id}).fetchall():
        rows[what].append(tuple(figures))
    ((_, documents, articles, _, visible, removed),) = rows["all"]
    return RunSummary(
        documents=documents,
        articles=articles,
        rejected={name: rejected for name, _, _, rejected, _, _ in rows["reason"] if name is not None},
        quarantined={name: count for name, count, *_ in rows["quarantined"]},
        visible_chars=visible,
        removed_chars=removed,
        removed_share=_share(removed, visible),
        by_portal=tuple(_group(row) for row in rows["portal"]),
        by_language=tuple(_group(row) for row in rows["language"]),
    )


def _group(row: tuple[Any, ...]) -> GroupFigures:
    name, documents, articles, rejected, visible, removed = row
    return GroupFigures(
        name=name, documents=documents, articles=articles, rejected=rejected, removed_share=_share(removed, visible)
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
