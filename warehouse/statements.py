"""The SQL of the warehouse, read from `warehouse/sql/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def statements(name: str) -> str:
    """The text of `sql/<name>.sql`, one or more statements."""
    return (files("warehouse") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
