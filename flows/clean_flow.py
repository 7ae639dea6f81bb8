"""The Prefect flow `clean`: one task a batch, threads feeding one pool of worker processes.

A thin wrapper: what is done stands in `clean_job`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from prefect import State, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture

from cleaners.errors import CleancopyError
from flows.artifacts import ProgressArtifact, publish_report
from flows.clean_job import CleanOne, CleanReport, CleanRequest, StageAll, run_clean
from flows.limits import check_limits, parse_limits
from flows.plan import PlannedBatch
from flows.progress import Several, watching
from flows.settings import read_settings
from flows.workers import WorkerError

RETRY_AFTER = [2.0, 15.0]
"""Seconds before each further try of a batch that the disk failed."""


@flow(name="clean")
def clean(
    paths: list[str] | None = None,
    options: dict[str, Any] | None = None,
    release: bool = False,
    retry: bool = False,
    from_raw: bool = False,
    replay: list[str] | None = None,
) -> CleanReport:
    """Clean files into the warehouse.

    Args:
        paths: files and folders; by default the inbox of the settings.
        options: settings that go before environment and files.
        release: write a release afterwards.
        retry: try documents again that failed under today's rules.
        from_raw: take what the raw store holds, instead of files.
        replay: take what is in quarantine for these reasons, instead of files; for any reason where the list is empty.

    Raises:
        LimitError: the run did its work, but passed a limit of the setting `fail_on`.
        CleancopyError: it could not do its work.
    """
    settings = read_settings(**(options or {}))
    limits = parse_limits(settings.fail_on)
    inputs = () if from_raw or replay is not None else tuple(map(Path, paths or [])) or (settings.inbox,)
    request = CleanRequest(
        paths=inputs,
        settings=settings,
        release=release,
        retry=retry,
        from_raw=from_raw,
        replay=None if replay is None else tuple(replay),
    )
    watch = Several(watching.get(), ProgressArtifact("cleancopy-clean-progress", "Documents of this run"))
    report = run_clean(request, watch=watch, stage_all=in_tasks(settings.worker_count))
    publish_report(report)
    check_limits(limits, report)
    return report


def in_tasks(size: int) -> StageAll:
    """Batches run as Prefect tasks, `size` at a time."""

    def stage_all(batches: Sequence[PlannedBatch], clean_one: CleanOne) -> Iterator[Path | CleancopyError]:
        @task(
            name="clean-batch",
            task_run_name="{batch_file}",
            cache_policy=NO_CACHE,
            persist_result=False,
            retries=len(RETRY_AFTER),
            retry_delay_seconds=RETRY_AFTER,
            retry_condition_fn=is_transient,
        )
        def clean_batch(batch_file: str, documents: int) -> str:
            return str(clean_one(PlannedBatch(Path(batch_file), documents)))

        done: SimpleQueue[PrefectFuture[str]] = SimpleQueue()
        waiting = iter(batches)

        def submit(count: int) -> int:
            chosen = list(islice(waiting, count))
            for batch in chosen:
                clean_batch.submit(str(batch.file), batch.documents).add_done_callback(done.put)
            return len(chosen)

        running = submit(size)
        while running:
            result: str | BaseException = done.get().result(raise_on_failure=False)
            running += submit(1) - 1
            if isinstance(result, CleancopyError):
                yield result
            elif isinstance(result, BaseException):
                raise result
            else:
                yield Path(result)

    return stage_all


def is_transient(_task: Any, _task_run: Any, state: State[Any]) -> bool:
    """Whether a batch failed for the disk's sake, so that another try may help."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) or (isinstance(error, WorkerError) and error.transient)
