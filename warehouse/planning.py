"""Plan: what the warehouse holds already, so that a run cleans only what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.results import Quarantined


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document that the warehouse holds, with what a plan compares."""

    profiles: tuple[str, ...]
    rules_version: str
    sources: tuple[str, ...]


def known_documents(warehouse: str | os.PathLike[str], document_ids: Iterable[str]) -> dict[str, KnownDocument]:
    """Those of the given documents that the warehouse holds, as article or as rejection.

    Args:
        warehouse: path of the DuckDB file; one that does not exist yet holds nothing.
        document_ids: identities to look up, any number.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    raise NotImplementedError


def open_quarantine(warehouse: str | os.PathLike[str], *, reason: str | None = None) -> list[Quarantined]:
    """The inputs that are in quarantine now, by source; with `reason`, only those.

    Raises:
        WarehouseError: if the warehouse can't be opened.
    """
    raise NotImplementedError
