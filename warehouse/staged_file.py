"""The staged file on disk: a Parquet file whose footer carries the hash of all that stands before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.errors import WarehouseError
from warehouse.files import replace_file

_HASH = b"cleancopy.sha256"
_TAIL = 8
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A staged file that was found whole."""

    path: Path
    batch_id: str
    rows: int
    bytes: int


def write_staged_file(target: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """Write tables as row groups of a staged file, beside its place, and rename it into place.

    Raises:
        OSError: if the disk does not take it.
    """
    with (
        replace_file(target) as beside,
        _hashing(beside) as sink,
        pq.ParquetWriter(sink, schema, compression="zstd") as out,
    ):
        for table in tables:
            out.write_table(table)
        out.add_key_value_metadata({_HASH.decode(): sink.digest.hexdigest()})


def check_staged_file(path: Path, schema: pa.Schema) -> StagedFile:
    """Read a staged file through and compare it with its own hash and with the schema it must have.

    Raises:
        WarehouseError: if it is missing, damaged, or not of this version.
    """
    try:
        metadata = pq.read_metadata(path)
        data, whole = _digests(path)
        found = pq.read_schema(path)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise WarehouseError(f"{path}: the staged file can't be read ({_one_line(error)}); {_REMEDY}") from error
    if not found.equals(schema) or not _same_version(metadata.metadata or {}, schema):
        raise WarehouseError(f"{path}: this is no staged file of this version of cleancopy; {_REMEDY}")
    if (metadata.metadata or {}).get(_HASH) != data.encode():
        raise WarehouseError(f"{path}: the staged file is damaged: its bytes do not fit its hash; {_REMEDY}")
    return StagedFile(path, whole[:32], metadata.num_rows, path.stat().st_size)


_REMEDY = "delete it, and the next run cleans its documents again"


def _same_version(metadata: dict[bytes, bytes], schema: pa.Schema) -> bool:
    return all(metadata.get(key) == value for key, value in schema.metadata.items())


def _digests(path: Path) -> tuple[str, str]:
    """SHA-256 of what stands before the footer, and of the whole file."""
    left = path.stat().st_size - _TAIL
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(left)
        left -= int.from_bytes(file.read(4), "little")
        file.seek(0)
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
        data = digest.hexdigest()
        while block := file.read(_BLOCK):
            digest.update(block)
    return data, digest.hexdigest()


class _Sink:
    """A file that hashes what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()
        self.closed = False

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.file.write(data)

    def tell(self) -> int:
        return self.file.tell()

    def flush(self) -> None:
        self.file.flush()

    def close(self) -> None:
        self.closed = True


@contextmanager
def _hashing(path: Path) -> Iterator[_Sink]:
    with path.open("wb") as file:
        yield _Sink(file)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
