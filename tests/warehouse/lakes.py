"""Lakes for the tests that run with `--lake`: one for each path, copied from one that was made once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import duckdb
from postgres_server import PostgresServer

from warehouse.connection import open_writer
from warehouse.extensions import Config
from warehouse.lake import PREFIX, Lake, lake_open_for_writing
from warehouse.lake import lake_of as lake_at_address

NOTHING = "nothing"
"""The database of all lakes that are not made yet: an empty one."""


class Lakes:
    """Which lake stands behind a path.

    Making a lake takes a second of processor, most of it for the definitions of its tables. So one is made, and the others
    are copies of its catalog and files, made when their path is first opened for writing.
    """

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._made: set[Path] = set()
        server.create(NOTHING)
        self._empty = folder / "empty"
        server.create(_name(self._empty))
        with open_writer(f"{PREFIX}{self._catalog(_name(self._empty))}?files={_files(self._empty)}"):
            self._made.add(self._empty)

    def lake_of(self, path: str | os.PathLike[str]) -> Lake | None:
        """The lake behind a path, or that of an address."""
        if os.fspath(path).startswith(PREFIX):
            return lake_at_address(path)
        return self._lake(Path(path))

    @contextmanager
    def open_for_writing(self, lake: Lake, config: Config) -> Iterator[duckdb.DuckDBPyConnection]:
        """What `lake_open_for_writing` does, for a lake of `lake_of`; where it is not made yet it is a copy of the empty one."""
        if lake.catalog == self._catalog(NOTHING):
            path = Path(str(lake.files)).with_suffix("")
            self.copy(self._empty, path)
            lake = self._lake(path)
        with lake_open_for_writing(lake, config) as con:
            yield con

    def copy(self, source: Path, target: Path) -> None:
        """Make the lake behind a path as a copy of another one, as it is now."""
        self._server.create(_name(target), _name(source))
        files = str(_files(target)).replace("'", "''")
        place = f"UPDATE ducklake_metadata SET value = '{files}/' WHERE key = 'data_path'"  # noqa: S608
        self._server.sql(place, _name(target))
        if _files(source).exists():
            shutil.copytree(_files(source), _files(target))
        self._made.add(target)

    def once(self, name: str, path: Path, make: Callable[[], object]) -> None:
        """Have a lake made the first time, and copy what that made each other time."""
        kept = self._folder / name
        if kept in self._made:
            self.copy(kept, path)
        else:
            make()
            self.copy(path, kept)

    def _lake(self, path: Path) -> Lake:
        return Lake(self._catalog(_name(path) if path in self._made else NOTHING), str(_files(path)))

    def _catalog(self, name: str) -> str:
        return f"postgres:dbname={name} {self._server.where}"


def _name(path: Path) -> str:
    return "w" + sha256(os.fspath(path).encode()).hexdigest()[:20]


def _files(path: Path) -> Path:
    return path.with_name(f"{path.name}.files")
