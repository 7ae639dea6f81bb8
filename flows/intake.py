"""One file to bytes, or to the reason why not. Never blocks, never reads more than the limit.

Every reason is listed in `docs/operations.md`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaners.errors import IntakeError
from flows.unpack import is_gzip, unpack

if TYPE_CHECKING:
    from warehouse import RawStore


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of a document, unpacked, and their identity."""

    document_id: str
    data: bytes


def document_id_of(data: bytes) -> str:
    """Identity of a document: the first 32 hexadecimal digits of the SHA-256 of its (unpacked) bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def read_document(path: Path, max_bytes: int) -> RawDocument:
    """Read one file, and unpack it if it is gzip.

    Args:
        path: the file; a link to one is followed.
        max_bytes: largest size, as stored and as unpacked.

    Raises:
        IntakeError: `missing`, `not_a_file`, `unreadable`, `too_large`, `changed_while_read`, or a reason of `unpack`.
    """
    return document_of(_read(path, max_bytes), max_bytes)


def document_of(data: bytes, max_bytes: int) -> RawDocument:
    """The document that stored bytes hold.

    Raises:
        IntakeError: `too_large`, or a reason of `unpack`.
    """
    if len(data) > max_bytes:
        raise _too_large(len(data), max_bytes)
    plain = unpack(data, max_bytes) if is_gzip(data) else data
    return RawDocument(document_id_of(plain), plain)


def read_raw(store: RawStore, document_id: str) -> RawDocument:
    """The document as the raw store has it.

    Raises:
        IntakeError: `raw_missing`, `raw_damaged` or `unreadable`.
    """
    from warehouse import RawError

    try:
        return RawDocument(document_id, store.read(document_id))
    except RawError as error:
        raise IntakeError(error.reason, str(error)) from error


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        # Asked before opening, for to open a device can do something; and without blocking, should it be swapped for a pipe.
        _check_kind(path.stat())
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(error) from error
    with os.fdopen(handle, "rb", buffering=0) as file:
        try:
            before = os.fstat(handle)
            _check_kind(before)
            if before.st_size > max_bytes:
                raise _too_large(before.st_size, max_bytes)
            data = _read_whole(handle, before.st_size)
            after = os.fstat(file.fileno())
        except OSError as error:
            raise _unreadable(error) from error
    if len(data) != before.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise IntakeError("changed_while_read", "the file changed while it was read; the next run reads it again")
    return data


def _read_whole(handle: int, size: int) -> bytes:
    """All bytes up to one more than `size`, by which a file that grew is known."""
    parts: list[bytes] = []
    left = size + 1
    while left > 0:
        part = os.read(handle, min(left, 1 << 20))
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _check_kind(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, socket or device"
        raise IntakeError("not_a_file", f"it is {kind} and no file; it was not opened")


def _too_large(size: int, max_bytes: int) -> IntakeError:
    return IntakeError(
        "too_large", f"{size:,} bytes are more than the limit of {max_bytes:,}; raise max_bytes or split it"
    )


def _unreadable(error: OSError) -> IntakeError:
    if error.errno == errno.ENOENT:
        return IntakeError("missing", "the file is gone; the next run does not expect it")
    return IntakeError(
        "unreadable", f"the file can't be read ({error.strerror}); give leave to read it, or check the disk"
    )
