"""A warehouse of before there was a restricted place: the addresses in its tables are taken out and put there."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from warehouse.addresses import mask_row
from warehouse.dialect import is_lake

SINCE = 6
"""The layout since which the documents' own tables hold no address."""

_OLD = "audit.article_versions"
"""Old records, of which no addresses are kept."""

_TABLES = {
    "clean.articles": "",
    "clean.authors": "authors.",
    "clean.images": "images.",
    "audit.documents": "",
    "audit.date_candidates": "date_candidates.",
    "audit.outlet_candidates": "outlet_candidates.",
    _OLD: "",
}
"""Tables whose texts may hold addresses, and what comes before the names of their columns in a place of the record."""

_ROWS = 2_000


def mask_held(con: duckdb.DuckDBPyConnection) -> bool:
    """Mask the addresses in the tables of the warehouse in use, where it is of an older layout, and hold them as restricted.

    Cut at any moment, the next call does the rest: the layout's number changes later, and what is masked is no address.

    Returns:
        Whether anything was masked.
    """
    held = {
        name
        for (name,) in con.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
    }
    if "audit.schema_info" not in held:
        return False
    layouts = con.execute("SELECT layout FROM audit.schema_info").fetchall()
    if layouts and layouts[0][0] >= SINCE:
        return False
    suspects = sum(_mask_table(con, table, prefix) for table, prefix in _TABLES.items() if table in held)
    return suspects > 0


def _mask_table(con: duckdb.DuckDBPyConnection, table: str, prefix: str) -> int:
    """Mask the rows of a table, some at a time; each time the addresses first, then the rows. Returns how many were looked at."""
    names = [name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()]
    key = [name for name in ("document_id", "position", "version") if name in names]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE suspect AS SELECT row_number() OVER () AS number, suspects.* FROM {table} AS suspects "  # noqa: S608 - names of ours
        "WHERE regexp_matches(suspects::VARCHAR, '[@＠]')"
    )
    ((rows,),) = con.execute("SELECT count(*) FROM suspect").fetchall()
    for first in range(0, rows, _ROWS):
        found = con.execute(
            "SELECT * EXCLUDE (number) FROM suspect WHERE number > ? AND number <= ?", [first, first + _ROWS]
        ).to_arrow_table()
        masked, held = _masked(found, prefix)
        if table != _OLD:
            _write(con, "restricted.addresses", held, None)
        _write(con, table, masked, key)
    con.execute("DROP TABLE suspect")
    return int(rows)


def _masked(found: pa.Table, prefix: str) -> tuple[pa.Table, pa.Table]:
    """The rows without addresses, and the addresses as rows that lack their batch."""
    rows, held = found.to_pylist(), []
    for row in rows:
        own = row.get("position")
        texts = {f"{prefix}{name}": value for name, value in row.items()}
        for address in mask_row(texts):
            position = own if own is not None else address.position
            held.append({"document_id": row["document_id"], **address._asdict(), "position": position})
        row.update({name: texts[f"{prefix}{name}"] for name in row})
    kinds = {"document_id": pa.string(), "place": pa.string(), "position": pa.int64(), "start": pa.int64()}
    schema = pa.schema({**kinds, "address": pa.string()})
    return pa.Table.from_pylist(rows, schema=found.schema), pa.Table.from_pylist(held, schema=schema)


def _write(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, key: list[str] | None) -> None:
    """Write rows in a transaction, in place of those with the same key; addresses get the batch of their document."""
    con.register("masked_rows", rows)
    con.execute("BEGIN")
    if key is None:
        columns = 'document_id, batch_id, place, "position", "start", address'
        con.execute(
            f"INSERT INTO {table} BY NAME SELECT {columns} FROM masked_rows JOIN audit.documents USING (document_id) "  # noqa: S608 - names of ours
            f"EXCEPT SELECT {columns} FROM {table}"
        )
    else:
        listed = ", ".join(f'"{name}"' for name in key)
        con.execute(f"DELETE FROM {table} WHERE ({listed}) IN (SELECT ({listed}) FROM masked_rows)")  # noqa: S608
        con.execute(f"INSERT INTO {table} BY NAME FROM masked_rows")
    con.execute("COMMIT")
    con.unregister("masked_rows")
    if not is_lake(con):
        con.execute("CHECKPOINT restricted")
