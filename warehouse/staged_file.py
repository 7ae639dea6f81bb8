"""The staged file on disk: a Parquet file that carries the hash of all its bytes.

The footer holds a hash under the key `cleancopy.sha256`. It is the SHA-256 of the file as it is with 64 zeros in the
place of that hash, so that not one byte can change unnoticed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.errors import WarehouseError
from warehouse.files import replace_file

_KEY = "cleancopy.sha256"
_ZEROS = b"0" * 64
_HASH = re.compile(rb"cleancopy\.sha256.{1,6}?([0-9a-f]{64})", re.DOTALL)
_TAIL = 8
_BLOCK = 1 << 20
_REMEDY = "the next run cleans its documents again; by hand, delete it and stage them anew"


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A staged file that was found whole."""

    path: Path
    batch_id: str
    rows: int
    bytes: int


def write_staged_file(target: Path, schema: pa.Schema, tables: Iterable[pa.Table], attempt: str | None = None) -> None:
    """Write tables as row groups of a staged file, beside its place, and rename it into place.

    Raises:
        OSError: if the disk does not take it.
    """
    with replace_file(target) as beside:
        beside.chmod(0o600)  # it holds e-mail addresses
        with pq.ParquetWriter(beside, schema, compression="zstd") as out:
            for table in tables:
                out.write_table(table)
            if attempt is not None:
                out.add_key_value_metadata({"cleancopy.attempt": attempt})
            out.add_key_value_metadata({_KEY: _ZEROS.decode()})
        place, _ = _stored_hash(beside)
        digest = _digest(beside, place)
        with beside.open("r+b") as file:
            file.seek(place)
            file.write(digest.encode())


def check_staged_file(path: Path, schema: pa.Schema) -> StagedFile:
    """Read a staged file through and compare it with its own hash and with the schema it must have.

    Raises:
        WarehouseError: if it is missing, damaged, or not of this version.
    """
    try:
        place, stored = _stored_hash(path)
        digest = _digest(path, place)
        if stored != digest:
            raise WarehouseError(f"{path}: the staged file is damaged: its bytes do not fit its hash; {_REMEDY}")
        metadata = pq.read_metadata(path)
        found = pq.read_schema(path)
        size = path.stat().st_size
    except (OSError, ValueError, pa.ArrowException) as error:
        reason = " ".join(str(error).split())[:300]
        raise WarehouseError(f"{path}: the staged file can't be read ({reason}); {_REMEDY}") from error
    if not found.equals(schema) or not _same_version(metadata.metadata or {}, schema):
        raise WarehouseError(f"{path}: this staged file was made by another version of cleancopy; {_REMEDY}")
    return StagedFile(path, digest[:32], metadata.num_rows, size)


def _same_version(metadata: dict[bytes, bytes], schema: pa.Schema) -> bool:
    return all(metadata.get(key) == value for key, value in schema.metadata.items())


def _stored_hash(path: Path) -> tuple[int, str]:
    """Where in the file its hash stands, and what it says.

    Raises:
        ValueError: if the file is no staged file.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        tail = file.read(_TAIL)
        footer = int.from_bytes(tail[:4], "little") + _TAIL
        if tail[4:] != b"PAR1" or footer > size:
            raise ValueError("it does not end like a Parquet file")
        file.seek(size - footer)
        hashes = list(_HASH.finditer(file.read(footer)))
    if len(hashes) != 1:
        raise ValueError("its footer has no hash")
    return size - footer + hashes[0].start(1), hashes[0][1].decode()


def _digest(path: Path, place: int) -> str:
    """SHA-256 of the file with zeros in the place of its hash."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        left = place
        while left and (block := file.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
        file.read(len(_ZEROS))
        digest.update(_ZEROS)
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
