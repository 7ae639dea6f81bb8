"""Marts that are tables: what takes too long to be asked each time is worked out when the warehouse is brought up to date."""

from __future__ import annotations

import duckdb

from warehouse.statements import statements

MARTS = (
    "articles_by_author",
    "boilerplate_by_rule",
    "coverage",
    "drift",
    "null_rates",
    "picture_credits",
    "repeated_lines",
    "repeated_sources",
)
"""Tables of the schema `mart`, each the answer of `sql/mart_<name>.sql`."""


def define_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables anew, as their definitions are now, with what the warehouse holds."""
    kinds = dict(
        con.execute(
            "SELECT table_name, table_type FROM information_schema.tables "
            "WHERE table_schema = 'mart' AND table_catalog = current_database()"
        ).fetchall()
    )
    for name in MARTS:
        if name in kinds:
            con.execute(f"DROP {'VIEW' if kinds[name] == 'VIEW' else 'TABLE'} mart.{name}")
        con.execute(f"CREATE TABLE mart.{name} AS {statements(f'mart_{name}')}")


def refresh_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Bring the tables up to date; one whose answer is the same is not written."""
    for name in MARTS:
        con.execute(f"CREATE OR REPLACE TEMP TABLE answer AS {statements(f'mart_{name}')}")
        differs = con.execute(
            f"SELECT EXISTS (FROM answer EXCEPT FROM mart.{name}) OR EXISTS (FROM mart.{name} EXCEPT FROM answer)"  # noqa: S608
        ).fetchone()
        if differs is not None and differs[0]:
            con.execute(f"DELETE FROM mart.{name}; INSERT INTO mart.{name} FROM answer")  # noqa: S608
    con.execute("DROP TABLE answer")


def definitions() -> list[str]:
    """The definitions, for the fingerprint of the schema."""
    return [statements(f"mart_{name}") for name in MARTS]
