from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaners.errors import WarehouseError
from flows.patience import BUSY, patiently
from flows.settings import read_settings
from flows.upkeep_job import run_upkeep
from warehouse import Quarantined, begin_run, load, query, stage

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_old_staged_files_go_and_everything_else_stays(tmp_path: Path) -> None:
    settings = read_settings(warehouse=tmp_path / "w.duckdb", staging=tmp_path / "staging", staged_days=7)
    bad = Quarantined(source="a", reason="unreadable", stage="intake", message="m")
    load(settings.warehouse, [stage([bad], settings.staging / "old.parquet").path])
    (settings.staging / "new.batch.json").write_text("{}")
    (settings.staging / "notes.txt").write_text("mine")
    for name in ("old.parquet", "notes.txt"):
        os.utime(settings.staging / name, (time.time() - 8 * 86_400,) * 2)
    report = run_upkeep(settings)
    assert sorted(path.name for path in settings.staging.iterdir()) == ["new.batch.json", "notes.txt"]
    assert (report.deleted_files, report.reasons) == (1, {"unreadable": 1})
    assert report.warehouse_bytes == (tmp_path / "w.duckdb.d" / "working.duckdb").stat().st_size


def test_upkeep_of_nothing_does_nothing(tmp_path: Path) -> None:
    report = run_upkeep(read_settings(warehouse=tmp_path / "none.duckdb", staging=tmp_path / "none"))
    assert (report.deleted_files, report.warehouse_bytes, report.reasons) == (0, 0, {})


HOLDER = """
import sys, time, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print("open", flush=True)
time.sleep(float(sys.argv[2]))
"""


def hold(warehouse: Path, seconds: float) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, warehouse, str(seconds)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"open\n"
    return holder


def test_a_writer_waits_for_a_reader_of_another_process(tmp_path: Path) -> None:
    warehouse = tmp_path / "w.duckdb"
    begin_run(warehouse, "1", started_at=NOW, software="test")
    with hold(tmp_path / "w.duckdb.d" / "working.duckdb", 1.5):
        with pytest.raises(WarehouseError, match=BUSY):
            begin_run(warehouse, "2", started_at=NOW, software="test")
        patiently(lambda: begin_run(warehouse, "2", started_at=NOW, software="test"), 30)
    assert query(warehouse, "FROM audit.runs", at="working").num_rows == 2


def test_patience_ends_and_is_not_for_other_errors(tmp_path: Path) -> None:
    tries = []

    def attempt() -> None:
        tries.append(1)
        raise WarehouseError(BUSY if len(tries) < 3 else "broken")

    with pytest.raises(WarehouseError, match="broken"):
        patiently(attempt, 30)
    assert len(tries) == 3
    tries.clear()
    with pytest.raises(WarehouseError, match=BUSY):
        patiently(attempt, 0.01)
