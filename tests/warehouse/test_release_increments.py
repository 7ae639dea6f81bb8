"""Increments: applied one after the other they give the full release, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_records import article, document_id, staged

import warehouse
from cleaners.errors import ReleaseError
from cleaners.model import Article

pytestmark = pytest.mark.once


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def load(folder: Path, name: str, *articles: Article) -> Path:
    """A warehouse of its own for each state: what a state no longer has is withdrawn from it."""
    path = folder / f"{name}.duckdb"
    warehouse.load(path, [staged(folder, name, *articles)])
    return path


def release(folder: Path, state: str, root: str, *articles: Article, **options: Any) -> warehouse.Release:
    place = folder / f"{state}.duckdb"
    path = place if place.exists() else load(folder, state, *articles)
    return warehouse.write_release(path, folder / root, software="x", **options)


def ids(made: warehouse.Release, table: str) -> list[str]:
    found = sorted((made.path / table).rglob("*.parquet"))
    return [row["document_id"] for file in found for row in pq.ParquetFile(file).read(["document_id"]).to_pylist()]


ONE = [article(n) for n in range(8)]
TWO = [*ONE[:5], article(5, headline="mended"), article(8), article(9, language="ko")]
THREE = [*ONE[:3], article(5, headline="mended twice"), *ONE[6:], article(9, language="fr")]


@pytest.mark.parametrize("profile", ["standard", "evidence", "text"])
def test_applied_increments_are_the_full_release(tmp_path: Path, profile: str) -> None:
    full = [release(tmp_path, f"s{k}", "full", *state, profile=profile) for k, state in enumerate((ONE, TWO, THREE))]
    base = release(tmp_path, "s0", "steps", profile=profile)
    first = release(tmp_path, "s1", "steps", profile=profile, since=base.name)
    second = release(tmp_path, "s2", "steps", profile=profile, since=first.name)
    assert first.manifest["changes"] == {"added": 2, "changed": 1, "withdrawn": 2, "unchanged": 5}
    assert set(ids(first, "articles")) == {document_id(n) for n in (5, 8, 9)}
    assert set(ids(first, "withdrawn")) == {document_id(n) for n in (6, 7)}
    assert first.name.startswith("v")
    assert "-increment-" in first.name
    made = warehouse.apply_release(base.path, [first.path, second.path], tmp_path / "made")
    assert made.name == full[2].name
    assert files(made.path) == files(full[2].path)
    again = warehouse.apply_release(second.path, [], tmp_path / "again")  # its releases stand beside it
    assert files(again.path) == files(full[2].path)
    for one in (base, first, second, made):
        warehouse.verify_release(one.path)
    latest = (tmp_path / "steps" / "latest.json").read_text("utf-8")
    assert base.name in latest
    assert first.name not in latest


versions = st.dictionaries(st.integers(0, 6), st.sampled_from(["", "b", "c"]), max_size=7)


def state_of(held: dict[int, str]) -> list[Article]:
    return [
        article(n, headline=f"Headline {n}{text}", language="ko" if text == "c" else None) for n, text in held.items()
    ]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(versions, min_size=2, max_size=4))
def test_any_history_of_states_can_be_applied(tmp_path: Path, states: list[dict[int, str]]) -> None:
    folder = Path(
        tempfile.mkdtemp(dir=tmp_path)
    )  # a new one each time: what a lake has in its catalog is not removed with it
    steps = []
    for k, held in enumerate(states):
        since = {"since": steps[-1].name} if steps else {}
        steps.append(release(folder, f"s{k}", "steps", *state_of(held), name=f"r{k}", **since))
    full = release(folder, f"s{len(states) - 1}", "full")
    made = warehouse.apply_release(steps[0].path, [step.path for step in steps[1:]], folder / "made")
    assert files(made.path) == files(full.path)


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[warehouse.Release]:
    folder = tmp_path_factory.mktemp("steps")
    made = [release(folder, "s0", "r", *ONE)]
    made.append(release(folder, "s1", "r", *TWO, since=made[-1].name))
    made.append(release(folder, "s2", "r", *THREE, since=made[-1].name))
    return made


def test_increments_out_of_order_are_refused(steps: list[warehouse.Release], tmp_path: Path) -> None:
    base, first, second = (step.path for step in steps)
    for wrong in ([second], [second, first], [first, first], [base]):
        with pytest.raises(ReleaseError, match=r"an increment on|no increment"):
            warehouse.apply_release(base, wrong, tmp_path / "made")
    assert list((tmp_path / "made").iterdir()) == []


def test_an_increment_without_its_release_says_which_is_missing(steps: list[warehouse.Release], tmp_path: Path) -> None:
    shutil.copytree(steps[1].path, tmp_path / "alone")
    with pytest.raises(ReleaseError, match=f"an increment on {steps[0].name}"):
        warehouse.apply_release(tmp_path / "alone", [], tmp_path / "made")
    warehouse.verify_release(tmp_path / "alone")  # by itself it is whole


def test_a_damaged_increment_gives_nothing(steps: list[warehouse.Release], tmp_path: Path) -> None:
    copied = tmp_path / "copied"
    shutil.copytree(steps[1].path, copied)
    path = next(copied.rglob("articles/**/*.parquet"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ReleaseError, match="not what the manifest says"):
        warehouse.apply_release(steps[0].path, [copied], tmp_path / "made")


def test_increments_want_the_same_profile(steps: list[warehouse.Release]) -> None:
    folder = steps[0].path.parent.parent
    with pytest.raises(ReleaseError, match="another profile"):
        release(folder, "s1", "r", profile="text", since=steps[0].name)


def test_an_increment_can_be_read_by_anybody(steps: list[warehouse.Release]) -> None:
    """What `apply` does, in the SQL that docs/warehouse.md gives."""
    old, new = steps[0].path, steps[1].path
    rows = duckdb.sql(
        f"""
        SELECT document_id, headline FROM read_parquet('{old}/articles/**/*.parquet')
        WHERE document_id NOT IN (SELECT document_id FROM read_parquet('{new}/articles/**/*.parquet'))
            AND document_id NOT IN (SELECT document_id FROM read_parquet('{new}/withdrawn/*.parquet'))
        UNION ALL
        SELECT document_id, headline FROM read_parquet('{new}/articles/**/*.parquet')
        """  # noqa: S608
    ).fetchall()
    assert sorted(rows) == sorted((one.document_id, one.headline) for one in TWO)
