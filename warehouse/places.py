"""Where a warehouse keeps what: the published file, and a folder beside it for the working database and the versions.

data/warehouse.duckdb            the last published version: the file that analysts open
data/warehouse.duckdb.d/
working.duckdb               what loads are written to
version-000007.duckdb        a published version; the last one is the same file as data/warehouse.duckdb
changed                      stands there while the working database holds what is not published
lock                         held by whoever writes
restricted/                  e-mail addresses, in a folder that only its owner may enter
    working.duckdb           those of the working database
    version-000007.duckdb    those of a published version
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cleaners.errors import WarehouseError
from warehouse.files import flush

WORKING = "working"
"""In place of a version's number: the working database, with what is loaded and not published yet."""

At = int | str | None
"""Which state a reader wants: a version's number, `WORKING`, or null for the last published one."""

_VERSION = re.compile(r"version-(\d{6,})\.duckdb")


@dataclass(frozen=True, slots=True)
class Places:
    """The files of one warehouse, by the path of its published file."""

    published: Path

    @property
    def folder(self) -> Path:
        """The folder beside the published file."""
        return self.published.with_name(f"{self.published.name}.d")

    @property
    def working(self) -> Path:
        """The working database."""
        return self.folder / "working.duckdb"

    @property
    def changed(self) -> Path:
        """The mark that the working database holds what is not published."""
        return self.folder / "changed"

    @property
    def lock(self) -> Path:
        """The file that a writer locks."""
        return self.folder / "lock"

    @property
    def restricted(self) -> Path:
        """The folder of what is not for everybody: e-mail addresses."""
        return self.folder / "restricted"

    @property
    def addresses(self) -> Path:
        """The addresses that stand in documents of the working database."""
        return self.restricted / self.working.name

    def addresses_of(self, number: int) -> Path:
        """The addresses that stand in documents of a published version."""
        return self.restricted / self.version(number).name

    def mark_changed(self) -> None:
        """Note on disk that the working database holds, or is about to hold, what is not published."""
        if not self.changed.exists():
            self.changed.touch()
            flush(self.folder)

    def version(self, number: int) -> Path:
        """The file of a published version."""
        return self.folder / f"version-{number:06}.duckdb"

    def versions(self) -> dict[int, Path]:
        """The files of versions that are there, the oldest first."""
        if not self.folder.is_dir():
            return {}
        found = ((_VERSION.fullmatch(path.name), path) for path in self.folder.iterdir())
        return dict(sorted((int(match[1]), path) for match, path in found if match))

    def current(self) -> int | None:
        """The number of the version that is published now; null where there is none, or a file that is none of ours."""
        try:
            published = self.published.stat()
        except FileNotFoundError:
            return None
        for number, path in reversed(self.versions().items()):
            try:
                if os.path.samestat(published, path.stat()):
                    return number
            except FileNotFoundError:  # a publisher has just removed it
                continue
        return None

    def file_at(self, at: At) -> Path:
        """The file to open for a state of the warehouse.

        Raises:
            WarehouseError: if there is no such state.
        """
        if at == WORKING:
            if self.working.exists():
                return self.working
            at = None
        if at is not None:
            return self._kept(at)
        if not self.published.exists():
            there = "nothing has been published yet" if self.working.exists() else "there is no warehouse"
            raise WarehouseError(
                f"{self.published}: {there}; `cleancopy run` makes one, or name another with --warehouse"
            )
        current = self.current()
        # By a name of its own, since DuckDB takes files for the same that had the same name one after the other.
        return self.published if current is None else self.version(current)

    def _kept(self, at: int | str) -> Path:
        current = self.current()
        kept = {str(number): path for number, path in self.versions().items() if current is None or number <= current}
        wanted = str(at).strip().lstrip("v")
        if wanted not in kept:
            there = ", ".join(kept) or "none"
            raise WarehouseError(
                f"{self.published}: there is no version {at}; kept are: {there}; the setting keep_versions says how many"
            )
        return kept[wanted]
