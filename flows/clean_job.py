"""The main job without Prefect: files in, warehouse and release out. The flow is a thin wrapper over this.

What is done is done: each batch is loaded into the working database as soon as it is staged, in one transaction. At the
end, of a failed run too, what is loaded is published. However a run breaks off, the last batch that was loaded stays,
and the next run does the rest.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from cleaners.errors import CleancopyError, WarehouseError
from flows.batch import Limits
from flows.file_walk import Walk, walk
from flows.guarded_clean import CLEANER
from flows.patience import patiently
from flows.plan import Intake, Plan, PlannedBatch, make_plan, take_in
from flows.progress import Silent, Watch
from flows.raw_input import take_from_raw
from flows.replay_input import take_from_quarantine
from flows.settings import Settings
from flows.workers import WorkerPool
from warehouse import (
    LoadReport,
    RawStore,
    Release,
    RunSummary,
    begin_run,
    finish_run,
    load,
    open_quarantine,
    publish,
    purged_documents,
    refresh,
    summarise,
    write_release,
)

SOFTWARE = f"cleancopy {version('cleancopy')}"

CleanOne = Callable[[PlannedBatch], Path]
"""Batch to staged file, by a worker of the pool; blocks, and may be called by many threads."""

StageAll = Callable[[Sequence[PlannedBatch], CleanOne], Iterator[Path | CleancopyError]]
"""Runs `CleanOne` over all batches, some at a time, and gives staged files, or what went wrong, as they come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanRequest:
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    settings: Settings
    release: bool = True
    from_raw: bool = False
    """Take what the raw store holds, instead of files."""
    replay: tuple[str, ...] | None = None
    """Take what is in quarantine for these reasons, instead of files; for any reason where there are none."""
    retry: bool = False
    """Try documents again that failed under today's rules."""
    cleaner: str = CLEANER


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanReport:
    """What a run did."""

    run_id: str
    this_run: RunSummary
    """Figures of what the run brought in."""
    warehouse: RunSummary
    """Figures of all that the warehouse holds now."""
    plan: Plan
    left_out: dict[str, int]
    release: Release | None
    seconds: float


def run_clean(request: CleanRequest, *, watch: Watch | None = None, stage_all: StageAll | None = None) -> CleanReport:
    """Clean files into the warehouse and write a release.

    Args:
        request: what to do.
        watch: is told of the progress.
        stage_all: how batches are run; by default in threads.

    Returns:
        The figures of the run.

    Raises:
        CleancopyError: the warehouse can't be used, a batch failed for good, or a path does not exist.
    """
    watch = watch or Silent()
    settings = request.settings
    started = datetime.now(UTC)
    run_id = f"{started:%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
    found = walk(request.paths, settings.extensions)
    inputs = _inputs(request)
    patiently(lambda: begin_run(settings.warehouse, run_id, started_at=started, software=SOFTWARE, inputs=inputs))
    try:
        watch.phase("reading", None)
        intake = _taken_in(found, request, started, watch)
        plan = patiently(lambda: make_plan(intake, settings, retry=request.retry or request.replay is not None))
        watch.phase("cleaning", plan.to_clean)
        _clean_and_load(plan, request, run_id, watch, stage_all or in_threads(settings.worker_count))
        watch.phase("bringing marts up to date", None)
        patiently(lambda: refresh(settings.warehouse, memory_limit=settings.warehouse_memory, publish=False))
        watch.phase("publishing", None)
        now = datetime.now(UTC)
        this_run = patiently(lambda: finish_run(settings.warehouse, run_id, finished_at=now, unchanged=plan.unchanged))
        publish_loaded(settings, run_id)
        release = None
        if request.release:
            watch.phase("writing the release", None)
            release = export(settings, settings.releases)
    except BaseException as error:
        _note_failure(settings, run_id, error)
        raise
    finally:
        watch.phase("", None)
    finished = datetime.now(UTC)
    return CleanReport(
        run_id=run_id,
        this_run=this_run,
        warehouse=summarise(settings.warehouse),
        plan=plan,
        left_out=dict(found.left_out),
        release=release,
        seconds=(finished - started).total_seconds(),
    )


def _taken_in(found: Walk, request: CleanRequest, started: datetime, watch: Watch) -> Intake:
    settings = request.settings
    raw = RawStore(settings.raw_folder)
    purged = patiently(lambda: purged_documents(settings.warehouse))
    if request.from_raw:
        return take_from_raw(raw, settings, watch.advance, purged)
    with raw.keeping(started) if settings.keep_raw else nullcontext() as keep:
        if request.replay is not None:
            rows = patiently(lambda: open_quarantine(settings.warehouse))
            wanted = [row for row in rows if not request.replay or row.reason in request.replay]
            return take_from_quarantine(wanted, raw, settings, watch.advance, keep, purged)
        return take_in(found, settings, watch.advance, keep, purged)


def _inputs(request: CleanRequest) -> tuple[str, ...]:
    """What the run is asked to read, for its row."""
    if request.replay is not None:
        return tuple(f"quarantine: {reason}" for reason in request.replay or ("any reason",))
    if request.from_raw:
        return (request.settings.raw_folder.as_posix(),)
    return tuple(path.as_posix() for path in request.paths)


def _clean_and_load(plan: Plan, request: CleanRequest, run_id: str, watch: Watch, stage_all: StageAll) -> None:
    settings = request.settings
    limits = Limits(settings.timeout, settings.memory_mb, settings.max_bytes)
    errors: list[CleancopyError] = []

    def bring_in(staged: Path) -> None:
        try:
            patiently(lambda: load_one(staged))
        except WarehouseError as error:
            errors.append(error)

    def load_one(staged: Path) -> LoadReport:
        now, memory = datetime.now(UTC), settings.warehouse_memory
        return load(settings.warehouse, [staged], run_id=run_id, loaded_at=now, memory_limit=memory, publish=False)

    with WorkerPool(settings.worker_count, limits, cleaner=request.cleaner, debug=settings.debug) as pool:

        def clean_one(batch: PlannedBatch) -> Path:
            done = 0

            def progress(count: int) -> None:
                nonlocal done
                watch.advance(max(0, count - done))
                done = max(count, done)

            staged = pool.clean(batch.file, progress)
            progress(batch.documents)
            return staged

        for staged in stage_all(plan.batches, clean_one):
            if isinstance(staged, CleancopyError):
                errors.append(staged)
            else:
                bring_in(staged)
    if plan.aside is not None:
        bring_in(plan.aside)
    if errors:
        batches = len(plan.batches) + (plan.aside is not None)
        raise CleancopyError(f"{len(errors)} of {batches} batches failed, the others are loaded; first: {errors[0]}")


def in_threads(size: int) -> StageAll:
    """Batches run by plain threads, without Prefect."""

    def stage_all(batches: Sequence[PlannedBatch], clean_one: CleanOne) -> Iterator[Path | CleancopyError]:
        with ThreadPoolExecutor(max_workers=size, thread_name_prefix="batch") as threads:
            futures: list[Future[Path]] = [threads.submit(clean_one, batch) for batch in batches]
            try:
                for future in as_completed(futures):
                    error = future.exception()
                    if error is not None and not isinstance(error, CleancopyError):
                        raise error
                    yield error or future.result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    return stage_all


def _note_failure(settings: Settings, run_id: str, error: BaseException) -> None:
    """Write into the run's row how it ended, and publish what it loaded; the next run does what fails even here."""
    try:
        message = str(error) or type(error).__name__
        finish_run(settings.warehouse, run_id, finished_at=datetime.now(UTC), state="failed", message=message[:500])
        publish_loaded(settings, run_id)
    except WarehouseError:
        return


def publish_loaded(settings: Settings, run_id: str | None = None) -> int | None:
    """Publish what is loaded; null where nothing has changed since the last version.

    Raises:
        WarehouseError: the warehouse can't be written.
    """
    return patiently(
        lambda: publish(
            settings.warehouse,
            published_at=datetime.now(UTC),
            run_id=run_id,
            keep=settings.keep_versions,
            memory_limit=settings.warehouse_memory,
        )
    )


def export(
    settings: Settings,
    folder: Path,
    *,
    name: str | None = None,
    profile: str = "standard",
    since: str | None = None,
    at: str | None = None,
    major: bool = False,
) -> Release:
    """Write a release of what the warehouse holds.

    Raises:
        WarehouseError: the warehouse can't be read, or the release not be written.
    """
    return patiently(  # two releases at once wait for each other
        lambda: write_release(
            settings.warehouse,
            folder,
            software=SOFTWARE,
            name=name,
            profile=profile,
            since=since,
            at=at,
            major=major,
            email_key=settings.email_key.get_secret_value() if settings.email_key is not None else None,
            memory_limit=settings.warehouse_memory,
        )
    )
