"""Inputs in quarantine, taken up once more: from the raw store where that has them, else from where they were met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cleaners.errors import IntakeError
from flows.batch import Item
from flows.file_walk import source_of
from flows.guarded_clean import Failure
from flows.intake import read_document
from flows.plan import Intake, Keep
from flows.settings import Settings
from warehouse import Quarantined, RawError, RawFacts, RawStore


def take_from_quarantine(
    rows: Sequence[Quarantined],
    raw: RawStore,
    settings: Settings,
    advance: Callable[[int], None] = lambda _: None,
    keep: Keep | None = None,
    purged: frozenset[str] = frozenset(),
) -> Intake:
    """The documents of quarantine rows.

    Args:
        rows: the rows to try again.
        raw: where the documents are looked for first.
        settings: largest document, and when they were fetched.
        advance: called with 1 after each row.
        keep: keeps each document that was read from its source; by default none is kept.
        purged: documents that are left out.

    Raises:
        WarehouseError: a document can't be kept.
    """
    intake = Intake()
    told = None if settings.scraped_at is None else settings.scraped_at.isoformat()
    for row in rows:
        advance(1)
        intake.files += 1
        try:
            item = _from_raw(row, raw) or _from_source(row, settings, told, keep)
        except IntakeError as error:
            intake.again[row.source, row.reason] = row.attempts
            intake.failures.append(Failure(row.source, error.reason, "intake", str(error), row.document_id))
            continue
        if item is None:
            intake.gone += 1
        elif item.document_id in purged:
            intake.purged += 1
        else:
            first = intake.items.setdefault(item.document_id, replace(item, scraped_at=told or item.scraped_at))
            if row.source not in (first.source, *first.duplicates):
                places = (*first.duplicates, row.source)
                intake.items[item.document_id] = replace(first, duplicates=places)
    return intake


def _from_raw(row: Quarantined, raw: RawStore) -> Item | None:
    """The document in the raw store; None where it is not there, or damaged: its source may have it still."""
    if row.document_id is None:
        return None
    try:
        facts = raw.facts(row.document_id)
    except RawError:
        return None
    folder = str(raw.folder.absolute())
    return Item(row.document_id, folder, row.source, facts.size, scraped_at=facts.scraped_at, raw=True)


def _from_source(row: Quarantined, settings: Settings, told: str | None, keep: Keep | None) -> Item | None:
    """The document where it was met; None where nothing stands there any more.

    Raises:
        IntakeError: it still can't be read.
    """
    path = Path(row.source)
    if source_of(path) != row.source or not path.exists():
        return None
    document = read_document(path, settings.max_bytes)
    size = len(document.data)
    if keep is not None:
        keep(document.document_id, document.data, RawFacts(source=row.source, size=size, scraped_at=told))
    return Item(document.document_id, str(path.absolute()), row.source, size)
