"""What a release says of itself to people and tools: data dictionary and Frictionless data package, both read off its contract.

The package is of version 2 of the standard: https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.contract import Contract, terms
from warehouse.contract_types import Property, type_words
from warehouse.release_contract import custom
from warehouse.release_profiles import profile_of
from warehouse.release_tables import ReleaseTable, release_tables

PARQUET = "application/vnd.apache.parquet"


def dictionary(contract: Contract) -> str:
    """The data dictionary as Markdown."""
    profile = profile_of(custom(contract, "profile"))
    lines = [
        "# Data dictionary",
        "",
        f"Schema {contract['version']}, profile {profile.name}: {profile.about}. `?` marks a column that may be null, `[ ]` a list.",
        "",
    ]
    if profile.hashed_emails:
        lines += [
            "E-mail addresses are left out: `email` is a keyed hash (HMAC with SHA-256), by which authors can be joined with those "
            "of releases under the same key, and `[e-mail]` stands for an address in any text. A hash stands for a person still.",
            "",
        ]
    elif not profile.personal_data:
        lines += [
            "E-mail addresses are left out: `email` is null everywhere, and `[e-mail]` stands for an address in any text.",
            "",
        ]
    for table in release_tables(contract):
        about = table.item["description"]
        folders = "/".join(f"{name}=…" for name in table.partitions)
        lines += [f"## {table.name}", "", f"{about[0].upper()}{about[1:]}, under `{table.name}/{folders}`."]
        lines += [f"Sorted by {', '.join(table.sorted_by)}; key {', '.join(table.key)}.", ""]
        lines += _field_table(table.item["properties"])
        for name, part in _parts(table.item).items():
            lines += [f"### {name}", "", *_field_table(part["properties"])]
    return "\n".join(lines)


def _parts(item: Property) -> dict[str, Property]:
    """The parts of the record inside a table, by name, each once."""
    found: dict[str, Property] = {}
    for part in item.get("properties", ()):
        inner = part.get("items", part)
        if "businessName" in inner:
            found |= {inner["businessName"]: inner} | _parts(inner)
    return found


def _field_table(properties: list[Property]) -> list[str]:
    rows = [
        f"| `{item['name']}` | {type_words(item)} | {item['description'].replace('|', chr(92) + '|')} |"
        for item in properties
    ]
    return ["| column | type | meaning |", "|---|---|---|", *rows, ""]


def datapackage(contract: Contract, files: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The data package that describes a release.

    Args:
        contract: the contract of the release.
        files: the manifest's entries of each table's files.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "data-package",  # what readers of version 1 look for
        "name": f"{contract['id']}-{custom(contract, 'profile')}",
        "title": contract["name"],
        "description": contract["description"]["purpose"],
        "version": contract["version"],
        "licenses": [terms()["licence"]],
        "resources": [_resource(table, files[table.name]) for table in release_tables(contract)],
    }


def _resource(table: ReleaseTable, files: list[dict[str, Any]]) -> dict[str, Any]:
    keys = [{"fields": ["document_id"], "reference": {"resource": "articles", "fields": ["document_id"]}}]
    return {
        "profile": "data-resource",
        "name": table.name,
        "description": table.item["description"],
        "path": [entry["path"] for entry in files],
        "format": "parquet",
        "mediatype": PARQUET,
        "bytes": sum(entry["bytes"] for entry in files),
        "schema": {
            "fields": list(_package_fields(table.item)),
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if table.name != "articles" else {}),
        },
    }


def _package_fields(table: Property) -> Iterator[dict[str, Any]]:
    words = {"timestamp": "datetime"}
    for item in table["properties"]:
        options = item.get("logicalTypeOptions", {})
        limits = {key: options[key] for key in ("minLength", "pattern", "minimum", "maximum") if key in options}
        values = [rule["arguments"]["validValues"] for rule in item.get("quality", ())]
        yield {
            "name": item["name"],
            "type": words.get(item["logicalType"], item["logicalType"]),
            "description": item["description"],
            "constraints": {
                "required": bool(item.get("required")),
                **({"unique": True} if item.get("unique") else {}),
                **limits,
                **({"enum": values[0]} if values else {}),
            },
        }
