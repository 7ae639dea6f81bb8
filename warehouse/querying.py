"""Query: SQL over the warehouse, read-only and locked in."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa


def query(
    warehouse: str | os.PathLike[str],
    sql: str,
    parameters: Sequence[Any] | dict[str, Any] | None = None,
    *,
    memory_limit: str = "1GB",
    threads: int = 2,
) -> pa.Table:
    """The answer to a query as an Arrow table, all in memory.

    The warehouse is opened read-only, and SQL can reach no file, no network and no setting.

    Args:
        warehouse: path of the DuckDB file.
        sql: one or more statements; the last one's answer is returned.
        parameters: values for `?` or `$name` in the SQL.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        WarehouseError: if there is no warehouse, another process holds it, or DuckDB refuses the SQL.
    """
    raise NotImplementedError


@contextmanager
def query_batches(
    warehouse: str | os.PathLike[str],
    sql: str,
    parameters: Sequence[Any] | dict[str, Any] | None = None,
    *,
    memory_limit: str = "1GB",
    threads: int = 2,
) -> Iterator[pa.RecordBatchReader]:
    """As `query`, but the answer comes in batches, for answers larger than memory. To be used with `with`."""
    raise NotImplementedError
    yield
