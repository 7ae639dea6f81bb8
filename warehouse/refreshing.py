"""Refresh: what is worked out from the documents, brought up to date with them after a load."""

from __future__ import annotations

import os
from contextlib import suppress

import duckdb

from warehouse import stories
from warehouse.connection import MEMORY_LIMIT, THREADS, mark_changed, open_writer
from warehouse.marts import refresh_marts
from warehouse.publishing import KEEP_VERSIONS
from warehouse.publishing import publish as publish_version
from warehouse.search_index import refresh_search
from warehouse.stories import StoriesReport, refresh_stories


def refresh(
    warehouse: str | os.PathLike[str],
    *,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
    publish: bool = True,
    keep_versions: int = KEEP_VERSIONS,
) -> StoriesReport | None:
    """Bring stories, marts and the index of `search` up to date with the documents, in one transaction; nothing where no document has changed.

    Args:
        warehouse: path of the published file.
        memory_limit: DuckDB's memory limit; texts and keys in work take up to a gigabyte beside it.
        threads: DuckDB's threads.
        publish: publish what was worked out; a run does that once, at its end.
        keep_versions: how many published versions to keep.

    Returns:
        What the search for stories did; None where nothing had changed.

    Raises:
        WarehouseError: if the warehouse can't be opened or written, or another process has it open.
    """
    report = None
    with open_writer(warehouse, memory_limit=memory_limit, threads=threads, changes=False) as con:
        state = _state(con)
        if con.execute("SELECT state FROM audit.refreshed").fetchall() != [(state,)]:
            report = _refresh(con, state, warehouse)
    if publish:
        publish_version(warehouse, keep=keep_versions, memory_limit=memory_limit)
    return report


def _refresh(con: duckdb.DuckDBPyConnection, state: str, warehouse: str | os.PathLike[str]) -> StoriesReport:
    con.execute("BEGIN")
    try:
        mark_changed(con, warehouse)
        report = refresh_stories(con)
        refresh_search(con)
        refresh_marts(con)
        con.execute("DELETE FROM audit.refreshed")
        con.execute("INSERT INTO audit.refreshed VALUES (?)", [state])
        con.execute("COMMIT")
    except BaseException:
        with suppress(
            duckdb.Error
        ):  # after an error of the disk there is no transaction left, and that error is to be told
            con.execute("ROLLBACK")
        raise
    return report


def _state(con: duckdb.DuckDBPyConnection) -> str:
    """What the documents are: another one after every load that changed something."""
    row = con.execute(
        "SELECT concat_ws(' ', ?, any_value(definitions), "
        "(SELECT concat_ws(' ', count(*), bit_xor(hash(document_id, batch_id, source))) FROM audit.documents), "
        "(SELECT concat_ws(' ', count(*), bit_xor(hash(document_id, source))) FROM audit.sources)) "
        "FROM audit.schema_info",
        [stories.STORY_METHOD],
    ).fetchone()
    return str(row[0]) if row is not None else ""
