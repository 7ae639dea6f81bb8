"""Staged files with changed bits or a missing end, found before a run and in the midst of one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from scene import BATCH, NEW, SEED, TIMES, TOGETHER, WHEN_ASKED, Ground, assert_says_what_to_do, ended, note, watched

pytestmark = TOGETHER

BITS, MISSING_END, HOLE, EMPTY = "bits", "missing end", "hole", "empty"
DAMAGES = (BITS, MISSING_END, HOLE, EMPTY)


def damage(path: Path, how: str, choice: random.Random) -> None:
    """Damage a file as a bad disk, a bad cable or a bad copy does."""
    data = bytearray(path.read_bytes())
    if how == BITS:
        for _ in range(choice.randint(1, 3)):
            data[choice.randrange(len(data))] ^= 1 << choice.randrange(8)
    elif how == MISSING_END:
        del data[choice.randrange(1, len(data)) :]
    elif how == HOLE:
        start = choice.randrange(len(data))
        data[start : start + 4096] = bytes(len(data[start : start + 4096]))
    else:
        data.clear()
    path.write_bytes(data)


@pytest.mark.parametrize("trial", range(TIMES))
def test_staged_files_damaged_between_two_runs(ground: Ground, tmp_path: Path, trial: int) -> None:
    """All files of a run that staged and did not load, one damaged in each way: the next run cleans just those again."""
    scene = ground.scene(tmp_path / "scene")
    files = sorted((ground.folder / "after" / "data" / "staging").glob("*[0-9a-f].parquet"))
    new = [file for file in files if ".aside" not in file.name and not (scene.staging / file.name).exists()]
    assert len(new) == NEW // BATCH + 1
    choice = random.Random(f"damage {SEED} {trial}")  # noqa: S311
    choice.shuffle(new)
    for file, how in zip(new, DAMAGES, strict=True):
        copy = scene.staging / file.name
        copy.write_bytes(file.read_bytes())
        if how is not None:
            damage(copy, how, choice)
    done = scene.run()
    note("staged files damaged before a run", trial, code=done.code)
    ground.assert_healed(scene, done)
    for file in new:
        assert (scene.staging / file.name).read_bytes() == file.read_bytes()


@WHEN_ASKED
@pytest.mark.parametrize("trial", range(TIMES))
def test_staged_files_damaged_before_they_are_loaded(ground: Ground, tmp_path: Path, trial: int) -> None:
    scene = ground.scene(tmp_path / "scene")
    choice = random.Random(f"damage in the midst {SEED} {trial}")  # noqa: S311
    known = set(scene.staging.glob("*.parquet"))
    hit: list[str] = []

    def strike(how: Callable[[], str]) -> Callable[[], None]:
        def look() -> None:
            for path in set(scene.staging.glob("[0-9a-f]*.parquet")) - known:
                known.add(path)
                if len(hit) < 2:
                    hit.append(path.name)
                    damage(path, how(), choice)

        return look

    with watched(strike(lambda: choice.choice(DAMAGES)), every=0.001):
        done = ended(scene.start())
    if done.code:
        assert_says_what_to_do(done)
    ground.assert_sound(scene)
    note("staged files damaged in a run", trial, stage=ground.stage(scene), code=done.code, said=done.err.strip())
    ground.assert_healed(scene, scene.run())
