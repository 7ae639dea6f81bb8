"""One document with its visible text and ledger, for a reader who asks what became of it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cleaners.model import LedgerEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """A document as the warehouse holds it; `reason` and `message` are set for a rejection only."""

    document_id: str
    sources: tuple[str, ...]
    size: int | None
    encoding: str | None
    language: str | None
    portal: str | None
    profiles: tuple[str, ...]
    rules_version: str
    outcome: str
    reason: str | None
    message: str | None
    visible_text: str
    ledger: tuple[LedgerEntry, ...]


def fetch_document(warehouse: str | os.PathLike[str], document_id: str) -> StoredDocument:
    """The document with that id, or the only one whose id begins so.

    Args:
        warehouse: path of the DuckDB file.
        document_id: an identity, or at least its first four digits.

    Raises:
        WarehouseError: if no document, or more than one, begins so, or the warehouse can't be opened.
    """
    raise NotImplementedError
