"""The schema: made in a new warehouse, checked in an old one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from cleaners.errors import WarehouseError
from cleaners.model import SCHEMA_VERSION, Article, Author, DateCandidate, Image, Label, LedgerEntry, OutletCandidate
from warehouse.contract import declared_columns, meanings
from warehouse.dialect import as_taken
from warehouse.label_parts import part_of
from warehouse.marts import define_marts, definitions
from warehouse.migration import bring_up_to_date
from warehouse.statements import statements

LAYOUT = 9
"""Version of the tables in `sql/tables.sql`; a change of a table or column is a new number. A warehouse of an older one
is brought up to date by `migration`, which knows what is new by comparing."""

TABLES: dict[str, type[Any]] = {
    "clean.articles": Article,
    "clean.authors": Author,
    "clean.images": Image,
    "audit.documents": Article,
    "audit.article_versions": Article,
    "audit.ledger": LedgerEntry,
    "audit.date_candidates": DateCandidate,
    "audit.outlet_candidates": OutletCandidate,
}
"""The tables that hold fields of the record, and the class that says what those fields mean."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a warehouse is laid out, and the fingerprint of the definitions that it was last given."""

    layout: int
    definitions: str


def prepare_schema(con: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Make the schema in an empty warehouse; bring tables, views, labels and comments of another up to date.

    Args:
        con: open for writing.
        path: the warehouse, for messages.

    Returns:
        Whether anything had to be done.

    Raises:
        WarehouseError: if the file was made by a software that lays it out otherwise, or is no warehouse of ours.
    """
    found = check_schema(con, path, older=True) if _schema_info(con) is not None or _tables(con) else None
    if found == Found(LAYOUT, _fingerprint()):
        return False
    if found is not None:
        bring_up_to_date(con, path)
    con.execute("BEGIN")
    if found is None:
        con.execute(as_taken(con, statements("tables")))
        con.execute("INSERT INTO audit.schema_info VALUES (?, ?, '', 0)", [LAYOUT, SCHEMA_VERSION])
    _define(con)
    con.execute("COMMIT")
    return True


def is_prepared(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the schema is there as this software makes it, by one question: in a lake each one goes to the catalog."""
    return _schema_info(con) == [(LAYOUT, SCHEMA_VERSION, _fingerprint())]


def check_schema(con: duckdb.DuckDBPyConnection, path: Path, *, older: bool = False) -> Found:
    """How a warehouse is laid out.

    Args:
        con: open for reading.
        path: the warehouse, for messages.
        older: accept an older layout that can be brought up to date.

    Raises:
        WarehouseError: if its tables are not laid out as this software knows them.
    """
    rows = _schema_info(con)
    if rows is None:
        raise WarehouseError(f"{path}: a DuckDB file, but no warehouse of cleancopy; name another one")
    if len(rows) != 1:
        raise WarehouseError(
            f"{path}: its audit.schema_info has not just one row; restore the file, or move it and {path.name}.d/ away "
            "and run again"
        )
    ((layout, version, definitions),) = rows
    made_by = f"(layout {layout}, record {version}; this one knows layout {LAYOUT}, record {SCHEMA_VERSION})"
    if (layout, _major(version)) > (LAYOUT, _major(SCHEMA_VERSION)):
        raise WarehouseError(
            f"{path}: made by a newer cleancopy {made_by}; install that version, or name another warehouse"
        )
    if layout < LAYOUT and not older:
        raise WarehouseError(
            f"{path}: made by an older cleancopy {made_by}; the next `cleancopy run` brings it up to date"
        )
    return Found(layout, str(definitions))


def _define(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(as_taken(con, statements("story_tables")))
    con.execute(as_taken(con, statements("search_tables")))
    con.execute(statements("marts"))
    define_marts(con)
    con.execute(as_taken(con, _record_comments()))
    con.execute(as_taken(con, statements("comments")))
    con.execute(as_taken(con, statements("macros")))
    con.execute(as_taken(con, statements("search_macro")))
    con.execute("DELETE FROM audit.labels")
    con.executemany("INSERT INTO audit.labels VALUES (?, ?)", [[label.value, part_of(label)] for label in Label])
    con.execute(
        "UPDATE audit.schema_info SET layout = ?, record_version = ?, definitions = ?",
        [LAYOUT, SCHEMA_VERSION, _fingerprint()],
    )


def _record_comments() -> str:
    """The record's own words, as the data contract has them, as comments on the columns that hold its fields."""
    found = []
    for table, kind in {**TABLES, "mart.articles_unique": Article}.items():
        words = meanings(kind.__name__) | (meanings("Document") if kind is Article else {})
        columns = declared_columns("clean.articles" if table == "mart.articles_unique" else table)
        for name in (name for name in words if name in columns):
            quoted = words[name].replace("'", "''")
            found.append(f"COMMENT ON COLUMN {table}.\"{name}\" IS '{quoted}';")
    return "\n".join(found)


def _fingerprint() -> str:
    parts = [
        statements("tables"),
        statements("story_tables"),
        statements("marts"),
        *definitions(),
        statements("comments"),
        statements("macros"),
        statements("search_tables"),
        statements("search_macro"),
        statements("restricted"),
        _record_comments(),
    ]
    parts += [f"{label.value}={part_of(label)}" for label in Label]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _schema_info(con: duckdb.DuckDBPyConnection) -> list[tuple[int, str, str]] | None:
    """The rows of layout, record version and definitions; null where there is no such table.

    It is asked for rather than looked for: a lake's catalog, asked for its tables, tells the statistics of each as well.
    """
    try:
        return con.execute("SELECT layout, record_version, definitions FROM audit.schema_info").fetchall()
    except duckdb.CatalogException:
        return None


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    rows = con.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE database_name = current_database() AND schema_name <> 'restricted'"
    )
    return {name for (name,) in rows.fetchall()}


def _major(version: str) -> int:
    return int(version.split(".")[0])
