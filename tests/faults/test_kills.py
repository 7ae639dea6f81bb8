"""kill -9 of the flow, of a worker and of a keeper, at random moments."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from scene import SEED, TIMES, TOGETHER, WHEN_ASKED, Ground, Scene, assert_says_what_to_do, ended, note, share

pytestmark = TOGETHER


@WHEN_ASKED
@pytest.mark.parametrize("trial", range(TIMES))
def test_kill_9_of_the_flow(ground: Ground, tmp_path: Path, trial: int) -> None:
    scene = ground.scene(tmp_path / "scene")
    moments = random.Random(f"flow {SEED} {trial}")  # noqa: S311
    process = scene.start()
    scene.let_run(process, share(trial, moments) * ground.processor)
    process.send_signal(signal.SIGKILL)
    done = ended(process)
    scene.assert_nothing_runs()
    ground.assert_sound(scene)
    stage = ground.stage(scene)
    healing = scene.run()
    note("kill -9 of the flow", trial, stage=stage, code=done.code, seconds=round(healing.seconds, 1))
    ground.assert_healed(scene, healing)
    ground.assert_nothing_left_to_do(scene)


def worker_of(scene: Scene, *, keeper: bool) -> int | None:
    """A process that holds documents just now, or its keeper."""
    keepers = {pid: parent for pid, (parent, command) in scene.processes().items() if "flows.worker_keeper" in command}
    found = [pid for pid, parent in keepers.items() if (parent in keepers) is not keeper]
    return min(found, default=None)


@WHEN_ASKED
@pytest.mark.parametrize("trial", range(TIMES))
@pytest.mark.parametrize("who", ["worker", "keeper"])
def test_kill_9_of_a_worker(ground: Ground, tmp_path: Path, trial: int, who: str) -> None:
    scene = ground.scene(tmp_path / "scene")
    moments = random.Random(f"{who} {SEED} {trial}")  # noqa: S311
    process = scene.start()
    victim = None
    while victim is None and process.poll() is None:
        time.sleep(0.01)
        victim = worker_of(scene, keeper=who == "keeper")
    assert victim is not None
    time.sleep(moments.uniform(0, 0.8))
    victim = worker_of(scene, keeper=who == "keeper") or victim
    stage = f"{len(list(scene.staging.glob('*.parquet')))} files staged"
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        stage = "it had done its work"
    done = ended(process)
    if done.code:
        assert_says_what_to_do(done)
    ground.assert_sound(scene)
    if done.code or who == "worker":
        done = scene.run()  # also clears away what a killed worker had not finished
    note(f"kill -9 of a {who}", trial, stage=stage, code=done.code)
    ground.assert_healed(scene, done)
