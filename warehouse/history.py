"""The history of one document: its old records, what was different in each next one, and by which rules."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warehouse.connection import open_reader
from warehouse.documents import find_document
from warehouse.places import At
from warehouse.statements import statements
from warehouse.text_diff import Paragraph, diff_texts


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the record before and after, as text; lists and structs as JSON."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record and the one that took its place.

    Attributes:
        version: number of the old record, as in `audit.article_versions`.
        replaced_at: when it was replaced (UTC, without a zone), where the loader was told.
        run_id: the run that brought the next one.
        batch_id: the batch that brought the next one.
        rules_before: fingerprint of the rules that made the old one.
        rules_after: fingerprint of the rules that made the next one.
        outcome_before: `article` or `rejected`.
        outcome_after: `article` or `rejected`.
        fields: what differs, but the body.
        body: the paragraphs of both bodies, where they differ.
    """

    version: int
    replaced_at: datetime | None
    run_id: str | None
    batch_id: str
    rules_before: str
    rules_after: str
    outcome_before: str
    outcome_after: str
    fields: tuple[FieldChange, ...]
    body: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A document, what it is now, and its changes, the oldest first."""

    document_id: str
    sources: tuple[str, ...]
    outcome: str
    rules_version: str
    changes: tuple[Change, ...]


def history(warehouse: str | os.PathLike[str], document_id: str, *, at: At = None) -> History:
    """What became of the record of a document over time.

    Only records that the next one differs from are kept: what other rules made just so again is no change. Addresses of
    e-mail in bylines and authors are left out.

    Args:
        warehouse: path of the published file.
        document_id: an identity, or at least its first four digits.
        at: number of an older version of the warehouse; `WORKING` for what is loaded and not published yet.

    Raises:
        WarehouseError: if no document, or more than one, begins so, or the warehouse can't be opened.
    """
    with open_reader(warehouse, at=at) as con:
        found = find_document(con, document_id, warehouse)
        ((outcome, rules, sources),) = con.execute(
            "SELECT outcome, rules_version, (SELECT list(sources.source ORDER BY sources.source) FROM audit.sources AS sources "
            "WHERE sources.document_id = documents.document_id) FROM audit.documents AS documents WHERE document_id = ?",
            [found],
        ).fetchall()
        rows = con.execute(statements("history"), {"document_id": found}).fetchall()
    return History(found, tuple(sources or ()), outcome, rules, tuple(_change(row) for row in rows))


def _change(row: tuple[Any, ...]) -> Change:
    version, at, run, batch, rules_before, rules_after, was, became, *lists = row
    changed = [FieldChange(*values) for values in zip(*lists, strict=True)]
    body = next((change for change in changed if change.field == "body"), None)
    return Change(
        version=version,
        replaced_at=at,
        run_id=run,
        batch_id=batch,
        rules_before=rules_before,
        rules_after=rules_after,
        outcome_before=was,
        outcome_after=became,
        fields=tuple(change for change in changed if change is not body),
        body=() if body is None else diff_texts(body.before, body.after),
    )
