"""E-mail addresses: in the restricted place, and nowhere else in the warehouse."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_records import article, document_id, rejected, rows, spoil, staged

import warehouse
from cleaners.errors import WarehouseError
from warehouse.addresses import find_addresses, mask, mask_row
from warehouse.connection import open_addresses, open_writer
from warehouse.contract import terms
from warehouse.places import Places
from warehouse.restricted import addresses_of, forget_addresses

ALPHABET = "ab.@＠-_+é가나я ．█\n"


def held(path: Path, number: int, at: int | str | None = None) -> dict[tuple[str, int | None], str]:
    """The addresses of a document by place and position."""
    with open_addresses(path, at=at) as con:
        found = addresses_of(con, [document_id(number)])
    return {(one.place, one.position): one.address for every in found.values() for one in every}


@given(st.text(ALPHABET, max_size=60))
def test_it_finds_what_the_contract_calls_an_address(text: str) -> None:
    unmasked = text.replace("█", "x")
    marked = pc.replace_substring_regex(pa.array([unmasked]), f"({terms()['email']['pattern']})", r"<\1>")[0].as_py()
    ours = unmasked
    for start, end in reversed(find_addresses(unmasked)):
        ours = f"{ours[:start]}<{ours[start:end]}>{ours[end:]}"
    assert ours == marked


@given(st.text(ALPHABET, max_size=60))
def test_a_mask_is_as_long_as_the_address_and_none_itself(text: str) -> None:
    row = {"body": text}
    found = mask_row(row)
    assert len(row["body"]) == len(text)
    assert find_addresses(row["body"]) == []
    assert mask_row(dict(row)) == []
    assert all(text[one.start : one.start + len(one.address)] == one.address for one in found)


def test_time_grows_with_the_text_and_no_faster() -> None:
    for text in ("a" * 200_000, "a" * 100_000 + "@", "@" * 200_000, "a@" * 100_000, "a@b." * 50_000):
        assert len(find_addresses(text)) <= 50_000


def test_what_analysts_open_has_none(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1), rejected(2, message="asked at who@paper.example"))])
    (row,) = rows(path, "SELECT byline, body, outlet_evidence FROM clean.articles")
    assert row["byline"] == "홍길동 기자 █████@paper.example"
    assert row["body"].endswith("asked at ████@paper.example.")
    assert rows(path, "SELECT email FROM clean.authors WHERE email IS NOT NULL") == []
    assert rows(path, "SELECT message FROM audit.documents WHERE outcome = 'rejected'") == [
        {"message": "asked at ███@paper.example"}
    ]
    found = held(path, 1)
    assert found["authors.email", 0] == "hong1@paper.example"
    assert found["byline", None] == "hong1@paper.example"
    assert found["subheadlines", 1] == "deck@paper.example"
    assert found["images.caption", 0] == "photo@paper.example"
    assert held(path, 2) == {("message", None): "who@paper.example"}
    warehouse.check(path)


@pytest.mark.files
def test_no_file_that_is_published_holds_a_byte_of_them(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    for rules in ("rules-1", "rules-2"):
        warehouse.load(
            path, [staged(tmp_path, rules, article(1, rules_version=rules, body="ask verydistinct@b.example"))]
        )
    places = Places(path)
    files = [path, places.working, *places.versions().values()]
    assert len(files) == 4
    for file in files:
        assert b"verydistinct" not in file.read_bytes()
        assert b"hong1" not in file.read_bytes()
    assert b"hong1@paper.example" in places.addresses.read_bytes()
    assert places.restricted.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in places.restricted.iterdir()} == {0o600}
    assert (tmp_path / "rules-1.parquet").stat().st_mode & 0o777 == 0o600


def test_a_record_that_is_replaced_takes_its_addresses_along(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1), article(3))])
    other = article(1, rules_version="rules-2", byline="Ada Verne ada@other.example", authors=())
    warehouse.load(path, [staged(tmp_path, "b", other)])
    assert held(path, 1)["byline", None] == "ada@other.example"
    assert ("authors.email", 0) not in held(path, 1)
    assert held(path, 3)["byline", None] == "hong3@paper.example"
    assert held(path, 1, at=1)["byline", None] == "hong1@paper.example"
    warehouse.check(path)


@pytest.mark.files
def test_addresses_of_a_load_that_broke_off_are_nobodys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    second = staged(
        tmp_path, "b", article(1, rules_version="rules-2", byline="Ada Verne ada@other.example"), article(5)
    )
    real = warehouse.loading.statements  # type: ignore[attr-defined]

    def broken(name: str) -> str:
        return str(real(name)) if name != "load_audit" else "SELECT error('cut')"

    monkeypatch.setattr("warehouse.loading.statements", broken)
    with pytest.raises(WarehouseError, match="nothing was loaded"):
        warehouse.load(path, [second])
    monkeypatch.undo()
    warehouse.check(path)
    released = warehouse.write_release(path, tmp_path / "r", software="x", profile="with-emails", at=warehouse.WORKING)
    assert "hong1@paper.example" in str(duckdb.read_parquet(f"{released.path}/articles/**/*.parquet").fetchall())
    warehouse.publish(path, force=True)
    with open_addresses(path) as con:
        assert con.execute("SELECT count(DISTINCT batch_id) FROM restricted.addresses").fetchall() == [(1,)]
    warehouse.load(path, [second])
    assert held(path, 1)["byline", None] == "ada@other.example"
    assert held(path, 5)


@pytest.mark.files
def test_a_version_copied_elsewhere_has_none_to_give(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    other = tmp_path / "elsewhere" / "copy.duckdb"
    other.parent.mkdir()
    other.write_bytes(path.read_bytes())
    assert warehouse.write_release(other, tmp_path / "r", software="x").rows == 1
    with pytest.raises(WarehouseError, match="not there or not yours to read"):
        warehouse.write_release(other, tmp_path / "r", software="x", profile="with-emails")


@pytest.mark.files
def test_what_is_forgotten_is_in_no_block(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1), article(3))])
    with open_writer(path) as con:
        forget_addresses(con, Places(path), [document_id(1)])
    assert b"hong1@" not in Places(path).addresses.read_bytes()
    assert held(path, 1, at=warehouse.WORKING) == {}
    assert held(path, 3, at=warehouse.WORKING)["authors.email", 0] == "hong3@paper.example"


@pytest.mark.files
def test_an_older_warehouse_gives_them_up(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", *(article(number) for number in range(7)), rejected(9))])
    before = warehouse.write_release(path, tmp_path / "r", software="x", profile="with-emails").manifest["content_id"]
    spoil(
        path,
        """
        UPDATE audit.schema_info SET layout = 5;
        UPDATE clean.articles SET byline = 'verydistinct@paper.example', subheadlines = ['a', 'deck@paper.example'];
        UPDATE clean.authors SET email = 'ada@paper.example' WHERE "position" = 0;
        UPDATE clean.images SET caption = 'caption, photo@paper.example';
        """,
    )
    Places(path).addresses.unlink()
    with open_writer(path):
        pass
    warehouse.check(path)
    assert b"verydistinct" not in Places(path).working.read_bytes()
    found = held(path, 3, at=warehouse.WORKING)
    assert found["byline", None] == "verydistinct@paper.example"
    assert found["authors.email", 0] == "ada@paper.example"
    assert found["subheadlines", 1] == "deck@paper.example"
    after = warehouse.write_release(path, tmp_path / "r", software="x", profile="with-emails", at=warehouse.WORKING)
    assert after.manifest["content_id"] != before
    assert after.rows == 7


def test_the_check_finds_one_that_slipped_through(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1))])
    spoil(path, "UPDATE clean.articles SET byline = 'ada@paper.example'")
    with pytest.raises(WarehouseError, match="an e-mail address that is not in the restricted place"):
        warehouse.check(path)


def test_a_mask_keeps_the_domain() -> None:
    assert mask("hong@paper.example") == "████@paper.example"
    assert mask("ｈ＠ｐ．ｋｒ") == "█＠ｐ．ｋｒ"
