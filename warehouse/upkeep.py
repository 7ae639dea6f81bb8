"""Upkeep: prove that a warehouse is sound, and give back the space of replaced records."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.connection import MEMORY_LIMIT, THREADS, mark_changed, open_reader, open_writer
from warehouse.contract import terms
from warehouse.lake import lake_of, tidy
from warehouse.places import WORKING, At, Places
from warehouse.publishing import KEEP_VERSIONS
from warehouse.search_index import forget_search
from warehouse.statements import statements


def check(
    warehouse: str | os.PathLike[str],
    *,
    at: At = WORKING,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> None:
    """Prove that keys are unique, that nothing hangs on a document that is not there, and that ledgers tile their texts.

    It looks at all that is loaded, published or not, unless `at` names a version, or is null for the published one.

    Raises:
        WarehouseError: saying what is wrong and with which documents, or if the warehouse can't be opened.
    """
    with open_reader(warehouse, at=at, memory_limit=memory_limit, threads=threads) as con:
        found = con.execute(f"{statements('check')} LIMIT 5", {"address": terms()["email"]["plain"]}).fetchall()
    if found:
        listed = "; ".join(f"{what} ({which})" for what, which in found)
        raise WarehouseError(
            f"{os.fspath(warehouse)}: not sound: {listed}; move it and its folder away and run again to make it anew"
        )


def compact(
    warehouse: str | os.PathLike[str],
    *,
    keep_versions: int = KEEP_VERSIONS,
    old_records: int | None = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> int:
    """Give the space of replaced records back for new ones; the loader leaves that out, since it costs time.

    The words of replaced articles go out of the index of `search`, which does not find them anyway.

    Of each document the last `old_records` old records stay; all of them where that is null.

    In a lake, versions past those to keep are forgotten, and files that only they had are deleted a day later.

    Returns:
        Bytes of the working database afterwards. It shrinks only where free space is at its end.

    Raises:
        WarehouseError: if the warehouse can't be opened or written, or another process has it open.
    """
    with open_writer(warehouse, memory_limit=memory_limit, threads=threads, changes=False) as con:
        if old_records is not None:
            _forget_records(con, warehouse, old_records)
        con.execute("BEGIN")
        if forget_search(con):
            mark_changed(con, warehouse)
        con.execute("COMMIT")
        if lake_of(warehouse) is not None:
            return tidy(con, keep_versions)
        con.execute("RESET max_vacuum_tasks")
        con.execute("FORCE CHECKPOINT")
    return Places(Path(warehouse)).working.stat().st_size


def _forget_records(con: duckdb.DuckDBPyConnection, warehouse: str | os.PathLike[str], keep: int) -> None:
    """Delete the old records of each document but the last ones."""
    if con.execute(statements("old_records"), {"keep": keep}).fetchone() is None:
        return
    con.execute("BEGIN")
    mark_changed(con, warehouse)
    con.execute(
        f'DELETE FROM audit.article_versions WHERE (document_id, "version") IN ({statements("old_records")})',  # noqa: S608
        {"keep": keep},
    )
    con.execute("COMMIT")
