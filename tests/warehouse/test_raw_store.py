"""The raw store: whole or absent, compared with its name, in time that the caller gives."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from cleaners.errors import WarehouseError
from warehouse import RawError, RawFacts, RawStore

pytestmark = pytest.mark.files
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
TEXT = "하버 뉴스 \x00 <html>".encode() * 500


def id_of(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


def keep(store: RawStore, *documents: bytes, at: datetime = NOW, source: str = "a.html") -> list[str]:
    with store.keeping(at) as kept:
        for data in documents:
            kept(id_of(data), data, RawFacts(source=source, size=len(data), scraped_at="2026-03-01T10:00:00+09:00"))
    return [id_of(data) for data in documents]


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "raw")


def test_what_is_kept_is_read_as_it_was(store: RawStore) -> None:
    documents = [TEXT, b"x", b"", os.urandom(300_000)]
    names = keep(store, *documents)
    assert [store.read(name) for name in names] == documents
    assert list(store.ids()) == sorted(names)
    assert store.facts(names[0]) == RawFacts(source="a.html", size=len(TEXT), scraped_at="2026-03-01T10:00:00+09:00")
    assert store.path(names[0]).stat().st_size < len(TEXT) / 20
    assert list((store.folder / ".incoming").iterdir()) == []
    assert store.folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_not_there_holds_nothing(store: RawStore) -> None:
    assert list(store.ids()) == []
    assert id_of(b"x") not in store
    store.sweep(NOW)
    assert store.expire(NOW) == (0, 0)
    with pytest.raises(RawError, match="not there") as caught:
        store.read(id_of(b"x"))
    assert caught.value.reason == "raw_missing"
    assert not store.folder.exists()


def test_what_is_met_again_is_not_written_again(store: RawStore) -> None:
    (name,) = keep(store, TEXT)
    inode = store.path(name).stat().st_ino
    keep(store, TEXT, TEXT, at=NOW + timedelta(days=1), source="other.html")
    status = store.path(name).stat()
    assert (status.st_ino, status.st_mtime) == (inode, (NOW + timedelta(days=1)).timestamp())
    assert store.facts(name).source == "a.html"


def test_any_tool_unpacks_it(store: RawStore) -> None:
    if shutil.which("zstd") is None:
        pytest.skip("zstd is not installed")
    (name,) = keep(store, TEXT)
    assert subprocess.run(["zstd", "-dc", store.path(name)], capture_output=True, check=True).stdout == TEXT


@pytest.mark.parametrize("at", [0, 5, 12, 40, -1, "empty", "cut", "longer", "other"])
def test_damage_is_told_and_set_aside(store: RawStore, at: int | str) -> None:
    name, other = keep(store, TEXT, b"other")
    path = store.path(name)
    data = bytearray(path.read_bytes())
    if isinstance(at, int):
        data[at] ^= 0x10
    changed = {"empty": b"", "cut": data[:-9], "longer": data + b"x", "other": store.path(other).read_bytes()}
    path.write_bytes(changed.get(str(at), data))
    with pytest.raises(RawError, match=r"damaged .* and set aside") as caught:
        store.read(name)
    assert caught.value.reason == "raw_damaged"
    assert list(store.ids()) == [other]
    assert path.with_suffix(".damaged").exists()
    keep(store, TEXT)
    assert store.read(name) == TEXT
    assert store.remove(name)
    assert not path.with_suffix(".damaged").exists()
    assert not store.remove(name)


def test_many_at_once_and_a_writer_that_is_stopped(store: RawStore) -> None:
    documents = [b"%d" % number for number in range(600)]

    def stopped() -> None:
        with store.keeping(NOW) as kept:
            for data in documents[:550]:
                kept(id_of(data), data, RawFacts(source="s", size=len(data)))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    whole = list(store.ids())
    assert len(whole) == 512
    assert all(id_of(store.read(name)) == name for name in whole)
    assert list((store.folder / ".incoming").iterdir()) == []
    keep(store, *documents)
    assert len(list(store.ids())) == 600


def test_what_no_run_has_met_expires(store: RawStore) -> None:
    old, new = keep(store, b"old")[0], keep(store, b"new", at=NOW + timedelta(days=2))[0]
    left = store.folder / ".incoming" / "x.1.partial"
    left.write_bytes(b"x")
    os.utime(left, (NOW.timestamp(), NOW.timestamp()))
    store.sweep(NOW + timedelta(days=1))
    assert not left.exists()
    assert store.expire(NOW + timedelta(days=1))[0] == 1
    assert (old in store, new in store) == (False, True)


def test_a_disk_that_takes_nothing_is_said(store: RawStore) -> None:
    store.folder.write_text("in the way")
    with pytest.raises(WarehouseError, match=r"raw documents can't be kept .* keep_raw"):
        keep(store, TEXT)
