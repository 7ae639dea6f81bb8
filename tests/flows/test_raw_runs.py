"""Runs that keep raw documents, and runs that take their input from them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from flows.upkeep_job import run_upkeep
from warehouse import RawStore, query
from warehouse.connection import open_writer

sys.path.insert(0, str(Path(__file__).parent))
from test_clean_job import HOSTILE, _elsewhere, ask, clean, in_quarantine, inbox, settings_for, text

__all__ = ["_elsewhere"]  # the fixture holds here as well


def raw(root: Path) -> RawStore:
    return RawStore(settings_for(root).raw_folder)


def as_by_old_rules(root: Path) -> None:
    """Every record as other rules made it, without a date, so that all documents are cleaned again."""
    with open_writer(root / "w.duckdb") as con:
        con.execute("UPDATE audit.documents SET rules_version = 'old'")
        con.execute("UPDATE clean.articles SET date_published = NULL")


def test_everything_is_made_again_from_what_was_kept(tmp_path: Path) -> None:
    folder = inbox(tmp_path, 12)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x00\x01" * 50)
    clean(tmp_path, folder)
    everything = "SELECT * EXCLUDE (rules_version) FROM clean.articles ORDER BY document_id"
    before = ask(tmp_path, everything)
    assert len(list(raw(tmp_path).ids())) == 14
    shutil.rmtree(folder)
    shutil.rmtree(tmp_path / "w.duckdb.d")
    shutil.rmtree(tmp_path / "staging")
    (tmp_path / "w.duckdb").unlink()
    report = clean(tmp_path, from_raw=True)
    assert (report.plan.files, report.plan.to_clean, report.warehouse.documents) == (14, 14, 14)
    assert ask(tmp_path, everything) == before
    assert clean(tmp_path, from_raw=True).plan.to_clean == 0


def test_what_takes_a_worker_down_is_kept_too(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "bad.txt").write_text("exit\nHarbour news.\n")
    clean(tmp_path, folder, cleaner=HOSTILE)
    assert in_quarantine(tmp_path) == {"bad.txt": "worker_crashed"}
    (folder / "bad.txt").unlink()
    report = clean(tmp_path, from_raw=True, retry=True)
    assert report.warehouse.documents == 1
    assert ask(tmp_path, "SELECT reason, resolved_by_batch IS NOT NULL AS closed FROM audit.failed_inputs") == [
        {"reason": "worker_crashed", "closed": True}
    ]


@pytest.mark.parametrize("where", ["facts", "bytes"])
def test_a_damaged_one_is_quarantined_and_kept_anew(tmp_path: Path, where: str) -> None:
    folder = inbox(tmp_path, 3)
    clean(tmp_path, folder)
    store = raw(tmp_path)
    first = next(store.ids())
    path = store.path(first)
    data = bytearray(path.read_bytes())
    data[14 if where == "facts" else -3] ^= 1
    path.write_bytes(data)
    as_by_old_rules(tmp_path)
    report = clean(tmp_path, from_raw=True)
    assert report.this_run.documents == 2
    (row,) = ask(tmp_path, "SELECT reason, stage, document_id FROM audit.failed_inputs WHERE resolved_at IS NULL")
    assert row == {"reason": "raw_damaged", "stage": "intake", "document_id": first}
    assert report.warehouse.documents == 3
    clean(tmp_path, folder)
    assert in_quarantine(tmp_path) == {}
    assert store.read(first).decode().startswith("Harbour bridge")


def test_the_time_of_scraping_is_remembered(tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "a.txt").write_text(text(1).replace("\n\n", "\n\nPublished 2 hours ago\n\n", 1))
    clean(tmp_path, folder, scraped_at="2026-02-03T18:00+09:00")
    asked = "SELECT date_published FROM clean.articles"
    first = ask(tmp_path, asked)
    assert first == [{"date_published": "2026-02-03"}]
    for how in ({}, {"from_raw": True}):
        as_by_old_rules(tmp_path)
        clean(tmp_path, *([] if how else [folder]), **how)
        assert ask(tmp_path, asked) == first
    as_by_old_rules(tmp_path)
    clean(tmp_path, from_raw=True, scraped_at="2026-02-05T18:00+09:00")
    assert ask(tmp_path, asked) == [{"date_published": "2026-02-05"}]


def test_nothing_is_kept_where_that_is_not_wanted(tmp_path: Path) -> None:
    clean(tmp_path, inbox(tmp_path, 1), keep_raw=False)
    assert not raw(tmp_path).folder.exists()
    elsewhere = tmp_path / "elsewhere"
    clean(tmp_path, tmp_path / "inbox", raw_store=elsewhere)
    assert len(list(RawStore(elsewhere).ids())) == 1


def test_upkeep_deletes_what_no_run_has_met(tmp_path: Path) -> None:
    clean(tmp_path, inbox(tmp_path, 2))
    store = raw(tmp_path)
    first = next(store.ids())
    os.utime(store.path(first), (0, 0))
    assert run_upkeep(settings_for(tmp_path)).raw_deleted == 0
    report = run_upkeep(settings_for(tmp_path, raw_days=30))
    assert (report.raw_deleted, first in store) == (1, False)
    assert query(tmp_path / "w.duckdb", "SELECT count(*) AS n FROM clean.articles").to_pylist() == [{"n": 2}]
