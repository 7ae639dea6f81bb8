"""Folders of releases read with DuckDB, which sees nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.contract_sql import literal


@contextmanager
def opened_releases(folders: list[Path], *, memory_limit: str, threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that reads some folders and nothing else; it spills into a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="cleancopy-release-") as spill:
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory_limit,
            "threads": str(threads),
            "temp_directory": spill,
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        }
        con = duckdb.connect(config=config)
        try:
            con.execute("SET allowed_directories = ?", [[f"{folder.absolute()}/" for folder in folders]])
            con.execute("SET enable_external_access = false")
            con.execute("SET lock_configuration = true")
            yield con
        finally:
            con.close()


def parquet(folder: Path, table: str) -> str:
    """SQL that reads the files of a table."""
    files = folder.absolute() / table / "**" / "*.parquet"
    return f"read_parquet({literal(files)}, hive_partitioning = false)"
