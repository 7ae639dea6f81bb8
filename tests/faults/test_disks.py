"""Disks that fill up, that can't be written, and that fail in the midst of a run."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import duckdb
import pytest
from disks import failing_disk, small_disk
from scene import SEED, TIMES, TOGETHER, Ground, Scene, assert_says_what_to_do, ended, note, share

pytestmark = TOGETHER

ROOM = 400_000_000


@pytest.mark.parametrize("trial", range(TIMES))
def test_a_disk_that_fills_up(ground: Ground, tmp_path: Path, trial: int) -> None:
    moments = random.Random(f"full {SEED} {trial}")  # noqa: S311
    with small_disk(tmp_path / "disk", ROOM) as disk:
        scene = ground.scene(disk.place / "scene")
        before = disk.used()
        spare = int(share(trial, moments) * (ground.peak - ground.before))
        disk.resize(before + spare)
        done = scene.run()
        scene.assert_nothing_runs()
        if done.code:
            assert_says_what_to_do(done)
        ground.assert_sound(scene)
        stage = ground.stage(scene)
        disk.resize(ROOM)
        note("disk full", trial, stage=stage, code=done.code, said=done.err.strip(), spare=spare)
        ground.assert_healed(scene, scene.run())


@pytest.mark.parametrize("trial", range(TIMES))
def test_a_disk_that_the_kernel_makes_read_only_in_the_midst(ground: Ground, tmp_path: Path, trial: int) -> None:
    moments = random.Random(f"failing {SEED} {trial}")  # noqa: S311
    with failing_disk(tmp_path / "disk") as disk:
        scene = ground.scene(disk.place / "scene")
        subprocess.run(["sync", "--file-system", str(disk.place)], check=True)
        process = scene.start()
        scene.let_run(process, share(trial, moments) * ground.processor)
        disk.fail()
        done = ended(process)
        scene.assert_nothing_runs()
        if done.code:
            assert_says_what_to_do(done)
        assert articles(scene) >= len(ground.known)
        disk.repair()
        ground.assert_sound(scene)
        stage = ground.stage(scene)
        note("disk fails", trial, stage=stage, code=done.code, said=done.err.strip())
        ground.assert_healed(scene, scene.run())


def articles(scene: Scene) -> int:
    """Articles that an analyst sees."""
    with duckdb.connect(str(scene.warehouse), read_only=True) as con:
        return len(con.execute("SELECT document_id FROM clean.articles").fetchall())


@pytest.mark.parametrize("trial", range(TIMES))
def test_a_disk_that_is_read_only_from_the_start(ground: Ground, tmp_path: Path, trial: int) -> None:
    with small_disk(tmp_path / "disk", ROOM) as disk:
        scene = ground.scene(disk.place / "scene")
        if trial % 2:  # what a run needs beside the warehouse is elsewhere
            scene.more |= {"PREFECT_HOME": str(tmp_path / "prefect"), "CLEANCOPY_STAGING": str(tmp_path / "staging")}
        disk.freeze()
        done = scene.run()
        scene.assert_nothing_runs()
        assert_says_what_to_do(done)
        ground.assert_sound(scene)
        assert ground.stage(scene) == "start, reading"
        disk.resize(ROOM)
        scene.more.clear()
        note("read-only disk", trial, code=done.code, said=done.err.strip())
        ground.assert_healed(scene, scene.run())
