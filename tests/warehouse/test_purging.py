"""A purge: nothing of the document is left in any file of the warehouse, and nothing brings it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from sample_records import article, document_id, made_once, quarantined, rejected, rows, staged

import warehouse
from cleaners.errors import WarehouseError

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WORD = "Quetzalfeder"
STORY = [f"The harbour of town {n} gets a new quay, its mayor said on day {n * 17}." for n in range(9)]


def secret(number: int = 1, **changes: object) -> warehouse.Result:
    body = "\n\n".join([f"{WORD} in the lead of the text.", *STORY])
    return article(number, headline=f"{WORD} here", body=body, **changes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A warehouse with a document that has an old record, a copy in a story, two sources and a quarantine row."""
    place = tmp_path / "w.duckdb"
    others = [article(n) for n in range(2, 30)]
    copy = article(50, body="\n\n".join(STORY), headline="Quay")
    failure = quarantined(1, source="dumps/00001.html", message=f"{WORD} was too much")
    again = secret(rules_version="rules-2", source="dumps/copy.html", byline=f"By {WORD} {WORD}@paper.example")
    first = staged(tmp_path, "a", secret(), *others, copy, rejected(40))
    later = [staged(tmp_path, "b", failure), staged(tmp_path, "c", again)]

    def make() -> None:
        warehouse.load(place, [first])
        warehouse.load(place, later)
        warehouse.refresh(place)

    return made_once("purging", place, make)


def files_with(folder: Path, word: str) -> list[str]:
    """Files of the warehouse in whose bytes the word stands; of Parquet, in whose values."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent != folder / "staged" and not path.name.startswith(("a.", "b.", "c.")):
            held = word.encode() in path.read_bytes()
            if path.suffix == ".parquet":
                held |= word in str(duckdb.execute(f"FROM '{path}'").fetchall())
            if held:
                found.append(path.name)
    return found


def test_nothing_is_left_of_it(path: Path, tmp_path: Path) -> None:
    assert files_with(tmp_path, WORD)
    assert rows(path, f"FROM audit.search_word_blocks WHERE contains(joined, lower('{WORD}'))")
    held = rows(path, "FROM mart.stories")
    assert [story["articles"] for story in held] == [2]
    with_it = {r["table_name"] for r in rows(path, "SELECT table_name FROM duckdb_tables() WHERE comment <> ''")}
    found = warehouse.purge(path, document_id(1)[:8], reason=" asked by its author ", purged_at=NOW)
    assert found.document_id == document_id(1)
    assert found.sources == ("dumps/00001.html", "dumps/copy.html")
    for table in ("clean.articles", "clean.authors", "audit.ledger", "audit.article_versions", "audit.failed_inputs"):
        assert found.rows[table] >= 1
    assert files_with(tmp_path, WORD) == []
    assert rows(path, f"FROM audit.search_word_blocks WHERE contains(joined, lower('{WORD}'))") == []
    assert [version.number for version in warehouse.versions(path) if version.is_kept] == [found.version]
    warehouse.check(path)
    warehouse.check(path, at=None)
    assert rows(path, "FROM mart.stories") == []
    assert rows(path, "FROM audit.purged") == [
        {"document_id": document_id(1), "reason": "asked by its author", "purged_at": NOW.replace(tzinfo=None)}
    ]
    assert {
        r["table_name"] for r in rows(path, "SELECT table_name FROM duckdb_tables() WHERE comment <> ''")
    } == with_it
    assert rows(path, "SELECT count(*) AS n FROM clean.articles") == [{"n": 29}]
    assert rows(path, "FROM articles_on(DATE '2025-03-03')")
    assert warehouse.summarise(path).articles == 29


def test_no_load_brings_it_back(path: Path, tmp_path: Path) -> None:
    warehouse.purge(path, document_id(1), reason="asked")
    later = [staged(tmp_path, "later", secret(rules_version="rules-3"), quarantined(1), article(60))]
    again = warehouse.load(path, [tmp_path / "a.parquet", tmp_path / "c.parquet", *later])
    assert [(batch.added, batch.replaced, batch.quarantined) for batch in again.batches][-1] == (1, 0, 0)
    assert rows(path, f"FROM audit.sources WHERE document_id = '{document_id(1)}'") == []
    warehouse.check(path)
    assert warehouse.purged_documents(path) == {document_id(1)}


def test_a_second_purge_changes_nothing_but_the_version(path: Path) -> None:
    first = warehouse.purge(path, document_id(1), reason="asked", purged_at=NOW)
    second = warehouse.purge(path, document_id(1), reason="other", purged_at=NOW)
    assert (second.rows, second.version) == ({}, (first.version or 0) + 1)
    assert rows(path, "SELECT reason FROM audit.purged") == [{"reason": "asked"}]


def test_one_that_was_never_loaded_stays_out(path: Path, tmp_path: Path) -> None:
    warehouse.purge(path, document_id(99), reason="asked")
    assert not warehouse.load(path, [staged(tmp_path, "later", article(99))]).batches[0].added


def test_what_can_not_be_purged(path: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no document of"):
        warehouse.purge(path, "ffffffff", reason="asked")
    with pytest.raises(WarehouseError, match="needs a reason"):
        warehouse.purge(path, document_id(1), reason=" ")
    assert warehouse.purged_documents(path) == frozenset()
    assert warehouse.purged_documents(tmp_path / "none.duckdb") == frozenset()


def test_the_next_release_is_without_it_and_an_increment_says_so(path: Path, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    before = warehouse.write_release(path, releases, software="test", name="before")
    warehouse.purge(path, document_id(1), reason="asked")
    after = warehouse.write_release(path, releases, software="test", name="after", since="before")
    assert after.manifest["changes"]["withdrawn"] == 1
    gone = duckdb.execute(f"SELECT document_id FROM '{after.path}/withdrawn/*.parquet'").fetchall()  # noqa: S608
    assert gone == [(document_id(1),)]
    full = warehouse.write_release(path, releases, software="test", name="full")
    assert full.rows == before.rows - 1


@pytest.mark.files
def test_who_has_an_older_version_open_keeps_it(path: Path) -> None:
    reader = duckdb.connect(str(path.with_name("w.duckdb.d") / "version-000003.duckdb"), read_only=True)
    inode = path.stat().st_ino
    warehouse.purge(path, document_id(1), reason="asked")
    assert path.stat().st_ino != inode
    assert reader.execute("SELECT count(*) FROM clean.articles WHERE headline LIKE ?", [f"{WORD}%"]).fetchall() == [
        (1,)
    ]
    reader.close()
