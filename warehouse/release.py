"""Release: the warehouse's articles as a folder of Parquet that other teams can rely on."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cleaners.errors import ReleaseError
from warehouse.connection import MEMORY_LIMIT, THREADS, open_addresses, open_reader
from warehouse.contract_checks import breaches, demand_none
from warehouse.contract_file import CONTRACT_FILE, read_contract
from warehouse.email_hash import EmailHash
from warehouse.files import clear_unfinished, flush
from warehouse.latest import LATEST, note_latest
from warehouse.manifest import MANIFEST, read_manifest, verified_manifest
from warehouse.places import At
from warehouse.release_increment import apply_increments, write_increment
from warehouse.release_profiles import STANDARD, profile_of
from warehouse.release_source import WarehouseRows
from warehouse.release_version import versioned_contract
from warehouse.release_writing import write_files

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_PARTIAL = ".partial-"


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
    profile: str = STANDARD,
    since: str | os.PathLike[str] | None = None,
    major: bool = False,
    email_key: str | None = None,
    at: At = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> Release:
    """Write the warehouse's articles as a release, `root/<name>`.

    The folder is written beside its place, checked against its data contract, and renamed into place; then
    `root/latest.json` is made to name it, unless it is an increment or of an older version. The same articles give the same bytes and, where no
    name is given, the same name.

    Args:
        warehouse: path of the published file.
        root: folder of releases; made where there is none.
        software: name and version of the software, for the manifest.
        name: name of the folder; by default from schema version and content.
        profile: what it holds, one of `release_profiles.toml`; by default no personal data.
        since: a release in `root`, by name or path: only what changed since is written, and what is gone is named.
        major: a schema that breaks readers of the last release of this profile is meant.
        email_key: the key for hashes of e-mail addresses, which is stored nowhere; only for a profile with such.
        at: number of the version to release; by default the published one. A release of a version that is named never
            becomes the latest one: readers of `latest.json` would go back in time.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: if the release can't be written, breaks its data contract or its readers, or something else stands
            in its place.
        WarehouseError: if the warehouse can't be opened.
    """
    folder = Path(root)
    kind = profile_of(profile)
    if kind.hashed_emails and not email_key:
        raise ReleaseError(
            f"{root}: profile {profile} has hashes of e-mail addresses and needs a key for them; set CLEANCOPY_EMAIL_KEY"
        )
    hashes = EmailHash(email_key) if email_key and kind.hashed_emails else None

    def write(partial: Path) -> Path:
        contract = versioned_contract(folder, kind, major=major)
        full, increment = partial / "full", partial / "increment"
        full.mkdir()
        with ExitStack() as stack:
            con = stack.enter_context(open_reader(warehouse, at=at, memory_limit=memory_limit, threads=threads))
            held = (
                stack.enter_context(open_addresses(warehouse, at=at, memory_limit=memory_limit, threads=threads))
                if kind.personal_data or kind.hashed_emails
                else None
            )
            write_files(WarehouseRows(con, kind, hashes, held), full, contract, software=software, more={})
        found = breaches(contract, full, memory_limit=memory_limit, threads=threads)
        demand_none(found, folder, "nothing was published")
        if since is None:
            return full
        increment.mkdir()
        write_increment(full, folder / since, increment, memory_limit=memory_limit, threads=threads)
        return increment

    return _published(folder, name, write, latest=at is None)


def apply_release(
    base: str | os.PathLike[str],
    increments: Sequence[str | os.PathLike[str]],
    root: str | os.PathLike[str],
    *,
    name: str | None = None,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> Release:
    """Put the full release together that increments on a release stand for, byte for byte the one they were taken from.

    Args:
        base: a full release.
        increments: increments, each on the one before.
        root: folder of releases to write into.
        name: name of the folder; by default from schema version and content.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: if an increment is missing or damaged, or the outcome is not what the last increment names.
    """

    def write(partial: Path) -> Path:
        full = partial / "full"
        full.mkdir()
        paths = [Path(path) for path in increments]
        apply_increments(Path(base), paths, full, memory_limit=memory_limit, threads=threads)
        return full

    return _published(Path(root), name, write)


def verify_release(
    folder: str | os.PathLike[str], *, memory_limit: str = MEMORY_LIMIT, threads: int = THREADS
) -> Release:
    """Read a release back: every file against the manifest, then all rules of the data contract that it carries.

    It takes nothing but the folder. A release older than data contracts is compared with its manifest only.

    Args:
        folder: the release's folder.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: naming the first file that is missing, damaged or not in the manifest, or the rules that are broken.
    """
    path = Path(folder)
    manifest = verified_manifest(path)
    if (path / CONTRACT_FILE).exists():
        found = breaches(read_contract(path), path, memory_limit=memory_limit, threads=threads)
        demand_none(found, path, "this release is not to be relied on")
    return _release(path, manifest, created=False)


def list_releases(root: str | os.PathLike[str]) -> list[Release]:
    """The releases of a folder by name, as their manifests say; a folder that is none is left out.

    Raises:
        ReleaseError: if there is no such folder.
    """
    folder = Path(root)
    if not folder.is_dir():
        raise ReleaseError(f"{folder}: there is no such folder; `cleancopy release make --to {folder}` makes one")
    found = [path for path in sorted(folder.iterdir()) if (path / MANIFEST).is_file() and not path.name.startswith(".")]
    return [_release(path, read_manifest(path), created=False) for path in found]


def _published(root: Path, name: str | None, write: Callable[[Path], Path], *, latest: bool = True) -> Release:
    """Have a release written into a folder beside the others, put it in its place, and note it as the latest one."""
    if name is not None and (not _NAME.fullmatch(name) or name == LATEST):
        raise ReleaseError(f"{name!r} can't name a release; use letters, digits, dots, dashes and underscores")
    try:
        root.mkdir(parents=True, exist_ok=True)
        with _sole_writer(root):
            partial = root / f"{_PARTIAL}{os.getpid()}"
            partial.mkdir()
            try:
                written = write(partial)
                manifest = read_manifest(written)
                release = _put_in_place(written, root, name, manifest)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
            if latest and "since" not in manifest:
                note_latest(root, release.name, manifest)
    except (OSError, pa.ArrowException, duckdb.Error) as error:
        raise ReleaseError(
            f"{root}: the release can't be written ({error}); free or unlock the disk and try again"
        ) from error
    return release


def _put_in_place(partial: Path, root: Path, name: str | None, manifest: dict[str, Any]) -> Release:
    """Rename a finished folder to its place, or find the same release there."""
    kind = "-increment" if "since" in manifest else ""
    target = root / (name or f"v{manifest['schema_version']}{kind}-{manifest['content_id'][:12]}")
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
        clear_unfinished(root)
        yield
    finally:
        os.close(handle)
