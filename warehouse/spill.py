"""Rows put down on disk: what is worked out while a result is being read, and results that are read side by side.

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

_ROWS_AT_ONCE = 2_048


class Spill:
    """A Parquet file that grows, for one table.

    Attributes:
        rows: how many rows it holds.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path = path
        self._writer = pq.ParquetWriter(path, schema, compression="lz4")
        self.rows = 0

    def add(self, rows: pa.Table | pa.RecordBatch) -> None:
        """Put down some rows."""
        self._writer.write(rows, row_group_size=_ROWS_AT_ONCE)
        self.rows += rows.num_rows

    def insert(self, con: duckdb.DuckDBPyConnection, table: str) -> None:
        """Insert all rows into a table that has columns of these names; after that there can be no more."""
        self.close()
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM read_parquet(?)", [str(self._path)])  # noqa: S608 - our own names

    def close(self) -> None:
        """No more rows come."""
        self._writer.close()


@contextmanager
def spills(con: duckdb.DuckDBPyConnection, *schemas: pa.Schema) -> Iterator[tuple[Spill, ...]]:
    """Empty spills, one a schema, removed on leaving."""
    with _files(con, len(schemas)) as paths, ExitStack() as left_last:
        made = tuple(Spill(path, schema) for path, schema in zip(paths, schemas, strict=True))
        for spill in made:
            left_last.callback(spill.close)
        yield made


@contextmanager
def side_by_side(
    con: duckdb.DuckDBPyConnection, queries: list[str], rows: int
) -> Iterator[list[Iterator[pa.RecordBatch]]]:
    """The results of some queries, each to be read at its own pace, so many rows at a time."""
    with _files(con, len(queries)) as paths, ExitStack() as left_last:
        for query, path in zip(queries, paths, strict=True):
            quoted = str(path).replace("'", "''")
            con.execute(
                f"COPY ({query}) TO '{quoted}' (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {_ROWS_AT_ONCE})"
            )
        opened = [left_last.enter_context(pq.ParquetFile(path)) for path in paths]
        yield [file.iter_batches(batch_size=rows) for file in opened]


@contextmanager
def _files(con: duckdb.DuckDBPyConnection, number: int) -> Iterator[list[Path]]:
    """Empty files beside the working database, whose next writer removes those of a killed one."""
    row = con.execute("SELECT current_setting('temp_directory')").fetchone()
    own = Path(row[0]) if row is not None else Path()
    beside = own.parent if own.is_absolute() else None  # a lake has no file to be beside
    with ExitStack() as left_last:
        made = [
            left_last.enter_context(tempfile.NamedTemporaryFile(prefix="rows-", suffix=PARTIAL, dir=beside))
            for _ in range(number)
        ]
        yield [Path(file.name) for file in made]
