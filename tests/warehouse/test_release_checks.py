"""A release that breaks its data contract is not published; the message names rule, number and examples."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_records import article, document_id, staged

import warehouse
from cleaners.errors import ReleaseError
from cleaners.model import Author, LedgerEntry
from warehouse.contract_checks import breaches
from warehouse.contract_file import CONTRACT_FILE, as_yaml, read_contract
from warehouse.contract_rules import rules_of
from warehouse.manifest import as_json, file_entry, with_content_id
from warehouse.release_contract import release_contract
from warehouse.release_profiles import profile_of, profiles

pytestmark = pytest.mark.once

LIMITS: dict[str, Any] = {"memory_limit": "500MB", "threads": 1}


def made(
    folder: Path, *results: warehouse.Result, profile: str = "standard", email_key: str | None = None
) -> warehouse.Release:
    path = folder / "w.duckdb"
    warehouse.load(path, [staged(folder, "staged", *results)])
    return warehouse.write_release(path, folder / "r", software="x", profile=profile, email_key=email_key)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> warehouse.Release:
    return made(tmp_path_factory.mktemp("sound"), *(article(n) for n in range(12)), profile="evidence")


def shifted(number: int) -> tuple[LedgerEntry, ...]:
    """A ledger whose third segment begins one character late."""
    first, second, third, *rest = article(number).ledger
    return (first, second, replace(third, start=third.start + 1, end=third.end + 1), *rest)


WRONG = [
    ({"body": " \n\t　"}, "articles.body_not_blank"),
    ({"body": ""}, "articles.body: minLength"),
    ({"headline": ""}, "articles.headline: minLength"),
    ({"date_published": "4 August"}, "articles.date_published: pattern"),
    ({"date_min": "2025-03-02", "date_max": "2025-03-01"}, "articles.dates_in_order"),
    ({"date_evidence": None}, "articles.date_has_evidence"),
    ({"date_published": None}, "articles.no_date_without_edtf"),
    ({"date_precision": "week"}, "articles.date_precision: is_known"),
    ({"document_id": "not-hexadecimal"}, "articles.document_id: pattern"),
    ({"authors": (Author("", None, None, None, None),)}, "articles.authors.name: minLength"),
    ({"subheadlines": ("deck", "")}, "articles.subheadlines: minLength"),
]


def test_every_broken_rule_is_found_with_the_document_that_breaks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = [article(n, **change) for n, (change, _) in enumerate(WRONG)]
    with monkeypatch.context() as careless:
        careless.setattr("warehouse.release.demand_none", lambda *_: None)
        release = made(tmp_path, *wrong, *(article(n) for n in range(50, 60)))
    found = breaches(release_contract(profile_of("standard")), release.path, **LIMITS)
    by_document = {(breach.rule, name) for breach in found for name in breach.examples}
    assert {(rule, one.document_id) for one, (_, rule) in zip(wrong, WRONG, strict=True)} <= by_document
    assert {name for _, name in by_document} == {one.document_id for one in wrong}
    with pytest.raises(ReleaseError, match="not to be relied on"):
        warehouse.verify_release(release.path)


@pytest.mark.parametrize(("change", "rule"), WRONG[:2], ids=[rule for _, rule in WRONG[:2]])
def test_a_broken_rule_stops_the_release(tmp_path: Path, change: dict[str, Any], rule: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        made(tmp_path, article(1), article(2, **change), article(3))
    assert f"{rule} (1, such as {document_id(2)}; promised: " in str(caught.value)
    assert "nothing was published" in str(caught.value)
    assert list((tmp_path / "r").iterdir()) == []


def test_a_ledger_with_a_gap_stops_the_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=rf"ledger\.ledger_tiles \(1, such as {document_id(2)}"):
        made(tmp_path, article(1), article(2, ledger=shifted(2)), profile="evidence")


def test_a_release_that_was_there_stays_when_the_next_one_fails(tmp_path: Path) -> None:
    first = made(tmp_path, article(1))
    latest = (tmp_path / "r" / "latest.json").read_bytes()
    warehouse.load(tmp_path / "w.duckdb", [staged(tmp_path, "more", article(2, body=" "))])
    with pytest.raises(ReleaseError, match="body_not_blank"):
        warehouse.write_release(tmp_path / "w.duckdb", tmp_path / "r", software="x")
    assert {path.name for path in (tmp_path / "r").iterdir()} == {first.name, "latest.json"}
    assert (tmp_path / "r" / "latest.json").read_bytes() == latest


def test_a_sound_release_breaks_no_rule(sound: warehouse.Release) -> None:
    assert warehouse.verify_release(sound.path).rows == 12


def rule_names(profile: str) -> set[str]:
    return {rule.name for table in release_contract(profile_of(profile))["schema"] for rule in rules_of(table)}


def test_every_text_is_searched_for_addresses_unless_personal_data_are_kept() -> None:
    searched = {name.partition("no_email_in_")[2] for name in rule_names("standard") if "no_email_in_" in name}
    texts = [
        "headline",
        "body",
        "byline",
        "authors_name",
        "authors_organization",
        "images_caption",
        "dateline_location",
        "subheadlines",
    ]
    assert set(texts) <= searched
    assert not {"source", "images_url"} & searched  # addresses of pages, in which an @ may stand for something else
    assert "articles.no_authors_email" in rule_names("standard")
    assert not any("no_email" in name or "no_authors" in name for name in rule_names("full"))


@pytest.mark.parametrize("profile", profiles())
def test_every_rule_of_every_profile_can_be_run(profile: str, sound: warehouse.Release, tmp_path: Path) -> None:
    path = sound.path.parent.parent / "w.duckdb"
    key = "0123456789abcdef" if profiles()[profile].hashed_emails else None
    release = warehouse.write_release(path, tmp_path / "r", software="x", profile=profile, email_key=key)
    assert warehouse.verify_release(release.path).rows == 12


def test_an_address_that_is_not_taken_out_is_found(sound: warehouse.Release, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules are run on the files: a writer that forgets to take addresses out does not get past them."""
    monkeypatch.setattr("warehouse.release_rows._without_emails", lambda texts: texts)
    folder = sound.path.parent.parent
    with pytest.raises(ReleaseError, match="no_email_in_"):
        warehouse.write_release(folder / "w.duckdb", folder / "other", software="x")


def with_contract(release: warehouse.Release, folder: Path, change: Any) -> Path:
    """A copy of a release whose contract says something else, with a manifest that agrees."""
    copied = folder / "copied"
    shutil.copytree(release.path, copied)
    contract = yaml.safe_load((copied / CONTRACT_FILE).read_text("utf-8"))
    change(contract)
    (copied / CONTRACT_FILE).write_text(as_yaml(contract), "utf-8")
    manifest = dict(release.manifest)
    manifest["files"] = [
        file_entry(copied, copied / entry["path"], entry["rows"]) for entry in release.manifest["files"]
    ]
    (copied / "manifest.json").write_text(as_json(with_content_id(manifest)), "utf-8")
    return copied


def add_rule(contract: dict[str, Any], **rule: Any) -> None:
    contract["schema"][0]["quality"].append({"name": "added", "description": "something", "type": "sql", **rule})


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"query": "SELECT count(*) FROM {object}", "mustBe": 13}, r"articles\.added \(12"),
        ({"query": "SELECT count(*) FROM {object}", "mustBeBetween": [13, 20]}, r"articles\.added \(12"),
        ({"query": "SELECT count(*) FROM {object} WHERE year = 2025", "mustBe": 0}, r"articles\.added \(12, such as"),
        ({"query": "COPY articles TO 'out.parquet'", "mustBe": 0}, "no single SELECT"),
        ({"query": "SELECT 1; SELECT 0", "mustBe": 0}, "no single SELECT"),
        ({"query": "SELECT count(*) FROM read_text('/etc/hostname')", "mustBe": 0}, "can't be run"),
        ({"query": "SELECT count(*) FROM nowhere", "mustBe": 0}, "can't be run"),
        ({"query": "SELECT 0"}, "can't be run"),
        ({"type": "custom", "engine": "other", "implementation": "x"}, "can't be run"),
        ({"type": "library", "metric": "rowCount", "mustBeGreaterThan": 20}, r"articles\.added \(12"),
    ],
)
def test_verify_runs_the_rules_that_come_with_the_folder(
    sound: warehouse.Release, tmp_path: Path, rule: dict[str, Any], words: str
) -> None:
    folder = with_contract(sound, tmp_path, lambda contract: add_rule(contract, **rule))
    with pytest.raises(ReleaseError, match=words):
        warehouse.verify_release(folder)


def test_files_with_other_columns_than_the_contract_are_found(sound: warehouse.Release, tmp_path: Path) -> None:
    folder = with_contract(sound, tmp_path, lambda contract: contract["schema"][0]["properties"].pop())
    with pytest.raises(ReleaseError, match="columns are not those of the data contract"):
        warehouse.verify_release(folder)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda contract: contract["schema"][0].pop("properties"), "not whole"),
        (lambda contract: contract["schema"][0]["properties"][0].pop("name"), "not whole"),
        (lambda contract: contract["schema"][0]["properties"][0].update(physicalType="WORDS"), "not whole"),
        (lambda contract: contract["schema"][0].update(name="../../elsewhere"), "can't name a table"),
        (lambda contract: contract["schema"].append(7), "can't name a table"),
        (lambda contract: contract["schema"][0].update(name="nothing"), "has no file of it"),
    ],
)
def test_a_contract_that_is_not_whole(sound: warehouse.Release, tmp_path: Path, change: Any, words: str) -> None:
    folder = with_contract(sound, tmp_path, change)
    with pytest.raises(ReleaseError, match=words):
        warehouse.verify_release(folder)


@pytest.mark.parametrize("text", ["", "[1]", "kind: other", "a: [", "!!python/object/apply:os.system ['true']"])
def test_a_file_that_is_no_contract(sound: warehouse.Release, tmp_path: Path, text: str) -> None:
    (tmp_path / CONTRACT_FILE).write_text(text, "utf-8")
    with pytest.raises(ReleaseError, match="data contract"):
        read_contract(tmp_path)


def test_checks_leave_the_folder_as_it_is(sound: warehouse.Release) -> None:
    before = {path: path.stat().st_mtime_ns for path in sound.path.rglob("*")}
    assert breaches(release_contract(profile_of("evidence")), sound.path, **LIMITS) == []
    assert {path: path.stat().st_mtime_ns for path in sound.path.rglob("*")} == before
