"""DuckDB's extensions, loaded from their wheels, or as the user installed them in DuckDB; nothing is fetched.

DuckDB proves an extension's signature whenever it is loaded into another instance, and hashes 40 MB for that: a third of a
second of processor for the two that a lake needs, each time one is opened. Here a file's signature is proved once in a
process. Its code is in memory then, and that is what runs when the same file is loaded again.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError

Config = dict[str, str | bool | int | float | list[str]]
"""DuckDB's settings."""

_File = tuple[str, int, int, int]
"""A file, and what tells that it is the same one still."""

_proved: set[_File] = set()


def connected(config: Config, *names: str) -> duckdb.DuckDBPyConnection:
    """A database in memory with those extensions loaded; it loads no unsigned one.

    Raises:
        WarehouseError: if there is no such extension for this version of DuckDB.
    """
    files = [_file(name) for name in names]
    known = all(file in _proved for file in files)
    con = duckdb.connect(config={**config, "allow_unsigned_extensions": "true"} if known else config)
    try:
        for name, file in zip(names, files, strict=True):
            _load(con, name, file)
        if known:
            con.execute("SET allow_unsigned_extensions = false")  # for good: DuckDB takes no other while it runs
        _proved.update(file for file in files if file is not None)
    except BaseException:
        con.close()
        raise
    return con


def _file(name: str) -> _File | None:
    """The extension's file in its wheel; null where there is none for this version of DuckDB."""
    spec = find_spec(f"duckdb_extension_{name}")
    for place in (spec.submodule_search_locations or []) if spec else []:
        file = Path(place) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.exists():
            found = file.stat()
            return (str(file), found.st_ino, found.st_size, found.st_mtime_ns)
    return None


def _load(con: duckdb.DuckDBPyConnection, name: str, file: _File | None) -> None:
    if file is not None:
        quoted = file[0].replace("'", "''")
        con.execute(f"LOAD '{quoted}'")
        return
    try:
        con.execute(f"LOAD {name}")
    except duckdb.Error as error:
        raise WarehouseError(
            f"a lake needs DuckDB's extension {name} {duckdb.__version__}; install it with: pip install 'cleancopy[lake]'"
        ) from error
