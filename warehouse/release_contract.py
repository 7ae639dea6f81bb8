"""The contract of one release: what the whole contract promises of a profile, with the rules against personal data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.contract import Contract, data_contract, terms
from warehouse.contract_sql import literal, places
from warehouse.contract_types import Property
from warehouse.email_hash import PATTERN
from warehouse.release_profiles import Profile


def release_contract(profile: Profile, version: str | None = None) -> Contract:
    """The data contract of releases of a profile.

    Args:
        profile: what such a release holds.
        version: semantic version of its schema; by default the record's.
    """
    contract = data_contract()
    wanted = {"articles", *(["ledger"] if profile.ledger else [])}
    tables = [table for table in contract["schema"] if table["name"] in wanted]
    for table in tables:
        if table["name"] == "articles":
            table["properties"] = [item for item in table["properties"] if profile.has(item["name"])]
        if profile.hashed_emails:
            _describe_hashes(table)
        columns = {item["name"] for item in table["properties"]}
        rules = [rule for rule in table["quality"] if _holds(rule, columns, wanted)]
        table["quality"] = [*rules, *([] if profile.personal_data else _no_personal_data(table, profile))]
    contract["schema"] = tables
    contract["version"] = version or contract["version"]
    contract["customProperties"] = [
        {"property": "profile", "value": profile.name},
        {"property": "personalData", "value": profile.personal_data},
        {"property": "reservedWorks", "value": profile.reserved},
    ]
    return contract


def custom(item: dict[str, Any], name: str, default: Any = None) -> Any:
    """A custom property of a contract or of a part of one."""
    found = [entry["value"] for entry in item.get("customProperties", ()) if entry["property"] == name]
    return found[0] if found else default


def _holds(rule: Property, columns: set[str], tables: set[str]) -> bool:
    return set(custom(rule, "needsColumns", ())) <= columns and set(custom(rule, "needsTables", ())) <= tables


def _describe_hashes(table: Property) -> None:
    for place in places(table):
        if place.item.get("classification") == "restricted":
            place.item["description"] = (
                "keyed hash of the e-mail address (HMAC with SHA-256); the same address under the same key"
            )


def _no_personal_data(table: Property, profile: Profile) -> Iterator[Property]:
    """Rules that nothing restricted (or only hashes of it) and no e-mail address is left, one a place."""
    pattern = literal(terms()["email"]["pattern"])
    for place in places(table):
        name = place.path.replace(".", "_")
        if place.item.get("classification") == "restricted" and profile.hashed_emails:
            wrong = place.any_value(
                lambda value: f"{value} IS NOT NULL AND NOT regexp_matches({value}, {literal(PATTERN)})"
            )
            yield _rule(f"only_hashes_in_{name}", wrong, f"{place.path} holds keyed hashes and no address.")
        elif place.item.get("classification") == "restricted":
            wrong = place.any_value(lambda value: f"{value} IS NOT NULL")
            yield _rule(f"no_{name}", wrong, f"{place.path} is personal data and left out.")
        elif is_text(place.field, place.item):
            wrong = place.any_value(
                lambda value: (
                    f"(contains({value}, '@') OR contains({value}, '＠')) AND regexp_matches({value}, {pattern})"
                )
            )
            yield _rule(f"no_email_in_{name}", wrong, f"{place.path} holds no e-mail address.")


def is_text(field: str, item: Property) -> bool:
    """Whether a place holds text that people wrote: no address of a page, no value of a closed list or of a pattern."""
    closed = "quality" in item or "pattern" in item.get("logicalTypeOptions", {})
    address = field.removesuffix("[]") in terms()["email"]["addresses"]
    return item["logicalType"] == "string" and not closed and not address


def _rule(name: str, wrong: str, description: str) -> Property:
    return {
        "name": name,
        "type": "sql",
        "query": f"SELECT count(*) FROM {{object}} WHERE {wrong}",  # noqa: S608 - names and patterns are ours
        "mustBe": 0,
        "description": description,
        "dimension": "conformity",
    }
