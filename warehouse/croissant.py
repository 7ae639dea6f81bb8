"""Croissant metadata of a release, read off its contract: what machine learning tools find and load data sets by.

The format: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (1.0). It has no place for the day of
publication to be unknown, and a release, which depends on its articles alone, knows none; readers warn and go on.
"""

from __future__ import annotations

from typing import Any

from warehouse.contract import Contract, terms
from warehouse.contract_types import Property
from warehouse.release_contract import custom
from warehouse.release_profiles import profile_of
from warehouse.release_tables import ReleaseTable, release_tables

FORMAT = "http://mlcommons.org/croissant/1.0"
ENCODING = "application/x-parquet"
"""What readers of Croissant know Parquet by."""

_TERMS = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes isLiveDataset jsonPath "
    "key md5 parentField path recordSet references regex repeated replace samplingRate separator source subField transform"
)
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}
_TYPES = {
    "string": "sc:Text",
    "date": "sc:Date",
    "timestamp": "sc:DateTime",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "object": "sc:Text",
}


def croissant(contract: Contract) -> dict[str, Any]:
    """The Croissant description of a release, as JSON-LD."""
    tables = release_tables(contract)
    profile = profile_of(custom(contract, "profile"))
    kept = "E-mail addresses are kept." if profile.personal_data else "E-mail addresses are left out."
    kept = "E-mail addresses are replaced by keyed hashes." if profile.hashed_emails else kept
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": contract["id"],
        "name": contract["name"],
        "description": f"{contract['description']['purpose']} {contract['description']['limitations']}",
        "conformsTo": FORMAT,
        "version": contract["version"],
        "license": terms()["licence"]["path"],
        "isLiveDataset": False,
        "rai:personalSensitiveInformation": f"Names of authors as printed. {kept}",
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": _files(table),
                "name": _files(table),
                "description": f"Parquet files: {table.item['description']}",
                "encodingFormat": ENCODING,
                "includes": f"{table.name}/**/*.parquet" if table.partitions else f"{table.name}/*.parquet",
            }
            for table in tables
        ],
        "recordSet": [_record_set(table) for table in tables],
    }


def _files(table: ReleaseTable) -> str:
    return f"{table.name}-files"


def _record_set(table: ReleaseTable) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.item["description"],
        "key": [{"@id": f"{table.name}/{name}"} for name in table.key],
        "field": [_field(table, item) for item in table.item["properties"]],
    }


def _field(table: ReleaseTable, item: Property) -> dict[str, Any]:
    source = {"fileSet": {"@id": _files(table)}, "extract": {"column": item["name"]}}
    inner = item.get("items", item)
    field = _described(f"{table.name}/{item['name']}", item, inner) | {"source": source}
    if item["logicalType"] == "array":
        field["repeated"] = True
    if inner["logicalType"] == "object":
        field["subField"] = [
            _described(f"{table.name}/{item['name']}/{part['name']}", part, part)
            | {"source": {**source, "transform": {"jsonPath": part["name"]}}}
            for part in inner["properties"]
        ]
    if table.name != "articles" and item["name"] == "document_id":
        field["references"] = {"field": {"@id": "articles/document_id"}}
    return field


def _described(identity: str, item: Property, typed: Property) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": identity,
        "name": item["name"],
        "description": item["description"],
        "dataType": _TYPES[typed["logicalType"]],
    }
