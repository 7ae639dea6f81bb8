"""Purge: one document taken out of the warehouse for good, with a tombstone that keeps it out.

Deleting rows is not enough: a database file keeps what was deleted in blocks that are free, and published versions keep
it as it was. So the working database is written anew, and all versions but the new one go.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.connection import MEMORY_LIMIT, mark_changed, open_reader, open_writer, utc, written_anew
from warehouse.documents import find_document
from warehouse.duckdb_errors import translated
from warehouse.lake import forget_versions, lake_of, rewrite_files
from warehouse.places import WORKING, Places
from warehouse.planning import warehouse_exists
from warehouse.publishing import publish
from warehouse.refreshing import refresh
from warehouse.restricted import forget_addresses
from warehouse.search_index import forget_search
from warehouse.statements import statements

_WHOLE_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge took out.

    Attributes:
        document_id: the document.
        sources: where it had been met.
        rows: rows by table; nothing, where the warehouse did not hold it.
        version: the version that was published without it.
    """

    document_id: str
    sources: tuple[str, ...]
    rows: dict[str, int]
    version: int | None


def purge(
    warehouse: str | os.PathLike[str],
    document_id: str,
    *,
    reason: str,
    purged_at: datetime | None = None,
    run_id: str | None = None,
    memory_limit: str = MEMORY_LIMIT,
) -> Purged:
    """Take a document out of all tables, and see to it that no load brings it back.

    Only its id, the reason and the time stay. What is worked out from the documents is brought up to date, and the outcome
    is published as the only version that is kept. However it breaks off, a second call does what is missing. Who has an
    older version open keeps it until he closes it.

    Args:
        warehouse: path of the published file.
        document_id: an identity, or the first digits of one that the warehouse holds.
        reason: why, for the tombstone; name nobody in it.
        purged_at: the time to note (aware).
        run_id: the run to note for the version.
        memory_limit: DuckDB's memory limit.

    Raises:
        WarehouseError: if there is no such document, or the warehouse can't be written.
    """
    if not reason.strip():
        raise WarehouseError(f"{document_id}: a purge needs a reason, which stays when the document is gone")
    found = _identity(warehouse, document_id)
    with open_writer(warehouse, memory_limit=memory_limit) as con:
        sources, rows = _deleted(con, warehouse, found, reason.strip(), purged_at)
        if lake_of(warehouse) is None:
            forget_addresses(con, Places(Path(warehouse)), [found])
    refresh(warehouse, memory_limit=memory_limit, publish=False)
    with open_writer(warehouse, memory_limit=memory_limit) as con:
        con.execute("BEGIN")
        forget_search(con)
        con.execute("COMMIT")
        if lake_of(warehouse) is None:
            con.execute("UPDATE audit.schema_info SET definitions = ''")  # a copy has no comments: they are made anew
            written_anew(con, Places(Path(warehouse)))
        else:
            rewrite_files(con)
    version = publish(warehouse, published_at=purged_at, run_id=run_id, keep=1, force=True, memory_limit=memory_limit)
    if lake_of(warehouse) is not None:
        with open_writer(warehouse, memory_limit=memory_limit, changes=False) as con:
            forget_versions(con)
    return Purged(document_id=found, sources=sources, rows=rows, version=version)


def purged_documents(warehouse: str | os.PathLike[str]) -> frozenset[str]:
    """The documents that were purged and stay out; no warehouse has none.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    if not warehouse_exists(warehouse):
        return frozenset()
    with open_reader(warehouse, at=WORKING) as con:
        return frozenset(name for (name,) in con.execute("SELECT document_id FROM audit.purged").fetchall())


def _identity(warehouse: str | os.PathLike[str], document_id: str) -> str:
    """The whole id. One that is whole need not be held: it may be in quarantine, or come one day."""
    whole = document_id.strip().lower()
    if _WHOLE_ID.fullmatch(whole):
        return whole
    with open_reader(warehouse, at=WORKING) as con:
        return find_document(con, document_id, warehouse)


def _deleted(
    con: duckdb.DuckDBPyConnection,
    warehouse: str | os.PathLike[str],
    document_id: str,
    reason: str,
    purged_at: datetime | None,
) -> tuple[tuple[str, ...], dict[str, int]]:
    """Leave a tombstone, and delete all rows of a document, in one transaction."""
    asked = (
        "SELECT DISTINCT source FROM (SELECT document_id, source FROM audit.sources UNION ALL "
        "SELECT document_id, source FROM audit.failed_inputs) WHERE document_id = ? ORDER BY ALL"
    )
    rows: dict[str, int] = {}
    with translated(Path(warehouse)):
        con.execute("BEGIN")
        mark_changed(con, warehouse)
        sources = tuple(source for (source,) in con.execute(asked, [document_id]).fetchall())
        values = {"purged": document_id, "reason": reason, "purged_at": utc(purged_at)}
        for name, value in values.items():
            con.execute(f"SET VARIABLE {name} = ?::{'TIMESTAMP' if name == 'purged_at' else 'VARCHAR'}", [value])
        con.execute(statements("purge"))
        for table in _tables(con):
            done = con.execute(f"DELETE FROM {table} WHERE document_id = ?", [document_id]).fetchone()  # noqa: S608
            if done is not None and done[0]:
                rows[table] = done[0]
        con.execute("COMMIT")
    return sources, rows


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """All tables with rows of documents, but that of the tombstones."""
    rows = con.execute(
        "SELECT schema_name || '.' || table_name AS name FROM duckdb_columns() "
        "WHERE database_name = current_database() AND column_name = 'document_id' "
        "AND (schema_name, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() "
        "WHERE database_name = current_database()) AND name <> 'audit.purged' ORDER BY name"
    ).fetchall()
    return [name for (name,) in rows]
