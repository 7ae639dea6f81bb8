"""What the tables of a release hold: columns, types, order, and the words that describe them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from cleaners.model import SCHEMA_VERSION, Article, LedgerEntry
from warehouse.arrow import arrow_schema
from warehouse.described import DescribedField, described_fields, part_classes

_AUDIT_ONLY = frozenset({"date_candidates", "outlet_candidates", "ledger", "visible_text"})

_YEAR = DescribedField("year", "integer?", "year of publication, where the document proves one; the partition", False)
_DOCUMENT_ID = DescribedField("document_id", "string", "the article", False)
_POSITION = DescribedField("position", "integer", "place of the segment in the text, from 0", False)


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """A table of a release.

    Attributes:
        name: its name, and that of its folder.
        sql: name of the statement that reads it, sorted.
        schema: its columns.
        fields: its columns in words.
        partitions: columns that its folders are named by.
        sorted_by: columns that the rows of each folder are sorted by.
        key: columns that are unique together.
        about: what one row is.
    """

    name: str
    sql: str
    schema: pa.Schema
    fields: tuple[DescribedField, ...]
    partitions: tuple[str, ...]
    sorted_by: tuple[str, ...]
    key: tuple[str, ...]
    about: str


def articles_table() -> ReleaseTable:
    """The articles: the record without its audit trail, authors and images nested, and the year."""
    described = tuple(f for f in described_fields(Article) if f.name not in _AUDIT_ONLY)
    schema = arrow_schema(Article, leave_out=_AUDIT_ONLY).append(pa.field("year", pa.int32()))
    return ReleaseTable(
        name="articles",
        sql="release_articles",
        schema=schema,
        fields=(*described, _YEAR),
        partitions=("language", "year"),
        sorted_by=("date_min", "document_id"),
        key=("document_id",),
        about="one row an article",
    )


def ledger_table() -> ReleaseTable:
    """The ledger: which segment of an article's visible text got which label by which rule."""
    first = pa.schema([pa.field("document_id", pa.string()), pa.field("position", pa.int32())])
    return ReleaseTable(
        name="ledger",
        sql="release_ledger",
        schema=pa.schema([*first, *arrow_schema(LedgerEntry)]),
        fields=(_DOCUMENT_ID, _POSITION, *described_fields(LedgerEntry)),
        partitions=(),
        sorted_by=("document_id", "position"),
        key=("document_id", "position"),
        about="one row a segment of an article's visible text; the offsets tile the text, which is not part of the release",
    )


def schema_hash(tables: list[ReleaseTable]) -> str:
    """A fingerprint of names and types of all columns: another one is another shape."""
    shape = {table.name: [[column.name, str(column.type)] for column in table.schema] for table in tables}
    return hashlib.sha256(json.dumps([SCHEMA_VERSION, shape]).encode()).hexdigest()


def dictionary(tables: list[ReleaseTable], *, personal_data: bool) -> str:
    """The data dictionary as Markdown."""
    lines = [
        "# Data dictionary",
        "",
        f"Record {SCHEMA_VERSION}. `?` marks a column that may be null, `[ ]` a list.",
        "",
    ]
    if not personal_data:
        lines += [
            "E-mail addresses are left out: `email` is null everywhere, and `[e-mail]` stands for an address in any text.",
            "",
        ]
    for table in tables:
        folders = "/".join(f"{name}=…" for name in table.partitions)
        lines += [f"## {table.name}", "", f"{table.about[0].upper()}{table.about[1:]}, under `{table.name}/{folders}`."]
        lines += [f"Sorted by {', '.join(table.sorted_by)}; key {', '.join(table.key)}.", ""]
        lines += _field_table(list(table.fields))
        for part in part_classes(Article) if table.name == "articles" else []:
            if any(f.type.strip("[]?") == part.__name__ for f in table.fields):
                lines += [f"### {part.__name__}", "", *_field_table(described_fields(part))]
    return "\n".join(lines)


def _field_table(described: list[DescribedField]) -> list[str]:
    rows = [f"| `{f.name}` | {f.type} | {f.meaning.replace('|', chr(92) + '|')} |" for f in described]
    return ["| column | type | meaning |", "|---|---|---|", *rows, ""]


def datapackage(tables: list[ReleaseTable], files: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The Frictionless data package that describes a release.

    Args:
        tables: the tables of the release.
        files: the manifest's entries of each table's files.
    """
    return {
        "profile": "data-package",
        "name": "cleancopy-release",
        "title": "Clean news articles",
        "version": SCHEMA_VERSION,
        "resources": [
            {
                "profile": "data-resource",
                "name": table.name,
                "description": table.about,
                "path": [entry["path"] for entry in files[table.name]],
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": sum(entry["bytes"] for entry in files[table.name]),
                "schema": {
                    "fields": [_package_field(f, column) for f, column in zip(table.fields, table.schema, strict=True)],
                    "primaryKey": list(table.key),
                },
            }
            for table in tables
        ],
    }


def _package_field(described: DescribedField, column: pa.Field) -> dict[str, Any]:
    nullable = described.type.endswith("?")
    return {
        "name": described.name,
        "type": _package_type(column.type),
        "description": described.meaning,
        "constraints": {"required": not nullable},
    }


def _package_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return "array"
    if pa.types.is_struct(kind):
        return "object"
    words = {"string": "string", "bool": "boolean", "double": "number", "date32[day]": "date"}
    return words.get(str(kind), "integer")
