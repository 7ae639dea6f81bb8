"""Documents taken from the raw store instead of from files, so that everything can be cleaned again without being fetched again."""

from __future__ import annotations

from collections.abc import Callable

from flows.batch import Item
from flows.file_walk import source_of
from flows.guarded_clean import Failure
from flows.plan import Intake
from flows.settings import Settings
from warehouse import RawError, RawStore


def take_from_raw(
    raw: RawStore,
    settings: Settings,
    advance: Callable[[int], None] = lambda _: None,
    purged: frozenset[str] = frozenset(),
) -> Intake:
    """Everything that the raw store holds, by its names and facts; the documents themselves are read by who cleans them.

    Args:
        raw: the store.
        settings: when the documents were fetched, where that is to go before what the store knows.
        advance: called with 1 after each document.
        purged: documents that are left out.
    """
    intake = Intake()
    told = None if settings.scraped_at is None else settings.scraped_at.isoformat()
    for document_id in raw.ids():
        intake.files += 1
        if document_id in purged:
            intake.purged += 1
            continue
        try:
            facts = raw.facts(document_id)
        except RawError as error:
            intake.failures.append(raw_failure(raw, document_id, error))
        else:
            folder = str(raw.folder.absolute())
            scraped_at = told or facts.scraped_at
            intake.items[document_id] = Item(
                document_id, folder, facts.source, facts.size, scraped_at=scraped_at, raw=True
            )
        advance(1)
    return intake


def raw_failure(raw: RawStore, document_id: str, error: RawError) -> Failure:
    """Why a document can't be had from the raw store, as the quarantine stores it."""
    return Failure(source_of(raw.path(document_id)), error.reason, "intake", str(error), document_id)
