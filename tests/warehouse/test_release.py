"""Releases: whole or absent, the same content the same bytes, readable by the tools of other teams."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from sample_records import article, document_id, rejected, staged

import warehouse
from cleaners.errors import ReleaseError
from cleaners.model import SCHEMA_VERSION
from warehouse.contract_file import CONTRACT_FILE
from warehouse.release_files import UNKNOWN

pytestmark = pytest.mark.once

HOSTILE_LANGUAGES = (
    "../../../tmp/evil",
    "en/../../x",
    "/etc",
    "..",
    ".",
    "KO",
    "ko=1",
    "ko\x00",
    "ko\n",
    "x" * 5000,
    "한국어",
    "\udcff",
    "__HIVE_DEFAULT_PARTITION__",
    "zh-hant",
    "con",
    "*",
)


def make(folder: Path, *results: warehouse.Result, name: str = "w") -> Path:
    path = folder / f"{name}.duckdb"
    warehouse.load(path, [staged(folder, f"{name}-staged", *results)])
    return path


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> warehouse.Release:
    folder = tmp_path_factory.mktemp("release")
    path = make(folder, *(article(n) for n in range(40)), rejected(99))
    return warehouse.write_release(path, folder / "releases", software="cleancopy 1.2", profile="evidence")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def read(release: warehouse.Release) -> list[dict[str, Any]]:
    """All articles of a release, without what the folder names say."""
    found = sorted((release.path / "articles").rglob("*.parquet"))
    rows: list[dict[str, Any]] = []
    for path in found:
        rows += pq.ParquetFile(path).read().to_pylist()
    return rows


def test_what_a_release_holds(released: warehouse.Release) -> None:
    assert released.created
    assert released.rows == 40
    assert released.name.startswith(f"v{SCHEMA_VERSION}-")
    top = {path.name for path in released.path.iterdir()}
    assert top == {
        "articles",
        "ledger",
        "manifest.json",
        "dictionary.md",
        "datapackage.json",
        "croissant.json",
        CONTRACT_FILE,
    }
    languages = {path.name for path in (released.path / "articles").iterdir()}
    assert languages == {"language=ko", "language=id", "language=fr", f"language={UNKNOWN}"}
    assert {path.name for path in released.path.glob("articles/language=ko/*")} == {"year=2025"}
    assert released.bytes == sum(len(data) for data in files(released.path).values())


def test_the_manifest(released: warehouse.Release) -> None:
    manifest = json.loads((released.path / "manifest.json").read_text("utf-8"))
    assert manifest == released.manifest
    assert manifest["schema_version"] == SCHEMA_VERSION
    assert len(manifest["schema_hash"]) == 64
    assert manifest["software"] == "cleancopy 1.2"
    assert manifest["rules_versions"] == ["rules-1"]
    assert manifest["date_range"] == {"min": "2025-01-01", "max": "2025-12-24"}
    assert manifest["personal_data"] is False
    assert [(table["name"], table["rows"]) for table in manifest["tables"]] == [("articles", 40), ("ledger", 240)]
    on_disk = files(released.path)
    assert {entry["path"] for entry in manifest["files"]} == set(on_disk) - {"manifest.json"}
    for entry in manifest["files"]:
        assert entry["bytes"] == len(on_disk[entry["path"]])
        assert entry["sha256"] == hashlib.sha256(on_disk[entry["path"]]).hexdigest()
    assert sum(entry["rows"] or 0 for entry in manifest["files"]) == 280


def test_an_article_of_a_release_is_the_record(released: warehouse.Release) -> None:
    rows = {row["document_id"]: row for row in read(released)}
    one, row = article(1), rows[document_id(1)]
    assert (row["headline"], row["portal"], row["language"], row["year"]) == (one.headline, one.portal, "id", 2025)
    assert row["outlet"] == {"id": "paper", "name": "한국일보", "domain": "paper.example"}
    assert [author["name"] for author in row["authors"]] == ["홍길동", "Jean Petit"]
    assert [image["url"] for image in row["images"]] == ["https://paper.example/1@2x.jpg"]
    assert str(row["date_min"]) == "2025-02-02"
    assert row["profiles"] == ["gnuboard5", "daum"]


def test_mail_addresses_are_left_out_everywhere_but_on_request(tmp_path: Path) -> None:
    path = make(
        tmp_path, article(1, byline="a@b.co.kr, c.d+e@f.example／g@h.kr @handle", headline="reporter＠paper.kr")
    )
    plain = warehouse.write_release(path, tmp_path / "r", software="x")
    (row,) = read(plain)
    assert row["byline"] == "[e-mail], [e-mail]／[e-mail] @handle"
    assert row["headline"] == "[e-mail]"
    assert row["body"].endswith("asked at [e-mail].")
    assert row["subheadlines"] == ["First deck", "write to [e-mail]"]
    assert row["images"][0]["caption"] == "caption, [e-mail]"
    assert row["images"][0]["url"] == "https://paper.example/1@2x.jpg"  # no address, though it looks like one
    assert [author["email"] for author in row["authors"]] == [None, None]
    whole = warehouse.write_release(path, tmp_path / "r", software="x", profile="with-emails")
    assert whole.name != plain.name
    (row,) = read(whole)
    assert row["byline"].startswith("a@b.co.kr")
    assert row["authors"][0]["email"] == "hong1@paper.example"
    assert "E-mail addresses are left out" in (plain.path / "dictionary.md").read_text("utf-8")
    assert "E-mail addresses are left out" not in (whole.path / "dictionary.md").read_text("utf-8")


def test_the_order_of_loading_leaves_no_trace(tmp_path: Path) -> None:
    results = [article(n) for n in range(60)] + [article(n, source=f"again/{n}") for n in range(30)]
    batches = [staged(tmp_path, f"b{k}", *results[k::7]) for k in range(7)]
    shuffled = random.Random(3).sample(batches, len(batches))  # noqa: S311
    releases = []
    for name, order in [("one", batches), ("two", shuffled)]:
        for file in order:
            warehouse.load(tmp_path / f"{name}.duckdb", [file], run_id=name)
        path = tmp_path / f"{name}.duckdb"
        releases.append(warehouse.write_release(path, tmp_path / name, software="x", profile="evidence"))
    assert releases[0].name == releases[1].name
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_release_depends_on_records_and_not_on_history(tmp_path: Path) -> None:
    old = [article(n, rules_version="rules-0", headline="old") for n in range(5)]
    grown = make(tmp_path, *old, name="grown")
    warehouse.load(grown, [staged(tmp_path, "new", *(article(n) for n in range(5)))])
    fresh = make(tmp_path, *(article(n) for n in range(5)), name="fresh")
    for name, path in [("a", grown), ("b", fresh)]:
        warehouse.write_release(path, tmp_path / name, software="x")
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_the_same_release_again_is_found_there(tmp_path: Path) -> None:
    path = make(tmp_path, article(1))
    first = warehouse.write_release(path, tmp_path / "r", software="x")
    second = warehouse.write_release(path, tmp_path / "r", software="x")
    assert (second.created, second.path, second.manifest) == (False, first.path, first.manifest)
    latest = json.loads((tmp_path / "r" / "latest.json").read_text())
    entry = {"release": first.name, "content_id": first.manifest["content_id"]}
    assert latest == {**entry, "profiles": {"standard": entry}}


def test_other_content_is_another_release(tmp_path: Path) -> None:
    path = make(tmp_path, article(1))
    names = {warehouse.write_release(path, tmp_path / "r", software=software).name for software in "xy"}
    warehouse.load(path, [staged(tmp_path, "more", article(2))])
    names.add(warehouse.write_release(path, tmp_path / "r", software="x").name)
    assert len(names) == 3


def test_a_name_may_be_given_and_is_taken_once(tmp_path: Path) -> None:
    path = make(tmp_path, article(1))
    assert warehouse.write_release(path, tmp_path, software="x", name="2026-03").path == tmp_path / "2026-03"
    assert not warehouse.write_release(path, tmp_path, software="x", name="2026-03").created
    with pytest.raises(ReleaseError, match="another release stands here"):
        warehouse.write_release(path, tmp_path, software="y", name="2026-03")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep")
    with pytest.raises(ReleaseError, match="no release"):
        warehouse.write_release(path, tmp_path, software="x", name="mine")
    assert (tmp_path / "mine" / "letter.txt").read_text() == "keep"
    assert not list(tmp_path.glob(".partial*"))


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a/b", "/etc/x", "a b", "latest.json", "x" * 200])
def test_a_name_that_is_no_name(tmp_path: Path, name: str) -> None:
    path = make(tmp_path, article(1))
    with pytest.raises(ReleaseError, match="can't name a release"):
        warehouse.write_release(path, tmp_path / "r", software="x", name=name)


def test_hostile_languages_name_no_folder(tmp_path: Path) -> None:
    path = make(tmp_path, *(article(n, language=language) for n, language in enumerate(HOSTILE_LANGUAGES)))
    root = tmp_path / "r"
    release = warehouse.write_release(path, root, software="x")
    folders = {found.name for found in (release.path / "articles").iterdir()}
    assert folders == {f"language={UNKNOWN}", "language=con"}
    stored = {row["language"] for row in read(release)}
    assert stored == {language.replace("\udcff", "\ufffd") for language in HOSTILE_LANGUAGES}
    assert {found.name for found in root.iterdir()} == {release.name, "latest.json"}
    warehouse.verify_release(release.path)


def test_a_year_is_only_what_the_dates_prove(tmp_path: Path) -> None:
    spans = [("2024-12-31", "2025-01-01"), ("2025-01-01", "2025-12-31"), ("2025-01-01", None), (None, None)]
    dated = [
        {"date_published": None, "date_precision": None, "date_evidence": None}
        if a is None
        else {"date_precision": "interval"}
        for a, _ in spans
    ]
    path = make(
        tmp_path,
        *(
            article(n, date_min=a, date_max=b, language="ko", **words)
            for n, ((a, b), words) in enumerate(zip(spans, dated, strict=True))
        ),
    )
    release = warehouse.write_release(path, tmp_path / "r", software="x")
    rows = {row["document_id"]: row["year"] for row in read(release)}
    assert [rows[document_id(n)] for n in range(4)] == [None, 2025, None, None]
    folders = {found.name for found in (release.path / "articles" / "language=ko").iterdir()}
    assert folders == {"year=2025", f"year={UNKNOWN}"}


def test_rows_are_sorted_and_row_groups_and_files_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.release_files.ROW_GROUP_ROWS", 10)
    monkeypatch.setattr("warehouse.release_files._ROW_GROUPS_A_FILE", 3)
    path = make(tmp_path, *(article(n, language="ko") for n in range(95)))
    release = warehouse.write_release(path, tmp_path / "r", software="x")
    found = sorted((release.path / "articles" / "language=ko" / "year=2025").iterdir())
    assert [file.name for file in found] == [f"part-{n:05}.parquet" for n in range(4)]
    groups = [
        pq.ParquetFile(file).metadata.row_group(index).num_rows
        for file in found
        for index in range(pq.ParquetFile(file).metadata.num_row_groups)
    ]
    assert groups == [10] * 9 + [5]
    order = [(row["date_min"], row["document_id"]) for row in read(release)]
    assert order == sorted(order)
    assert pq.ParquetFile(found[0]).metadata.row_group(0).column(0).compression == "ZSTD"


def test_long_texts_make_smaller_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.release_files._ROW_GROUP_TEXT", 10_000)
    path = make(tmp_path, *(article(n, language="ko", body="x" * 4_000) for n in range(10)))
    release = warehouse.write_release(path, tmp_path / "r", software="x")
    (file,) = (release.path / "articles").rglob("*.parquet")
    metadata = pq.ParquetFile(file).metadata
    assert [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)] == [3, 3, 3, 1]


def test_an_empty_warehouse_gives_a_valid_release(tmp_path: Path) -> None:
    path = make(tmp_path)
    release = warehouse.write_release(path, tmp_path / "r", software="x", profile="evidence")
    assert release.rows == 0
    assert release.manifest["date_range"] == {"min": None, "max": None}
    assert warehouse.verify_release(release.path).rows == 0
    glob = f"{release.path}/articles/**/*.parquet"
    assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [glob]).fetchone() == (0,)


def test_other_tools_read_it(released: warehouse.Release) -> None:
    glob = f"{released.path}/articles/*/*/*.parquet"
    sql = "SELECT language, year, count(*) FROM read_parquet(?, hive_partitioning = true) GROUP BY ALL ORDER BY ALL"
    by_folder = duckdb.execute(sql, [glob]).fetchall()
    by_column = duckdb.execute(sql.replace("true", "false"), [glob]).fetchall()
    assert sorted(map(str, by_folder)) == sorted(map(str, by_column))
    dataset = ds.dataset(released.path / "articles", partitioning="hive")
    assert dataset.count_rows() == 40
    assert dataset.to_table(filter=(ds.field("language") == "ko") & (ds.field("year") == 2025)).num_rows == 10
    assert str(dataset.schema.field("year").type) == "int32"
    assert dataset.schema.field("body").metadata[b"doc"].startswith(b"paragraphs")


def test_the_dictionary_describes_every_column(released: warehouse.Release) -> None:
    text = (released.path / "dictionary.md").read_text("utf-8")
    schema = pq.read_schema(next((released.path / "articles").rglob("*.parquet")))
    for name in schema.names:
        assert f"| `{name}` |" in text
    for part in ("### Author", "### Image", "### Outlet", "### Dateline", "## ledger"):
        assert part in text
    assert "### DateCandidate" not in text


def test_the_data_package_is_frictionless(released: warehouse.Release) -> None:
    package = json.loads((released.path / "datapackage.json").read_text("utf-8"))
    articles, ledger = package["resources"]
    assert (articles["name"], ledger["name"]) == ("articles", "ledger")
    types = {"string", "integer", "number", "boolean", "date", "datetime", "array", "object"}
    for resource in package["resources"]:
        for place in resource["path"]:
            assert (released.path / place).is_file()
        names = pq.read_schema(released.path / resource["path"][0]).names
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert {field["type"] for field in resource["schema"]["fields"]} <= types
        assert set(resource["schema"]["primaryKey"]) <= set(names)
    required = {field["name"]: field["constraints"]["required"] for field in articles["schema"]["fields"]}
    assert (required["body"], required["headline"], required["year"]) == (True, False, False)


def spoil_a_byte(folder: Path) -> None:
    path = next(folder.rglob("*.parquet"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def change_manifest(folder: Path, change: Any, *, sign: bool = True) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    change(manifest)
    if sign:
        from warehouse.manifest import with_content_id

        manifest = with_content_id(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (spoil_a_byte, "not what the manifest says"),
        (lambda folder: next(folder.rglob("*.parquet")).unlink(), "is missing"),
        (lambda folder: (folder / "dictionary.md").write_text("other"), "not what the manifest says"),
        (lambda folder: (folder / "more.txt").write_text("other"), "does not name this file"),
        (lambda folder: (folder / "link").symlink_to("/etc/passwd"), "does not name this file"),
        (lambda folder: (folder / "manifest.json").unlink(), "no release"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "can't be read"),
        (lambda folder: (folder / "manifest.json").write_text("[1]"), "can't be read"),
        (lambda folder: (folder / "manifest.json").write_text("not json"), "can't be read"),
        (lambda folder: change_manifest(folder, lambda m: m.update(rows=7), sign=False), "was changed after"),
        (lambda folder: change_manifest(folder, lambda m: m["files"][0].update(rows=7)), "rows, the manifest says 7"),
        (
            lambda folder: change_manifest(folder, lambda m: m["files"][0].update(path="../../w.duckdb")),
            "outside of the release",
        ),
        (lambda folder: change_manifest(folder, lambda m: m["files"][0].pop("sha256")), "can't be read"),
    ],
)
def test_verify_finds_the_damage(tmp_path: Path, damage: Any, words: str) -> None:
    path = make(tmp_path, article(1))
    release = warehouse.write_release(path, tmp_path / "r", software="x")
    assert warehouse.verify_release(release.path).rows == 1
    damage(release.path)
    with pytest.raises(ReleaseError, match=words):
        warehouse.verify_release(release.path)
    with pytest.raises(ReleaseError):  # a damaged release is not taken for the one that is asked for
        warehouse.write_release(path, tmp_path / "r", software="x")


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    path = make(tmp_path, article(1))
    root = tmp_path / "r"
    root.mkdir()
    handle = os.open(root, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(ReleaseError, match="another process is writing a release here"):
        warehouse.write_release(path, root, software="x")
    os.close(handle)
    (root / ".partial-1").mkdir()
    (root / ".partial-1" / "half").write_text("left by a killed writer")
    warehouse.write_release(path, root, software="x")
    assert not list(root.glob(".partial*"))


def test_a_place_that_takes_no_folder(tmp_path: Path) -> None:
    path = make(tmp_path, article(1))
    (tmp_path / "file").write_text("")
    with pytest.raises(ReleaseError, match="can't be written"):
        warehouse.write_release(path, tmp_path / "file" / "r", software="x")
