from __future__ import annotations

import gzip
import hashlib
import os
import socket
from pathlib import Path

import pytest

from cleaners import document_id
from cleaners.errors import IntakeError
from flows import intake
from flows.intake import read_document
from flows.unpack import unpack

LIMIT = 1_000_000


def reason_of(path: Path, limit: int = LIMIT) -> str:
    with pytest.raises(IntakeError) as caught:
        read_document(path, limit)
    assert str(caught.value)
    return caught.value.reason


def test_the_identity_is_that_of_the_bytes_and_the_cleaners_agree(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    document = read_document(path, LIMIT)
    assert document.data == b"text"
    assert document.document_id == hashlib.sha256(b"text").hexdigest()[:32] == document_id(b"text")


def test_gzip_is_known_by_its_bytes_and_has_the_identity_of_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(b"one") + gzip.compress(b"two") + b"\0\0")
    document = read_document(path, LIMIT)
    assert document.data == b"onetwo"
    assert document.document_id == document_id(b"onetwo")


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    assert read_document(path, LIMIT).data == b""


def test_truncated_and_damaged_gzip(tmp_path: Path) -> None:
    whole = gzip.compress(os.urandom(5000))
    path = tmp_path / "a.gz"
    path.write_bytes(whole[:3000])
    assert reason_of(path) == "truncated_gzip"
    path.write_bytes(whole[:12])
    assert reason_of(path) == "truncated_gzip"
    path.write_bytes(whole[:2000] + bytes(500) + whole[2500:])
    assert reason_of(path) == "broken_gzip"
    path.write_bytes(whole + b"more")
    assert reason_of(path) == "broken_gzip"


def test_a_gzip_bomb_is_unpacked_to_the_limit_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(bytes(200_000_000)))
    assert path.stat().st_size < LIMIT
    assert reason_of(path) == "unpacked_too_large"


def test_many_small_members_are_a_bomb_too() -> None:
    with pytest.raises(IntakeError) as caught:
        unpack(gzip.compress(bytes(1000)) * 2000, LIMIT)
    assert caught.value.reason == "unpacked_too_large"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(intake, "_read_whole", lambda *_: pytest.fail("it was read"))
    assert reason_of(path, 20_000_000) == "too_large"


def test_pipes_sockets_devices_and_folders_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")  # the path of a socket must be short
        monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
        for path in (Path("pipe"), Path("socket"), Path("/dev/zero"), tmp_path):
            assert reason_of(path) == "not_a_file"


def test_a_pipe_put_in_the_place_of_a_file_does_not_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    real = os.open

    def swap(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(name, flags)

    monkeypatch.setattr(os, "open", swap)
    assert reason_of(path) == "not_a_file"


@pytest.mark.parametrize("change", ["grows", "shrinks", "is touched"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 1000)
    real = os.read

    def read(handle: int, count: int) -> bytes:
        if change == "grows":
            with path.open("ab") as file:
                file.write(b"y")
        elif change == "shrinks":
            os.truncate(path, 10)
        else:
            os.utime(path, ns=(1, 1))
        return real(handle, count)

    monkeypatch.setattr(os, "read", read)
    assert reason_of(path) == "changed_while_read"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "none") == "missing"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file; the next test stands in")
def test_a_file_without_leave_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("x")
    path.chmod(0)
    assert reason_of(path) == "unreadable"


def test_a_file_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert reason_of(path) == "unreadable"
