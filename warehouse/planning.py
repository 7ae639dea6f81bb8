"""Plan: what the warehouse holds already, so that a run cleans only what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from warehouse.connection import open_reader
from warehouse.duckdb_errors import translated
from warehouse.lake import lake_exists, lake_of
from warehouse.places import WORKING, Places
from warehouse.results import Quarantined
from warehouse.statements import statements


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that the warehouse holds, with what a plan compares."""

    profiles: tuple[str, ...]
    rules_version: str
    sources: tuple[str, ...]


def warehouse_exists(warehouse: str | os.PathLike[str]) -> bool:
    """Whether there is a warehouse, published or not.

    Raises:
        WarehouseError: if it is a lake, and its catalog can't be asked.
    """
    lake = lake_of(warehouse)
    if lake is not None:
        with translated(Path(warehouse)):
            return lake_exists(lake)
    places = Places(Path(warehouse))
    return places.working.exists() or places.published.exists()


def known_documents(warehouse: str | os.PathLike[str], document_ids: Iterable[str]) -> dict[str, KnownDocument]:
    """Those of the given documents that the warehouse holds, published or not, as article or as rejection.

    Args:
        warehouse: path of the published file; one that does not exist yet holds nothing.
        document_ids: identities to look up, any number.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    if not warehouse_exists(warehouse):
        return {}
    asked = pa.table({"document_id": pa.array(set(document_ids), type=pa.string())})
    with open_reader(warehouse, at=WORKING) as con:
        con.register("asked", asked)
        rows = con.execute(statements("known_documents")).fetchall()
    return {
        document_id: KnownDocument(tuple(profiles), rules_version, tuple(sources or ()))
        for document_id, profiles, rules_version, sources in rows
    }


def open_quarantine(warehouse: str | os.PathLike[str], *, reason: str | None = None) -> list[Quarantined]:
    """The inputs in quarantine now, published or not, by source; with `reason`, only those. No warehouse has none.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    if not warehouse_exists(warehouse):
        return []
    with open_reader(warehouse, at=WORKING) as con:
        rows = con.execute(statements("open_quarantine"), {"reason": reason}).fetchall()
    names = ("source", "reason", "stage", "message", "document_id", "size", "attempts", "rules_version")
    return [Quarantined(**dict(zip(names, row, strict=True))) for row in rows]
