"""Rows brought into order on disk, in memory that does not grow with their number.

DuckDB says of each row which place it has, and which of the buckets it falls in; a bucket holds the rows of a stretch of
places. Rows are dealt out to one file a bucket as they come, then each bucket is sorted by itself. Sorting long texts in
DuckDB took more memory than its limit (1 GB for 200,000 articles), and failed below that.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.ipc

_BATCH_ROWS = 2_048


def in_order(batches: Iterable[pa.RecordBatch], spool: Path) -> Iterator[pa.RecordBatch]:
    """The rows of all batches, sorted.

    Args:
        batches: rows with the columns `place`, unique, and `bucket`, which never falls where `place` rises.
        spool: a folder to use meanwhile; it is made and removed.
    """
    spool.mkdir()
    try:
        for path in _dealt_out(batches, spool):
            with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
                table = reader.read_all()
            path.unlink()
            yield from table.take(pc.sort_indices(table["place"])).to_batches(max_chunksize=_BATCH_ROWS)
    finally:
        shutil.rmtree(spool, ignore_errors=True)


def _dealt_out(batches: Iterable[pa.RecordBatch], spool: Path) -> list[Path]:
    """Write each row to the file of its bucket; the files in the order of the buckets."""
    writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with ExitStack() as open_files:
        for batch in batches:
            dealt = batch.take(pc.sort_indices(batch["bucket"]))
            start = 0
            for run in pc.run_end_encode(dealt["bucket"]).values.to_pylist():
                length = pc.sum(pc.equal(dealt["bucket"], run)).as_py()
                if run not in writers:
                    sink = open_files.enter_context(pa.OSFile(str(spool / f"{run:06}"), "wb"))
                    writer = pa.ipc.new_stream(sink, batch.schema, options=options)
                    writers[run] = open_files.enter_context(writer)
                writers[run].write_batch(dealt.slice(start, length))
                start += length
    return [spool / f"{run:06}" for run in sorted(writers)]
