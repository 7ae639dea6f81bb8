"""The manifest of a release: every file with its size and hash, checked against the folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.errors import ReleaseError
from warehouse.files import sha256_of

MANIFEST = "manifest.json"


def file_entry(folder: Path, path: Path, rows: int | None) -> dict[str, Any]:
    """What the manifest says of one file."""
    return {
        "path": path.relative_to(folder).as_posix(),
        "rows": rows,
        "bytes": path.stat().st_size,
        "sha256": sha256_of(path),
    }


def with_content_id(manifest: dict[str, Any]) -> dict[str, Any]:
    """A manifest with the hash of all that it says."""
    plain = {key: value for key, value in manifest.items() if key != "content_id"}
    digest = hashlib.sha256(as_json(plain).encode()).hexdigest()
    return {"content_id": digest, **plain}


def as_json(value: Any) -> str:
    """The one way in which a release writes JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def verified_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release, after every file has been compared with it.

    Raises:
        ReleaseError: naming the first file that is missing, damaged or not in the manifest.
    """
    manifest = read_manifest(folder)
    named = set()
    for entry in manifest["files"]:
        path = _inside(folder, entry["path"])
        named.add(path)
        if not path.is_file():
            raise ReleaseError(f"{path}: the manifest names this file, and it is missing; {_REMEDY}")
        if path.stat().st_size != entry["bytes"] or sha256_of(path) != entry["sha256"]:
            raise ReleaseError(f"{path}: the file is not what the manifest says; {_REMEDY}")
        if entry["rows"] is not None and _rows(path) != entry["rows"]:
            raise ReleaseError(f"{path}: the file has {_rows(path)} rows, the manifest says {entry['rows']}; {_REMEDY}")
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or (path.is_file() and path not in named and path != folder / MANIFEST):
            raise ReleaseError(f"{path}: the manifest does not name this file; move it out of the release")
    return manifest


_REMEDY = "take the release from where it came from again, or write it anew"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a release, by itself: whether the files are those that it names, `verified_manifest` says.

    Raises:
        ReleaseError: if there is none, or it was changed.
    """
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
        manifest = json.loads(text)
        if with_content_id(manifest)["content_id"] != manifest["content_id"]:
            raise ReleaseError(f"{path}: the manifest was changed after it was written; {_REMEDY}")
        for entry in manifest["files"]:
            if set(entry) != {"path", "rows", "bytes", "sha256"}:
                raise KeyError("files")
    except FileNotFoundError as error:
        raise ReleaseError(
            f"{folder}: this is no release, it has no {MANIFEST}; name the folder that holds it"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(f"{path}: the manifest can't be read ({error!r}); {_REMEDY}") from error
    else:
        return dict(manifest)


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if ".." in Path(name).parts or Path(name).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise ReleaseError(f"{folder / MANIFEST}: it names a file outside of the release ({name!r}); {_REMEDY}")
    return path


def _rows(path: Path) -> int:
    try:
        rows: int = pq.read_metadata(path).num_rows
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(f"{path}: this is no Parquet file ({error}); {_REMEDY}") from error
    return rows
