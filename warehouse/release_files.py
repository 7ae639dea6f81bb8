"""Parquet files of a release: partitions, row groups and file names, the same for the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from warehouse.release_tables import ReleaseTable

ROW_GROUP_ROWS = 20_000
"""No row group has more rows."""

_ROW_GROUP_TEXT = 64_000_000
_ROW_GROUPS_A_FILE = 10

UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
"""The folder value that readers of Hive partitions take for null."""

Partition = tuple[Any, ...]


@dataclass(slots=True)
class _Open:
    """The file that rows go to at present."""

    partition: Partition
    number: int
    path: Path
    writer: pq.ParquetWriter
    rows: int = 0
    row_groups: int = 0


def write_table_files(
    batches: Iterable[pa.RecordBatch], table: ReleaseTable, folder: Path
) -> Iterator[tuple[Path, int]]:
    """Write sorted rows as the files of a table.

    Args:
        batches: the rows in the table's order; a column `partition_NAME` stands in for NAME where folders are named.
        table: the table; its schema is the files' schema.
        folder: the release's folder.

    Yields:
        Each file when it is finished, and its rows.
    """
    current: _Open | None = None
    for partition, chunk in _row_groups(batches, table):
        if current is None or current.partition != partition or current.row_groups >= _ROW_GROUPS_A_FILE:
            number = current.number + 1 if current is not None and current.partition == partition else 0
            if current is not None:
                yield _closed(current)
            current = _opened(table, folder, partition, number)
        current.writer.write_table(chunk, row_group_size=ROW_GROUP_ROWS)
        current.rows += chunk.num_rows
        current.row_groups += 1
    yield _closed(current or _opened(table, folder, (None,) * len(table.partitions), 0))


def _opened(table: ReleaseTable, folder: Path, partition: Partition, number: int) -> _Open:
    path = folder / table.name
    for name, value in zip(table.partitions, partition, strict=True):
        path /= f"{name}={UNKNOWN if value is None else value}"
    path.mkdir(parents=True, exist_ok=True)
    path /= f"part-{number:05}.parquet"
    docs = {item["name"]: item["description"] for item in table.item["properties"]}
    schema = pa.schema([column.with_metadata({"doc": docs[column.name]}) for column in table.schema])
    return _Open(partition, number, path, pq.ParquetWriter(path, schema, compression="zstd"))


def _closed(current: _Open) -> tuple[Path, int]:
    current.writer.close()
    return current.path, current.rows


def _row_groups(batches: Iterable[pa.RecordBatch], table: ReleaseTable) -> Iterator[tuple[Partition, pa.Table]]:
    """The rows in row groups: cut where the partition changes, and where enough rows or enough text has come.

    Where a group is cut depends on the rows alone and not on how they come in batches.
    """
    pending: list[pa.RecordBatch] = []
    partition: Partition = ()
    rows = text = 0
    for batch in batches:
        start = 0
        for index, (found, size) in enumerate(zip(_partitions(batch, table), _text_sizes(batch), strict=True)):
            if rows and (found != partition or rows >= ROW_GROUP_ROWS or text >= _ROW_GROUP_TEXT):
                yield partition, _joined([*pending, batch.slice(start, index - start)], table)
                pending, start, rows, text = [], index, 0, 0
            partition, rows, text = found, rows + 1, text + size
        pending.append(batch.slice(start))
    if rows:
        yield partition, _joined(pending, table)


def _partitions(batch: pa.RecordBatch, table: ReleaseTable) -> Iterator[Partition]:
    if not table.partitions:
        return iter([()] * batch.num_rows)
    names = set(batch.schema.names)
    stand_ins = [f"partition_{name}" if f"partition_{name}" in names else name for name in table.partitions]
    return zip(*(batch.column(name).to_pylist() for name in stand_ins), strict=True)


def _text_sizes(batch: pa.RecordBatch) -> list[int]:
    if "body" not in batch.schema.names:
        return [0] * batch.num_rows
    sizes: list[int] = pc.binary_length(batch.column("body")).to_pylist()
    return sizes


def _joined(batches: list[pa.RecordBatch], table: ReleaseTable) -> pa.Table:
    """One table with one chunk a column: the bytes that Parquet writes depend on the chunks."""
    return pa.Table.from_batches(batches).select(table.schema.names).cast(table.schema).combine_chunks()
