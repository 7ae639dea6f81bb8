"""A small warehouse to strike: an inbox, the state before, the state that an undisturbed run reaches, and what must hold.

`TEST_FAULTS=10 pytest tests/faults` causes each fault ten times, at random moments that `TEST_FAULTS_SEED` fixes. Without it those
are caused once that no quicker test causes. With `TEST_FAULTS_PREFECT=1` runs are those of `cleancopy run` with Prefect, which takes some ten seconds more for each, else
of the same command line without it. `TEST_FAULTS_REPORT` names a file that gets a line of JSON for each.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

import warehouse
from warehouse.connection import open_addresses
from warehouse.places import Places

ASKED = int(os.environ.get("TEST_FAULTS", "0"))
TIMES = max(1, ASKED)
SEED = int(os.environ.get("TEST_FAULTS_SEED", "7"))
REPORT = os.environ.get("TEST_FAULTS_REPORT")
WITH_PREFECT = bool(os.environ.get("TEST_FAULTS_PREFECT"))

HERE = Path(__file__).parent
WHEN_ASKED = pytest.mark.skipif(
    not ASKED, reason="quicker tests cause this fault as well; set TEST_FAULTS to cause it here"
)

TOGETHER = [] if ASKED else [pytest.mark.xdist_group("faults")]
"""Where each fault is caused once, one process does all of them, for the sake of the ground."""

BATCH = 10
OLD, NEW = 10, 30
WORKERS = 1
SECONDS = 240.0
"""A run that takes longer hangs."""

BY_TIME_AND_RUN = frozenset(
    {"run_id", "loaded_at", "seen_at", "resolved_at", "loads", "added", "unchanged", "attempts"}
)
"""Columns that say when and how often, and by which run."""
HISTORY = frozenset({"audit.runs", "audit.versions", "audit.schema_info"})
INDEX = "audit.search_"
"""Tables of the index of search number the articles in the order in which they came; `warehouse.check` proves them whole."""

Rows = dict[str, list[tuple[Any, ...]]]


def share(trial: int, moments: random.Random) -> float:
    """A number from 0 to 1, at random, but in the trial's own part of it, so that few trials see the whole length."""
    return (trial + moments.random()) / TIMES


@dataclass
class Done:
    """How a run ended."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def figures(self) -> dict[str, Any]:
        """What it printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass
class Scene:
    """A folder with a warehouse in it."""

    folder: Path
    inbox: Path
    more: dict[str, str] = field(default_factory=dict)
    """Further variables of the environment."""

    @property
    def warehouse(self) -> Path:
        return self.folder / "data" / "warehouse.duckdb"

    @property
    def staging(self) -> Path:
        return self.folder / "data" / "staging"

    def start(self, *, prefect: bool = WITH_PREFECT, paths: tuple[Path, ...] = ()) -> subprocess.Popen[str]:
        """`cleancopy run`, under way."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLEANCOPY_", "PREFECT_"))}
        command = ["-m", "flows"] if prefect else [str(HERE / "command_without_prefect.py")]
        limits = ["--batch-size", str(BATCH), "--workers", str(WORKERS), "--json"]
        return subprocess.Popen(
            [sys.executable, *command, "run", *map(str, paths or (self.inbox,)), *limits],
            cwd=self.folder,
            env={**kept, "SCENE": str(self.folder), **self.more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *, prefect: bool = WITH_PREFECT, paths: tuple[Path, ...] = ()) -> Done:
        """`cleancopy run`, to its end."""
        return ended(self.start(prefect=prefect, paths=paths))

    def processes(self) -> dict[int, tuple[int, str]]:
        """Processes that a run of this folder has started, by PID: parent and command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and f"SCENE={self.folder}\0".encode() in (entry / "environ").read_bytes():
                    parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if command:  # else it is dead already
                        found[int(entry.name)] = (parent, command)
            except OSError:
                continue
        return found

    def let_run(self, process: subprocess.Popen[str], seconds: float) -> None:
        """Wait until a run has taken so many seconds of processor: moments of its own, whatever else the machine does."""
        while process.poll() is None and sum(map(processor_of, self.processes())) < seconds:
            time.sleep(0.02)

    def assert_nothing_runs(self) -> None:
        """What a run started ends with it, however it ended."""
        deadline = time.monotonic() + 20
        while (left := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert left == {}

    def size(self) -> int:
        """Bytes that the folder takes on its disk."""
        seen = {}
        for parent, _, names in os.walk(self.folder):
            for name in names:
                try:
                    status = (Path(parent) / name).lstat()
                except OSError:
                    continue
                seen[status.st_ino] = status.st_blocks * 512
        return sum(seen.values())


def processor_of(pid: int) -> float:
    """Seconds of processor that a process has taken, with those of its children that have ended."""
    try:
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")


def ended(process: subprocess.Popen[str], seconds: float = SECONDS) -> Done:
    """A run's end."""
    began = time.monotonic()
    out, err = process.communicate(timeout=seconds)
    return Done(process.returncode, out, err, time.monotonic() - began)


def document(number: int) -> str:
    """An invented report, like no other and long enough to be an article."""
    words = random.Random(number)  # noqa: S311
    names = ("harbour", "bridge", "council", "market", "school", "river", "train", "museum", "library", "orchard")
    by = [f"By Rosa Field rosa.field{number}@harbour.example"] if number % 3 == 0 else []
    lines = [f"The {words.choice(names)} near the {words.choice(names)} opens on day {number}", *by]
    lines += [
        f"The {words.choice(names)} was shown to {words.randint(20, 900)} visitors by the {words.choice(names)} on Monday, "
        f"and the {words.choice(names)} said that it would cost {words.randint(2, 99)} million, as planned."
        for _ in range(8)
    ]
    return "\n\n".join(lines) + "\n"


def fill(inbox: Path) -> tuple[Path, Path]:
    """An inbox in two parts; the second has an input that can't be read, a rejection, and bytes that are known already."""
    old, new = inbox / "old", inbox / "new"
    for folder, numbers in ((old, range(OLD)), (new, range(OLD, OLD + NEW))):
        folder.mkdir(parents=True)
        for number in numbers:
            (folder / f"{number:03}.txt").write_text(document(number))
    (new / "again.txt").write_text(document(3))
    (new / "empty.txt").touch()
    os.mkfifo(new / "pipe.txt")
    return old, new


def contents(path: Path) -> Rows:
    """All rows of a published warehouse, apart from its history and from what says when, how often and by which run."""
    with duckdb.connect(str(path), read_only=True) as con:
        tables = con.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = current_database()"
        ).fetchall()
        found = {}
        for (table,) in tables:
            if table not in HISTORY and not table.startswith(INDEX):
                columns = [name for name, *_ in con.execute(f"DESCRIBE {table}").fetchall()]
                listed = ", ".join(f'"{name}"' for name in columns if name not in BY_TIME_AND_RUN)
                found[table] = con.execute(f"SELECT {listed} FROM {table} ORDER BY ALL").fetchall()  # noqa: S608
    with open_addresses(path) as con:
        found["restricted.addresses"] = con.execute("FROM restricted.addresses ORDER BY ALL").fetchall()
    assert found["restricted.addresses"]
    return found


@dataclass
class Ground:
    """What all trials start from and are compared with."""

    folder: Path
    inbox: Path
    rows: Rows
    releases: frozenset[str]
    processor: float
    """Seconds of processor that the undisturbed run took, with all its processes."""
    before: int
    """Bytes of the state before."""
    peak: int
    """Most bytes that the undisturbed run took at a time."""
    known: frozenset[str]
    """Documents of the state before."""

    def scene(self, folder: Path) -> Scene:
        """The state before, in a folder of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", f"{self.folder / 'before'}/.", str(folder)], check=True)  # hard links stay
        return Scene(folder, self.inbox)

    def stage(self, scene: Scene) -> str:
        """How far a run had come."""
        names = {path.name for path in (scene.folder / "data" / "releases").glob("v*")}
        if names >= self.releases:
            return "after the release"
        held, published = ids(scene.warehouse, warehouse.WORKING), ids(scene.warehouse, None)
        everything = len(self.rows["audit.documents"])
        if len(published) == everything:
            return "release"
        if len(held) == everything:
            return "last load, marts, publishing"
        if len(held) > len(self.known):
            return "loading"
        if any(scene.staging.glob(".*.partial")) or len(list(scene.staging.glob("*.batch.json"))) > OLD // BATCH:
            return "cleaning"
        return "start, reading"

    def assert_sound(self, scene: Scene) -> None:
        """Whatever struck: the published file opens and is a whole version; all that is loaded is whole batches."""
        for at in (None, warehouse.WORKING):
            warehouse.check(scene.warehouse, at=at)
            torn = warehouse.query(
                scene.warehouse,
                "SELECT file, added, count(document_id) AS there FROM audit.batches LEFT JOIN audit.documents USING (batch_id) "
                "GROUP BY ALL HAVING added <> there",
                at=at,
            )
            assert torn.to_pylist() == []
            assert ids(scene.warehouse, at) >= self.known
        with duckdb.connect(str(scene.warehouse), read_only=True) as con:  # as an analyst opens it
            found = con.execute('SELECT document_id, body FROM clean.articles ORDER BY "document_id"').fetchall()
        assert found
        numbers = [version.number for version in warehouse.versions(scene.warehouse)]
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(numbers)) == len(numbers)
        for release in (scene.folder / "data" / "releases").glob("v*"):
            warehouse.verify_release(release)

    def assert_healed(self, scene: Scene, done: Done) -> None:
        """After the next run everything is as if nothing had happened."""
        assert (done.code, done.err) == (0, ""), done
        scene.assert_nothing_runs()
        self.assert_sound(scene)
        self.assert_same(scene)
        assert {path.name for path in (scene.folder / "data" / "releases").glob("v*")} >= self.releases
        assert litter(scene) == []

    def assert_nothing_left_to_do(self, scene: Scene) -> None:
        """The run after that changes nothing."""
        before = warehouse.versions(scene.warehouse)[0].number
        again = scene.run(prefect=False)
        assert (again.code, again.err) == (0, ""), again
        assert (again.figures["cleaned"], again.figures["release"]["created"]) == (0, False)
        self.assert_same(scene)
        assert warehouse.versions(scene.warehouse)[0].number == before

    def assert_same(self, scene: Scene) -> None:
        """What is published is what the undisturbed run published."""
        found = contents(scene.warehouse)
        assert found.keys() == self.rows.keys()
        for table, rows in self.rows.items():
            assert found[table] == rows, table


def ids(path: Path, at: str | None) -> set[str]:
    """The documents in a warehouse."""
    found = warehouse.query(path, "SELECT document_id FROM audit.documents", at=at).column(0).to_pylist()
    assert len(set(found)) == len(found)
    return set(found)


def litter(scene: Scene) -> list[str]:
    """What no run should leave behind."""
    places = Places(scene.warehouse)
    kept = dict(list(places.versions().items())[-2:])
    ours = {places.published, places.working, places.lock, *kept.values()}
    ours |= {places.addresses, *map(places.addresses_of, kept)}
    found = []
    for path in (scene.folder / "data").rglob("*"):
        parts = path.relative_to(scene.folder / "data").parts
        is_fine = (
            path.is_dir()
            or path in ours
            or parts[0] == "prefect"
            or parts[0].endswith(".raw")  # has a sweep of its own, by age
            or (
                parts[0] == "staging" and re.fullmatch(r"[0-9a-f]{32}\.(batch\.json|parquet|aside\.parquet)", path.name)
            )
            or (parts[0] == "releases" and not any(part.startswith(".") for part in parts))
        )
        if not is_fine:
            found.append("/".join(parts))
    return found


def assert_says_what_to_do(done: Done) -> None:
    """A run that failed says so on one line, without a trace, and says what to do."""
    assert done.code in {1, 2}, done
    assert re.fullmatch(r"\s*cleancopy: [^\n]+\n", done.err), done.err
    assert not re.search(r"Traceback|unexpected|report it|0x[0-9a-f]{6}", done.err), done.err
    assert re.search(r"free|unlock|run again|next run|set PREFECT_HOME|try again|name another", done.err), done.err


@contextmanager
def watched(poll: Callable[[], None], every: float = 0.02) -> Iterator[None]:
    """Call something again and again meanwhile."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every):
            poll()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def note(fault: str, trial: int, **facts: object) -> None:
    """A line for the report."""
    if REPORT is not None:
        with Path(REPORT).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"fault": fault, "trial": trial, **facts}, default=str) + "\n")
