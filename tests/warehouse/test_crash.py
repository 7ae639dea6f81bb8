"""A loader killed at any moment leaves the last committed state, and the next load finishes the job."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sample_records import article, contents, quarantined, rejected, rows, staged

import warehouse

pytestmark = pytest.mark.files

KILLS = int(os.environ.get("TEST_FAULTS", "5"))
LOADER = """
import sys
from pathlib import Path
import warehouse, warehouse.loading

warehouse.loading._GROUP_ROWS = 90  # several transactions a load
print("ready", flush=True)
files = sorted(Path(sys.argv[2]).glob("*.parquet"))
warehouse.load(sys.argv[1], files, on_batch=lambda batch: print(batch.path.name, flush=True))
"""

HOW_OFTEN_AND_BY_WHOM = frozenset({"loads", "batch_id", "added", "replaced", "unchanged", "quarantined", "version"})


def write_staged_files(folder: Path) -> list[Path]:
    """Documents that come, come again, are cleaned anew by other rules, change sides, fail and are cured."""
    files = []
    for number in range(9):
        first = number * 40
        results: list[warehouse.Result] = [article(n) for n in range(first, first + 50)]
        results += [rejected(n + 10_000) for n in range(first, first + 10)]
        results.append(quarantined(20_000 + number))
        if number % 3 == 2:
            results += [rejected(n, rules_version="rules-2") for n in range(first - 40, first - 20)]
            results.append(article(20_000 + number - 1))
        files.append(staged(folder, f"{number:02}", *results))
    return files


def start(path: Path, folder: Path) -> subprocess.Popen[str]:
    loader = subprocess.Popen([sys.executable, "-c", LOADER, str(path), str(folder)], stdout=subprocess.PIPE, text=True)
    assert loader.stdout is not None
    assert loader.stdout.readline() == "ready\n"
    return loader


def assert_whole_batches(path: Path, at: str | None) -> None:
    """Each batch of the file is in it as a whole: what it added is there, or was replaced by another batch."""
    warehouse.check(path, at=at)
    broken = """
        SELECT file FROM audit.batches AS batches
        WHERE loads = 1 AND replaced = 0 AND added > 0 AND NOT EXISTS (
            FROM audit.documents AS documents WHERE documents.batch_id = batches.batch_id
        )
    """
    assert rows(path, broken, at=at) == []


def test_kill_9_at_random_moments(tmp_path: Path) -> None:
    folder = tmp_path / "staged"
    files = write_staged_files(folder)
    undisturbed = tmp_path / "undisturbed.duckdb"
    loader = start(undisturbed, folder)
    began = time.monotonic()
    loader.communicate()
    assert loader.returncode == 0
    seconds = time.monotonic() - began

    path = tmp_path / "killed.duckdb"
    seed = random.randrange(1_000_000)  # noqa: S311
    print(f"seed {seed}")  # pytest shows it when the test fails
    moments = random.Random(seed)  # noqa: S311
    killed = 0
    for _ in range(KILLS):
        loader = start(path, folder)
        time.sleep(moments.uniform(0, seconds))
        loader.send_signal(signal.SIGKILL)
        told = loader.communicate()[0].split()
        killed += loader.returncode == -signal.SIGKILL
        if told:
            there = {row["file"] for row in rows(path, "SELECT file FROM audit.batches", at=warehouse.WORKING)}
            assert set(told) <= there  # what was reported is committed
            assert_whole_batches(path, warehouse.WORKING)
        if path.exists():
            assert_whole_batches(path, None)
    assert killed > 0

    warehouse.load(path, files)
    warehouse.check(path)
    held, wanted = (contents(place, without=HOW_OFTEN_AND_BY_WHOM | {"attempts"}) for place in (path, undisturbed))
    for table in ("audit.versions", "audit.article_versions"):  # how it came about, kills and further loads included
        del held[table], wanted[table]
    assert held == wanted
    before = contents(path)
    assert not any(batch.loaded for batch in warehouse.load(path, files).batches)
    assert contents(path) == before
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "killed.duckdb",
        "killed.duckdb.d",
        "staged",
        "undisturbed.duckdb",
        "undisturbed.duckdb.d",
    ]
    assert not list(tmp_path.glob("*.d/*.partial"))


def test_kill_9_while_a_release_is_written(tmp_path: Path) -> None:
    """A reader never sees half a release, and the next writer clears away what was left."""
    path, root = tmp_path / "w.duckdb", tmp_path / "releases"
    warehouse.load(path, [staged(tmp_path, "a", *(article(n) for n in range(300)))])
    script = (
        "import sys, warehouse; print('ready', flush=True); warehouse.write_release(*sys.argv[1:], software='test')"
    )
    moments = random.Random(5)  # noqa: S311
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(root)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(moments.uniform(0.02, 0.3))
        writer.kill()
        writer.communicate()
        for found in root.glob("[!.]*/") if root.exists() else []:
            warehouse.verify_release(found)
    release = warehouse.write_release(path, root, software="test")
    assert warehouse.verify_release(release.path).rows == 300
    assert sorted(found.name for found in root.iterdir()) == sorted([release.name, "latest.json"])
