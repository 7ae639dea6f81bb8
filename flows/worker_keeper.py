"""The keeper of one worker: a process that never touches a document itself.

It loads the rules once and forks the worker from itself, so a worker that died is replaced in milliseconds. It watches
the clock for it, kills it where it hangs inside C code, and gives the batch to the next one without the document that
was in its hands, once that has cost two workers. When the run goes away, however it died, the keeper sees its standard input end, and takes the worker
with it: nothing is left behind.

Standard input: one JSON line a batch. Standard output: JSON lines, progress and answers.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

from cleaners.errors import CleancopyError
from flows.batch import IDLE, Limits, Loss
from flows.guarded_clean import Cleaner, load_cleaner

GRACE = 2.0
"""Seconds that a worker has on top of the time limit to notice by itself."""

WRITING = 900.0
"""Seconds that the writing of results may take."""

TELL_EVERY = 0.3
"""Seconds between two lines of progress."""


BATCHES_A_WORKER = 50
"""After that many a worker is replaced, so that a leak in a library stays small."""


class RunGone(Exception):
    """Nobody waits for an answer any more."""


class Worker:
    """A forked process that cleans batches until it dies."""

    def __init__(self, cleaner: Cleaner, limits: Limits) -> None:
        orders_out, self.orders = os.pipe()
        self.reports, reports_in = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.orders)
            os.close(self.reports)
            _work(orders_out, reports_in, cleaner, limits)
        os.close(orders_out)
        os.close(reports_in)
        self.buffer = b""

    def order(self, batch_file: str, lost: dict[int, Loss]) -> None:
        """Give it a batch."""
        rows = {place: [loss.reason, loss.message] for place, loss in lost.items()}
        os.write(self.orders, json.dumps({"batch": batch_file, "lost": rows}).encode() + b"\n")

    def messages(self) -> list[dict[str, Any]] | None:
        """What it has reported since; None where it is dead."""
        part = os.read(self.reports, 1 << 16)
        if not part:
            return None
        *lines, self.buffer = (self.buffer + part).split(b"\n")
        return [json.loads(line) for line in lines]

    def end(self) -> int:
        """Kill it, if it is not dead yet, and return its wait status."""
        os.close(self.orders)
        os.close(self.reports)
        os.kill(self.pid, signal.SIGKILL)
        return os.waitpid(self.pid, 0)[1]


def _work(orders: int, reports: int, cleaner: Cleaner, limits: Limits) -> NoReturn:
    """The life of a worker."""
    import resource

    from flows.batch_worker import stage_batch

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)  # nothing that a library prints may get among the keeper's answers

    def report(at: int, loss: Loss | None) -> None:
        _tell(reports, {"at": at} if loss is None else {"at": at, "loss": [loss.reason, loss.message]})

    code = 1
    try:
        with os.fdopen(orders, "r", encoding="utf-8") as lines:
            for line in lines:
                order = json.loads(line)
                lost = {int(place): Loss(*loss) for place, loss in order["lost"].items()}
                answer: dict[str, Any]
                try:
                    staged = stage_batch(Path(order["batch"]), cleaner, limits, lost, report)
                    answer = {"staged": str(staged)}
                except CleancopyError as error:
                    answer = {"error": str(error), "io": isinstance(error.__cause__, OSError)}
                _tell(reports, answer)
        code = 0
    finally:
        os._exit(code)  # a fork must not run the exit handlers of the process it came from


def _tell(handle: int, message: dict[str, Any]) -> None:
    os.write(handle, json.dumps(message).encode() + b"\n")


class Keeper:
    """Takes batches from standard input, one after the other, and sees each through."""

    def __init__(self, cleaner: Cleaner, limits: Limits) -> None:
        self.cleaner = cleaner
        self.limits = limits
        self.worker: Worker | None = None
        self.batches = 0

    def answer(self, batch_file: str) -> dict[str, Any]:
        """See a batch through, over the dead bodies of as many workers as it takes.

        A worker that dies has not always its document to blame: somebody may have killed it, or something else eaten the
        memory. So the document is tried once more, and lost only when the next worker dies of it as well.
        """
        lost: dict[int, Loss] = {}
        died_at: set[int] = set()
        while True:
            worker = self._fit_worker()
            try:
                worker.order(batch_file, lost)
            except BrokenPipeError:  # it died while it had nothing to do
                self._bury()
                continue
            answer, at, late = self._watch(worker, lost)
            if answer is not None:
                self.batches += 1
                return answer
            status = self._bury()
            if not late and at not in died_at:
                died_at.add(at)
                continue
            if at == IDLE:
                return {
                    "error": f"{batch_file}: the worker died while it wrote ({_cause(status)}); run again",
                    "io": True,
                }
            lost[at] = self._loss(status, late)

    def end(self) -> None:
        """Take the worker along."""
        self._bury()

    def _fit_worker(self) -> Worker:
        if self.batches >= BATCHES_A_WORKER:
            self._bury()
        if self.worker is None:
            self.worker = Worker(self.cleaner, self.limits)
            self.batches = 0
        return self.worker

    def _bury(self) -> int:
        status = self.worker.end() if self.worker else 0
        self.worker = None
        return status

    def _watch(self, worker: Worker, lost: dict[int, Loss]) -> tuple[dict[str, Any] | None, int, bool]:
        """Wait for the answer. Without one: the place of the document it was at, and whether it was late."""
        at = IDLE
        done = told = 0
        deadline = time.monotonic() + WRITING
        next_line = time.monotonic() + TELL_EVERY
        while True:
            ready, _, _ = select.select([worker.reports, 0], [], [], max(0.0, deadline - time.monotonic()))
            if 0 in ready:
                raise RunGone  # nothing is said while an answer is due, so this is the end of standard input
            if not ready:
                return None, at, True
            messages = worker.messages()
            if messages is None:
                return None, at, False
            for message in messages:
                if "at" not in message:
                    return message, at, False
                done += message["at"] != IDLE
                if "loss" in message:  # should the worker die later, this document need not fail again
                    lost[at] = Loss(*message["loss"])
                at = message["at"]
            deadline = time.monotonic() + (WRITING if at == IDLE else self.limits.timeout + GRACE)
            if done > told and time.monotonic() >= next_line:
                _tell(1, {"done": done})
                told = done
                next_line = time.monotonic() + TELL_EVERY

    def _loss(self, status: int, late: bool) -> Loss:
        if late:
            seconds = self.limits.timeout
            return Loss("timeout", f"not done after {seconds:g} s, and killed; raise the timeout, or look at the file")
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            return Loss(
                "out_of_memory",
                "the system killed its worker, most likely for want of memory; lower memory_mb or workers",
            )
        return Loss("worker_crashed", f"it took its worker down ({_cause(status)}); look at the file, and report it")


def _cause(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"exit code {os.waitstatus_to_exitcode(status)}"


def main() -> None:
    """The life of a keeper. Its one argument is its order as JSON: cleaner and limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of the terminal; the run decides
    order = json.loads(sys.argv[1])
    try:
        keeper = Keeper(load_cleaner(order["cleaner"]), Limits(**order["limits"]))
    except Exception as error:  # noqa: BLE001 - whatever stops it from starting has to be told
        _tell(1, {"fatal": f"{type(error).__name__}: {error}"})
        return
    _tell(1, {"ready": os.getpid()})
    try:
        for line in iter(sys.stdin.readline, ""):
            _tell(1, keeper.answer(json.loads(line)["batch"]))
    except (RunGone, BrokenPipeError):
        pass
    finally:
        keeper.end()


if __name__ == "__main__":
    main()
