"""The index of `search`: which words stand in which articles, brought up to date with new articles alone.

New articles make a segment of their own; where there are many segments of about one size they are joined to one, so that a
search never looks into many, and each article is written a few times at most. `docs/sql.md` says what a search costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from warehouse.search_merge import merged
from warehouse.search_words import METHOD, SCHEMA, Postings, add_texts
from warehouse.spill import side_by_side, spills
from warehouse.statements import statements

SEGMENT_DOCUMENTS = 15_000
"""Articles of a segment at most when it is made: it is gathered in memory, a few KB an article."""

MOST_ALIKE = 4
"""Segments of about one size that are left beside each other; with one more, all of them are joined."""

_READ_ROWS = 5_000
_BLOCKS_AT_ONCE = 256
_STORED = SCHEMA.insert(0, pa.field("segment", pa.uint32()))
_TABLES = ("search_word_blocks", "search_pair_blocks")


def refresh_search(con: duckdb.DuckDBPyConnection) -> int:
    """Bring the index up to date with the articles, in the transaction that is open; the number of articles read."""
    if con.execute("SELECT 1 FROM audit.search_segments WHERE method <> ? LIMIT 1", [METHOD]).fetchone() is not None:
        for name in ("search_documents", "search_segments", *_TABLES):
            con.execute(f"DELETE FROM audit.{name}")  # noqa: S608 - our own names
    con.execute(statements("search_begin"))
    read = _index_new(con)
    con.execute("INSERT INTO audit.search_documents BY NAME FROM unindexed")
    con.execute("DELETE FROM audit.search_pending")
    con.execute("DROP TABLE unindexed")
    while alike := _many_alike(con):
        _join(con, alike)
    return read


def forget_search(con: duckdb.DuckDBPyConnection) -> bool:
    """Leave no word in the index of articles that were replaced or removed, in the transaction that is open.

    `search` does not find them anyway. The index is written anew for that, or not touched where there are none.

    Returns:
        Whether there were any.
    """
    con.execute(statements("search_begin"))
    con.execute("DROP TABLE unindexed")
    written, there = _one_row(
        con,
        "SELECT coalesce(sum(documents), 0), (SELECT count(*) FROM audit.search_documents) FROM audit.search_segments",
    )
    if written == there:
        return False
    _join(con, [segment for (segment,) in con.execute("SELECT segment FROM audit.search_segments").fetchall()])
    con.execute("UPDATE audit.search_segments SET documents = ?", [there])
    return True


def _index_new(con: duckdb.DuckDBPyConnection) -> int:
    """Segments of the articles in `unindexed`; how many these are."""
    segment, read = _next_segment(con), 0
    made: list[tuple[int, str, int, int]] = []
    with spills(con, *[_STORED] * len(_TABLES)) as spilled:
        reader = con.execute(
            "SELECT number, lower(concat_ws(' ', headline, body)) AS text FROM clean.articles JOIN unindexed USING (document_id)"
        )  # in this order: DuckDB keeps the right side in memory where it takes both to be alike
        for batches in _some_at_a_time(reader.to_arrow_reader(_READ_ROWS)):
            postings = Postings(), Postings()
            for batch in batches:
                add_texts(batch.column("number"), batch.column("text"), *postings)
            for spill, table in zip(spilled, (one.table() for one in postings), strict=True):
                spill.add(_of_segment(table, segment))
            numbers = pa.chunked_array([batch.column("number") for batch in batches])
            made.append((segment, METHOD, len(numbers), pc.max(numbers).as_py()))
            segment, read = segment + 1, read + len(numbers)
        for name, spill in zip(_TABLES, spilled, strict=True):
            spill.insert(con, f"audit.{name}")
    if made:
        con.executemany("INSERT INTO audit.search_segments VALUES (?, ?, ?, ?)", made)
    return read


def _some_at_a_time(reader: pa.RecordBatchReader) -> Iterator[list[pa.RecordBatch]]:
    """The batches of one segment after the other."""
    held: list[pa.RecordBatch] = []
    for batch in reader:
        if held and sum(one.num_rows for one in held) + batch.num_rows > SEGMENT_DOCUMENTS:
            yield held
            held = []
        held.append(batch)
    if held:
        yield held


def _many_alike(con: duckdb.DuckDBPyConnection) -> list[int]:
    """Segments of about one size, if there are too many of them; the smallest first. Sizes go by powers of four."""
    alike: dict[int, list[int]] = {}
    for segment, documents in con.execute(
        "SELECT segment, documents FROM audit.search_segments ORDER BY ALL"
    ).fetchall():
        alike.setdefault((documents // 1_000).bit_length() // 2, []).append(segment)
    return next((segments for _, segments in sorted(alike.items()) if len(segments) > MOST_ALIKE), [])


def _join(con: duckdb.DuckDBPyConnection, segments: list[int]) -> None:
    """Make one segment of several, without the articles that are gone."""
    con.execute("SET VARIABLE joined = ?::UINTEGER[]", [segments])
    counted = f"SELECT sum(documents)::BIGINT, max(last_number) FROM audit.search_segments WHERE {_JOINED}"  # noqa: S608
    documents, last = _one_row(con, counted)
    alive, segment = _alive(con), _next_segment(con)
    columns = ", ".join(SCHEMA.names)
    for name in _TABLES:
        queries = [
            f"SELECT {columns} FROM audit.{name} WHERE segment = {one} ORDER BY first_word"  # noqa: S608
            for one in segments
        ]
        with side_by_side(con, queries, _BLOCKS_AT_ONCE) as runs, spills(con, _STORED) as (spill,):
            for table in merged(runs, alive):
                spill.add(_of_segment(table, segment))
            spill.insert(con, f"audit.{name}")
    for name in (*_TABLES, "search_segments"):
        con.execute(f"DELETE FROM audit.{name} WHERE {_JOINED}")  # noqa: S608
    con.execute("INSERT INTO audit.search_segments VALUES (?, ?, ?, ?)", [segment, METHOD, documents, last])


_JOINED = "segment IN (SELECT unnest(getvariable('joined')))"


def _alive(con: duckdb.DuckDBPyConnection) -> NDArray[np.bool_]:
    """Of each number, whether it is that of an article that is there."""
    numbers = np.asarray(con.execute("SELECT number FROM audit.search_documents").fetchnumpy()["number"]).astype(
        np.int64
    )
    (last,) = _one_row(con, "SELECT coalesce(max(last_number), 0) FROM audit.search_segments")
    alive = np.zeros(last + 1, bool)
    alive[numbers] = True
    return alive


def _of_segment(table: pa.Table, segment: int) -> pa.Table:
    return table.add_column(0, "segment", pa.array(np.full(table.num_rows, segment), pa.uint32()))


def _next_segment(con: duckdb.DuckDBPyConnection) -> int:
    (segment,) = _one_row(con, "SELECT coalesce(max(segment) + 1, 0) FROM audit.search_segments")
    return int(segment)


def _one_row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    return row if row is not None else ()
