"""Two releases compared; versions of the schema; a breaking change that nobody meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_records import article, document_id, staged

import warehouse
from cleaners.errors import ReleaseError
from warehouse.release_contract import release_contract
from warehouse.release_profiles import Profile, profile_of
from warehouse.release_schema_diff import next_version, schema_changes

pytestmark = pytest.mark.once

Change = Callable[[dict[str, Any]], Any]


def made(folder: Path, state: str, *articles: Any, **options: Any) -> warehouse.Release:
    path = folder / f"{state}.duckdb"
    if not path.exists():
        warehouse.load(path, [staged(folder, state, *articles)])
    return warehouse.write_release(path, folder / "r", software="x", **options)


OLD = [article(n) for n in range(10)]
NEW = [
    *OLD[:5],
    article(5, headline=None),
    article(6, headline="another", body="Short."),
    article(20, language="de"),
    article(21, language="de"),
]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[warehouse.Release, warehouse.Release]:
    folder = tmp_path_factory.mktemp("pair")
    return made(folder, "old", *OLD), made(folder, "new", *NEW)


def test_articles_added_changed_and_withdrawn(pair: tuple[warehouse.Release, warehouse.Release]) -> None:
    found = warehouse.diff_releases(pair[0].path, pair[1].path)
    assert found.documents == {"added": 2, "changed": 2, "withdrawn": 3, "unchanged": 5}
    assert set(found.examples["added"]) == {document_id(20), document_id(21)}
    assert set(found.examples["changed"]) == {document_id(5), document_id(6)}
    assert found.changed_columns == {"headline": 2, "body": 1}
    assert (found.old["rows"], found.new["rows"]) == (10, 9)
    assert (found.schema, found.breaking, found.same) == ((), False, False)
    back = warehouse.diff_releases(pair[1].path, pair[0].path)
    assert (back.documents["added"], back.documents["withdrawn"]) == (3, 2)


def test_null_rates_and_spreads(pair: tuple[warehouse.Release, warehouse.Release]) -> None:
    found = warehouse.diff_releases(pair[0].path, pair[1].path)
    assert found.null_rates["headline"] == (0.0, pytest.approx(1 / 9))
    spread = {one.name: one for one in found.spreads}
    assert set(spread) == {"language", "outlet", "portal", "month", "length"}
    assert spread["outlet"].distance == 0
    value, old, new = spread["language"].shares[0]
    assert (value, old, new) == ("de", 0.0, pytest.approx(2 / 9))
    assert 0 < (spread["language"].distance or 0) < 1


def test_a_release_and_itself_are_the_same(pair: tuple[warehouse.Release, warehouse.Release]) -> None:
    found = warehouse.diff_releases(pair[0].path, pair[0].path)
    assert found.same
    assert found.documents == {"added": 0, "changed": 0, "withdrawn": 0, "unchanged": 10}
    assert all(one.distance == 0 for one in found.spreads)


def test_releases_of_two_profiles_are_compared_by_what_both_have(tmp_path: Path) -> None:
    one, other = made(tmp_path, "w", *OLD[:3]), made(tmp_path, "w", profile="text")
    found = warehouse.diff_releases(one.path, other.path)
    assert found.breaking
    assert found.documents["unchanged"] == 3
    assert {change.kind for change in found.schema} >= {"column removed"}
    assert not warehouse.diff_releases(other.path, one.path).breaking


def test_an_empty_release_has_no_distance(tmp_path: Path) -> None:
    found = warehouse.diff_releases(made(tmp_path, "none").path, made(tmp_path, "some", *OLD[:2]).path)
    assert found.documents["added"] == 2
    assert {one.distance for one in found.spreads} == {None}


def test_an_increment_is_compared_as_what_it_stands_for(tmp_path: Path) -> None:
    base = made(tmp_path, "old", *OLD)
    step = made(tmp_path, "new", *NEW, since=base.name)
    full = made(tmp_path, "new")
    assert warehouse.diff_releases(step.path, full.path).same
    assert warehouse.diff_releases(base.path, step.path).documents["changed"] == 2


def column(contract: dict[str, Any], name: str) -> dict[str, Any]:
    properties: list[dict[str, Any]] = contract["schema"][0]["properties"]
    (found,) = [item for item in properties if item["name"] == name]
    return found


def drop(contract: dict[str, Any], name: str) -> None:
    contract["schema"][0]["properties"].remove(column(contract, name))


def authors(contract: dict[str, Any]) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = column(contract, "authors")["items"]["properties"]
    return fields


# What is done to the old contract, the place and kind of the change that is found, whether it breaks, the version after 1.4.2.
CHANGES: list[tuple[Change, str, str, bool, str]] = [
    (lambda c: drop(c, "portal"), "articles.portal", "column removed", True, "2.0.0"),
    (lambda c: column(c, "year").update(physicalType="BIGINT"), "articles.year", "type", True, "2.0.0"),
    (lambda c: column(c, "body").update(required=False), "articles.body", "required", True, "2.0.0"),
    (lambda c: column(c, "headline").update(required=True), "articles.headline", "required", False, "1.5.0"),
    (lambda c: column(c, "body").pop("logicalTypeOptions"), "articles.body", "minLength", True, "2.0.0"),
    (lambda c: column(c, "body")["logicalTypeOptions"].update(minLength=9), "articles.body", "minLength", False, "1.5.0"),
    (lambda c: column(c, "date_precision").pop("quality"), "articles.date_precision", "values", True, "2.0.0"),
    (lambda c: column(c, "body").update(description="other words"), "articles.body", "meaning", False, "1.4.3"),
    (lambda c: authors(c).pop(0), "articles.authors[].name", "column removed", True, "2.0.0"),
    (lambda c: authors(c).append({**authors(c)[0], "name": "more"}), "articles.authors[].more", "column added", False, "1.5.0"),
    (lambda c: c["schema"].append({"name": "t"}), "t", "table added", False, "1.5.0"),
    (lambda c: c["schema"][0].update(quality=c["schema"][0]["quality"][1:]), "articles.body_not_blank", "rule removed", True, "2.0.0"),
    (lambda c: column(c, "year").pop("partitionKeyPosition"), "articles", "partitions", True, "2.0.0"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "kind", "breaking", "version"), CHANGES, ids=[f"{p} {k} {v}" for _, p, k, _, v in CHANGES])  # fmt: skip
def test_changes_of_the_schema(change: Change, place: str, kind: str, breaking: bool, version: str) -> None:
    old = release_contract(profile_of("standard"))
    new = deepcopy(old)
    change(new)
    (found,) = schema_changes(old, new)
    assert (found.place, found.kind, found.breaking) == (place, kind, breaking)
    assert next_version("1.4.2", [found], "1.0.0") == version
    assert next_version("1.4.2", [found], "3.0.0") == "3.0.0"


def test_a_table_that_is_gone_breaks() -> None:
    old = release_contract(profile_of("evidence"))
    (found,) = schema_changes(old, {**old, "schema": old["schema"][:1]})
    assert (found.kind, found.breaking) == ("table removed", True)


def test_no_change_keeps_the_version() -> None:
    contract = release_contract(profile_of("full"))
    assert schema_changes(contract, deepcopy(contract)) == []
    assert next_version("1.4.2", [], "1.0.0") == "1.4.2"


def without(monkeypatch: pytest.MonkeyPatch, *columns: str) -> None:
    """From now on releases have those columns no more."""

    def narrowed(profile: Profile) -> dict[str, Any]:
        return release_contract(replace(profile, without=columns))

    monkeypatch.setattr("warehouse.release_version.release_contract", narrowed)


def test_a_breaking_change_has_to_be_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(tmp_path, "w", article(1))
    without(monkeypatch, "portal")
    with pytest.raises(ReleaseError, match=r"articles\.portal \(column removed\).*--major: the schema becomes 2\.0\.0"):
        made(tmp_path, "w")
    assert {path.name for path in (tmp_path / "r").iterdir()} == {first.name, "latest.json"}
    second = made(tmp_path, "w", major=True)
    assert second.name.startswith("v2.0.0-")
    assert second.manifest["schema_version"] == "2.0.0"
    again = made(tmp_path, "w")  # the same schema: nothing breaks any more, and the version stays
    assert (again.name, again.created) == (second.name, False)
    assert made(tmp_path, "w", profile="text", name="text").manifest["schema_version"] == "1.0.0"  # a line of its own
    monkeypatch.undo()
    third = made(tmp_path, "w")  # the column is back, which breaks nobody
    assert third.manifest["schema_version"] == "2.1.0"
    assert "portal" in json.dumps(warehouse.diff_releases(second.path, third.path).schema, default=str)


def test_what_is_no_release_is_said(tmp_path: Path) -> None:
    one = made(tmp_path, "w", article(1))
    for wrong in (tmp_path / "none", tmp_path):
        with pytest.raises(ReleaseError, match="no release"):
            warehouse.diff_releases(one.path, wrong)
    with pytest.raises(ReleaseError, match="no such folder"):
        warehouse.list_releases(tmp_path / "none")


def test_the_releases_of_a_folder_are_listed(tmp_path: Path) -> None:
    one = made(tmp_path, "w", article(1))
    two = made(tmp_path, "w", profile="full")
    (tmp_path / "r" / "notes").mkdir()
    assert [found.name for found in warehouse.list_releases(tmp_path / "r")] == sorted([one.name, two.name])
