"""Files written beside their place and renamed into it, so that a reader sees the old one, the new one, or none."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_BLOCK = 1 << 20

_UNFINISHED = ".*.partial"


@contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """A path to write to; on leaving without an error it is flushed to disk and takes the place of `target`.

    Its writer holds a lock on it, so that others know it from one that a killed writer has left.
    """
    beside, handle = _begun(target)
    try:
        yield beside
        flush(beside)
        beside.replace(target)
        flush(target.parent)
    finally:
        beside.unlink(missing_ok=True)
        os.close(handle)


def _begun(target: Path) -> tuple[Path, int]:
    """A new file under a name of its own, locked."""
    while True:
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        with suppress(OSError):  # where there are no locks, nobody clears away either
            fcntl.flock(handle, fcntl.LOCK_EX)
        if beside.exists():  # else somebody who clears away was between the two
            return beside, handle
        os.close(handle)


def clear_unfinished(folder: Path) -> None:
    """Remove what killed writers left in a folder; what somebody is writing just now stays, and what can't be removed."""
    for left in folder.glob(_UNFINISHED):
        with suppress(OSError):
            handle = os.open(left, os.O_RDWR)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                left.unlink()
            finally:
                os.close(handle)


def flush(path: Path) -> None:
    """Flush a file, or the names in a folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
