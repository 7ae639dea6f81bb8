"""What changed from one data contract to another, whether readers break by it, and the version that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warehouse.contract import Contract
from warehouse.contract_types import Property
from warehouse.release_contract import custom

_TIGHTER = {"minLength": 1, "minimum": 1, "maximum": -1}
"""Options that are numbers, and the direction in which they promise more."""

_WORDS = frozenset({"meaning", "classification"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaChange:
    """A change of the schema.

    Attributes:
        place: table, or table and path of the column, such as `articles.authors[].email`.
        kind: such as `column removed`, `type`, `required`.
        before: what was promised; null for what is new.
        after: what is promised; null for what is gone.
        breaking: whether a reader of the old schema may break: something it reads is gone, of another type, or may
            hold what it could not hold before.
    """

    place: str
    kind: str
    before: Any
    after: Any
    breaking: bool


def schema_changes(old: Contract, new: Contract) -> list[SchemaChange]:
    """All changes between two contracts, table by table, in the order of the contracts."""
    before, after = ({table["name"]: table for table in contract["schema"]} for contract in (old, new))
    found: list[SchemaChange] = []
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            found.append(SchemaChange(place=name, kind="table removed", before=name, after=None, breaking=True))
        elif name not in before:
            found.append(SchemaChange(place=name, kind="table added", before=None, after=name, breaking=False))
        else:
            found += _in_table(before[name], after[name])
    return found


def next_version(previous: str, changes: list[SchemaChange], declared: str) -> str:
    """The semantic version of a schema that differs from one of a version by some changes.

    Args:
        previous: the version before.
        changes: what is different.
        declared: the record's own version, which the result is never below.
    """
    major, minor, patch = _numbers(previous)
    if any(change.breaking for change in changes):
        following = (major + 1, 0, 0)
    elif any(change.kind not in _WORDS for change in changes):
        following = (major, minor + 1, 0)
    else:
        following = (major, minor, patch + bool(changes))
    return ".".join(map(str, max(following, _numbers(declared))))


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = (int(number) for number in version.split("."))
    return major, minor, patch


def _in_table(old: Property, new: Property) -> Iterator[SchemaChange]:
    name = new["name"]
    for what, position in (("key", "primaryKeyPosition"), ("partitions", "partitionKeyPosition")):
        before, after = ([item["name"] for item in table["properties"] if position in item] for table in (old, new))
        if before != after:
            yield SchemaChange(place=name, kind=what, before=before, after=after, breaking=True)
    before, after = custom(old, "sortedBy"), custom(new, "sortedBy")
    if before != after:
        yield SchemaChange(place=name, kind="order", before=before, after=after, breaking=False)
    yield from _in_columns(dict(_columns(old, name)), dict(_columns(new, name)))
    yield from _in_rules(name, old, new)


def _columns(item: Property, path: str) -> Iterator[tuple[str, Property]]:
    for part in item.get("properties", ()):
        yield f"{path}.{part['name']}", part
        yield from _columns(part, f"{path}.{part['name']}")
    if "items" in item:
        yield f"{path}[]", item["items"]
        yield from _columns(item["items"], f"{path}[]")


def _in_columns(old: dict[str, Property], new: dict[str, Property]) -> Iterator[SchemaChange]:
    for place in dict.fromkeys([*old, *new]):
        if place not in new:
            yield SchemaChange(place=place, kind="column removed", before=_type(old[place]), after=None, breaking=True)
        elif place not in old:
            yield SchemaChange(place=place, kind="column added", before=None, after=_type(new[place]), breaking=False)
        else:
            yield from _in_column(place, old[place], new[place])


def _in_column(place: str, old: Property, new: Property) -> Iterator[SchemaChange]:
    if _type(old) != _type(new):
        yield SchemaChange(place=place, kind="type", before=_type(old), after=_type(new), breaking=True)
    for kind in ("required", "unique"):
        before, after = bool(old.get(kind)), bool(new.get(kind))
        if before != after:
            yield SchemaChange(place=place, kind=kind, before=before, after=after, breaking=before)
    limits, other = old.get("logicalTypeOptions", {}), new.get("logicalTypeOptions", {})
    for option in dict.fromkeys([*limits, *other]):
        before, after = limits.get(option), other.get(option)
        if before != after:
            yield SchemaChange(
                place=place, kind=option, before=before, after=after, breaking=_looser(option, before, after)
            )
    values, others = _values(old), _values(new)
    if values != others:
        open_now = others is None
        yield SchemaChange(place=place, kind="values", before=values, after=others, breaking=open_now)
    for kind, key in (("meaning", "description"), ("classification", "classification")):
        if old.get(key) != new.get(key):
            yield SchemaChange(place=place, kind=kind, before=old.get(key), after=new.get(key), breaking=False)


def _type(item: Property) -> str:
    """The type of a column; what is inside of it is compared by itself."""
    scalar = item["logicalType"] not in {"array", "object"}
    return str(item["physicalType"] if scalar else item["logicalType"])


def _looser(option: str, before: Any, after: Any) -> bool:
    if before is None or after is None:
        return after is None
    return option not in _TIGHTER or (after - before) * _TIGHTER[option] < 0


def _values(item: Property) -> list[Any] | None:
    found = [rule["arguments"]["validValues"] for rule in item.get("quality", ()) if "arguments" in rule]
    return found[0] if found else None


def _in_rules(name: str, old: Property, new: Property) -> Iterator[SchemaChange]:
    before, after = ({rule["name"]: rule for rule in table.get("quality", ())} for table in (old, new))
    for rule in dict.fromkeys([*before, *after]):
        one, other = before.get(rule), after.get(rule)
        if one is None or other is None:
            kind = "rule added" if one is None else "rule removed"
            yield SchemaChange(
                place=f"{name}.{rule}",
                kind=kind,
                before=one and one["description"],
                after=other and other["description"],
                breaking=other is None,
            )
        elif {**one, "description": ""} != {**other, "description": ""}:
            yield SchemaChange(
                place=f"{name}.{rule}", kind="rule", before=_said(one), after=_said(other), breaking=False
            )


def _said(rule: Property) -> Any:
    return rule.get("query") or rule.get("arguments")
