"""Which files a run reads: a walk of files and folders, in an order that never changes.

Left out, and counted by kind: names that begin with a dot, unfinished downloads (`*.part`, `*.tmp`, …), files of other
extensions than dumps have, folders met a second time. Refused, each with its reason: links that leave the folder,
dangling links, links that lead back to a folder above, folders that can't be listed.
A file that is named itself, not found in a folder, is always taken.
"""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cleaners.errors import IntakeError

UNFINISHED = (".part", ".tmp", ".partial", ".crdownload", ".filepart")
"""Endings of files that are still being written."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that was met and can't be read, and why."""

    source: str
    reason: str
    message: str


@dataclass(slots=True)
class Walk:
    """A walk over paths. Iterate it once; `refused` and `left_out` are whole afterwards."""

    paths: tuple[Path, ...]
    extensions: frozenset[str]
    refused: list[Refusal] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Path]:
        seen: set[Path] = set()
        for path in self.paths:
            for found in self._files(path):
                if found not in seen:
                    seen.add(found)
                    yield found

    def _files(self, path: Path) -> Iterator[Path]:
        if path.is_dir():
            yield from self._folder(path, path.resolve(), (), set())
        else:
            yield path

    def _folder(
        self, folder: Path, root: Path, above: tuple[tuple[int, int], ...], met: set[tuple[int, int]]
    ) -> Iterator[Path]:
        try:
            stat = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            self._refuse(folder, "unreadable", f"the folder can't be listed ({error.strerror}); give leave to read it")
            return
        key = (stat.st_dev, stat.st_ino)
        if key in above:
            self._refuse(folder, "directory_loop", "the link leads back to a folder above it; remove the link")
            return
        if key in met:
            self.left_out["folder met a second time"] += 1
            return
        met.add(key)
        for entry in entries:
            found = folder / entry.name
            if entry.name.startswith("."):
                self.left_out["name begins with a dot"] += 1
            elif entry.is_symlink() and not self._stays_inside(found, root):
                continue
            elif _is_folder(entry):
                yield from self._folder(found, root, (*above, key), met)
            elif entry.name.lower().endswith(UNFINISHED):
                self.left_out["unfinished download"] += 1
            elif extension_of(entry.name) not in self.extensions:
                self.left_out[f"extension {extension_of(entry.name)}"] += 1
            else:
                yield found

    def _stays_inside(self, link: Path, root: Path) -> bool:
        try:
            target = link.resolve(strict=True)
        except RuntimeError:  # Python 3.11 and 3.12 say so for a link to itself, 3.13 raises OSError
            self._refuse(link, "directory_loop", "the link leads to itself; remove it")
            return False
        except OSError as error:
            loop = error.errno == errno.ELOOP
            self._refuse(
                link,
                "directory_loop" if loop else "broken_link",
                f"the link leads nowhere ({error.strerror}); mend or remove it",
            )
            return False
        if target != root and root not in target.parents:
            self._refuse(
                link, "link_outside", "the link leads out of the folder that was named; name its target instead"
            )
            return False
        return True

    def _refuse(self, path: Path, reason: str, message: str) -> None:
        self.refused.append(Refusal(source_of(path), reason, message))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def extension_of(name: str) -> str:
    """The extension that says what a file is, in lower case; `.gz` is looked through, no extension is empty."""
    stem = name.lower()
    if stem.endswith(".gz"):
        stem = stem[: -len(".gz")]
    return Path(stem).suffix


def source_of(path: Path) -> str:
    r"""The path as records name it; bytes of a file name that are no UTF-8 are written as `\xNN`."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def walk(paths: Iterable[Path], extensions: Iterable[str]) -> Walk:
    """A walk over files and folders.

    Raises:
        IntakeError: a path does not exist.
    """
    given = tuple(paths)
    for path in given:
        if not os.path.lexists(path):
            raise IntakeError("missing", f"{source_of(path)}: there is no such file or folder; check the path")
    return Walk(given, frozenset(extensions))
