"""What a worker process does with a batch: read, clean, stage. Reports each document before it starts on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from cleaners.errors import IntakeError
from cleaners.model import Article, Rejected
from flows.batch import IDLE, Batch, Item, Limits, Loss, read_batch, staged_file
from flows.guarded_clean import Cleaner, Failure, clean_guarded, told
from flows.intake import RawDocument, read_document, read_raw
from warehouse import Quarantined, RawStore, Result, Seen, stage

Report = Callable[[int, Loss | None], None]
"""Called with the place of a document before it is read; after it with `IDLE`, and with its loss where it failed."""

READ_AGAIN_AFTER = (0.2, 1.0)
"""Seconds to wait before each further try to read a file that the system failed to read."""


def stage_batch(batch_file: Path, cleaner: Cleaner, limits: Limits, lost: Mapping[int, Loss], report: Report) -> Path:
    """Clean a batch into its staged file.

    Args:
        batch_file: the batch.
        cleaner: what cleans a document.
        limits: how far one document may go.
        lost: documents, by their place in the batch, that took a worker down before.
        report: called before and after each document.

    Returns:
        The staged file.

    Raises:
        IntakeError: the batch file can't be read.
        WarehouseError: the staged file can't be written.
    """
    batch = read_batch(batch_file)
    target = staged_file(batch_file)
    sizes = {item.document_id: item.size for item in batch.items}
    stage(_results(batch, cleaner, limits, lost, report), target, sizes=sizes, attempt=batch.attempt)
    return target


def _results(
    batch: Batch, cleaner: Cleaner, limits: Limits, lost: Mapping[int, Loss], report: Report
) -> Iterator[Result]:
    for place, item in enumerate(batch.items):
        if place in lost:
            loss = lost[place]
            outcome: Article | Rejected | Failure = _failure(item, loss.reason, "clean", loss.message)
        else:
            report(place, None)
            outcome = _outcome(item, cleaner, limits)
            report(IDLE, _loss_of(outcome))
        if isinstance(outcome, Failure):
            yield quarantined(outcome, batch.rules)
        else:
            yield outcome
            for source in item.duplicates:
                yield Seen(document_id=outcome.document_id, source=source)


def _outcome(item: Item, cleaner: Cleaner, limits: Limits) -> Article | Rejected | Failure:
    try:
        document = _read(item, limits.max_bytes)
    except IntakeError as error:
        known = item.document_id if item.raw else None
        return Failure(item.source, error.reason, "intake", str(error), known)
    cleaner = told(cleaner, datetime.fromisoformat(item.scraped_at) if item.scraped_at else None)
    outcome = clean_guarded(cleaner, document.data, item.source, limits.timeout, limits.memory_mb)
    return _failure(item, outcome.reason, outcome.stage, outcome.message) if isinstance(outcome, Failure) else outcome


def _loss_of(outcome: Article | Rejected | Failure) -> Loss | None:
    if isinstance(outcome, Failure) and outcome.stage == "clean":
        return Loss(outcome.reason, outcome.message)
    return None


def _failure(item: Item, reason: str, stage: str, message: str) -> Failure:
    return Failure(item.source, reason, stage, message, item.document_id, item.size)


def _read(item: Item, max_bytes: int) -> RawDocument:
    if item.raw:
        return read_raw(RawStore(Path(item.path)), item.document_id)
    for wait in (*READ_AGAIN_AFTER, None):
        try:
            document = read_document(Path(item.path), max_bytes)
            break
        except IntakeError as error:
            if wait is None or not isinstance(error.__cause__, OSError) or error.reason != "unreadable":
                raise
            time.sleep(wait)
    if document.document_id != item.document_id:
        raise IntakeError("changed_while_read", "the file changed since the run began; the next run reads it again")
    return document


def quarantined(failure: Failure, rules: str | None) -> Quarantined:
    """A failure as the warehouse stores it."""
    return Quarantined(
        source=failure.source,
        reason=failure.reason,
        stage=failure.stage,
        message=failure.message,
        document_id=failure.document_id,
        size=failure.size,
        rules_version=rules if failure.stage == "clean" else None,
    )
