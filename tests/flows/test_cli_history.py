"""`cleancopy history`: readable in a terminal, whole as JSON, harmless to it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.model import Article
from warehouse import load, stage

sys.path.insert(0, str(Path(__file__).parent))
from command_line import call
from test_cli_clean import TEXT

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("history")
    first = clean(TEXT.encode(), "a.txt")
    assert isinstance(first, Article)
    edited = replace(
        first, rules_version="new", headline="Bridge \x1b[2Jopens", body=first.body.replace("Monday", "Friday")
    )
    rejection = clean(b" ", "a.txt")
    results = [first, edited, replace(rejection, document_id=first.document_id, rules_version="newer")]
    for number, result in enumerate(results):
        load(place / "w.duckdb", [stage([result], place / f"{number}.parquet").path], run_id=f"{number}", loaded_at=NOW)
    (place / "id").write_text(first.document_id)
    return place


def test_a_person_reads_what_changed(folder: Path) -> None:
    done = call("history", (folder / "id").read_text()[:8], "--warehouse", "w.duckdb", cwd=folder, COLUMNS="120")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1 · 2026-03-04 05:06 UTC, run 1" in text
    assert "Bridge ␛[2Jopens" in text
    assert "\x1b" not in text
    assert "[-Monday-]{+Friday+}" in text
    assert "… 2 paragraphs unchanged …" in text
    assert "more fields; --json has them" in text
    assert "characters gone" in text


def test_json_has_all_of_it(folder: Path) -> None:
    done = call("history", (folder / "id").read_text(), "--warehouse", "w.duckdb", "--json", cwd=folder)
    value = json.loads(done.stdout)
    assert (value["outcome"], value["sources"]) == ("rejected", ["a.txt"])
    assert [change["replaced_at"] for change in value["changes"]] == ["2026-03-04T05:06:07Z"] * 2
    assert [field["field"] for field in value["changes"][0]["fields"]] == ["headline"]
    assert {"kind": "added", "text": "Friday"} in value["changes"][0]["body"][0]["pieces"]


def test_an_unknown_document_is_one_line(folder: Path) -> None:
    done = call("history", "ffffffff", "--warehouse", "w.duckdb", cwd=folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"cleancopy: ffffffff: no document of w.duckdb has an id that begins so")
