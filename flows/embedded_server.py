"""Starts Prefect's embedded server for a command, and ends it with the command.

Prefect would do so by itself, but its server sits in the terminal's process group: Ctrl-C ends it at once, while the run
still wants to say that it was interrupted, and minutes of retries and traces follow; and kill -9 leaves it behind.
Here it runs in a session of its own, its life tied to ours by a pipe, its chatter in a file beside its database.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from cleaners.errors import CleancopyError, SettingsError
from flows.own_process import own_module

LOG_NAME = "embedded-server.log"
LOCK_NAME = "embedded-server.lock"
"""Held while a server starts."""


class ServerError(CleancopyError):
    """Prefect's embedded server does not start."""


@contextlib.contextmanager
def embedded_server(*, long: bool = False) -> Iterator[EmbeddedServer | None]:
    """A server for the time of the body, unless the environment names one.

    `PREFECT_HOME` has to stand in the environment. The body goes on while the server starts, and may import Prefect, which
    finds the server's address in the environment; before the first flow it calls `wait`.

    Args:
        long: with the services that schedules need.

    Raises:
        SettingsError: the server's log can't be written.
    """
    if os.environ.get("PREFECT_API_URL"):
        yield None
        return
    server = EmbeddedServer(Path(os.environ["PREFECT_HOME"]) / LOG_NAME, long=long)
    try:
        os.environ["PREFECT_API_URL"] = server.address()
        yield server
    finally:
        os.environ.pop("PREFECT_API_URL", None)
        server.stop()


class EmbeddedServer:
    """A server process."""

    def __init__(self, log: Path, *, long: bool) -> None:
        self._log = log
        try:
            # Two that start at once over one new database get in each other's way: both make its tables.
            self._starting = os.open(log.with_name(LOCK_NAME), os.O_RDWR | os.O_CREAT, 0o666)
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(self._starting, fcntl.LOCK_EX)
            with log.open("wb") as chatter:
                self._process = own_module(
                    "flows.server_process", "long" if long else "short", stderr=chatter, new_session=True
                )
        except OSError as error:
            raise SettingsError(
                f"{log}: can't be written ({error.strerror}); set PREFECT_HOME to a folder that can"
            ) from error

    def address(self) -> str:
        """Address of its API.

        Raises:
            ServerError: it has ended before it could say so.
        """
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe
        port = self._process.stdout.readline().strip()
        if not port:
            raise self._failed()
        return f"http://127.0.0.1:{int(port)}/api"

    def wait(self, seconds: float) -> None:
        """Wait until it answers.

        Raises:
            ServerError: it does not answer in time, or has ended.
        """
        deadline = time.monotonic() + seconds
        while not _answers(f"{os.environ['PREFECT_API_URL']}/health"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise self._failed()
            time.sleep(0.1)
        with contextlib.suppress(OSError):
            fcntl.flock(self._starting, fcntl.LOCK_UN)

    def stop(self) -> None:
        """End it; it may be dead already."""
        assert self._process.stdin is not None  # noqa: S101 - opened as a pipe
        assert self._process.stdout is not None  # noqa: S101 - opened as a pipe
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        os.close(self._starting)

    def _failed(self) -> ServerError:
        return ServerError(
            f"Prefect's embedded server does not start; look into {self._log}, or name a server in PREFECT_API_URL"
        )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address on the loopback
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
