"""What a lake's catalog does not know, taken out of the SQL that makes the schema."""

from __future__ import annotations

import re

import duckdb

from warehouse.statements import statements

_CHECK = re.compile(r" CHECK \((?:[^()']|'[^']*'|\((?:[^()']|'[^']*')*\))*\)")
_VIEW = re.compile(r"^CREATE OR REPLACE VIEW (\w+\.\w+)", re.MULTILINE)
_COLUMN_COMMENT = re.compile(r"^COMMENT ON COLUMN (\w+\.\w+)\.[^\n]*\n?", re.MULTILINE)
_MACRO_COMMENT = re.compile(r"^COMMENT ON MACRO [^\n]*\n?", re.MULTILINE)


def is_lake(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database in use is a lake."""
    ((kind,),) = con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()").fetchall()
    return bool(kind == "ducklake")


def as_taken(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Statements as the database in use takes them: a lake has no CHECK, and no comments on columns of views or on macros."""
    if not is_lake(con):
        return sql
    views = set(_VIEW.findall(statements("marts")))
    sql = _MACRO_COMMENT.sub("", _CHECK.sub("", sql))
    return _COLUMN_COMMENT.sub(lambda match: "" if match[1] in views else match[0], sql)
