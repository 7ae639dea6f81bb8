"""Query: SQL over the warehouse, read-only and locked in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from cleaners.errors import WarehouseError
from warehouse.connection import MEMORY_LIMIT, THREADS, open_reader
from warehouse.lake import lake_of
from warehouse.places import At

_BATCH_ROWS = 10_000


def query(
    warehouse: str | os.PathLike[str],
    sql: str,
    parameters: Sequence[Any] | dict[str, Any] | None = None,
    *,
    at: At = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> pa.Table:
    """The answer to a query as an Arrow table, all in memory.

    The warehouse is opened read-only, and SQL can reach no file, no network and no setting.

    Args:
        warehouse: path of the published file.
        sql: one or more statements; the last one's answer is returned.
        parameters: values for `?` or `$name` in the SQL.
        at: number of an older version; `WORKING` for what is loaded and not published yet.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        WarehouseError: if there is no warehouse or no such version, or DuckDB refuses the SQL.
    """
    with query_batches(warehouse, sql, parameters, at=at, memory_limit=memory_limit, threads=threads) as batches:
        return batches.read_all()


@contextmanager
def query_batches(
    warehouse: str | os.PathLike[str],
    sql: str,
    parameters: Sequence[Any] | dict[str, Any] | None = None,
    *,
    at: At = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> Iterator[pa.RecordBatchReader]:
    """As `query`, but the answer comes in batches, for answers larger than memory. To be used with `with`."""
    with open_reader(warehouse, at=at, memory_limit=memory_limit, threads=threads) as con:
        if lake_of(warehouse) is not None:
            _only_reads(con, sql, warehouse)
        # DuckDB's stub says that execute always answers; for SQL without a statement it gives None.
        result: duckdb.DuckDBPyConnection | None = con.execute(sql, parameters)
        if result is None or result.description is None:
            raise WarehouseError(f"{os.fspath(warehouse)}: there is no statement in the SQL; write a SELECT")
        reader = result.to_arrow_reader(_BATCH_ROWS)
        yield pa.RecordBatchReader.from_batches(reader.schema, _batches(reader, warehouse))


def _only_reads(con: duckdb.DuckDBPyConnection, sql: str, warehouse: str | os.PathLike[str]) -> None:
    """Refuse what could write into the folder of a lake's files, which DuckDB has to let it reach, or leave the lake.

    Raises:
        WarehouseError: for any statement but a query.
    """
    kinds = {statement.type for statement in con.extract_statements(sql)}
    if kinds & {duckdb.StatementType.COPY, duckdb.StatementType.EXPORT, duckdb.StatementType.DETACH}:
        raise WarehouseError(
            f"{os.fspath(warehouse)}: queries can reach no files, network or settings: COPY, EXPORT, DETACH"
        )


def _batches(reader: pa.RecordBatchReader, warehouse: str | os.PathLike[str]) -> Iterator[pa.RecordBatch]:
    """The batches of an answer; what fails on the way is said as an error of ours, not of Arrow."""
    try:
        yield from reader
    except (OSError, pa.ArrowException) as error:
        raise WarehouseError(f"{os.fspath(warehouse)}: {' '.join(str(error).split())}") from error
