"""`search` finds what stands in a headline or body, and nothing else: indexed or not yet, in any script, within words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import article, document_id, staged

import warehouse
from cleaners.model import Article
from warehouse.connection import open_reader, open_writer
from warehouse.places import WORKING
from warehouse.search_index import MOST_ALIKE, forget_search
from warehouse.search_merge import merged
from warehouse.search_words import BLOCK_WORDS, END_LETTERS, LONGEST_WORD, Postings, add_texts

pytestmark = pytest.mark.once

CLAUSE = "港口新码头昨天开放市长说货物处理能力将在明年之前翻一番渔民们表示欢迎"
ADDRESS = "https://harbour.example/2026/quays/the-new-quay-of-the-town?from=front"
TEXTS = [
    ("항구 소식", "새로운 부두에서 배가 떠났다.\n\n시장은 “부두를 더 짓겠다”고 말했다."),
    ("새부두를 열다", "배가 떠났다."),
    ("A new Quay", "At the harbour, the U.S. crew saw\nthe quay. It cost 3,500 won."),
    (None, "L'École rouvre à 100% lundi."),
    ("码头", f"{CLAUSE}。{CLAUSE[::-1]}"),
    ("Links", f"See {ADDRESS}, or {'x' * 60}."),
    ("İstanbul'da ОБЩЕЕ", "ΣΑΣ straße STRASSE ǅ"),
    ("blanks", "one\u00a0two\u3000three  four\tfive six"),
]


WORDS_HELD = (
    "SELECT segment, unnest(string_split(trim(joined), ' ')) AS word, unnest(numbers) AS numbers "
    "FROM audit.search_word_blocks"
)


def loaded(folder: Path, *articles: Article, name: str = "a", refresh: bool = True) -> Path:
    path = folder / "w.duckdb"
    warehouse.load(path, [staged(folder, name, *articles)], publish=False)
    if refresh:
        warehouse.refresh(path, publish=False)
    return path


def found(path: Path, words: str) -> list[str]:
    with open_reader(path, at=WORKING) as con:
        return found_by(con, words)


def found_by(con: duckdb.DuckDBPyConnection, words: str) -> list[str]:
    return sorted(
        name for (name,) in con.execute("SELECT document_id FROM search($words)", {"words": words}).fetchall()
    )


def expected(words: str, texts: list[tuple[str | None, str]] = TEXTS) -> list[str]:
    wanted = " ".join(words.split()).lower()
    held = [" ".join(filter(None, text)).replace("\n", " ").lower() for text in texts]
    return sorted(document_id(number) for number, text in enumerate(held) if wanted in text)


def articles() -> list[Article]:
    return [article(number, headline=head, body=body) for number, (head, body) in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_reader(loaded(tmp_path_factory.mktemp("indexed"), *articles()), at=WORKING) as con:
        yield con


@pytest.fixture(scope="module")
def pending(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_reader(loaded(tmp_path_factory.mktemp("pending"), *articles(), refresh=False), at=WORKING) as con:
        yield con


ASKED = [
    *("부두", "부", "두를", "시장은 “부두를", "부두를 더", "배가 떠났다.", "더 짓겠다”고 말했다"),
    *("quay", "QUAY", "u.s.", "u.s. crew", "saw the quay", "the  quay", "3,500", "harbour, the u.s. crew saw"),
    *(
        "école",
        "l'école rouvre",
        "100%",
        "'; DROP",
        "nothing",
        "%",
        "_",
        "港",
        "码头",
        "新码头昨",
        CLAUSE,
        CLAUSE[5:31],
    ),
    *("harbour.example/2026", ADDRESS, f"see {ADDRESS}", f"{ADDRESS},", f"{ADDRESS}, or xx", "x" * 59, "x" * 61),
    *(
        "front, or x",
        "see https://harbour.ex",
        f"o, {'x' * 60}",
        f"or {'x' * 60}.",
        f"{ADDRESS}, or {'x' * 60}.",
        "nt, or",
    ),
    *("quays/the", "front, or", "strasse", "straße strasse", "общее", "six", "three"),
]


def test_what_is_found_is_what_stands_there(
    indexed: duckdb.DuckDBPyConnection, pending: duckdb.DuckDBPyConnection
) -> None:
    for words in ASKED:
        assert found_by(indexed, words) == expected(words), words
        assert found_by(pending, words) == expected(words), words


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_every_piece_of_a_text_is_found(indexed: duckdb.DuckDBPyConnection, data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(range(6)))
    text = " ".join(filter(None, TEXTS[number])).replace("\n\n", "\n")
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : start + data.draw(st.integers(1, 45))].strip()
    if words and "\n" not in words:
        assert document_id(number) in found_by(indexed, words)


def test_headlines_come_first_and_then_the_newest(tmp_path: Path) -> None:
    dated = [
        article(n, headline=head, body=f"The quay, {n}.", date_published=day, date_min=day, date_max=day)
        for n, (head, day) in enumerate(
            [("News", "2025-01-01"), ("News", "2025-03-01"), ("Quay", "2024-01-01"), (None, "2025-02-01")]
        )
    ]
    path = loaded(tmp_path, *dated)
    answer = warehouse.query(path, "SELECT document_id, in_headline FROM search('quay')", at=WORKING).to_pylist()
    assert [row["document_id"] for row in answer] == [document_id(n) for n in (2, 1, 3, 0)]
    assert [row["in_headline"] for row in answer] == [True, False, False, False]


def test_a_replaced_article_is_found_by_its_new_text_only(tmp_path: Path) -> None:
    path = loaded(tmp_path, article(1, body="The old quay."), article(2, body="The old crane."))
    changed = article(1, body="The new pier.", rules_version="rules-2")
    for refresh in (False, True):
        loaded(tmp_path, changed, name="b", refresh=refresh)
        assert [found(path, words) for words in ("old quay", "quay", "pier", "old")] == [
            [],
            [],
            [document_id(1)],
            [document_id(2)],
        ]
    warehouse.check(path)
    numbers = warehouse.query(
        path, "SELECT min(number), max(number) FROM audit.search_documents", at=WORKING
    ).to_pylist()
    assert next(iter(numbers))["max(number)"] >= 2  # a number that is free again would lead the old words to it
    assert "quay" in words_held(path)
    warehouse.compact(path)
    assert words_held(path) == {"headline", "1", "2", "the", "new", "pier.", "old", "crane."}
    assert (found(path, "pier"), found(path, "old")) == ([document_id(1)], [document_id(2)])


def words_held(path: Path) -> set[str]:
    rows = warehouse.query(path, WORDS_HELD, at=WORKING)
    return {word.rstrip(".") if word == "quay." else word for word in rows.column("word").to_pylist()}


def test_many_small_segments_become_one(tmp_path: Path) -> None:
    bodies = [f"Quay number {n} and crane{n}." for n in range(MOST_ALIKE + 3)]
    for number, body in enumerate(bodies):
        path = loaded(tmp_path, article(number, body=body), name=str(number))
    segments = warehouse.query(path, "FROM audit.search_segments", at=WORKING).to_pylist()
    assert [row["documents"] for row in segments] == [MOST_ALIKE + 1, 1, 1]
    assert found(path, "quay number") == sorted(document_id(number) for number in range(len(bodies)))
    assert [found(path, f"crane{n}.") for n in range(len(bodies))] == [[document_id(n)] for n in range(len(bodies))]
    held = [(row["segment"], row["word"]) for row in warehouse.query(path, WORDS_HELD, at=WORKING).to_pylist()]
    assert len(held) == len(set(held))


def test_another_way_to_cut_words_makes_the_index_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = loaded(tmp_path, *articles())
    monkeypatch.setattr("warehouse.search_index.METHOD", "other")
    loaded(tmp_path, article(70, body="The last one."), name="b")
    held = warehouse.query(path, "SELECT method, documents FROM audit.search_segments", at=WORKING).to_pylist()
    assert held == [{"method": "other", "documents": len(TEXTS) + 1}]
    assert found(path, "부두") == expected("부두")


def test_an_index_with_a_row_a_word_is_made_anew(tmp_path: Path) -> None:
    path = loaded(tmp_path, *articles())
    with open_writer(path) as con:
        for kind in ("word", "pair"):
            con.execute(f"DROP TABLE audit.search_{kind}_blocks")
            con.execute(f"CREATE TABLE audit.search_{kind}s (segment UINTEGER, word VARCHAR, numbers UINTEGER[])")
        con.execute("UPDATE audit.search_segments SET method = '1/24'")
        con.execute("UPDATE audit.schema_info SET layout = 8, definitions = 'older'")
    with open_writer(path) as con:
        tables = con.execute("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'search_%s'").fetchall()
        assert ("search_words",) not in tables
        assert found_by(con, "부두") == expected("부두")  # read, not looked up
    loaded(tmp_path, article(70, body="The last one."), name="b")
    assert found(path, "부두") == expected("부두")
    assert warehouse.query(path, WORDS_HELD, at=WORKING).num_rows > 0


def test_what_is_removed_is_forgotten(tmp_path: Path) -> None:
    path = loaded(tmp_path, *articles())
    with open_writer(path) as con:
        con.execute("DELETE FROM clean.articles WHERE document_id = ?", [document_id(2)])
        forget_search(con)
        numbers: Any = con.execute("SELECT number FROM audit.search_documents").fetchall()
        rows = con.execute(WORDS_HELD).fetchall()
    held = {(number,) for _, _, of_word in rows for number in of_word}
    assert "harbour," not in {word for _, word, _ in rows}
    assert sorted(held) == sorted(numbers)
    assert len(numbers) == len(TEXTS) - 1


def test_batches_with_the_same_words_give_one_row_a_word() -> None:
    words, pairs = Postings(), Postings()
    long = "y" * (LONGEST_WORD + 6)
    for first, texts in ((0, ["a b a", f"{long} b"]), (2, ["b", "", f"c {long}z"])):
        numbers = pa.array(np.arange(first, first + len(texts), dtype=np.uint32))
        add_texts(numbers, pa.array(texts), words, pairs)
    assert held_by(words.table()) == {
        "a": [0],
        "b": [0, 1, 2],
        "c": [4],
        "y" * END_LETTERS: [1, 4],
        "y" * (END_LETTERS - 1) + "z": [4],
    }
    assert held_by(pairs.table()) == {"yy": [1, 4], "yz": [4]}


def held_by(table: pa.Table) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in table.to_pylist():
        words = row["joined"].removeprefix(" ").removesuffix(" ").split(" ")
        assert (words[0], words[-1]) == (row["first_word"], row["last_word"])
        found |= dict(zip(words, row["numbers"], strict=True))
    assert list(found) == sorted(found)
    return found


def test_many_words_make_several_rows() -> None:
    words = Postings()
    texts = [" ".join(f"w{number:03}" for number in range(start, start + 100)) for start in (0, 50)]
    add_texts(pa.array([7, 8], pa.uint32()), pa.array(texts), words, Postings())
    table = words.table()
    assert [len(row["numbers"]) for row in table.to_pylist()] == [BLOCK_WORDS, BLOCK_WORDS, 150 - 2 * BLOCK_WORDS]
    assert held_by(table) == {f"w{number:03}": [7] * (number < 100) + [8] * (number >= 50) for number in range(150)}


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_joined_segments_hold_each_word_once(rows: int) -> None:
    texts = [" ".join(f"w{number % (7 * step)}" for number in range(step, 40 * step, step)) for step in range(1, 9)]
    segments, whole = [], Postings()
    for first in (0, 3, 5):
        held = Postings()
        some = texts[first : first + 3]
        for postings in (held, whole):
            add_texts(pa.array(range(first, first + len(some)), pa.uint32()), pa.array(some), postings, Postings())
        segments.append(iter(held.table().to_batches(max_chunksize=rows)))
    alive = np.ones(len(texts), bool)
    alive[6] = False
    together = pa.concat_tables(merged(segments, alive))
    expected_words = {word: [n for n in numbers if n != 6] for word, numbers in held_by(whole.table()).items()}
    assert held_by(together) == {word: numbers for word, numbers in expected_words.items() if numbers}


def test_no_texts_give_an_empty_index() -> None:
    assert Postings().table().num_rows == 0
