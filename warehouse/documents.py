"""One document with its visible text and ledger, for a reader who asks what became of it."""

from __future__ import annotations

import os
from dataclasses import dataclass

import duckdb

from cleaners.errors import WarehouseError
from cleaners.model import Label, LedgerEntry
from warehouse.connection import open_reader
from warehouse.places import At
from warehouse.statements import statements

_SHORTEST = 4


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


def fetch_document(warehouse: str | os.PathLike[str], document_id: str, *, at: At = None) -> StoredDocument:
    """The document with that id, or the only one whose id begins so.

    Args:
        warehouse: path of the published file.
        document_id: an identity, or at least its first four digits.
        at: number of an older version; `WORKING` for what is loaded and not published yet.

    Raises:
        WarehouseError: if no document, or more than one, begins so, or the warehouse can't be opened.
    """
    with open_reader(warehouse, at=at) as con:
        found = find_document(con, document_id, warehouse)
        result = con.execute(statements("document"), {"document_id": found})
        names = [column[0] for column in result.description]
        row = dict(zip(names, result.fetchall()[0], strict=True))
    row["sources"] = tuple(row["sources"] or ())
    row["profiles"] = tuple(row["profiles"])
    row["ledger"] = tuple(
        LedgerEntry(int(start), int(end), Label(label), rule, float(confidence))
        for start, end, label, rule, confidence in row["ledger"] or ()
    )
    return StoredDocument(**row)


def find_document(con: duckdb.DuckDBPyConnection, document_id: str, warehouse: str | os.PathLike[str]) -> str:
    """The whole id of the document that a few digits name.

    Raises:
        WarehouseError: if no document, or more than one, has an id that begins so.
    """
    prefix = document_id.strip().lower()
    if len(prefix) < _SHORTEST:
        raise WarehouseError(f"{document_id!r}: give at least the first {_SHORTEST} digits of a document's id")
    rows = con.execute(
        "SELECT document_id FROM audit.documents WHERE starts_with(document_id, ?) ORDER BY document_id LIMIT 6",
        [prefix],
    ).fetchall()
    if not rows:
        raise WarehouseError(
            f"{document_id}: no document of {os.fspath(warehouse)} has an id that begins so; the table audit.sources lists them"
        )
    if len(rows) > 1:
        found = ", ".join(name for (name,) in rows[:5])
        raise WarehouseError(
            f"{document_id}: several documents begin so ({found}{', …' if len(rows) > 5 else ''}); give more digits"
        )
    return str(rows[0][0])
