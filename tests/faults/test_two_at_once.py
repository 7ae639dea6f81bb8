"""Two runs, and two loaders, on one warehouse at the same time."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from scene import SEED, TIMES, TOGETHER, WHEN_ASKED, Ground, Scene, ended, ids, note

import warehouse

pytestmark = TOGETHER


@pytest.mark.parametrize("trial", range(TIMES))
def test_two_runs_at_once(ground: Ground, tmp_path: Path, trial: int) -> None:
    """Both end well, whoever comes first; what both cleaned is there once."""
    moments = random.Random(f"two runs {SEED} {trial}")  # noqa: S311
    scene = Scene(tmp_path / "scene", ground.inbox) if trial % 2 else ground.scene(tmp_path / "scene")
    scene.folder.mkdir(exist_ok=True)  # every other time there is nothing yet: no warehouse, no folder, no database
    delay = moments.uniform(0, 0.2 if trial % 2 else 0.9)
    first = scene.start()
    scene.let_run(first, delay * ground.processor)
    second = scene.start()
    both = [ended(first), ended(second)]
    assert [(done.code, done.err) for done in both] == [(0, ""), (0, "")]
    brought = [done.figures["this_run"]["documents"] for done in both]
    note("two runs at once", trial, stage=f"the second after {delay:.0%} of the first", brought=brought)
    if trial % 2:  # which batches there are depends on who came first, so the rows differ in that
        ground.assert_sound(scene)
        assert ids(scene.warehouse, None) == {row[0] for row in ground.rows["audit.documents"]}
    else:
        assert sum(brought) == len(ground.rows["audit.documents"]) - len(ground.known)
        ground.assert_healed(scene, scene.run())


LOADER = """
import random, sys
from pathlib import Path
import warehouse
from flows.patience import patiently

path, seed, *files = sys.argv[1:]
random.Random(seed).shuffle(files)
for file in files:
    patiently(lambda: warehouse.load(path, [file], publish=random.random() < 0.3))
"""


@WHEN_ASKED
@pytest.mark.parametrize("trial", range(TIMES))
def test_two_loaders_at_once(ground: Ground, tmp_path: Path, trial: int) -> None:
    """Two processes load the same files, each in an order of its own."""
    scene = ground.scene(tmp_path / "scene")
    files = sorted(map(str, (ground.folder / "after" / "data" / "staging").glob("*.parquet")))
    loaders = [
        subprocess.Popen([sys.executable, "-c", LOADER, str(scene.warehouse), f"{SEED} {trial} {name}", *files])
        for name in "ab"
    ]
    assert [loader.wait(120) for loader in loaders] == [0, 0]
    warehouse.publish(scene.warehouse)
    ground.assert_sound(scene)
    note("two loaders at once", trial, stage="", code=0)
    ground.assert_healed(scene, scene.run())
