"""The index of `search`: which words stand in which articles, brought up to date with new articles alone.

New articles make a segment of their own; where there are many segments of about one size they are joined to one, so that a
search never looks into many, and each article is written a few times at most. `docs/sql.md` says what a search costs.
"""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.search_words import METHOD, Postings, add_texts, merged
from warehouse.statements import statements

SEGMENT_DOCUMENTS = 50_000
"""Articles of a segment at most when it is made: it is gathered in memory, a few KB an article."""

MOST_ALIKE = 4
"""Segments of about one size that are left beside each other; with one more, all of them are joined."""

_READ_ROWS = 5_000
_TABLES = ("search_words", "search_pairs")


def refresh_search(con: duckdb.DuckDBPyConnection) -> int:
    """Bring the index up to date with the articles, in the transaction that is open; the number of articles read."""
    if con.execute("SELECT 1 FROM audit.search_segments WHERE method <> ? LIMIT 1", [METHOD]).fetchone() is not None:
        for name in ("search_documents", "search_segments", *_TABLES):
            con.execute(f"DELETE FROM audit.{name}")  # noqa: S608 - our own names
    con.execute(statements("search_begin"))
    first, read = _one_row(con, "SELECT coalesce(min(number), 0), count(*) FROM unindexed")
    for start in range(first, first + read, SEGMENT_DOCUMENTS):
        _add_segment(con, start, min(start + SEGMENT_DOCUMENTS, first + read))
    con.execute("INSERT INTO audit.search_documents BY NAME FROM unindexed")
    con.execute("DELETE FROM audit.search_pending")
    con.execute("DROP TABLE unindexed")
    while alike := _many_alike(con):
        _join(con, alike)
    return int(read)


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


def _add_segment(con: duckdb.DuckDBPyConnection, first: int, end: int) -> None:
    reader = con.execute(
        "SELECT number, lower(concat_ws(' ', headline, body)) AS text FROM unindexed "
        "JOIN clean.articles USING (document_id) WHERE number >= ? AND number < ?",
        [first, end],
    ).to_arrow_reader(_READ_ROWS)
    words, pairs = Postings(), Postings()
    for batch in reader:
        add_texts(batch.column("number"), batch.column("text"), words, pairs)
    segment = _next_segment(con)
    for name, table in zip(_TABLES, (words.table(), pairs.table()), strict=True):
        _insert(con, name, segment, table)
    con.execute("INSERT INTO audit.search_segments VALUES (?, ?, ?, ?)", [segment, METHOD, end - first, end - 1])


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
    for name in _TABLES:
        for first, end in _ranges(con, name, 1 + documents // SEGMENT_DOCUMENTS):
            table = con.execute(
                f"SELECT word, numbers FROM audit.{name} WHERE {_JOINED} AND word >= ? AND (?::VARCHAR IS NULL OR word < ?) "  # noqa: S608
                "ORDER BY word, segment",
                [first, end, end],
            ).to_arrow_table()
            _insert(con, name, segment, merged(table, alive))
    for name in (*_TABLES, "search_segments"):
        con.execute(f"DELETE FROM audit.{name} WHERE {_JOINED}")  # noqa: S608
    con.execute("INSERT INTO audit.search_segments VALUES (?, ?, ?, ?)", [segment, METHOD, documents, last])


_JOINED = "segment IN (SELECT unnest(getvariable('joined')))"


def _ranges(con: duckdb.DuckDBPyConnection, name: str, parts: int) -> list[tuple[str, str | None]]:
    """Where the words of each part begin and where the next one begins, in parts of about as many rows."""
    rows = con.execute(
        f"SELECT min(word) FROM (SELECT word, ntile({parts}) OVER (ORDER BY word) AS part FROM audit.{name} WHERE {_JOINED}) "  # noqa: S608
        "GROUP BY part ORDER BY part"
    ).fetchall()
    first = sorted({word for (word,) in rows}, key=lambda word: word.encode())
    return list(zip(first, [*first[1:], None][: len(first)], strict=True))


def _alive(con: duckdb.DuckDBPyConnection) -> NDArray[np.bool_]:
    """Of each number, whether it is that of an article that is there."""
    numbers = np.asarray(con.execute("SELECT number FROM audit.search_documents").fetchnumpy()["number"]).astype(
        np.int64
    )
    (last,) = _one_row(con, "SELECT coalesce(max(last_number), 0) FROM audit.search_segments")
    alive = np.zeros(last + 1, bool)
    alive[numbers] = True
    return alive


def _insert(con: duckdb.DuckDBPyConnection, name: str, segment: int, table: pa.Table) -> None:
    con.register("postings", table)
    con.execute(f"INSERT INTO audit.{name} SELECT ?, word, numbers FROM postings", [segment])  # noqa: S608
    con.unregister("postings")


def _next_segment(con: duckdb.DuckDBPyConnection) -> int:
    (segment,) = _one_row(con, "SELECT coalesce(max(segment) + 1, 0) FROM audit.search_segments")
    return int(segment)


def _one_row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row = con.execute(sql).fetchone()
    return row if row is not None else ()
