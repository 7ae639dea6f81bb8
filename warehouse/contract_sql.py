"""The values of a contract's columns in SQL, those inside structs and lists as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from warehouse.contract_types import Property

Condition = Callable[[str], str]
"""Makes an SQL condition on a value of the SQL expression that names it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a table that holds values.

    Attributes:
        path: the names that lead to it, such as `authors.email`.
        field: class and field of the record, such as `Author.email`; without the field for the members of a list.
        item: what the contract says of it.
        any_value: an SQL condition on a row: whether a condition holds for any of the values there.
    """

    path: str
    field: str
    item: Property
    any_value: Callable[[Condition], str]


def places(table: Property) -> Iterator[Place]:
    """All places of a table, a struct before what is in it."""
    for item in table["properties"]:
        name = item["name"]
        yield from _places(item, quoted(name), name, f"{table['businessName']}.{name}", lambda condition: condition, 0)


def _places(
    item: Property, value: str, path: str, field: str, wrap: Callable[[str], str], depth: int
) -> Iterator[Place]:
    yield Place(path, field, item, lambda condition: wrap(condition(value)))
    for part in item.get("properties", ()):
        name = part["name"]

        def in_struct(condition: str) -> str:
            return wrap(f"({value} IS NOT NULL AND {condition})")

        yield from _places(
            part, f"{value}.{quoted(name)}", f"{path}.{name}", f"{item['businessName']}.{name}", in_struct, depth
        )
    if "items" in item:
        member = f"x{depth}"

        def in_list(condition: str) -> str:
            return wrap(f"len(list_filter({value}, lambda {member}: {condition})) > 0")

        inside = item["items"]
        yield from _places(inside, member, path, f"{field}[]", in_list, depth + 1)


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: object) -> str:
    """A value as SQL writes it."""
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
