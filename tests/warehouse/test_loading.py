"""Loading: staged files state what the warehouse holds, each document once, nothing stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_records import article, contents, document_id, quarantined, rejected, rows, staged

import warehouse
from cleaners.errors import WarehouseError

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
WHO = frozenset({"batch_id", "run_id", "loaded_at", "seen_at", "resolved_at", "resolved_by_batch", "version"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "w.duckdb"


def counts(path: Path) -> dict[str, int]:
    return {table: len(found) for table, found in contents(path).items()}


def test_an_article_with_all_that_hangs_on_it(tmp_path: Path, path: Path) -> None:
    one = article(1)
    report = warehouse.load(path, [staged(tmp_path, "a", one)], run_id="run", loaded_at=NOW)
    assert report.failed == ()
    assert (report.batches[0].added, report.batches[0].articles, report.batches[0].sources) == (1, 1, 1)
    assert report.batches[0].loaded
    (row,) = rows(path, "SELECT * FROM clean.articles")
    for name in ("document_id", "source", "portal", "headline", "date_published", "rules_version"):
        assert row[name] == getattr(one, name)
    assert row["body"] == one.body.replace("desk@", "████@")
    assert row["byline"] == "홍길동 기자 █████@paper.example"
    assert row["outlet"] == {"id": "paper", "name": "한국일보", "domain": "paper.example"}
    assert row["profiles"] == ["gnuboard5", "daum"]
    assert str(row["date_min"]) == one.date_min
    authors = rows(path, "SELECT * FROM clean.authors ORDER BY position")
    assert [(a["position"], a["name"], a["email"]) for a in authors] == [
        (0, "홍길동", None),
        (1, "Jean Petit", None),
    ]
    assert rows(path, "SELECT caption, credit FROM clean.images") == [
        {"caption": "caption, █████@paper.example", "credit": "AFP"}
    ]
    ledger = rows(path, 'SELECT "start", "end", label, rule FROM audit.ledger ORDER BY position')
    assert [tuple(entry.values()) for entry in ledger] == [(e.start, e.end, e.label.value, e.rule) for e in one.ledger]
    assert counts(path)["audit.date_candidates"] == 2
    (batch,) = rows(path, "SELECT * FROM audit.batches")
    assert (batch["file"], batch["run_id"], batch["rows"], batch["added"]) == ("a.parquet", "run", 1, 1)
    assert batch["loaded_at"] == NOW.replace(tzinfo=None)


def test_the_same_file_twice_loads_nothing(tmp_path: Path, path: Path) -> None:
    files = [staged(tmp_path, "a", article(1), rejected(2), quarantined(3)), staged(tmp_path, "b", article(4))]
    warehouse.load(path, files, run_id="first", loaded_at=NOW)
    before = contents(path)
    again = warehouse.load(path, [*files, *files], run_id="second", loaded_at=NOW)
    assert not any(batch.loaded for batch in again.batches)
    assert [batch.unchanged for batch in again.batches] == [2, 1]
    assert contents(path) == before


def test_the_same_bytes_under_another_name_are_the_same_batch(tmp_path: Path, path: Path) -> None:
    first, second = staged(tmp_path, "a", article(1)), staged(tmp_path, "b", article(1))
    warehouse.load(path, [first, second])
    assert not warehouse.load(path, [second]).batches[0].loaded
    assert counts(path)["audit.batches"] == 1


def test_other_rules_replace_the_record_and_all_that_hangs_on_it(tmp_path: Path, path: Path) -> None:
    warehouse.load(path, [staged(tmp_path, "a", article(1), article(2))])
    new = article(1, rules_version="rules-2", headline="Better", authors=(), images=(), date_candidates=())
    new = replace(new, ledger=new.ledger[:1])
    report = warehouse.load(path, [staged(tmp_path, "b", new)])
    assert (report.batches[0].replaced, report.batches[0].added) == (1, 0)
    fresh = tmp_path / "fresh.duckdb"
    warehouse.load(fresh, [staged(tmp_path, "c", new, article(2))])
    held, anew = contents(path, without=WHO), contents(fresh, without=WHO)
    for table in ("clean.articles", "clean.authors", "clean.images", "audit.documents", "audit.ledger"):
        assert held[table] == anew[table]
    assert len(held["audit.date_candidates"]) == 2


@pytest.mark.parametrize("grouped", [pytest.param(False, marks=pytest.mark.once), True])
@pytest.mark.parametrize("kinds", ["article rejected", "rejected article", "article rejected article"])
def test_a_document_moves_between_article_and_rejection(tmp_path: Path, kinds: str, grouped: bool) -> None:
    path = tmp_path / "w.duckdb"
    make = {"article": article, "rejected": rejected}
    results = [make[kind](1, rules_version=f"rules-{step}") for step, kind in enumerate(kinds.split())]
    files = [staged(tmp_path, f"step{step}", result) for step, result in enumerate(results)]
    if grouped:
        warehouse.load(path, files)
    else:
        for file in files:
            warehouse.load(path, [file])
    fresh = tmp_path / "fresh.duckdb"
    warehouse.load(fresh, [staged(tmp_path, "last", results[-1])])
    leave_out = {"audit.batches", "audit.versions", "audit.article_versions"}
    held, anew = contents(path, without=WHO), contents(fresh, without=WHO)
    assert {t: r for t, r in held.items() if t not in leave_out} == {
        t: r for t, r in anew.items() if t not in leave_out
    }
    warehouse.check(path)


def test_changed_profiles_replace_under_the_same_rules_version(tmp_path: Path, path: Path) -> None:
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    assert warehouse.load(path, [staged(tmp_path, "b", article(1, profiles=("other",)))]).batches[0].replaced == 1


def test_going_back_to_old_rules_brings_the_old_records_back(tmp_path: Path, path: Path) -> None:
    old, new = staged(tmp_path, "old", article(1)), staged(tmp_path, "new", rejected(1, rules_version="rules-2"))
    warehouse.load(path, [old])
    warehouse.load(path, [new])
    report = warehouse.load(path, [old])
    assert report.batches[0].replaced == 1
    assert counts(path)["clean.articles"] == 1
    assert rows(path, "SELECT loads FROM audit.batches WHERE file = 'old.parquet'") == [{"loads": 2}]


def test_the_first_source_stays_and_all_are_kept(tmp_path: Path, path: Path) -> None:
    files = [
        staged(tmp_path, "a", article(1, source="z.html"), article(1, source="y.html")),
        staged(tmp_path, "b", article(1, source="a.html", rules_version="rules-2")),
    ]
    for file in files:
        warehouse.load(path, [file])
    assert rows(path, "SELECT source, rules_version FROM clean.articles") == [
        {"source": "z.html", "rules_version": "rules-2"}
    ]
    assert rows(path, "SELECT source FROM audit.documents") == [{"source": "z.html"}]
    found = [row["source"] for row in rows(path, "SELECT source FROM audit.sources ORDER BY source")]
    assert found == ["a.html", "y.html", "z.html"]


def test_a_known_document_met_again_adds_its_source_only(tmp_path: Path, path: Path) -> None:
    seen = warehouse.Seen(document_id=document_id(1), source="copy.html")
    unknown = warehouse.Seen(document_id="f" * 32, source="never-cleaned.html")
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    report = warehouse.load(path, [staged(tmp_path, "b", seen, unknown)])
    assert (report.batches[0].sources, report.batches[0].added, report.batches[0].replaced) == (1, 0, 0)
    assert counts(path)["audit.sources"] == 2


def test_two_batches_with_the_same_document(tmp_path: Path, path: Path) -> None:
    files = [staged(tmp_path, "a", article(1), article(2)), staged(tmp_path, "b", article(2), article(3))]
    report = warehouse.load(path, files)
    assert sum(batch.added for batch in report.batches) == 3
    assert counts(path)["clean.articles"] == 3
    warehouse.check(path)


def test_quarantine_is_one_row_a_source_reason_and_document(tmp_path: Path, path: Path) -> None:
    warehouse.load(path, [staged(tmp_path, "a", quarantined(1), quarantined(1, reason="worker_died"))], run_id="r1")
    warehouse.load(path, [staged(tmp_path, "b", quarantined(1, attempts=2, message="again"))], run_id="r2")
    nameless = quarantined(1, document_id=None, size=None, reason="unreadable")
    warehouse.load(path, [staged(tmp_path, "c", nameless)])
    warehouse.load(path, [staged(tmp_path, "d", replace(nameless, message="still"))])
    found = rows(path, "SELECT reason, attempts, message, run_id FROM audit.quarantine ORDER BY reason")
    assert [tuple(row.values()) for row in found] == [
        ("timeout", 3, "again", "r2"),
        ("unreadable", 2, "still", None),
        ("worker_died", 1, "took longer than 30 s; raise the limit", "r1"),
    ]


@pytest.mark.parametrize("grouped", [pytest.param(False, marks=pytest.mark.once), True])
@pytest.mark.parametrize(
    "cure",
    [
        article(1, source="elsewhere.html"),
        rejected(1, source="elsewhere.html"),
        article(7, source="dumps/00001.html"),
        warehouse.Seen(document_id=document_id(7), source="dumps/00001.html"),
    ],
    ids=["same bytes", "same bytes, rejected", "same source, other bytes", "same source, known bytes"],
)
def test_what_is_cleaned_later_is_resolved(tmp_path: Path, path: Path, cure: Any, grouped: bool) -> None:
    warehouse.load(path, [staged(tmp_path, "other", article(7, source="x"))])
    files = [staged(tmp_path, "a", quarantined(1), quarantined(2)), staged(tmp_path, "b", cure)]
    for part in [files] if grouped else [[file] for file in files]:
        warehouse.load(path, part, loaded_at=NOW)
    assert [q.source for q in warehouse.open_quarantine(path)] == ["dumps/00002.html"]
    (row,) = rows(path, "SELECT * FROM audit.quarantine WHERE resolved_by_batch IS NOT NULL")
    assert row["resolved_at"] == NOW.replace(tzinfo=None)
    before = contents(path)
    assert not any(batch.loaded for batch in warehouse.load(path, files, loaded_at=NOW).batches)
    assert contents(path) == before


def test_an_input_that_fails_again_is_open_again(tmp_path: Path, path: Path) -> None:
    for name, result in [("a", quarantined(1)), ("b", article(1)), ("c", quarantined(1, rules_version="rules-2"))]:
        warehouse.load(path, [staged(tmp_path, name, result)])
    (row,) = rows(path, "SELECT attempts, rules_version, resolved_by_batch FROM audit.quarantine")
    assert row == {"attempts": 2, "rules_version": "rules-2", "resolved_by_batch": None}
    assert counts(path)["clean.articles"] == 1  # the last good record stays


def test_another_input_of_the_same_source_in_the_same_file_resolves_nothing(tmp_path: Path, path: Path) -> None:
    shard = [quarantined(1, source="shard.warc"), article(2, source="shard.warc")]
    warehouse.load(path, [staged(tmp_path, "a", *shard)])
    assert len(warehouse.open_quarantine(path)) == 1


def test_a_damaged_file_is_named_and_the_others_are_loaded(tmp_path: Path, path: Path) -> None:
    good = [staged(tmp_path, "a", article(1)), staged(tmp_path, "c", article(3))]
    bad = staged(tmp_path, "b", article(2))
    bad.write_bytes(bad.read_bytes()[:-200])
    with pytest.raises(warehouse.LoadError, match=r"b\.parquet: the staged file can't be read") as caught:
        warehouse.load(path, [good[0], bad, tmp_path / "missing.parquet", good[1]])
    assert "(and 1 more)" in str(caught.value)
    assert [failed.name for failed, _ in caught.value.report.failed] == ["b.parquet", "missing.parquet"]
    assert len(caught.value.report.batches) == 2
    assert counts(path)["clean.articles"] == 2


def test_a_parquet_file_of_somebody_else_is_refused(tmp_path: Path, path: Path) -> None:
    file = tmp_path / "x.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS a) TO '{file}'")
    with pytest.raises(WarehouseError, match="its footer has no hash"):
        warehouse.load(path, [file])


def test_names_that_look_like_patterns(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "it's [1] * ?"
    files = [staged(folder, "a[b]*", article(1)), staged(folder, "a?", article(2))]
    place = tmp_path / "it's [1] *" / "w[1].duckdb"
    warehouse.load(place, files)
    assert counts(place)["clean.articles"] == 2


@pytest.mark.files
def test_a_question_mark_in_the_name_of_a_warehouse_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="question mark"):
        warehouse.load(tmp_path / "what?" / "w.duckdb", [])


def test_hostile_strings_are_stored_as_they_are(tmp_path: Path, path: Path) -> None:
    text = "a\x00b'); DROP TABLE clean.articles; --\u2028\U0001f600"
    warehouse.load(path, [staged(tmp_path, "a", article(1, body=text, headline="", source="x\udc80y"))])
    assert rows(path, "SELECT body, headline, source FROM clean.articles") == [
        {"body": text, "headline": "", "source": r"x\udc80y"}
    ]


def test_on_batch_is_told_of_each_file(tmp_path: Path, path: Path) -> None:
    files = [staged(tmp_path, name, article(number)) for number, name in enumerate("abc")]
    told: list[str] = []
    warehouse.load(path, files, on_batch=lambda report: told.append(report.path.name))
    assert told == ["a.parquet", "b.parquet", "c.parquet"]


def test_files_are_shared_out_over_transactions(tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [staged(tmp_path, f"{n}", article(n), article(n + 1)) for n in range(6)]
    monkeypatch.setattr("warehouse.loading._GROUP_ROWS", 4)
    warehouse.load(path, files)
    together = tmp_path / "together.duckdb"
    monkeypatch.undo()
    warehouse.load(together, files)
    who = frozenset({"batch_id", "added", "unchanged"})
    assert contents(path, without=who) == contents(together, without=who)


def test_a_time_without_a_zone_is_refused(tmp_path: Path, path: Path) -> None:
    with pytest.raises(WarehouseError, match="no time zone"):
        warehouse.load(path, [], loaded_at=datetime(2026, 1, 1))  # noqa: DTZ001


def test_an_interrupted_load_leaves_nothing_of_its_transaction(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    before = contents(path)
    real = warehouse.loading.statements  # type: ignore[attr-defined]

    def broken(name: str) -> str:
        return "SELECT no_such_function()" if name == "load_audit" else str(real(name))

    monkeypatch.setattr("warehouse.loading.statements", broken)
    with pytest.raises(WarehouseError, match=r"nothing was loaded from b\.parquet"):
        warehouse.load(path, [staged(tmp_path, "b", article(2))])
    assert contents(path) == before


outcomes = st.sampled_from(["article", "rejected", "quarantined", "seen"])
steps = st.lists(
    st.lists(st.tuples(outcomes, st.integers(0, 2), st.integers(1, 2)), min_size=1, max_size=3), min_size=1, max_size=4
)


@settings(max_examples=min(8, settings.default.max_examples))
@given(files=steps)
def test_whatever_comes_the_keys_stay_unique_and_a_reload_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[tuple[str, int, int]]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    make: dict[str, Any] = {
        "article": lambda n, v: article(n, rules_version=f"rules-{v}"),
        "rejected": lambda n, v: rejected(n, rules_version=f"rules-{v}"),
        "quarantined": lambda n, v: quarantined(n, rules_version=f"rules-{v}"),
        "seen": lambda n, v: warehouse.Seen(document_id=document_id(n), source=f"copy{v}"),
    }
    paths = [
        staged(folder, f"{index}", *(make[kind](number, version) for kind, number, version in results))
        for index, results in enumerate(files)
    ]
    together, apart = folder / "together.duckdb", folder / "apart.duckdb"
    warehouse.load(together, paths)
    for file in paths:
        warehouse.load(apart, [file])
    warehouse.check(together)
    warehouse.check(apart)
    records = ("clean.articles", "clean.authors", "audit.documents", "audit.ledger")
    first, second = contents(together, without=WHO), contents(apart, without=WHO)
    for table in records:
        assert first[table] == second[table]
    before = contents(together)
    assert not any(batch.loaded for batch in warehouse.load(together, paths).batches)
    assert contents(together) == before
