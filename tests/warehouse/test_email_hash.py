"""Keyed hashes of e-mail addresses: in releases, and alone."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sample_records import article, staged

import warehouse
from cleaners.errors import ReleaseError
from flows.settings import read_settings
from warehouse.email_hash import EmailHash

pytestmark = pytest.mark.once

KEY = "a key that is long enough"


def test_the_same_address_is_the_same_hash_under_one_key_only() -> None:
    one = EmailHash(KEY).of("ada@news.example")
    assert one == "hmac-sha256:" + hmac.new(KEY.encode(), b"ada@news.example", hashlib.sha256).hexdigest()
    assert EmailHash(KEY).of(" ADA@News.example") == one
    assert EmailHash(KEY).of("ａｄａ＠ｎｅｗｓ．ｅｘａｍｐｌｅ") == one
    assert EmailHash(KEY).of("mo@news.example") != one
    assert EmailHash(KEY + "!").of("ada@news.example") != one


def test_a_column_keeps_its_nulls_and_order() -> None:
    hashes = EmailHash(KEY)
    column = hashes.column(pa.array(["b@x.example", None, "a@x.example", "b@x.example"]))
    assert column.to_pylist() == [hashes.of("b@x.example"), None, hashes.of("a@x.example"), hashes.of("b@x.example")]
    assert hashes.column(pa.array([], pa.string())).to_pylist() == []
    assert hashes.column(pa.array([None, None], pa.string())).to_pylist() == [None, None]


def test_a_key_is_long_and_is_not_shown() -> None:
    with pytest.raises(ReleaseError, match="5 bytes"):
        EmailHash("short")
    assert KEY not in repr(EmailHash(KEY))


def test_the_setting_does_not_show_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCOPY_EMAIL_KEY", KEY)
    settings = read_settings()
    assert settings.email_key is not None
    assert settings.email_key.get_secret_value() == KEY
    assert KEY not in repr(settings)


def test_a_release_holds_hashes_and_neither_addresses_nor_the_key(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "one", *(article(n) for n in range(12)))])
    with pytest.raises(ReleaseError, match="CLEANCOPY_EMAIL_KEY"):
        warehouse.write_release(path, tmp_path / "releases", software="x", profile="joinable")
    kept = warehouse.write_release(path, tmp_path / "releases", software="x", profile="with-emails")
    hashed = warehouse.write_release(path, tmp_path / "releases", software="x", profile="joinable", email_key=KEY)
    assert warehouse.verify_release(hashed.path).rows == 12
    assert emails(hashed) == {EmailHash(KEY).of(address) for address in emails(kept)}
    assert emails(kept)
    for file in hashed.path.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert KEY.encode() not in held
        assert not any(address.encode() in held for address in emails(kept)), file.name
    assert hashed.manifest["personal_data"] is False


def emails(release: warehouse.Release) -> set[str]:
    """The values of `email` of all authors in a release."""
    found: set[str] = set()
    for file in (release.path / "articles").rglob("*.parquet"):
        for row in pq.ParquetFile(file).read(columns=["authors"]).to_pylist():
            found |= {author["email"] for author in row["authors"] if author["email"] is not None}
    return found
