"""What a run has to do: read every file once, ask the warehouse what it holds, and cut the rest into batches.

A document is known by its bytes. It is cleaned when the warehouse does not hold it, or holds it as other rules made it.
What needs no cleaning but has to be noted (inputs that can't be read, known documents met at a new place) goes into a
staged file of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from cleaners import current_versions, rules_version
from cleaners.errors import IntakeError
from cleaners.rulebook import rulebook
from flows.batch import BATCH_FORMAT, Item, cut
from flows.batch_worker import quarantined
from flows.file_walk import Walk, source_of
from flows.guarded_clean import Failure
from flows.intake import read_document
from flows.settings import Settings
from warehouse import (
    KnownDocument,
    Quarantined,
    RawError,
    RawFacts,
    RawStore,
    Result,
    Seen,
    known_documents,
    open_quarantine,
    prepare_staging,
    stage,
)


@dataclass(frozen=True, slots=True)
class PlannedBatch:
    """A batch file, and how many documents it holds."""

    file: Path
    documents: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of a run.

    Attributes:
        batches: the batches to clean.
        aside: staged file of what needs no cleaning; null where there is nothing.
        files: files met.
        documents: documents in them, each counted once.
        to_clean: documents in the batches.
        unchanged: documents that the warehouse holds under today's rules.
        gone: inputs of the quarantine that were to be tried again, and that stand nowhere any more.
        purged: documents that were met and left out, since they were purged.
        waiting: documents in quarantine that took a worker down or failed under today's rules; not tried again.
    """

    batches: tuple[PlannedBatch, ...]
    aside: Path | None
    files: int
    documents: int
    to_clean: int
    unchanged: int
    gone: int
    purged: int
    waiting: int


@dataclass(slots=True)
class Intake:
    """What reading the files gave."""

    items: dict[str, Item] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    files: int = 0
    purged: int = 0
    gone: int = 0
    again: dict[tuple[str, str], int] = field(default_factory=dict)
    """Quarantine rows that are tried again, by source and reason, with their attempts so far."""


def rules_in_force() -> str:
    """Fingerprint of all rules together.

    Raises:
        RuleError: the installed rules are wrong.
    """
    return rules_version(rulebook().profiles)


Keep = Callable[[str, bytes, RawFacts], None]
"""Keeps a document in the raw store: its id, its bytes, and what else is known of it."""


def take_in(
    found: Walk,
    settings: Settings,
    advance: Callable[[int], None] = lambda _: None,
    keep: Keep | None = None,
    purged: frozenset[str] = frozenset(),
) -> Intake:
    """Read every file once, for its identity.

    Args:
        found: the files.
        settings: largest document, and when they were fetched.
        advance: called with 1 after each file.
        keep: keeps each document; by default none is kept.
        purged: documents that are left out.

    Raises:
        WarehouseError: a document can't be kept.
    """
    intake = Intake()
    scraped_at = None if settings.scraped_at is None else settings.scraped_at.isoformat()
    more: dict[str, list[str]] = {}
    for path in found:
        intake.files += 1
        source = source_of(path)
        try:
            document = read_document(path, settings.max_bytes)
        except IntakeError as error:
            intake.failures.append(Failure(source, error.reason, "intake", str(error)))
        else:
            identity = document.document_id
            if identity in purged:
                intake.purged += 1
            elif identity in intake.items:
                more.setdefault(identity, []).append(source)
            else:
                size = len(document.data)
                intake.items[identity] = Item(identity, str(path.absolute()), source, size, scraped_at=scraped_at)
                if keep is not None:
                    keep(identity, document.data, RawFacts(source=source, size=size, scraped_at=scraped_at))
        advance(1)
    for identity, sources in more.items():
        intake.items[identity] = replace(intake.items[identity], duplicates=tuple(sources))
    intake.failures += [Failure(r.source, r.reason, "intake", r.message) for r in found.refused]
    return intake


def make_plan(intake: Intake, settings: Settings, *, retry: bool = False) -> Plan:
    """Compare what was read with what the warehouse holds, and write the batch files.

    Args:
        intake: what was read.
        settings: warehouse, staging folder and batch size.
        retry: try documents again that failed under today's rules.

    Raises:
        WarehouseError: the warehouse can't be read, or a staged file not be written.
    """
    rules = rules_in_force()
    known = known_documents(settings.warehouse, intake.items)
    quarantine = open_quarantine(settings.warehouse)
    held_back = {q.document_id for q in quarantine if q.rules_version == rules and not retry}
    open_sources = {q.source for q in quarantine}
    attempts: Counter[str | None] = Counter()
    for q in quarantine:
        attempts[q.document_id] += q.attempts

    raw = RawStore(settings.raw_folder)
    to_clean: list[Item] = []
    noted: list[Result] = []
    waiting = unchanged = 0
    for identity, item in intake.items.items():
        holding = known.get(identity)
        if holding is not None and is_fresh(holding):
            unchanged += 1
            places = [item.source, *item.duplicates]
            noted += [
                Seen(document_id=identity, source=s) for s in places if s not in holding.sources or s in open_sources
            ]
        elif identity in held_back:
            waiting += 1
        else:
            again = replace(item, attempts=attempts[identity])
            to_clean.append(again if holding is None else _as_fetched(again, raw))
    noted += _news(intake.failures, [q for q in quarantine if (q.source, q.reason) not in intake.again])

    prepare_staging(settings.staging)
    batches = cut(to_clean, settings.batch_size, rules)
    return Plan(
        batches=tuple(PlannedBatch(batch.write(settings.staging), len(batch.items)) for batch in batches),
        aside=_stage_aside(noted, settings.staging, sorted(intake.again.items())),
        files=intake.files,
        documents=len(intake.items),
        to_clean=len(to_clean),
        unchanged=unchanged,
        gone=intake.gone,
        purged=intake.purged,
        waiting=waiting,
    )


def is_fresh(known: KnownDocument) -> bool:
    """Whether today's rules would make the same record of a document."""
    return known.rules_version in _of_today(tuple(sorted(known.profiles)))


@lru_cache(maxsize=4096)
def _of_today(profiles: tuple[str, ...]) -> frozenset[str]:
    return current_versions(profiles)


def _as_fetched(item: Item, raw: RawStore) -> Item:
    """A document that is cleaned again, fetched when it was said to be at first, unless this run says otherwise."""
    if item.scraped_at is not None or item.raw:
        return item
    try:
        return replace(item, scraped_at=raw.facts(item.document_id).scraped_at)
    except RawError:
        return item


def _news(failures: Iterable[Failure], quarantine: Sequence[Quarantined]) -> list[Quarantined]:
    """The failures that are not in quarantine yet."""
    there = {(q.source, q.reason) for q in quarantine}
    return [quarantined(failure, None) for failure in failures if (failure.source, failure.reason) not in there]


def _stage_aside(results: Sequence[Result], folder: Path, again: Sequence[object]) -> Path | None:
    if not results:
        return None
    rows = [[type(r).__name__, r.source, r.document_id, getattr(r, "reason", None)] for r in results]
    key = hashlib.sha256(json.dumps([BATCH_FORMAT, rows, again]).encode()).hexdigest()[:32]
    return stage(results, folder / f"{key}.aside.parquet", attempt=key if again else None).path
