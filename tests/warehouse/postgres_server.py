"""A PostgreSQL server of its own for the tests: Debian's, in a temporary folder, on a Unix socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

OWNER = "cleancopy"

_CHEAP = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off", "jit": "off"}
"""Nothing of it is to outlive the tests."""


@dataclass(frozen=True)
class PostgresServer:
    """A server that runs; `where` is the part of a connection string that finds it."""

    bin: Path
    where: str

    def create(self, name: str, template: str = "template1") -> None:
        """Make a database as a copy of another one."""
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"', "postgres")

    def sql(self, statement: str, database: str) -> str:
        """What a statement answers."""
        psql = [self.bin / "psql", f"dbname={database} {self.where}", "-qAtX", "-c", statement]
        return subprocess.run(psql, check=True, capture_output=True, text=True).stdout


@contextmanager
def postgres_server(_folder: Path) -> Iterator[PostgresServer]:
    """Start a server and stop it afterwards; the test is skipped where PostgreSQL is not installed."""
    found = [*filter(None, [shutil.which("initdb")]), *sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    if not found:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    programs = Path(found[-1]).parent
    user = _somebody()
    # Short, since the name of a socket has 107 bytes at most, and open for a user who is not root.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        run = {"check": True, "capture_output": True, "user": user, "cwd": folder}
        init = [programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(init, **run)  # type: ignore[call-overload]
        settings = {"listen_addresses": "''", "max_connections": 200, **_CHEAP}
        options = " ".join([f"-k {folder}", *(f"-c {name}={value}" for name, value in settings.items())])
        control = [programs / "pg_ctl", "-D", data, "-w"]
        subprocess.run([*control, "-l", folder / "log", "-o", options, "start"], **run)  # type: ignore[call-overload]
        try:
            yield PostgresServer(programs, f"host={folder} user={OWNER}")
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> str | None:
    """PostgreSQL refuses to run as root; null where this is not root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
