"""Types of the data contract: from the record's annotations, in words, and back to Arrow."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

Property = dict[str, Any]
"""A property of an ODCS contract: a column, a field of a struct, or the items of a list."""

_LOGICAL = {
    "VARCHAR": "string",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
}
_ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "TIMESTAMP WITH TIME ZONE": pa.timestamp("us", tz="UTC"),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
}
_PHYSICAL = {kind: name for name, kind in _ARROW.items()}


def typed(kind: pa.DataType) -> Property:
    """What a contract says of an Arrow type: logicalType, physicalType in DuckDB's words, items, properties.

    Raises:
        TypeError: for a type that releases do not use.
    """
    if pa.types.is_list(kind):
        items = typed(kind.value_type)
        return {"logicalType": "array", "physicalType": f"{items['physicalType']}[]", "items": items}
    if pa.types.is_struct(kind):
        inner = [{"name": part.name, **typed(part.type)} for part in kind]
        words = ", ".join(f'"{part["name"]}" {part["physicalType"]}' for part in inner)
        return {"logicalType": "object", "physicalType": f"STRUCT({words})", "properties": inner}
    if kind not in _PHYSICAL:
        raise TypeError(f"no type of the data contract for {kind}")
    return named_type(_PHYSICAL[kind])


def named_type(physical: str) -> Property:
    """The types of a column whose DuckDB type is known by name."""
    return {"logicalType": _LOGICAL[physical], "physicalType": physical}


def arrow_type_of(item: Property) -> pa.DataType:
    """The Arrow type that a property of a contract stands for.

    Raises:
        KeyError: for a type that releases do not use.
    """
    if item["logicalType"] == "array":
        return pa.list_(arrow_type_of(item["items"]))
    if item["logicalType"] == "object":
        return pa.struct([pa.field(part["name"], arrow_type_of(part)) for part in item["properties"]])
    return _ARROW[item["physicalType"]]


def arrow_schema_of(table: Property) -> pa.Schema:
    """The Arrow schema of a table of a contract; all columns are nullable, as Parquet of many writers is."""
    return pa.schema([pa.field(item["name"], arrow_type_of(item)) for item in table["properties"]])


def type_words(item: Property) -> str:
    """A type for people: `string`, `date?` (may be null), `[Author]` (a list)."""
    if item["logicalType"] == "array":
        word = f"[{type_words({**item['items'], 'required': True})}]"
    elif item["logicalType"] == "object":
        word = str(item["businessName"])
    else:
        word = str(item["logicalType"])
    return word if item.get("required") else f"{word}?"
