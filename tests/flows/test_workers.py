"""Workers against documents that hang, crash and eat memory; the cleaner does what the document says."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from cleaners import document_id
from flows.batch import Batch, Item, Limits, cut, read_batch
from flows.workers import WorkerError, WorkerPool

HERE = Path(__file__).parent
LIMITS = Limits(timeout=2.5, memory_mb=512, max_bytes=1_000_000)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    monkeypatch.setenv("PYTHONPATH", str(HERE), prepend=os.pathsep)
    with WorkerPool(2, LIMITS, cleaner="hostile_cleaner:clean") as made:
        yield made


def item(folder: Path, name: str, text: str) -> Item:
    path = folder / name
    path.write_text(text)
    return Item(document_id(text.encode()), str(path), name, len(text))


def batch_of(folder: Path, *orders: str) -> Path:
    items = [item(folder, f"{place}.txt", f"{order}\n{place}") for place, order in enumerate(orders)]
    return Batch(rules="rules", items=tuple(items)).write(folder)


def rows(staged: Path) -> list[dict[str, Any]]:
    return pq.read_table(staged).to_pylist()


def outcomes(staged: Path) -> list[str]:
    return [row["reason"] or row["kind"] for row in rows(staged)]


def test_each_bad_document_is_quarantined_and_the_others_are_cleaned(pool: WorkerPool, tmp_path: Path) -> None:
    orders = ["fine", "sleep", "regex", "deaf", "segfault", "exit", "memory", "memory bit by bit", "raise", "fine"]
    expected = ["article", "timeout", "timeout", "timeout", "worker_crashed", "worker_crashed"]
    expected += ["out_of_memory", "out_of_memory", "cleaner_failed", "article"]
    began = time.monotonic()
    staged = pool.clean(batch_of(tmp_path, *orders))
    assert outcomes(staged) == expected, [row["message"] for row in rows(staged)]
    assert time.monotonic() - began < 60
    bad = [row for row in rows(staged) if row["kind"] == "quarantined"]
    assert all(row["message"] and row["stage"] == "clean" and row["rules_version"] == "rules" for row in bad)
    assert all(row["document_id"] and row["size"] for row in bad)


def test_a_staged_file_is_used_again_and_a_damaged_one_made_anew(pool: WorkerPool, tmp_path: Path) -> None:
    batch = batch_of(tmp_path, "fine", "fine")
    staged = pool.clean(batch)
    before = staged.read_bytes()
    stamp = staged.stat().st_mtime_ns
    assert pool.clean(batch) == staged
    assert staged.stat().st_mtime_ns == stamp
    changed = bytearray(before)
    changed[len(before) // 2] ^= 1
    for damaged in (before[:-20], changed, b""):
        staged.write_bytes(damaged)
        assert pool.clean(batch) == staged
        assert staged.read_bytes() == before


def test_a_file_that_changed_since_it_was_planned_is_quarantined(pool: WorkerPool, tmp_path: Path) -> None:
    batch = batch_of(tmp_path, "fine", "fine")
    (tmp_path / "0.txt").write_text("something else")
    staged = pool.clean(batch)
    assert outcomes(staged) == ["changed_while_read", "article"]
    assert rows(staged)[0]["document_id"] is None  # so that it is not known by bytes that nobody cleaned


def test_further_sources_of_a_document_follow_it(pool: WorkerPool, tmp_path: Path) -> None:
    good, bad = item(tmp_path, "a", "fine"), item(tmp_path, "b", "raise")
    twice = [Item(i.document_id, i.path, i.source, i.size, (f"{i.source}2",)) for i in (good, bad)]
    staged = pool.clean(Batch(rules="r", items=tuple(twice)).write(tmp_path))
    assert [(row["kind"], row["source"]) for row in rows(staged)] == [
        ("article", "a"),
        ("seen", "a2"),
        ("quarantined", "b"),
    ]


def test_progress_is_told(pool: WorkerPool, tmp_path: Path) -> None:
    told: list[int] = []
    pool.clean(batch_of(tmp_path, *["slow"] * 8), told.append)
    assert told
    assert told == sorted(told)
    assert told[-1] <= 8


def test_a_cleaner_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        WorkerPool(1, LIMITS, cleaner="no_such_module:clean") as pool,
        pytest.raises(WorkerError, match="no_such_module"),
    ):
        pool.clean(batch_of(tmp_path, "fine"))


def test_a_worker_that_is_killed_costs_no_document(pool: WorkerPool, tmp_path: Path) -> None:
    """Neither the one in its hands nor, where it was writing, the batch."""
    result: list[Path] = []
    thread = threading.Thread(target=lambda: result.append(pool.clean(batch_of(tmp_path, *["slow"] * 8))))
    thread.start()
    deadline = time.monotonic() + 20
    while len(found := processes(tmp_path)) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.3)
    os.kill(max(found, key=lambda pid: (parent_of(pid) in found, pid)), signal.SIGKILL)
    thread.join(30)
    assert outcomes(result[0]) == ["article"] * 8


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_closing_the_pool_ends_batches_under_way_and_leaves_no_process(pool: WorkerPool, tmp_path: Path) -> None:
    errors: list[WorkerError] = []

    def clean() -> None:
        try:
            pool.clean(batch_of(tmp_path, *["slow"] * 100))
        except WorkerError as error:
            errors.append(error)

    thread = threading.Thread(target=clean)
    thread.start()
    deadline = time.monotonic() + 20
    while len(processes(tmp_path)) < 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.0)
    pool.close()
    thread.join(10)
    assert errors
    assert not processes(tmp_path)


def processes(folder: Path) -> list[int]:
    """Processes that have a batch of this folder or wait for one: keepers started by this test process and their workers."""

    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if (
                b"flows.worker_keeper" in command
                and f"PYTEST_CURRENT_TEST={os.environ['PYTEST_CURRENT_TEST']}".encode() in environment
            ):
                found.append(int(entry.name))
    return found


def test_what_is_left_of_a_run_is_cut_into_the_same_batches(tmp_path: Path) -> None:
    items = [Item(f"{i:032x}", f"/{i}", str(i), 1) for i in range(25)]
    whole = cut(items, 10, "r")
    assert [len(batch.items) for batch in whole] == [10, 10, 5]
    after_second = cut([*items[:10], *items[20:]], 10, "r")
    assert [batch.key for batch in after_second] == [whole[0].key, whole[2].key]
    assert cut(items, 10, "other rules")[0].key != whole[0].key
    assert read_batch(whole[0].write(tmp_path)) == whole[0]
