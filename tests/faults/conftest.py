"""The ground of all trials, made once."""

from __future__ import annotations

import fcntl
import os
import pickle
import resource
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from scene import ASKED, Ground, Scene, contents, ended, fill, ids, watched


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each fault once before any comes again, so that a series that is broken off has seen all of them."""
    if ASKED:
        items.sort(key=trial_of)


def trial_of(item: pytest.Item) -> int:
    """Which trial of a fault a test is."""
    trial: int = item.callspec.params.get("trial", 0) if hasattr(item, "callspec") else 0
    return trial


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Shared by all processes of one call of pytest."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    with (shared / "ground.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / "ground.pickle"
        if not made.exists():
            made.write_bytes(pickle.dumps(make_ground(shared / "ground")))
        found: Ground = pickle.loads(made.read_bytes())  # noqa: S301 - our own
        return found


def make_ground(folder: Path) -> Ground:
    """The state before, and the one that a run reaches that nothing disturbs."""
    old, _ = fill(folder / "inbox")
    before, after = Scene(folder / "before", folder / "inbox"), Scene(folder / "after", folder / "inbox")
    before.folder.mkdir()
    first = before.run(paths=(old,))
    assert (first.code, first.err) == (0, "")
    known = frozenset(ids(before.warehouse, None))
    made = Ground(folder, folder / "inbox", {}, frozenset(), 0.0, before.size(), 0, known)
    made.scene(after.folder)
    spent = processor_of_children()

    def look() -> None:
        made.peak = max(made.peak, after.size())

    with watched(look):
        done = ended(after.start())
    assert (done.code, done.err) == (0, "")
    made.processor = processor_of_children() - spent
    made.rows = contents(after.warehouse)
    made.releases = frozenset(path.name for path in (after.folder / "data" / "releases").glob("v*"))
    return made


def processor_of_children() -> float:
    """Seconds of processor that the processes took that this one has started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
