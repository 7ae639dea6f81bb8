"""What is in quarantine is tried again, from the raw store or from its source, and every attempt counts."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaners import rules_version
from cleaners.rulebook import rulebook
from flows.clean_job import CleanReport, CleanRequest, run_clean
from flows.purge_job import run_purge

sys.path.insert(0, str(Path(__file__).parent))
from test_clean_job import HOSTILE, _elsewhere, ask, clean, in_quarantine, settings_for, text

__all__ = ["_elsewhere"]  # the fixture holds here as well


def replay(root: Path, *reasons: str, **more: Any) -> CleanReport:
    cleaner = {"cleaner": more.pop("cleaner")} if "cleaner" in more else {}
    settings = settings_for(root, **more)
    return run_clean(CleanRequest(paths=(), settings=settings, release=False, replay=reasons, **cleaner))


def attempts(root: Path) -> dict[str, int]:
    rows = ask(root, "SELECT reason, attempts FROM audit.failed_inputs WHERE resolved_by_batch IS NULL")
    return {row["reason"]: row["attempts"] for row in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An inbox of which one document takes the worker down, one raises, and one can't be unpacked."""
    place = tmp_path / "inbox"
    place.mkdir()
    (place / "good.txt").write_text(text(1))
    (place / "exit.txt").write_text(f"exit\n{text(2)}")
    (place / "raise.txt").write_text(f"raise\n{text(3)}")
    (place / "cut.txt.gz").write_bytes(gzip.compress(text(4).encode())[:-20])
    clean(tmp_path, place, cleaner=HOSTILE)
    return place


def test_only_the_reason_that_was_asked_for(tmp_path: Path, folder: Path) -> None:
    assert attempts(tmp_path) == {"worker_crashed": 1, "cleaner_failed": 1, "truncated_gzip": 1}
    for path in folder.iterdir():
        path.unlink()
    report = replay(tmp_path, "worker_crashed")
    assert (report.plan.files, report.plan.to_clean, report.this_run.documents) == (1, 1, 1)
    assert in_quarantine(tmp_path) == {"raise.txt": "cleaner_failed", "cut.txt.gz": "truncated_gzip"}
    rest = replay(tmp_path)
    assert (rest.plan.to_clean, rest.plan.gone) == (1, 1)
    assert attempts(tmp_path) == {"truncated_gzip": 1}
    assert ask(tmp_path, "SELECT count(*) AS n FROM audit.documents") == [{"n": 3}]
    assert replay(tmp_path, "timeout").plan.files == 0


def test_every_attempt_counts(tmp_path: Path, folder: Path) -> None:
    for count in (2, 3):
        report = replay(tmp_path, cleaner=HOSTILE)
        assert report.plan.to_clean == 2
        assert attempts(tmp_path) == dict.fromkeys(("worker_crashed", "cleaner_failed", "truncated_gzip"), count)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(text(4).encode()))
    assert replay(tmp_path, "truncated_gzip").this_run.documents == 1
    assert attempts(tmp_path) == {"worker_crashed": 3, "cleaner_failed": 3}
    # A run that meets them does not try them again, as ever.
    assert clean(tmp_path, folder, cleaner=HOSTILE).plan.waiting == 2
    assert attempts(tmp_path) == {"worker_crashed": 3, "cleaner_failed": 3}


def test_from_the_source_where_nothing_was_kept(tmp_path: Path) -> None:
    place = tmp_path / "inbox"
    place.mkdir()
    (place / "raise.txt").write_text(f"raise\n{text(3)}")
    clean(tmp_path, place, cleaner=HOSTILE, keep_raw=False)
    report = replay(tmp_path, keep_raw=False)
    assert (report.plan.to_clean, report.this_run.documents) == (1, 1)
    assert in_quarantine(tmp_path) == {}


def test_a_purged_one_is_no_longer_there_to_be_tried(tmp_path: Path, folder: Path) -> None:
    (row,) = ask(tmp_path, "SELECT document_id FROM audit.failed_inputs WHERE reason = 'worker_crashed'")
    run_purge(settings_for(tmp_path), row["document_id"], "asked")
    assert replay(tmp_path, "worker_crashed").plan.files == 0
    assert clean(tmp_path, folder).plan.purged == 1


def test_the_rules_that_failed_are_noted(tmp_path: Path, folder: Path) -> None:
    rules = {row["rules_version"] for row in ask(tmp_path, "FROM audit.failed_inputs WHERE stage = 'clean'")}
    assert rules == {rules_version(rulebook().profiles)}
