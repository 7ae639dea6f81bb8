"""The rules of a contract as SQL: what each property promises of itself, and the quality rules of tables and properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaners.errors import ReleaseError
from warehouse.contract_sql import literal, places, quoted
from warehouse.contract_types import Property

_COUNTED = "SELECT count(*) FROM {object} WHERE "
_LISTED = "SELECT count(*) FROM"

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "mustBe": lambda found, wanted: found == wanted,
    "mustNotBe": lambda found, wanted: found != wanted,
    "mustBeGreaterThan": lambda found, wanted: found > wanted,
    "mustBeGreaterOrEqualTo": lambda found, wanted: found >= wanted,
    "mustBeLessThan": lambda found, wanted: found < wanted,
    "mustBeLessOrEqualTo": lambda found, wanted: found <= wanted,
    "mustBeBetween": lambda found, wanted: wanted[0] <= found <= wanted[1],
    "mustNotBeBetween": lambda found, wanted: not wanted[0] <= found <= wanted[1],
}
"""What a rule may demand of the number that it counts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be run.

    Attributes:
        name: such as `articles.body: minLength`.
        description: what it promises.
        operator: one of `OPERATORS`.
        wanted: what the number is compared with.
        condition: an SQL condition that is true of a row that counts; empty where `query` counts.
        query: a statement that counts; empty where `condition` does.
        examples: a statement that names rows that count, by the first columns of the key; empty where there is none.
    """

    name: str
    description: str
    operator: str
    wanted: Any
    condition: str = ""
    query: str = ""
    examples: str = ""


def rules_of(table: Property) -> list[Rule]:
    """All rules that a contract has for a table.

    Raises:
        ReleaseError: if a rule is of a kind that can't be run: what is promised and not checked is no promise.
    """
    return [*_promises(table), *_quality(table)]


def _promises(table: Property) -> Iterator[Rule]:
    """What properties promise by themselves: required, unique, logicalTypeOptions, closed lists of values."""
    for place in places(table):
        for kind, words, condition in _wrong(place.item):
            yield _row_rule(table, f"{place.path}: {kind}", f"{place.path} {words}", place.any_value(condition))
        if place.item.get("unique"):
            yield _duplicates(table, f"{place.path}: unique", f"{place.path} is unique", [place.path])


def _wrong(item: Property) -> Iterator[tuple[str, str, Callable[[str], str]]]:
    """Kind and words of each promise about a value, and the condition that breaks it."""
    options = item.get("logicalTypeOptions", {})
    if item.get("required"):
        yield "required", "is never null", lambda value: f"{value} IS NULL"
    if "minLength" in options:
        low = options["minLength"]
        empty = low == 1  # the common case, and no reason to count the characters of long texts
        yield (
            "minLength",
            "is never empty" if empty else f"has at least {low} characters",
            lambda value: f"{value} = ''" if empty else f"length({value}) < {literal(low)}",
        )
    if "pattern" in options:
        pattern = literal(options["pattern"])
        yield "pattern", f"is of the shape {pattern}", lambda value: f"NOT regexp_matches({value}, {pattern})"
    if "minimum" in options:
        least = literal(options["minimum"])
        yield "minimum", f"is at least {least}", lambda value: f"{value} < {least}"
    if "maximum" in options:
        most = literal(options["maximum"])
        yield "maximum", f"is at most {most}", lambda value: f"{value} > {most}"
    for rule in item.get("quality", ()):
        if rule.get("metric") != "invalidValues" or "validValues" not in rule.get("arguments", {}):
            raise _unknown(rule)
        yield rule["name"], "is one of the known values", _none_of(rule["arguments"]["validValues"])


def _none_of(values: list[Any]) -> Callable[[str], str]:
    allowed = ", ".join(literal(value) for value in values)
    return lambda value: f"{value} NOT IN ({allowed})"


def _quality(table: Property) -> Iterator[Rule]:
    """The rules of a table as a whole."""
    for rule in table.get("quality", ()):
        name, words = rule["name"], rule.get("description", rule["name"])
        if rule.get("metric") == "duplicateValues":
            yield _duplicates(table, name, words, rule["arguments"]["properties"])
        elif rule.get("metric") == "rowCount":
            operator, wanted = _demand(rule)
            yield Rule(
                f"{table['name']}.{name}", words, operator, wanted, query=_counting(table, _LISTED + " {object}")
            )
        elif rule.get("type") == "sql":
            operator, wanted = _demand(rule)
            query = rule["query"]
            if query.startswith(_COUNTED) and (operator, wanted) == ("mustBe", 0):
                yield _row_rule(table, name, words, query.removeprefix(_COUNTED))
            else:
                listed = query.startswith(_LISTED)
                examples = _naming(table, query.removeprefix(_LISTED)) if listed else ""
                yield Rule(
                    f"{table['name']}.{name}", words, operator, wanted, query=_counting(table, query), examples=examples
                )
        else:
            raise _unknown(rule)


def _demand(rule: Property) -> tuple[str, Any]:
    found = [(operator, rule[operator]) for operator in OPERATORS if operator in rule]
    if len(found) != 1:
        raise _unknown(rule)
    return found[0]


def _row_rule(table: Property, name: str, words: str, condition: str) -> Rule:
    examples = _naming(table, f" {{object}} WHERE {condition}")
    return Rule(f"{table['name']}.{name}", words, "mustBe", 0, condition=condition, examples=examples)


def _duplicates(table: Property, name: str, words: str, columns: list[str]) -> Rule:
    listed = ", ".join(quoted(column) for column in columns)
    twice = f" (SELECT {listed} FROM {{object}} GROUP BY {listed} HAVING count(*) > 1)"  # noqa: S608 - names of the contract
    first = quoted(columns[0])
    return Rule(
        f"{table['name']}.{name}",
        words,
        "mustBe",
        0,
        query=_counting(table, _LISTED + twice),
        examples=_counting(table, f"SELECT {first}::VARCHAR FROM{twice} ORDER BY 1 LIMIT 3"),
    )


def _naming(table: Property, rest: str) -> str:
    return _counting(table, f"SELECT document_id::VARCHAR FROM{rest} ORDER BY 1 LIMIT 3")


def _counting(table: Property, query: str) -> str:
    return query.replace("{object}", quoted(table["name"]))


def _unknown(rule: Property) -> ReleaseError:
    return ReleaseError(
        f"the data contract has a rule that can't be run ({rule.get('name', rule)!r}); write it as SQL, or with a metric "
        "that docs/warehouse.md names"
    )
