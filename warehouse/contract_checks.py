"""A release checked against its contract, from its files alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from cleaners.errors import ReleaseError
from warehouse.contract import Contract
from warehouse.contract_rules import OPERATORS, Rule, rules_of
from warehouse.contract_sql import quoted
from warehouse.contract_types import Property, arrow_schema_of
from warehouse.release_reading import opened_releases, parquet

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A rule of the contract that a release breaks.

    Attributes:
        rule: its name.
        description: what it promises.
        found: the number it counted: of rows, in most rules.
        examples: ids of documents that break it, the first three.
    """

    rule: str
    description: str
    found: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        """The breach in a line."""
        examples = f", such as {', '.join(self.examples)}" if self.examples else ""
        return f"{self.rule} ({self.found:,}{examples}; promised: {self.description})"


def breaches(contract: Contract, folder: Path, *, memory_limit: str, threads: int) -> list[Breach]:
    """All rules of a contract that the Parquet files of a release break.

    Args:
        contract: what is promised.
        folder: the release's folder.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: if files have other columns than the contract, or a rule can't be run.
    """
    try:
        rules = {table["name"]: rules_of(table) for table in contract["schema"]}
        for table in contract["schema"]:
            _same_columns(table, folder)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReleaseError(f"{folder}: its data contract is not whole ({error!r}); take the release again") from error
    # The rules may come with the folder: they can read it, and nothing else.
    with opened_releases([folder], memory_limit=memory_limit, threads=threads) as con:
        try:
            for table in contract["schema"]:
                con.execute(f"CREATE VIEW {quoted(table['name'])} AS FROM {parquet(folder, table['name'])}")
            return [found for name in rules for found in _broken(con, name, rules[name])]
        except duckdb.Error as error:
            raise ReleaseError(f"{folder}: a rule of its data contract can't be run: {error}") from error


def demand_none(found: list[Breach], folder: Path, consequence: str) -> None:
    """Raise the breaches as one error.

    Raises:
        ReleaseError: if there are any; it names rules, numbers and examples.
    """
    if found:
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        rules = "; ".join(str(breach) for breach in found[:_SHOWN])
        raise ReleaseError(
            f"{folder}: {len(found)} {'rules' if len(found) > 1 else 'rule'} of the data contract broken, {consequence}: "
            f"{rules}{more}. `cleancopy explain DOCUMENT_ID` shows where a value came from"
        )


def _same_columns(table: Property, folder: Path) -> None:
    wanted = arrow_schema_of(table)
    files = sorted((folder / table["name"]).rglob("*.parquet"))
    if not files:
        raise ReleaseError(
            f"{folder}: the data contract has a table {table['name']}, and the release has no file of it"
        )
    for path in files:
        try:
            schema = pq.read_schema(path)
        except (OSError, pa.ArrowException) as error:
            raise ReleaseError(f"{path}: this is no Parquet file ({error})") from error
        found = pa.schema([pa.field(column.name, column.type) for column in schema])
        if not found.equals(wanted):
            raise ReleaseError(f"{path}: its columns are not those of the data contract; write the release anew")


def _broken(con: duckdb.DuckDBPyConnection, table: str, rules: list[Rule]) -> Iterator[Breach]:
    in_rows = [rule for rule in rules if rule.condition]
    counts = dict(zip([rule.name for rule in in_rows], _counted(con, table, in_rows), strict=True))
    for rule in rules:
        found = counts[rule.name] if rule.condition else _number(con, rule.query)
        if not OPERATORS[rule.operator](found, rule.wanted):
            yield Breach(rule=rule.name, description=rule.description, found=found, examples=_examples(con, rule))


def _counted(con: duckdb.DuckDBPyConnection, table: str, rules: list[Rule]) -> list[int]:
    """How many rows break each of many rules, in one pass over the table."""
    counters = ", ".join(f"count(*) FILTER (WHERE {rule.condition})" for rule in rules)
    query = f"SELECT {counters or 'count(*)'} FROM {quoted(table)}"  # noqa: S608 - checked by _selected
    (row,) = _selected(con, query)
    return list(row) if rules else []


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    ((found,),) = _selected(con, query)
    return int(found)


def _examples(con: duckdb.DuckDBPyConnection, rule: Rule) -> tuple[str, ...]:
    return tuple(str(name) for (name,) in _selected(con, rule.examples)) if rule.examples else ()


def _selected(con: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """The answer to one question; a rule that is anything else is refused."""
    found = duckdb.extract_statements(query)
    if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
        raise ReleaseError(f"the data contract has a rule that is no single SELECT: {query[:200]}")
    return con.execute(found[0]).fetchall()
