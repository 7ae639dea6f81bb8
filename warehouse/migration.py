"""Migration: the tables of an older warehouse made like those of `sql/tables.sql`, without losing a row or a value.

What is new is found by comparing: tables and columns are added, lists that may not be null become empty, and a type is
widened where every old value has its place in the new one. A column that is no longer known stays, and may be null.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.duckdb_errors import one_line
from warehouse.statements import statements

_Column = tuple[str, bool]
"""Its type, and whether it may be null."""

_Columns = dict[str, dict[str, _Column]]
"""Table to column to what it is."""


def bring_up_to_date(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Make the tables of the warehouse that is in use like those of `sql/tables.sql`.

    In three transactions, since DuckDB can't write to a table that the same one altered. Cut between them, the next call
    does the rest.

    Args:
        con: open for writing.
        path: the warehouse, for messages.

    Raises:
        WarehouseError: for a difference that can't be bridged.
    """
    new, created = _wanted()
    con.execute("BEGIN")
    held = _columns(con)
    for table in new.keys() - held.keys():
        con.execute(created[table])
    for table in new.keys() & held.keys():
        for column in held[table].keys() - new[table].keys():
            con.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" DROP NOT NULL')
    con.execute("COMMIT")
    for step in (_add_or_widen, _empty, _require):
        con.execute("BEGIN")
        held = _columns(con)
        for table, column in ((t, c) for t in new for c in new[t]):
            try:
                step(con, table, column, held[table].get(column), new[table][column])
            except duckdb.Error as error:
                raise WarehouseError(
                    f"{path}: {table}.{column} can't be brought up to date ({one_line(error)}); move it and "
                    f"{path.name}.d/ away and run again to make it anew"
                ) from error
        con.execute("COMMIT")


def _add_or_widen(
    con: duckdb.DuckDBPyConnection, table: str, column: str, held: _Column | None, wanted: _Column
) -> None:
    if held is None:
        con.execute(f'ALTER TABLE {table} ADD COLUMN "{column}" {wanted[0]}')
    elif held[0] != wanted[0]:
        con.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET DATA TYPE {wanted[0]}')


def _empty(con: duckdb.DuckDBPyConnection, table: str, column: str, held: _Column | None, wanted: _Column) -> None:
    """A list that may no longer be null is empty in old rows; of anything else nobody knows the value.

    By UPDATE: DuckDB 1.5.5 fails within itself on a default for a list of structs in a table of many rows.
    """
    if held is not None and held[1] and not wanted[1] and wanted[0].endswith("[]"):
        con.execute(f'UPDATE {table} SET "{column}" = [] WHERE "{column}" IS NULL')  # noqa: S608


def _require(con: duckdb.DuckDBPyConnection, table: str, column: str, held: _Column | None, wanted: _Column) -> None:
    if held is not None and held[1] and not wanted[1]:
        con.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET NOT NULL')


def _wanted() -> tuple[_Columns, dict[str, str]]:
    """The columns of a new warehouse, and the statements that create its tables."""
    con = duckdb.connect()
    try:
        con.execute(statements("tables"))
        created = con.execute("SELECT schema_name || '.' || table_name, sql FROM duckdb_tables()").fetchall()
        return _columns(con), dict(created)
    finally:
        con.close()


def _columns(con: duckdb.DuckDBPyConnection) -> _Columns:
    rows = con.execute(
        "SELECT schema_name || '.' || table_name, column_name, data_type, is_nullable FROM duckdb_columns() "
        "WHERE database_name = current_database() AND schema_name IN ('clean', 'audit', 'mart') "
        "AND (schema_name, table_name) IN (SELECT (schema_name, table_name) FROM duckdb_tables() "
        "WHERE database_name = current_database())"
    ).fetchall()
    found: _Columns = {}
    for table, column, kind, nullable in rows:
        found.setdefault(table, {})[column] = (kind, nullable)
    return found
