"""Rows put down on disk while a result is read, to be inserted when it is read to its end.

DuckDB forgets a result that is still being read as soon as its connection executes anything else, and what is worked out of a
million texts is too much for memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.working import PARTIAL


class Spill:
    """A Parquet file that grows, for one table.

    Attributes:
        rows: how many rows it holds.
    """

    def __init__(self, path: str, schema: pa.Schema) -> None:
        self._path = path
        self._writer = pq.ParquetWriter(path, schema, compression="lz4")
        self.rows = 0

    def add(self, rows: pa.Table | pa.RecordBatch) -> None:
        """Put down some rows, as a row group."""
        self._writer.write(rows)
        self.rows += rows.num_rows

    def insert(self, con: duckdb.DuckDBPyConnection, table: str) -> None:
        """Insert all rows into a table that has columns of these names; after that there can be no more."""
        self.close()
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet(?)", [self._path])  # noqa: S608 - our own names

    def close(self) -> None:
        """No more rows come."""
        self._writer.close()


@contextmanager
def spills(con: duckdb.DuckDBPyConnection, *schemas: pa.Schema) -> Iterator[tuple[Spill, ...]]:
    """Empty spills, one a schema, removed on leaving; beside the working database, whose next writer removes those of a killed one."""
    row = con.execute("SELECT current_setting('temp_directory')").fetchone()
    own = Path(row[0]) if row is not None else Path()
    beside = own.parent if own.is_absolute() else None  # a lake has no file to be beside
    with ExitStack() as left_last:
        made = []
        for schema in schemas:
            file = left_last.enter_context(tempfile.NamedTemporaryFile(prefix="rows-", suffix=PARTIAL, dir=beside))
            made.append(Spill(file.name, schema))
            left_last.callback(made[-1].close)
        yield tuple(made)
