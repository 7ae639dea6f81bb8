"""Stories: which articles tell the same text, found anew for what is new, and kept beside the articles.

Each text's keys are stored, so new texts alone are read, and compared with those that share keys with them. `docs/stories.md`
says what a story is and how well it is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from warehouse.shingles import Hashes
from warehouse.spill import spills
from warehouse.statements import statements
from warehouse.story_groups import groups
from warehouse.text_keys import METHOD, keys_of
from warehouse.text_pairs import (
    LEAST_KEPT,
    SAME_SHARE,
    ComparedText,
    Pairs,
    candidates,
    compare,
    components,
    sharing,
)

LEAST_SIZE = 120
"""Bytes of letters and digits from which on a text is compared: less is a notice ("see the video"), not a story."""

_READ_ROWS = 2_000
_KEYS_AT_ONCE = 8_000_000
_BODY_BYTES_AT_ONCE = 60_000_000
"""Texts are compared some at a time; their shingles take about eight times their bytes."""

STORY_METHOD = f"{METHOD}/{LEAST_SIZE}-{SAME_SHARE}-{LEAST_KEPT}"
"""Names all that stories depend on but the texts; under another method, all texts are read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesReport:
    """What a search for stories did and found.

    Attributes:
        read: articles whose text was read, since they are new or were replaced.
        candidates: pairs of texts that were compared.
        same: those of them that are the same story.
        stories: stories there are now, of two articles or more.
        articles: articles that belong to them.
    """

    read: int
    candidates: int
    same: int
    stories: int
    articles: int


def refresh_stories(con: duckdb.DuckDBPyConnection) -> StoriesReport:
    """Bring the stories up to date with the articles, in the transaction that is open."""
    con.execute("SET VARIABLE method = ?", [STORY_METHOD])
    con.execute("SET VARIABLE least_size = ?", [LEAST_SIZE])
    con.execute(statements("stories_reset"))
    con.execute(statements("stories_begin"))
    read = _read_new_texts(con)
    con.execute(statements("stories_texts"))
    con.execute("DROP TABLE read_texts")
    found = _candidate_pairs(con)
    same = _same_pairs(con, found)
    _group(con)
    con.execute(statements("stories_marts"))
    stories, articles = _one_row(con, "SELECT count(*), coalesce(sum(articles), 0)::BIGINT FROM mart.stories")
    return StoriesReport(read=read, candidates=len(found), same=same, stories=stories, articles=articles)


_READ_SCHEMA = pa.schema(
    {
        "document_id": pa.string(),
        "batch_id": pa.string(),
        "text_hash": pa.string(),
        "size": pa.int64(),
        "bands": pa.list_(pa.uint64()),
        "anchors": pa.list_(pa.uint64()),
    }
)


def _read_new_texts(con: duckdb.DuckDBPyConnection) -> int:
    """The keys of all articles that have none yet, as the temporary table `read_texts`."""
    with spills(con, _READ_SCHEMA) as (spill,):
        reader = con.execute(
            "SELECT document_id, batch_id, body FROM clean.articles JOIN unread USING (document_id)"
        )  # in this order: DuckDB keeps the right side in memory where it takes both to be alike
        for batch in reader.to_arrow_reader(_READ_ROWS):
            spill.add(_with_keys(batch))
        spill.insert(con, "read_texts")
        return spill.rows


def _with_keys(batch: pa.RecordBatch) -> pa.RecordBatch:
    keys = keys_of(batch.column("body").to_pylist())
    columns = [
        batch.column("document_id"),
        batch.column("batch_id"),
        pa.array([one.text_hash for one in keys], pa.string()),
        pa.array([one.size for one in keys], pa.int64()),
        _lists([one.bands for one in keys]),
        _lists([one.anchors for one in keys]),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=_READ_SCHEMA)


def _lists(arrays: list[NDArray[np.uint64]]) -> pa.Array:
    offsets = np.concatenate([[0], np.cumsum([len(one) for one in arrays])]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(np.concatenate([*arrays, np.zeros(0, np.uint64)])))


def _candidate_pairs(con: duckdb.DuckDBPyConnection) -> Pairs:
    texts, new = _one_row(con, "SELECT count(*), count(*) FILTER (is_new) FROM text")
    if not new:
        return np.zeros((0, 2), np.int64)
    is_new = _column(con, "is_new").astype(bool)
    by_band = _sharing(con, "bands", is_new, all_new=new == texts)
    by_anchor = _sharing(con, "anchors", is_new, all_new=new == texts)
    return candidates(by_band, by_anchor, _column(con, "anchors"))


def _sharing(con: duckdb.DuckDBPyConnection, kind: str, is_new: NDArray[np.bool_], *, all_new: bool) -> Hashes:
    """Pairs that share keys of a kind, some keys at a time."""
    (keys,) = _one_row(con, f"SELECT coalesce(sum(len({kind})), 0)::BIGINT FROM new_text")  # noqa: S608
    parts = max(1, -(-keys // _KEYS_AT_ONCE))
    found = []
    for part in range(parts):
        asked = {"parts": parts, "part": part, "all_new": all_new}
        rows = con.execute(statements(f"stories_{kind}"), asked).fetchnumpy()
        found.append(sharing(np.asarray(rows["number"]), np.asarray(rows["key"]), is_new))
    return np.concatenate(found)


def _same_pairs(con: duckdb.DuckDBPyConnection, found: Pairs) -> int:
    """Compare the candidates, and store those that are the same."""
    rows: list[tuple[int, int, float, float]] = []
    for pairs, texts in _with_texts(con, found):
        for first, second in pairs.tolist():
            compared = compare(texts[first], texts[second])
            if compared.same:
                rows.append((first, second, compared.of_first, compared.of_second))
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    types = (pa.int64(), pa.int64(), pa.float64(), pa.float64())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    con.register("found_pairs", pa.table(arrays, names=["first", "second", "of_first", "of_second"]))
    con.execute(statements("stories_pairs"))
    con.unregister("found_pairs")
    return len(rows)


def _group(con: duckdb.DuckDBPyConnection) -> None:
    """The stories that the pairs make, and how each of their texts compares with the fullest."""
    rows = con.execute(
        "SELECT one.number AS first, other.number AS second, of_first, of_second FROM audit.text_pairs "
        "JOIN text AS one ON one.text_hash = first_text JOIN text AS other ON other.text_hash = second_text "
        "ORDER BY ALL"
    ).fetchnumpy()
    pairs = np.stack([rows["first"], rows["second"]], axis=1).astype(np.int64)
    (texts,) = _one_row(con, "SELECT count(*) FROM text")
    story = groups(texts, pairs, np.stack([rows["of_first"], rows["of_second"]], axis=1))
    number = np.unique(pairs)
    number = number[np.bincount(story, minlength=texts)[story[number]] > 1] if len(number) else number
    con.register("grouped", pa.table({"number": number, "story": story[number]}))
    con.execute(statements("stories_groups"))
    con.unregister("grouped")
    unknown = con.execute("SELECT number, fullest_number FROM story_text WHERE kept IS NULL ORDER BY ALL").fetchnumpy()
    left = np.stack([unknown["number"], unknown["fullest_number"]], axis=1).astype(np.int64)
    numbers, kept, added = [], [], []
    for some, texts_of in _with_texts(con, left):
        for one, fullest in some.tolist():
            compared = compare(texts_of[one], texts_of[fullest])
            numbers.append(one)
            kept.append(compared.of_second)
            added.append(1 - compared.of_first)
    table = [pa.array(numbers, pa.int64()), pa.array(kept, pa.float64()), pa.array(added, pa.float64())]
    con.register("compared", pa.table(table, names=["number", "kept", "added"]))
    con.execute(statements("stories_members"))
    con.unregister("compared")


def _with_texts(con: duckdb.DuckDBPyConnection, pairs: Pairs) -> Iterator[tuple[Pairs, dict[int, ComparedText]]]:
    """The pairs, some at a time, with their texts; pairs that hang together come together, so that each text comes about once."""
    if not len(pairs):
        return
    sizes = _column(con, "size")
    order = np.argsort(components(len(sizes), pairs)[pairs[:, 0]], kind="stable")
    pairs = pairs[order]
    _, first_seen = np.unique(pairs.ravel(), return_index=True)
    fresh = np.zeros(pairs.size, np.int64)
    fresh[first_seen] = sizes[pairs.ravel()[first_seen]]
    part = np.cumsum(fresh.reshape(-1, 2).sum(axis=1)) // _BODY_BYTES_AT_ONCE
    for some in np.split(pairs, np.flatnonzero(np.diff(part)) + 1):
        con.register("wanted_text", pa.table({"number": np.unique(some)}))
        rows = con.execute(statements("stories_bodies")).fetchall()
        con.unregister("wanted_text")
        yield some, {number: ComparedText(body) for number, body in rows}


def _column(con: duckdb.DuckDBPyConnection, name: str) -> NDArray[np.int64]:
    """A column of the temporary table `text`, by number."""
    return np.asarray(con.execute(f"SELECT {name} FROM text ORDER BY number").fetchnumpy()[name])  # noqa: S608


def _one_row(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, ...]:
    row = con.execute(sql).fetchone()
    return row if row is not None else ()
