"""What became of a document: its record, visible text and ledger, from a file or from the warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from cleaners.errors import IntakeError
from cleaners.model import BODY_LABELS, LIFTED_LABELS, Label, LedgerEntry, to_dict
from flows.file_walk import source_of
from flows.guarded_clean import Failure, clean_guarded, load_cleaner
from flows.intake import read_document
from flows.settings import Settings

PARTS = {
    "authors": "clean.authors",
    "images": "clean.images",
    "date_candidates": "audit.date_candidates",
    "outlet_candidates": "audit.outlet_candidates",
}
"""Lists of the record that are tables in the warehouse."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A document with its evidence."""

    status: str
    """`article` or `rejected`."""
    record: dict[str, Any]
    """The record without its ledger."""
    visible_text: str
    ledger: tuple[LedgerEntry, ...]

    def segments(self) -> Iterator[tuple[LedgerEntry, str, str]]:
        """Each segment with its fate (`kept`, `lifted`, `removed` or `blank`) and its text."""
        for entry in self.ledger:
            yield entry, fate_of(entry.label), self.visible_text[entry.start : entry.end]

    def as_json(self) -> dict[str, Any]:
        """All of it as JSON-ready values."""
        segments = [{**to_dict(entry), "fate": fate, "text": text} for entry, fate, text in self.segments()]
        return {"status": self.status, **self.record, "visible_text": self.visible_text, "segments": segments}


def fate_of(label: Label) -> str:
    """What becomes of a segment: `kept` in the body, `lifted` into another field, `removed`, or `blank`."""
    if label in BODY_LABELS:
        return "kept"
    if label in LIFTED_LABELS:
        return "lifted"
    return "blank" if label == Label.BLANK else "removed"


def explain_file(path: Path, settings: Settings) -> Explained:
    """Clean a file and keep all evidence.

    Raises:
        IntakeError: it can't be read, or not be cleaned.
    """
    source = source_of(path)
    try:
        document = read_document(path, settings.max_bytes)
    except IntakeError as error:
        raise IntakeError(error.reason, f"{source}: {error}") from error
    outcome = clean_guarded(load_cleaner(scraped_at=settings.scraped_at), document.data, source, settings.timeout)
    if isinstance(outcome, Failure):
        raise IntakeError(outcome.reason, f"{source}: {outcome.message}")
    record = to_dict(outcome)
    del record["ledger"]
    status = "rejected" if "reason" in record else "article"
    return Explained(status, record, outcome.visible_text, outcome.ledger)


def explain_stored(document_id: str, settings: Settings) -> Explained:
    """What the warehouse holds of a document.

    Raises:
        WarehouseError: it holds none of that id, or can't be opened.
    """
    from warehouse import fetch_document, query

    def rows_of(sql: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = query(settings.warehouse, sql, [stored.document_id]).to_pylist()
        return rows

    stored = fetch_document(settings.warehouse, document_id)
    record: dict[str, Any] = {
        "document_id": stored.document_id,
        "source": ", ".join(stored.sources),
        "portal": stored.portal,
    }
    if stored.reason is not None:
        record |= {"reason": stored.reason, "message": stored.message}
    else:
        record |= rows_of("FROM clean.articles WHERE document_id = ?")[0]
        moment = record["date_published_at"]
        record["date_published_at"] = moment and moment.astimezone(UTC).isoformat()
        for name, table in PARTS.items():
            columns = "* EXCLUDE (document_id, position)"
            record[name] = rows_of(f"FROM {table} SELECT {columns} WHERE document_id = ? ORDER BY position")
    record |= {"encoding": stored.encoding, "language": stored.language}
    record |= {"profiles": list(stored.profiles), "rules_version": stored.rules_version}
    status = "rejected" if stored.reason is not None else "article"
    return Explained(status, record, stored.visible_text, stored.ledger)
