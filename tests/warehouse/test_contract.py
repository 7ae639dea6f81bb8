"""The data contract: it is the record's, it is what the standard wants, and its file is up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaners.model import SCHEMA_VERSION, Article, Label
from warehouse.contract import data_contract, declared_columns, terms
from warehouse.contract_file import CONTRACT_FILE, as_yaml
from warehouse.contract_types import arrow_schema_of, type_words
from warehouse.described import described_fields, part_classes
from warehouse.schema import TABLES

FILE = Path(__file__).parents[2] / "warehouse" / CONTRACT_FILE
DERIVED = {"year", "tdm_reservation", "tdm_reservation_rule"}


def tables() -> dict[str, dict[str, Any]]:
    return {table["name"]: table for table in data_contract()["schema"]}


def parts(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for part in (*item.get("properties", ()), *([item["items"]] if "items" in item else ())):
        yield part
        yield from parts(part)


def test_the_file_is_the_contract() -> None:
    assert FILE.read_text("utf-8") == as_yaml(data_contract()), "run `make contract` and commit the file"


def test_reading_the_file_gives_the_contract() -> None:
    assert yaml.safe_load(FILE.read_text("utf-8")) == data_contract()


def test_every_field_of_the_record_is_in_it_once_with_the_records_words() -> None:
    found = [part["name"] for part in tables()["articles"]["properties"] if part["name"] not in DERIVED]
    found += [part["name"] for part in tables()["documents"]["properties"] if part["name"] != "document_id"]
    found += [name for name in tables() if name not in ("articles", "documents")]
    assert sorted(found) == sorted(f.name for f in fields(Article))
    said = {
        (table["businessName"], part["name"]): (type_words(part), part["description"])
        for table in (*tables().values(), *(p for t in tables().values() for p in parts(t) if "businessName" in p))
        for part in table["properties"]
    }
    for kind in (Article, *part_classes(Article)):
        for field in described_fields(kind):
            if (kind.__name__, field.name) in said:
                words = field.type.replace("Label", "string")
                assert said[kind.__name__, field.name] == (words, field.meaning)


def test_the_columns_of_the_warehouse_are_in_it() -> None:
    described = tables()
    for name in ("articles", "documents"):
        known = {part["name"] for part in (*described["articles"]["properties"], *described["documents"]["properties"])}
        if name == "articles":
            assert set(declared_columns("clean.articles")) <= known
    for table in TABLES.keys() - {"audit.documents", "audit.article_versions"}:
        if not table.startswith("audit."):
            continue
        _, name = table.split(".")
        assert declared_columns(table) == [part["name"] for part in described[name]["properties"]]


def test_what_is_personal_is_marked() -> None:
    marks = {(part.get("name"), part.get("classification")) for part in parts(tables()["articles"])}
    assert ("email", "restricted") in marks
    assert ("body", "public") in marks


def test_enumerations_come_from_the_record() -> None:
    (label,) = [part for part in tables()["ledger"]["properties"] if part["name"] == "label"]
    assert label["quality"][0]["arguments"]["validValues"] == [member.value for member in Label]


def test_its_version_is_the_records() -> None:
    assert data_contract()["version"] == SCHEMA_VERSION


@pytest.mark.parametrize("name", [rule["name"] for rule in terms()["rule"]])
def test_rules_name_columns_that_there_are(name: str) -> None:
    (rule,) = [rule for rule in terms()["rule"] if rule["name"] == name]
    table = tables()[rule["table"]]
    assert set(rule["columns"]) <= {part["name"] for part in table["properties"]}
    sql = rule.get("query") or rule["where"]
    assert all(re.search(rf"\b{column}\b", sql) for column in rule["columns"])


def test_every_option_value_and_classification_of_the_terms_is_of_a_field() -> None:
    known = {f"{kind.__name__}.{f.name}" for kind in (Article, *part_classes(Article)) for f in fields(kind)}
    assert {*terms()["options"], *terms()["values"], *terms()["classification"]} <= known
    assert set(terms()["email"]["addresses"]) <= known


def test_types_lead_to_arrow_and_back() -> None:
    schema = arrow_schema_of(tables()["articles"])
    assert str(schema.field("date_min").type) == "date32[day]"
    assert schema.field("authors").type.value_type.field("email").name == "email"
    assert str(schema.field("year").type) == "int32"
