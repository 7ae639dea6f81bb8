"""Release: the warehouse's articles as a folder of Parquet that other teams can rely on."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cleaners.errors import ReleaseError
from cleaners.model import SCHEMA_VERSION
from warehouse.connection import MEMORY_LIMIT, THREADS, open_reader
from warehouse.files import flush, replace_file
from warehouse.manifest import MANIFEST, as_json, file_entry, verified_manifest, with_content_id
from warehouse.release_files import ROW_GROUP_ROWS, write_table_files
from warehouse.release_order import in_order
from warehouse.release_tables import ReleaseTable, articles_table, datapackage, dictionary, ledger_table, schema_hash
from warehouse.statements import statements

LATEST = "latest.json"
"""The file beside the releases that names the last one written."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_PARTIAL = ".partial-"
_SPOOL = ".spool"
_BATCH_ROWS = 8_192


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release on disk.

    Attributes:
        path: its folder.
        name: the folder's name.
        rows: articles in it.
        bytes: size of all its files.
        created: false where the same release stood there already.
        manifest: what `manifest.json` says.
    """

    path: Path
    name: str
    rows: int
    bytes: int
    created: bool
    manifest: dict[str, Any]


def write_release(
    warehouse: str | os.PathLike[str],
    root: str | os.PathLike[str],
    *,
    software: str,
    name: str | None = None,
    personal_data: bool = False,
    ledger: bool = False,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> Release:
    """Write the warehouse's articles as a release, `root/<name>`.

    The folder is written beside its place and renamed into it, then `root/latest.json` is made to name it. The same
    articles give the same bytes and, where no name is given, the same name.

    Args:
        warehouse: path of the DuckDB file.
        root: folder of releases; made where there is none.
        software: name and version of the software, for the manifest.
        name: name of the folder; by default from schema version and content.
        personal_data: keep e-mail addresses, which are left out by default.
        ledger: add the ledger, as a second table.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: if the release can't be written, or something else stands in its place.
        WarehouseError: if the warehouse can't be opened.
    """
    if name is not None and (not _NAME.fullmatch(name) or name == LATEST):
        raise ReleaseError(f"{name!r} can't name a release; use letters, digits, dots, dashes and underscores")
    folder = Path(root)
    tables = [articles_table(), *([ledger_table()] if ledger else [])]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _sole_writer(folder), open_reader(warehouse, memory_limit=memory_limit, threads=threads) as con:
            partial = folder / f"{_PARTIAL}{os.getpid()}"
            partial.mkdir()
            try:
                manifest = _write(con, partial, tables, software=software, personal_data=personal_data)
                release = _put_in_place(partial, folder, name, manifest)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
            with replace_file(folder / LATEST) as latest:
                latest.write_text(as_json({"release": release.name, "content_id": manifest["content_id"]}), "utf-8")
    except (OSError, pa.ArrowException) as error:
        raise ReleaseError(
            f"{folder}: the release can't be written ({error}); free or unlock the disk and try again"
        ) from error
    return release


def verify_release(folder: str | os.PathLike[str]) -> Release:
    """Read a release back and compare every file with the manifest.

    Raises:
        ReleaseError: naming the first file that is missing, damaged or not in the manifest.
    """
    path = Path(folder)
    return _release(path, verified_manifest(path), created=False)


def _write(
    con: duckdb.DuckDBPyConnection, folder: Path, tables: list[ReleaseTable], *, software: str, personal_data: bool
) -> dict[str, Any]:
    """Write all files of a release into a folder and return the manifest."""
    con.execute("SET VARIABLE personal_data = ?::BOOLEAN", [personal_data])
    con.execute(statements("release_macros"))
    con.execute(statements("release_places"))
    files: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        reader = con.execute(statements(table.sql)).to_arrow_reader(_BATCH_ROWS)
        batches = in_order(reader, folder / _SPOOL) if "place" in reader.schema.names else reader
        written = list(write_table_files(batches, table, folder))
        files[table.name] = [file_entry(folder, path, rows) for path, rows in written]
    about = {
        "dictionary.md": dictionary(tables, personal_data=personal_data),
        "datapackage.json": as_json(datapackage(tables, files)),
    }
    for name, text in about.items():
        (folder / name).write_text(text, encoding="utf-8")
    ((rules_versions, first_day, last_day),) = con.execute(statements("release_figures")).fetchall()
    entries = [entry for name in files for entry in files[name]]
    entries += [file_entry(folder, folder / name, None) for name in about]
    manifest = with_content_id(
        {
            "format": 1,
            "schema_version": SCHEMA_VERSION,
            "schema_hash": schema_hash(tables),
            "software": software,
            "rules_versions": rules_versions or [],
            "rows": sum(entry["rows"] for entry in files["articles"]),
            "bytes": sum(entry["bytes"] for entry in entries),
            "date_range": {"min": first_day, "max": last_day},
            "personal_data": personal_data,
            "tables": [
                {
                    "name": table.name,
                    "rows": sum(entry["rows"] for entry in files[table.name]),
                    "partitioned_by": list(table.partitions),
                    "sorted_by": list(table.sorted_by),
                    "row_group_rows": ROW_GROUP_ROWS,
                }
                for table in tables
            ],
            "files": entries,
        }
    )
    (folder / MANIFEST).write_text(as_json(manifest), encoding="utf-8")
    return manifest


def _put_in_place(partial: Path, root: Path, name: str | None, manifest: dict[str, Any]) -> Release:
    """Rename a finished folder to its place, or find the same release there."""
    target = root / (name or f"v{SCHEMA_VERSION}-{manifest['content_id'][:12]}")
    if target.exists() or target.is_symlink():
        if verified_manifest(target) != manifest:
            raise ReleaseError(f"{target}: another release stands here; give this one another name, or move that away")
        return _release(target, manifest, created=False)
    for path in sorted(partial.rglob("*")):
        flush(path)
    flush(partial)
    partial.rename(target)
    flush(root)
    return _release(target, manifest, created=True)


def _release(path: Path, manifest: dict[str, Any], *, created: bool) -> Release:
    size = manifest["bytes"] + (path / MANIFEST).stat().st_size
    return Release(path=path, name=path.name, rows=manifest["rows"], bytes=size, created=created, manifest=manifest)


@contextmanager
def _sole_writer(root: Path) -> Iterator[None]:
    """Hold the folder of releases as its only writer, and clear away what a killed one left."""
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(
                f"{root}: another process is writing a release here; try again when it has finished"
            ) from error
        for left in root.glob(f"{_PARTIAL}*"):
            shutil.rmtree(left)
        yield
    finally:
        os.close(handle)
