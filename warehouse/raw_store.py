"""The raw store: the bytes of documents, compressed, each in a file that is named by the hash of what is in it.

    raw/3fa/3fa91bc0….zst      a document: a frame of zstd, as `zstd -dc` reads it
    raw/3fa/3fa91bc0….damaged  one that did not fit its name any more, set aside for a person to look at
    raw/.incoming/             files that are being written

One level of 4,096 folders: a million documents are 244 files a folder. Packs of many documents would take a rewrite to purge
one of them. Before the frame stands another one that decoders skip (RFC 8878, section 3.1.2): where the document was met,
its size, and when it was fetched. The time of a file is when a run last met its document, as the caller says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from cleaners.errors import WarehouseError

_LEVEL = 3
"""Of zstd; its default. Keeping a synthetic page of 49 KB takes half a millisecond of processor in all, and a tenth of its room."""

_SKIPPED = 0x184D2A5C
"""Magic number of the frame that decoders skip; its last digit is free to choose."""

_FRAME = struct.Struct("<III")
"""Magic number, length of what follows, CRC-32 of the facts."""

_CRC_BYTES = 4
_LONGEST_FACTS = 1 << 20
_TOGETHER = 256
"""Files that are flushed to disk together: the disk's log is written once for many of them."""

_INCOMING = ".incoming"
_BROKEN = (OSError, ValueError, TypeError, MemoryError, pa.ArrowException)
_ID = re.compile(r"[0-9a-f]{32}")


class RawError(WarehouseError):
    """A document can't be had from the raw store; `reason` is `raw_missing`, `raw_damaged` or `unreadable`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFacts:
    """What is known of a raw document beside its bytes.

    Attributes:
        source: the path or address where it was first met.
        size: its bytes.
        scraped_at: when it was fetched, in ISO 8601 with its UTC offset, where the caller said so.
    """

    source: str
    size: int
    scraped_at: str | None = None


class RawStore:
    """The raw documents of a folder; one that is not there yet holds none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, document_id: str) -> Path:
        """Where a document stands, or would stand."""
        return self.folder / document_id[:3] / f"{document_id}.zst"

    def __contains__(self, document_id: str) -> bool:
        return self.path(document_id).exists()

    def ids(self) -> Iterator[str]:
        """The documents that are there, in the order of their names."""
        for folder in self._folders():
            for name in sorted(entry.name for entry in os.scandir(folder)):
                if name.endswith(".zst") and _ID.fullmatch(name[:-4]):
                    yield name[:-4]

    def facts(self, document_id: str) -> RawFacts:
        """What is known of a document, without reading it.

        Raises:
            RawError: it is not there, or damaged.
        """
        try:
            with self.path(document_id).open("rb") as file:
                return _facts(file.read)
        except _BROKEN as error:
            raise self._fault(document_id, error) from error

    def read(self, document_id: str) -> bytes:
        """The bytes of a document, compared with its name; what does not fit is set aside, so that a run that meets the
        document again keeps it anew.

        Raises:
            RawError: it is not there, or damaged.
        """
        try:
            with self.path(document_id).open("rb") as file:
                size = _facts(file.read).size
                data: bytes = pa.CompressedInputStream(pa.BufferReader(file.read()), "zstd").read(size + 1)
            if hashlib.sha256(data).hexdigest()[:32] != document_id:
                raise ValueError("its bytes do not fit its name")
        except _BROKEN as error:
            raise self._fault(document_id, error) from error
        return data

    @contextmanager
    def keeping(self, met_at: datetime) -> Iterator[Callable[[str, bytes, RawFacts], None]]:
        """A function that keeps documents; what it took is on disk, whole, when this is left without an error.

        Args:
            met_at: the time to note for each document (aware).

        Raises:
            WarehouseError: if the disk does not take them.
        """
        writer = _Writer(self, met_at.timestamp())
        try:
            yield writer.keep
            writer.settle()
        except OSError as error:
            raise WarehouseError(
                f"{self.folder}: raw documents can't be kept ({error.strerror or error}); free or unlock the disk and run "
                "again, or set keep_raw to false"
            ) from error
        finally:
            writer.close()

    def remove(self, document_id: str) -> bool:
        """Remove a document, a damaged one as well; whether there was any.

        Raises:
            WarehouseError: if the disk does not let go of it.
        """
        found = False
        try:
            for path in (self.path(document_id), self._aside(document_id)):
                found |= path.exists()
                path.unlink(missing_ok=True)
        except OSError as error:
            raise WarehouseError(f"{self.path(document_id)}: can't be removed ({error.strerror}); remove it") from error
        return found

    def expire(self, before: datetime) -> tuple[int, int]:
        """Remove what no run has met since a moment (aware).

        Returns:
            Documents and bytes that are gone.
        """
        count = size = 0
        for folder in self._folders():
            for entry in os.scandir(folder):
                status = entry.stat()
                if status.st_mtime < before.timestamp():
                    Path(entry.path).unlink(missing_ok=True)
                    count, size = count + 1, size + status.st_size
        return count, size

    def sweep(self, before: datetime) -> None:
        """Remove what writers that were killed before a moment (aware) have left unfinished."""
        incoming = self.folder / _INCOMING
        for path in incoming.iterdir() if incoming.is_dir() else ():
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def _folders(self) -> Iterator[Path]:
        if self.folder.is_dir():
            for entry in sorted(os.scandir(self.folder), key=lambda one: one.name):
                if not entry.name.startswith(".") and entry.is_dir():
                    yield Path(entry.path)

    def _aside(self, document_id: str) -> Path:
        return self.path(document_id).with_suffix(".damaged")

    def _fault(self, document_id: str, error: Exception) -> RawError:
        path = self.path(document_id)
        if isinstance(error, FileNotFoundError):
            return RawError("raw_missing", f"{path}: the raw document is not there; fetch it again")
        if isinstance(error, OSError) and error.errno is not None:
            return RawError(
                "unreadable", f"{path}: can't be read ({error.strerror}); give leave to read it, or check the disk"
            )
        try:
            path.replace(self._aside(document_id))
        except OSError:
            return RawError("raw_damaged", f"{path}: the raw document is damaged ({error}); remove it")
        return RawError("raw_damaged", f"{path}: the raw document is damaged ({error}) and set aside; fetch it again")


class _Writer:
    """Writes documents beside their places, and moves many of them there at once when they are on disk."""

    def __init__(self, store: RawStore, met_at: float) -> None:
        self._store = store
        self._met_at = met_at
        self._incoming = store.folder / _INCOMING
        self._waiting: dict[str, Path] = {}
        self._threads = ThreadPoolExecutor(16, thread_name_prefix="flush")

    def keep(self, document_id: str, data: bytes, facts: RawFacts) -> None:
        """Keep a document; one that is there gets the time noted, its facts stay."""
        if document_id in self._waiting:
            return
        try:
            os.utime(self._store.path(document_id), (self._met_at, self._met_at))
        except FileNotFoundError:
            self._waiting[document_id] = self._write(document_id, data, facts)
            if len(self._waiting) >= _TOGETHER:
                self.settle()

    def settle(self) -> None:
        """Flush what is waiting to disk, and move it to its places."""
        list(self._threads.map(_flush, self._waiting.values()))
        for document_id, beside in self._waiting.items():
            path = self._store.path(document_id)
            path.parent.mkdir(exist_ok=True)
            beside.replace(path)
        self._waiting.clear()

    def close(self) -> None:
        """Leave nothing unfinished behind."""
        self._threads.shutdown()
        for beside in self._waiting.values():
            with suppress(OSError):  # a disk that takes nothing does not let go either; what went wrong is told already
                beside.unlink(missing_ok=True)

    def _write(self, document_id: str, data: bytes, facts: RawFacts) -> Path:
        self._store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # with all that is personal in them
        self._incoming.mkdir(exist_ok=True)
        beside = self._incoming / f"{document_id}.{os.getpid()}.partial"
        try:
            beside.write_bytes(_packed(data, facts))
            os.utime(beside, (self._met_at, self._met_at))
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        return beside


def _packed(data: bytes, facts: RawFacts) -> bytes:
    text = json.dumps(asdict(facts), ensure_ascii=True, separators=(",", ":")).encode()
    frame: bytes = pa.Codec("zstd", _LEVEL).compress(data, asbytes=True)
    return _FRAME.pack(_SKIPPED, len(text) + _CRC_BYTES, zlib.crc32(text)) + text + frame


def _facts(read: Callable[[int], bytes]) -> RawFacts:
    """The facts at the beginning of a file.

    Raises:
        ValueError: there are none that fit their check.
    """
    head = read(_FRAME.size)
    if len(head) < _FRAME.size:
        raise ValueError("it ends too early")
    magic, length, check = _FRAME.unpack(head)
    if magic != _SKIPPED or not _CRC_BYTES <= length <= _LONGEST_FACTS:
        raise ValueError("it does not begin as it must")
    text = read(length - _CRC_BYTES)
    if zlib.crc32(text) != check:
        raise ValueError("the facts at its beginning do not fit their check")
    return RawFacts(**json.loads(text))


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
