"""The pool of worker processes: batches in by path, staged files out by path.

Made for threads: each thread that calls `clean` gets a keeper (`worker_keeper`) of its own for the time of the batch.
Keepers are started when they are first needed and live as long as the pool.

Measured against `ProcessPoolExecutor`: that one can neither kill one worker nor say which document was in its hands; a
dead worker breaks the pool and every batch in it.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from cleaners.errors import CleancopyError
from flows.batch import Limits, staged_file
from flows.guarded_clean import CLEANER
from flows.own_process import own_module
from warehouse import is_whole


class WorkerError(CleancopyError):
    """A batch could not be seen through; `transient` where trying again may help."""

    def __init__(self, message: str, *, transient: bool) -> None:
        super().__init__(message)
        self.transient = transient


class WorkerPool:
    """At most `size` worker processes, shared by all threads of this process."""

    def __init__(self, size: int, limits: Limits, *, cleaner: str = CLEANER, debug: bool = False) -> None:
        """Make a pool; no process is started yet.

        Args:
            size: most workers at a time.
            limits: how far one document may go.
            cleaner: where the cleaner is found, as `module:function`.
            debug: let what the workers print on standard error through.
        """
        self._order = json.dumps({"cleaner": cleaner, "limits": asdict(limits)})
        self._debug = debug
        self._places = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[subprocess.Popen[str]] = []
        self._all: set[subprocess.Popen[str]] = set()
        self._closed = False

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def clean(self, batch_file: Path, progress: Callable[[int], None] | None = None) -> Path:
        """Clean a batch in a worker and wait for it.

        Args:
            batch_file: the batch.
            progress: called now and then with the number of documents done in this batch.

        Returns:
            The staged file; one that stands there already and is whole is used again.

        Raises:
            WorkerError: the batch could not be seen through.
        """
        staged = staged_file(batch_file)
        if is_whole(staged):
            return staged  # else a damaged one is replaced
        with self._places:
            keeper = self._hire()
            try:
                staged = self._see_through(keeper, batch_file, progress)
            except BaseException:
                self._dismiss(keeper)
                raise
            with self._lock:
                self._idle.append(keeper)
            return staged

    def close(self) -> None:
        """End all workers, at once; batches under way fail."""
        with self._lock:
            self._closed = True
            keepers = list(self._all)
        for keeper in keepers:
            self._dismiss(keeper)

    def _see_through(
        self, keeper: subprocess.Popen[str], batch_file: Path, progress: Callable[[int], None] | None
    ) -> Path:
        self._say(keeper, {"batch": str(batch_file.absolute())})
        while True:
            answer = self._hear(keeper)
            if "staged" in answer:
                return Path(answer["staged"])
            if "error" in answer:
                raise WorkerError(answer["error"], transient=bool(answer["io"]))
            if progress is not None:
                progress(int(answer["done"]))

    def _hire(self) -> subprocess.Popen[str]:
        with self._lock:
            if self._closed:
                raise WorkerError("the run is ending", transient=False)
            if self._idle:
                return self._idle.pop()
            keeper = self._start()
            self._all.add(keeper)
        answer = self._hear(keeper)
        if "ready" not in answer:
            self._dismiss(keeper)
            raise WorkerError(f"a worker can't start: {answer.get('fatal')}", transient=False)
        return keeper

    def _start(self) -> subprocess.Popen[str]:
        return own_module("flows.worker_keeper", self._order, stderr=None if self._debug else subprocess.DEVNULL)

    def _say(self, keeper: subprocess.Popen[str], message: dict[str, Any]) -> None:
        assert keeper.stdin is not None  # noqa: S101 - opened as a pipe
        try:
            keeper.stdin.write(json.dumps(message) + "\n")
            keeper.stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerError("a worker's keeper is gone; run again", transient=True) from error

    def _hear(self, keeper: subprocess.Popen[str]) -> dict[str, Any]:
        assert keeper.stdout is not None  # noqa: S101 - opened as a pipe
        try:
            line = keeper.stdout.readline()
        except (OSError, ValueError):
            line = ""
        if not line:
            raise WorkerError("a worker's keeper is gone; run again", transient=not self._closed)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _dismiss(self, keeper: subprocess.Popen[str]) -> None:
        with self._lock:
            if keeper not in self._all:
                return
            self._all.discard(keeper)
            if keeper in self._idle:
                self._idle.remove(keeper)
        # The end of its input is its order to leave, and to take the worker along.
        if keeper.stdin is not None:
            with contextlib.suppress(OSError):
                keeper.stdin.close()
        try:
            keeper.wait(timeout=5)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()
        if keeper.stdout is not None:
            keeper.stdout.close()
