"""Whatever moment a publisher dies at, a whole version is published, and the next call does the rest.

The publisher is killed before each of its system calls on files, one after the other, instead of at random moments.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sample_records import article, staged

import warehouse

pytestmark = pytest.mark.files

PUBLISHER = """
import os, shutil, signal, sys
from pathlib import Path
import warehouse
from warehouse.places import Places


template, place, wanted = Path(sys.argv[1]), Path(sys.argv[2]), set(map(int, sys.argv[3].split(",")))
FILE_CALLS = ("open", "os.rename", "os.link", "os.remove", "os.chmod", "os.truncate", "os.mkdir")

def in_a_child(work):
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1]

def publish_until(moment):
    calls = 0
    def watch(event, arguments):
        nonlocal calls
        if event in FILE_CALLS and str(place) in str(arguments[0]):
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    warehouse.publish(place / "w.duckdb")

def look():
    path = place / "w.duckdb"
    if path.exists():  # a warehouse that was never published may have none yet
        (row,) = warehouse.query(path, "SELECT count(*) AS n FROM clean.articles").to_pylist()
        assert row["n"] in wanted, row
    warehouse.publish(path)
    (row,) = warehouse.query(path, "SELECT count(*) AS n FROM clean.articles").to_pylist()
    assert row["n"] == max(wanted), row
    warehouse.check(path, at=None)
    assert not list(place.glob("*.d/*.partial")) and not list(place.glob("*.wal"))

moment, status = 0, -1
while status != 0:
    moment += 1
    shutil.rmtree(place, ignore_errors=True)
    # Hard links are kept: the published file is one of the versions.
    shutil.copytree(template, place)
    current = Places(template / "w.duckdb").current()
    if current is not None:
        (place / "w.duckdb").unlink()
        os.link(Places(place / "w.duckdb").version(current), place / "w.duckdb")
    status = in_a_child(lambda: publish_until(moment))
    assert status in (0, signal.SIGKILL), status
    assert in_a_child(look) == 0, moment
print(moment)
"""


def killed_everywhere(template: Path, place: Path, wanted: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PUBLISHER, str(template), str(place), wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("published", [0, 3], ids=["never published", "published often"])
def test_kill_9_before_each_call(tmp_path: Path, published: int) -> None:
    template = tmp_path / "template"
    path = template / "w.duckdb"
    for number in range(published):
        warehouse.load(path, [staged(tmp_path, f"{number}", article(number))])
    warehouse.load(path, [staged(tmp_path, "last", article(8), article(9))], publish=False)
    assert killed_everywhere(template, tmp_path / "place", f"{published},{published + 2}") > 10


def test_kill_9_while_a_warehouse_of_one_file_is_taken_over(tmp_path: Path, one_file: Path) -> None:
    template = tmp_path / "template"
    template.mkdir()
    (template / "w.duckdb").write_bytes(one_file.read_bytes())
    script = PUBLISHER.replace("def look():", "def look():\n    warehouse.publish(place / 'w.duckdb')", 1)
    done = subprocess.run(
        [sys.executable, "-c", script, str(template), str(tmp_path / "place"), "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10
