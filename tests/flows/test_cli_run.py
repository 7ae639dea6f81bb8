"""The command line over a warehouse: a real Prefect flow on its embedded API and a real DuckDB file.

Starting Prefect takes 5 to 20 seconds, so the tests share two runs; one more is interrupted.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from command_line import call
from test_clean_job import text

NOISE = re.compile(r"prefect|traceback|warning|uvicorn|telemetry", re.IGNORECASE)


@dataclass
class Runs:
    """Two runs over one inbox, and the folder they ran in."""

    folder: Path
    first: subprocess.CompletedProcess[bytes]
    second: subprocess.CompletedProcess[bytes]

    def call(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return call(*arguments, cwd=self.folder, stdin=stdin)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.call("sql", sql, "--format", "json").stdout)
        return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    folder = tmp_path_factory.mktemp("runs")
    inbox = folder / "seeds"
    inbox.mkdir()
    (folder / "home").mkdir()
    for number in range(5):
        (inbox / f"{number}.txt").write_text(text(number))
    (inbox / "empty.txt").touch()
    (inbox / "evil.txt").write_text(text("\x1b]0;evil\x07 =cmd()"))
    os.mkfifo(inbox / "pipe.txt")
    home = {"HOME": str(folder / "home")}
    first = call("run", "--batch-size", "3", "--fail-on", "rejected:10%", cwd=folder, timeout=200, **home)
    second = call("run", "--json", "--quiet", "--fail-on", "rejected:10%", cwd=folder, timeout=200, **home)
    return Runs(folder, first, second)


def test_the_first_run_ends_with_its_figures_and_the_code_of_its_limit(runs: Runs) -> None:
    out, err = runs.first.stdout.decode(), runs.first.stderr.decode()
    assert runs.first.returncode == 3, err
    for words in (
        "files read",
        "documents",
        "articles",
        "rejected",
        "empty",
        "not_a_file",
        "text removed",
        "seconds",
        "By portal",
        "By language",
    ):
        assert words in out, words
    assert err == "cleancopy: 1 of 8 inputs are rejected (12.5%), more than --fail-on rejected:10% allows\n"
    assert not NOISE.search(out + err)


def test_the_queries_worth_trying_work(runs: Runs) -> None:
    commands = re.findall(r"^  (cleancopy sql .*)$", runs.first.stdout.decode(), re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        done = runs.call(*shlex.split(command)[1:])
        assert done.returncode == 0, done.stderr


def test_the_second_run_loads_nothing(runs: Runs) -> None:
    assert runs.second.returncode == 0, runs.second.stderr
    assert runs.second.stderr == b""
    figures = json.loads(runs.second.stdout)
    assert (figures["files"], figures["cleaned"], figures["unchanged"], figures["this_run"]["documents"]) == (
        8,
        0,
        7,
        0,
    )
    assert figures["warehouse"]["documents"] == 7
    assert figures["release"]["created"] is False


def test_the_home_folder_is_not_touched_and_no_server_is_left(runs: Runs) -> None:
    assert list((runs.folder / "home").iterdir()) == []
    assert (runs.folder / "data" / "prefect" / "prefect.db").exists()
    assert processes("flows.server_process", runs.folder) == []


def test_prefect_has_the_runs_the_batches_and_the_artifacts(runs: Runs) -> None:
    database = sqlite3.connect(runs.folder / "data" / "prefect" / "prefect.db")
    try:
        states = [row[0] for row in database.execute("SELECT state_type FROM flow_run ORDER BY start_time")]
        tasks = database.execute("SELECT count(*) FROM task_run WHERE task_key LIKE 'clean_batch%'").fetchone()[0]
        keys = {row[0] for row in database.execute("SELECT DISTINCT key FROM artifact WHERE key IS NOT NULL")}
    finally:
        database.close()
    assert states == ["FAILED", "COMPLETED"]
    assert tasks >= 1  # the embedded server may end before it has written down the last
    progress_and_tables = {"progress", "figures", "by-portal", "by-language"}
    assert keys == {f"cleancopy-clean-{name}" for name in progress_and_tables}


def test_sql_formats(runs: Runs) -> None:
    sql = "SELECT headline, [1, 2] AS list, NULL AS nothing FROM clean.articles ORDER BY source DESC LIMIT 1"
    (row,) = json.loads(runs.call("sql", sql, "--format", "json").stdout)
    assert row["list"] == [1, 2]
    assert row["nothing"] is None
    (head, cells) = csv.reader(io.StringIO(runs.call("sql", sql, "--format", "csv").stdout.decode()))
    assert head == ["headline", "list", "nothing"]
    assert cells[1:] == ["[1, 2]", ""]
    assert "headline" in runs.call("sql", sql).stdout.decode()
    done = runs.call("sql", sql, "--format", "parquet", "--output", "answer.parquet")
    assert (done.returncode, done.stdout) == (0, b"")
    assert pq.read_table(runs.folder / "answer.parquet").to_pylist() == [row]
    assert runs.call("sql", "-", stdin=b"SELECT 42 AS n").stdout.decode().split()[:1] == ["n"]


def test_formulas_and_escapes_do_no_harm(runs: Runs) -> None:
    done = runs.call("sql", "SELECT '=1+1' AS a, '-5' AS b, chr(27) || '[2J' AS c", "--format", "csv")
    assert done.stdout.decode().splitlines()[1].startswith("'=1+1,-5,")
    for arguments in (
        ("sql", "SELECT chr(27) || '[2J' AS c"),
        ("explain", "seeds/evil.txt"),
        ("explain", "seeds/evil.txt", "--format", "json"),
    ):
        assert b"\x1b" not in runs.call(*arguments).stdout


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("DROP TABLE clean.articles", "only read"),
        ("SELECT * FROM read_csv('/etc/passwd')", "no files"),
        ("SELEC 1", "syntax error"),
        ("SELECT 1 FROM nothing", "nothing"),
        ("  ", "no statement"),
    ],
)
def test_sql_that_cannot_be_answered_is_one_line(runs: Runs, sql: str, says: str) -> None:
    done = runs.call("sql", sql)
    assert done.returncode in {1, 2}
    assert says in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_explain_by_file_and_by_id_say_the_same(runs: Runs) -> None:
    by_file = json.loads(runs.call("explain", "seeds/0.txt", "--format", "json").stdout)
    by_id = json.loads(runs.call("explain", by_file["document_id"][:10], "--format", "json").stdout)
    assert by_file["segments"] == by_id["segments"]
    assert "".join(segment["text"] for segment in by_id["segments"]) == by_id["visible_text"]
    for name in (
        "status",
        "headline",
        "body",
        "language",
        "profiles",
        "rules_version",
        "authors",
        "images",
        "date_candidates",
        "outlet",
        "wire",
        "republisher",
        "languages",
        "outlet_candidates",
    ):
        assert by_file[name] == by_id[name], name
    shown = runs.call("explain", "seeds/0.txt").stdout.decode()
    assert "┃ body · " in shown
    assert "Fields" in shown


def test_explain_of_what_is_not_there(runs: Runs) -> None:
    assert runs.call("explain", "none.txt").returncode == 2
    assert runs.call("explain", "0123456789abcdef").returncode == 1
    assert b"rejected" in runs.call("explain", "seeds/empty.txt").stdout
    done = runs.call("explain", "seeds/pipe.txt")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


def test_export_writes_a_release_once(runs: Runs) -> None:
    done = runs.call("export", "--to", "out", "--json")
    made = json.loads(done.stdout)
    assert made["created"] is True
    assert (runs.folder / made["path"] / "manifest.json").exists()
    again = runs.call("export", "--to", "out")
    assert b"there already" in again.stdout
    assert runs.call("export", "--to", "out", "--with-emails", "--quiet").stdout == b""


def test_usage_errors_have_code_2_and_say_what_to_do(runs: Runs) -> None:
    for arguments in (
        ("nonsense",),
        ("run", "--workers", "0"),
        ("run", "--fail-on", "much"),
        ("run", "--release", "x", "--no-release"),
        ("sql",),
    ):
        done = runs.call(*arguments)
        assert done.returncode == 2, arguments
        assert b"Traceback" not in done.stderr
    assert runs.call("run", "nowhere").returncode == 1


def processes(module: str, folder: Path) -> list[int]:
    """Processes of a module of ours that work for a warehouse in this folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if module.encode() in (entry / "cmdline").read_bytes() and (entry / "cwd").resolve() == folder:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def test_ctrl_c_ends_a_run_quietly_and_the_next_one_would_go_on(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(3000):
        (inbox / f"{number:04}.txt").write_text(text(number))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CLEANCOPY_", "PREFECT_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows", "run", "inbox", "--no-release", "--batch-size", "50"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.default_int_handler
        ),  # a background shell has it ignored
    )
    deadline = time.monotonic() + 150
    while not list(tmp_path.glob("data/staging/*.parquet")) and time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, err = process.communicate(timeout=60)
    words = b"cleancopy: interrupted; what is loaded stays, and the next run does the rest\n"
    assert (process.returncode, out, err.lstrip()) == (130, b"", words)
    time.sleep(1)
    assert processes("flows.", tmp_path) == []
