"""A clock that is set back: between two runs, and in the midst of one."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scene import SEED, TIMES, TOGETHER, WHEN_ASKED, Ground, Scene, ended, note, share

import warehouse

pytestmark = TOGETHER

LIBRARY = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
DAY = 86_400


def back(trial: int) -> int:
    """Seconds to set the clock back: minutes to decades."""
    choice = random.Random(f"clock {SEED} {trial}")  # noqa: S311
    return int(choice.choice([3600, DAY, 400 * DAY, 10_000 * DAY, 20_000 * DAY]) * choice.uniform(0.1, 1))


def assert_versions_count_up(scene: Scene) -> None:
    """The times are the clock's; the order of versions is not."""
    last, first = warehouse.versions(scene.warehouse)
    assert (first.number, last.number, last.is_current) == (1, 2, True)
    assert first.published_at is not None
    assert last.published_at is not None
    assert last.published_at < first.published_at


@pytest.mark.skipif(not LIBRARY, reason="libfaketime is not installed (Debian: apt-get install libfaketime)")
@pytest.mark.parametrize("trial", range(TIMES))
def test_the_clock_is_set_back_between_two_runs(ground: Ground, tmp_path: Path, trial: int) -> None:
    """For all processes of the run: the same rows and the same release."""
    scene = ground.scene(tmp_path / "scene")
    (first,) = warehouse.versions(scene.warehouse)
    assert first.published_at is not None
    since = datetime.now(UTC) - first.published_at.replace(tzinfo=UTC)  # set back from then, however long ago that is
    scene.more = {"LD_PRELOAD": str(LIBRARY[0]), "FAKETIME": f"-{back(trial) + int(since.total_seconds())}"}
    done = scene.run()
    note("clock set back between runs", trial, stage=f"{back(trial) / DAY:.1f} days", code=done.code)
    assert (done.code, done.err) == (0, "")
    assert_versions_count_up(scene)
    scene.more.clear()
    ground.assert_healed(scene, done)


@WHEN_ASKED
@pytest.mark.parametrize("trial", range(TIMES))
def test_the_clock_is_set_back_in_the_midst_of_a_run(ground: Ground, tmp_path: Path, trial: int) -> None:
    """What a run writes down is the flow's clock; set back, a run may end before it began, and nothing else is different."""
    scene = ground.scene(tmp_path / "scene")
    moments = random.Random(f"clock in the midst {SEED} {trial}")  # noqa: S311
    clock = tmp_path / "clock"
    clock.write_text("0")
    scene.more = {"CLOCK": str(clock)}
    process = scene.start(prefect=False)
    scene.let_run(process, share(trial, moments) * ground.processor)
    beside = clock.with_name("clock.new")
    beside.write_text(f"-{back(trial)}")
    beside.replace(clock)
    done = ended(process)
    note("clock set back in a run", trial, stage=f"{back(trial) / DAY:.1f} days", code=done.code)
    assert [version.number for version in warehouse.versions(scene.warehouse)] == [2, 1]
    scene.more.clear()
    ground.assert_healed(scene, done)
