"""A purge in all places: warehouse, raw store, staged files; no run brings the document back; what is left is named."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.purge_job import run_purge
from flows.upkeep_job import run_upkeep
from warehouse import RawFacts, RawStore, query

sys.path.insert(0, str(Path(__file__).parent))
from command_line import call
from test_clean_job import _elsewhere, ask, clean, inbox, settings_for

__all__ = ["_elsewhere"]  # the fixture holds here as well


@pytest.fixture
def purged(tmp_path: Path) -> str:
    clean(tmp_path, inbox(tmp_path, 3), release=True)
    (row,) = ask(tmp_path, "SELECT document_id FROM audit.sources WHERE source LIKE '%001.txt'")
    return str(row["document_id"])


def test_it_goes_from_everywhere_and_stays_out(tmp_path: Path, purged: str) -> None:
    settings = settings_for(tmp_path)
    raw = RawStore(settings.raw_folder)
    data = raw.read(purged)
    report = run_purge(settings, purged[:10], "asked")
    assert (report.raw, report.staged) == (True, 1)
    assert [Path(source).name for source in report.sources_left] == ["001.txt"]
    assert len(report.releases_left) == 1
    assert purged not in raw
    assert list(settings.staging.glob("*.parquet")) == []
    for again in (clean(tmp_path, tmp_path / "inbox", release=True), clean(tmp_path, from_raw=True)):
        assert (again.warehouse.documents, again.plan.to_clean) == (2, 0)
        assert purged not in raw
    again = clean(tmp_path, tmp_path / "inbox", release=True)
    assert (again.plan.purged, again.plan.documents) == (1, 2)
    assert again.release is not None
    assert again.release.rows == 2
    with raw.keeping(datetime.now(UTC)) as keep:
        keep(purged, data, RawFacts(source="x", size=len(data)))
    run_upkeep(settings)
    assert purged not in raw


def test_the_command_asks_and_tells(tmp_path: Path, purged: str) -> None:
    places = {"CLEANCOPY_STAGING": "staging", "CLEANCOPY_RELEASES": "releases"}
    order = ("purge", purged, "--warehouse", "w.duckdb", "--reason", "asked")
    done = call(*order, cwd=tmp_path, **places)
    assert (done.returncode, b"give --yes" in done.stderr) == (2, True)
    assert query(tmp_path / "w.duckdb", "SELECT count(*) AS n FROM clean.articles").to_pylist() == [{"n": 3}]
    done = call(*order, "--yes", "--json", cwd=tmp_path, **places)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["raw"], report["staged"], report["purged"]["document_id"]) == (True, 1, purged)
    done = call(*order, "--yes", cwd=tmp_path, **places)
    assert b"0 rows of 0 tables" in done.stderr
    assert b"still in a release: releases/" in done.stderr
