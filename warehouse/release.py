"""Release: the warehouse's articles as a folder of Parquet that other teams can rely on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
    memory_limit: str = "1GB",
    threads: int = 2,
) -> Release:
    """Write the warehouse's articles as a release, `root/<name>`.

    The folder is written beside its place and renamed into it. The same articles give the same bytes and, where no
    name is given, the same name.

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
    raise NotImplementedError


def verify_release(folder: str | os.PathLike[str]) -> Release:
    """Read a release back and compare every file with the manifest.

    Raises:
        ReleaseError: naming the first file that is missing, damaged or not in the manifest.
    """
    raise NotImplementedError
