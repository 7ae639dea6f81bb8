"""The answer to a query, written as CSV, JSON or Parquet, batch by batch, or as a table for a person."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

from flows.terminal import harmless, json_line, one_line
from warehouse import spreadsheet_safe

if TYPE_CHECKING:
    import pyarrow as pa

TABLE_ROWS = 200
"""Rows that a table shows; the other formats give all."""

TABLE_CHARACTERS = 400
"""Characters of a value that a table shows."""


def write_csv(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """CSV with a head line; text that a spreadsheet would run as a formula is made text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([spreadsheet_safe(name) for name in reader.schema.names])
    for batch in reader:
        for row in batch.to_pylist():
            writer.writerow([_cell(value) for value in row.values()])
        stream.write(text.getvalue().encode("utf-8", "backslashreplace"))
        text.seek(0)
        text.truncate()
    stream.write(text.getvalue().encode("utf-8", "backslashreplace"))


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return spreadsheet_safe(json_line(value))
    return spreadsheet_safe(value)


def write_json(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """A JSON array, one row a line."""
    stream.write(b"[")
    between = b"\n"
    for batch in reader:
        for row in batch.to_pylist():
            stream.write(between + json_line(row).encode())
            between = b",\n"
    stream.write(b"\n]\n")


def write_parquet(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """A Parquet file, zstd."""
    import pyarrow.parquet as pq

    with pq.ParquetWriter(stream, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


WIDTH = 200
"""Columns of a table that no terminal shows."""


def write_table(reader: pa.RecordBatchReader, stream: BinaryIO) -> None:
    """A table as wide as the terminal; says so where it does not show all rows."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for field in reader.schema:
        table.add_column(
            one_line(field.name),
            overflow="ellipsis",
            no_wrap=True,
            justify="right" if _is_number(field.type) else "left",
        )
    shown = more = 0
    for batch in reader:
        rows = batch.to_pylist()
        chosen = rows[: max(0, TABLE_ROWS - shown)]
        for row in chosen:
            table.add_row(*(Text(_short(value)) for value in row.values()))
        shown += len(chosen)
        more += len(rows) - len(chosen)
    # Rich writes to a text stream; the real standard output tells it about width and colours.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    with console.capture() as captured:
        console.print(table)
        console.print(f"{shown:,} of {shown + more:,} rows; --format csv gives all" if more else f"{shown:,} rows")
    stream.write(captured.get().encode("utf-8", "backslashreplace"))


def _is_number(kind: pa.DataType) -> bool:
    import pyarrow.types as is_

    return bool(is_.is_integer(kind) or is_.is_floating(kind) or is_.is_decimal(kind))


def _short(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.4g}"
    text = json_line(value) if isinstance(value, list | dict) else harmless(str(value))
    return text if len(text) <= TABLE_CHARACTERS else text[:TABLE_CHARACTERS] + " …"
