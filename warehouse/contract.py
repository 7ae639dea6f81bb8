"""The data contract: an Open Data Contract Standard document, put together from the record and from `contract_terms.toml`.

The record (`cleaners.model`) says what fields there are, their types and what they mean; the terms say what else is
promised. All that describes data to others is read off the contract: comments in the warehouse, data dictionary, data
package, Croissant, the checks of a release. `contract.odcs.yaml` beside this module is the same contract as a file;
`make contract` writes it anew.

The standard: https://bitol-io.github.io/open-data-contract-standard/v3.2.0/
"""

from __future__ import annotations

import tomllib
import typing
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

from cleaners.model import SCHEMA_VERSION, Article
from warehouse.arrow import arrow_type, time_type, without_none
from warehouse.contract_types import Property, named_type, typed
from warehouse.statements import statements

API_VERSION = "v3.2.0"
"""Version of the Open Data Contract Standard."""

Contract = dict[str, Any]


@cache
def terms() -> dict[str, Any]:
    """The hand-written part of the contract."""
    return tomllib.loads((files("warehouse") / "contract_terms.toml").read_text("utf-8"))


def data_contract() -> Contract:
    """The whole contract: all tables that hold fields of the record, all rules. The caller may change it."""
    return deepcopy(_built())


@cache
def _built() -> Contract:
    head = terms()["contract"]
    return {
        "apiVersion": API_VERSION,
        "kind": "DataContract",
        "id": head["id"],
        "name": head["name"],
        "version": SCHEMA_VERSION,
        "status": head["status"],
        "domain": head["domain"],
        "dataProduct": head["dataProduct"],
        "description": head["description"],
        "servers": [{"server": "release", "type": "local", "path": "./{model}/**/*.parquet", "format": "parquet"}],
        "schema": list(_tables()),
        "slaProperties": terms()["sla"],
    }


def meanings(name: str) -> dict[str, str]:
    """What the fields of a class of the record mean, by the contract."""
    found: dict[str, str] = {}
    for table in _built()["schema"]:
        for item in (table, *_nested(table)):
            if item.get("businessName") == name:
                found |= {part["name"]: part["description"] for part in item["properties"]}
    return found


def _nested(item: Property) -> Iterator[Property]:
    """All properties below one."""
    for part in (*item.get("properties", ()), *([item["items"]] if "items" in item else ())):
        yield part
        yield from _nested(part)


def _tables() -> Iterator[Property]:
    described = {table["name"]: table for table in terms()["table"]}
    inside, lists, documents = _placed_fields()
    yield _table(described["articles"], "Article", [*_properties(Article, inside), *_more(described["articles"])])
    for name in lists:
        items = _property(Article, name)["items"]
        words = described.get(
            name, {"name": name, "about": f"one row a member of the record's {name}; in the warehouse only"}
        )
        first = [_column(key, words["type"], words["meaning"]) for key, words in terms()["list_columns"].items()]
        first[0] |= _options("Article", first[0]["name"], first[0])
        key = [item["name"] for item in first]
        yield _table({"key": key, **words}, items["businessName"], [*first, *items["properties"]])
    yield _table(described["documents"], "Document", _properties(Article, ("document_id", *documents)))


def _placed_fields() -> tuple[list[str], list[str], list[str]]:
    """The record's fields by where they are kept: with the article, in a table of their own, with the document."""
    hints = typing.get_type_hints(Article)
    columns = declared_columns("clean.articles")
    inside, lists, documents = [], [], []
    for name in (f.name for f in fields(Article)):
        if name in columns or declared_columns(f"clean.{name}"):
            inside.append(name)
        elif _is_list_of_parts(hints[name]):
            lists.append(name)
        else:
            documents.append(name)
    return inside, lists, documents


def _is_list_of_parts(hint: Any) -> bool:
    """Whether a field holds a list of parts of the record."""
    kind = arrow_type(hint)
    return bool(pa.types.is_list(kind) and pa.types.is_struct(kind.value_type))


def declared_columns(table: str) -> list[str]:
    """The columns that `sql/tables.sql` declares for a table; none for one that it does not make."""
    _, _, rest = statements("tables").partition(f"CREATE TABLE {table} (\n")
    body, _, _ = rest.partition("\n);")
    return [line.split()[0].strip('"') for line in body.splitlines()]


def _table(words: dict[str, Any], record_class: str, properties: list[Property]) -> Property:
    key, partitions = words["key"], words.get("partitions", [])
    for item in properties:
        name = item["name"]
        if name in key:
            item["required"] = True
            item |= {"primaryKey": True, "primaryKeyPosition": key.index(name) + 1}
            item |= {"unique": True} if key == [name] else {}
        if name in partitions:
            item |= {"partitioned": True, "partitionKeyPosition": partitions.index(name) + 1}
    table: Property = {
        "name": words["name"],
        "businessName": record_class,
        "logicalType": "object",
        "physicalType": "table",
        "description": words["about"],
        "properties": properties,
        "quality": list(_rules(words["name"], key)),
    }
    if "sorted_by" in words:
        table["customProperties"] = [{"property": "sortedBy", "value": words["sorted_by"]}]
    return table


def _rules(table: str, key: list[str]) -> Iterator[Property]:
    if len(key) > 1:
        words = f"No two rows have the same {' and '.join(key)}."
        yield {"name": "key_is_unique", "metric": "duplicateValues", "arguments": {"properties": key}, "mustBe": 0} | {
            "description": words,
            "dimension": "uniqueness",
        }
    for rule in terms().get("rule", []):
        if rule["table"] == table:
            query = rule.get("query") or f"SELECT count(*) FROM {{object}} WHERE {rule['where']}"  # noqa: S608 - from a data file of ours
            needs = [{"property": "needsColumns", "value": rule["columns"]}]
            needs += [{"property": "needsTables", "value": rule["whole"]}] if "whole" in rule else []
            yield {
                "name": rule["name"],
                "type": "sql",
                "query": query.strip(),
                "mustBe": 0,
                "description": rule["description"],
                "dimension": rule["dimension"],
                "customProperties": needs,
            }


def _more(words: dict[str, Any]) -> list[Property]:
    return [_column(item["name"], item["type"], item["meaning"]) for item in words.get("column", [])]


def _column(name: str, physical: str, meaning: str) -> Property:
    column = {"name": name, **named_type(physical), "required": False, "description": meaning}
    return column | _options("", name, column)


def _properties(kind: type[Any], names: typing.Iterable[str]) -> list[Property]:
    return [_property(kind, name) for name in names]


def _property(kind: type[Any], name: str) -> Property:
    """What the contract says of a field of the record."""
    f = {f.name: f for f in fields(kind)}[name]
    hint, nullable = without_none(typing.get_type_hints(kind)[name])
    held: Property = typed(stored) if (stored := time_type(f)) else _typed(hint)
    item = {"name": name, **held, "required": not nullable, "description": f.metadata["doc"]}
    item |= _options(kind.__name__, name, item)
    restricted = "restricted" if f.metadata.get("personal") else None
    item["classification"] = restricted or terms()["classification"].get(f"{kind.__name__}.{name}", "public")
    values = (
        [member.value for member in hint] if _is_enumeration(hint) else terms()["values"].get(f"{kind.__name__}.{name}")
    )
    if values:
        item["quality"] = [
            {"name": "is_known", "metric": "invalidValues", "arguments": {"validValues": values}, "mustBe": 0}
            | {"description": f"One of {len(values)} values.", "dimension": "conformity"}
        ]
    return item


def _typed(hint: Any) -> Property:
    """The types of an annotation; parts of the record keep the words of their own fields."""
    held = typed(arrow_type(hint))
    if typing.get_origin(hint) is tuple:
        inner = _typed(typing.get_args(hint)[0])
        held["items"] = inner | {"required": True} | _options("", "", inner)
    elif is_dataclass(hint):
        kind = typing.cast("type[Any]", hint)
        held |= {"businessName": kind.__name__, "properties": _properties(kind, [f.name for f in fields(kind)])}
    return held


def _is_enumeration(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


def _options(kind: str, name: str, item: Property) -> Property:
    """The logicalTypeOptions of a field: what the terms say, and that no string is empty."""
    options = {"minLength": 1} if item["logicalType"] == "string" else {}
    options |= terms()["options"].get(f"{kind}.{name}", {})
    return {"logicalTypeOptions": options} if options else {}
