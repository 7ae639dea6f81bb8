"""The tables of a release, as its contract has them: columns, types, order, key."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import pyarrow as pa

from warehouse.contract import Contract
from warehouse.contract_types import Property, arrow_schema_of
from warehouse.release_contract import custom

WITHDRAWN = "withdrawn"
"""The table of an increment that names the documents which are gone."""


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """A table of a release.

    Attributes:
        name: its name, and that of its folder.
        item: what the contract says of it.
        schema: its columns.
        partitions: columns that its folders are named by.
        sorted_by: columns that the rows of each folder are sorted by.
        key: columns that are unique together.
    """

    name: str
    item: Property
    schema: pa.Schema
    partitions: tuple[str, ...]
    sorted_by: tuple[str, ...]
    key: tuple[str, ...]


def release_tables(contract: Contract) -> list[ReleaseTable]:
    """The tables that the contract of a release names."""
    return [
        ReleaseTable(
            name=item["name"],
            item=item,
            schema=arrow_schema_of(item),
            partitions=_named(item, "partitionKeyPosition"),
            sorted_by=tuple(custom(item, "sortedBy", ())),
            key=_named(item, "primaryKeyPosition"),
        )
        for item in contract["schema"]
    ]


def _named(table: Property, position: str) -> tuple[str, ...]:
    """The columns that have a place in the key, or in the names of folders, in its order."""
    columns = sorted((item[position], item["name"]) for item in table["properties"] if position in item)
    return tuple(name for _, name in columns)


def schema_hash(tables: list[ReleaseTable]) -> str:
    """A fingerprint of names and types of all columns: another one is another shape. An increment has that of its release."""
    named = [table for table in tables if table.name != WITHDRAWN]
    shape = {table.name: [[column.name, str(column.type)] for column in table.schema] for table in named}
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()
