from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaners.model import Article, Rejected, record_fields

sys.path.insert(0, str(Path(__file__).parent))
from command_line import ROOT, call

TEXT = (
    "Harbour bridge opens to traffic\n\n"
    "The new harbour bridge opened to traffic on Monday after four years of work, the city said in a statement.\n\n"
    "Thousands of people walked across it in the morning before the first buses were allowed on the new road.\n\n"
    "The mayor said that the bridge would shorten the way to the airport by twenty minutes, and thanked the workers.\n"
)


def lines(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_a_line_is_the_record_with_its_status(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty.html").touch()
    os.mkfifo(tmp_path / "pipe.txt")
    done = call("clean", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    article, rejected, quarantined = lines(done.stdout)
    assert (article["status"], article["source"]) == ("article", "a.txt")
    assert set(article) == {"status", *record_fields(Article)} - {"visible_text"}
    assert "mayor said" in article["body"]
    assert (rejected["status"], rejected["source"], rejected["reason"]) == ("rejected", "empty.html", "empty")
    assert set(rejected) == {"status", *record_fields(Rejected)} - {"visible_text"}
    assert (quarantined["status"], quarantined["source"], quarantined["reason"]) == (
        "quarantined",
        "pipe.txt",
        "not_a_file",
    )


def test_standard_input_and_its_source(tmp_path: Path) -> None:
    done = call("clean", "-", "--source", "https://example.org/1", cwd=tmp_path, stdin=TEXT.encode())
    (row,) = lines(done.stdout)
    assert row["source"] == "https://example.org/1"
    assert call("clean", "-", cwd=tmp_path, stdin=TEXT.encode()).stdout.count(b'"source": "-"') == 1


def test_text_format_is_readable_and_harmless(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("Monday", "\x1b[31mMonday"))
    done = call("clean", "a.txt", "--format", "text", cwd=tmp_path)
    text = done.stdout.decode()
    assert "Harbour bridge opens to traffic" in text
    assert "\x1b" not in text


def test_what_is_left_out_is_said_unless_quiet(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    assert b".json" in call("clean", ".", cwd=tmp_path).stderr
    assert call("clean", ".", "--quiet", cwd=tmp_path).stderr == b""


def test_a_missing_path_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    done = call("clean", "none.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert b"Traceback" not in done.stderr
    assert b"Traceback" in call("clean", "none.txt", cwd=tmp_path, CLEANCOPY_DEBUG="1").stderr


def test_a_reader_that_goes_away_is_no_error_to_read_about(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"{TEXT}\n{number}\n")
    command = f"{sys.executable} -m flows clean . | head -1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert done.returncode == 141


def test_a_module_in_the_working_directory_of_the_same_name_as_a_package_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "lxml.py").write_text("raise SystemExit('imported from the inbox')")
    command = Path(sys.executable).with_name("cleancopy")
    done = subprocess.run([command, "clean", "a.txt"], cwd=tmp_path, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def processor_seconds(*arguments: str, cwd: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_it_starts_in_under_a_second_without_prefect_and_duckdb(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    imported = call("clean", "a.txt", cwd=tmp_path, flags=("-X", "importtime")).stderr.decode()
    packages = {line.split("|")[-1].strip().split(".")[0] for line in imported.splitlines()}
    assert not packages & {"prefect", "duckdb", "pyarrow", "warehouse", "rich"}
    tries = []
    for _ in range(5):  # processor time, five times at most: other work on the machine is not what is measured
        ours = processor_seconds("-m", "flows", "clean", "a.txt", cwd=tmp_path)
        # A machine may be half as fast as a minute ago; what it takes to import the libraries tells.
        libraries = processor_seconds("-c", "import click, pydantic, numpy, selectolax.lexbor", cwd=tmp_path)
        tries.append((ours, libraries))
        if ours < max(1.0, 4.5 * libraries):
            return
    pytest.fail(f"started in, and imported the libraries in: {tries}")


@pytest.mark.shared
def test_the_scorer_of_the_real_seeds_reads_it(tmp_path: Path) -> None:
    seeds = ROOT.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("../shared is absent: the real seeds are not scored")
    done = call("clean", str(seeds), "--format", "jsonl", cwd=tmp_path)
    scored = subprocess.run([sys.executable, seeds / "score.py"], input=done.stdout, capture_output=True, check=False)
    assert b"no record" not in scored.stdout
    assert b"checks hold" in scored.stdout
