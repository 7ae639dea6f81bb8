"""Two releases compared: schema, documents, null rates, and how language, outlet, length and dates are spread."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from cleaners.errors import ReleaseError
from warehouse.connection import MEMORY_LIMIT, THREADS
from warehouse.contract import Contract
from warehouse.contract_file import CONTRACT_FILE, read_contract
from warehouse.contract_sql import quoted
from warehouse.manifest import read_manifest
from warehouse.release_changes import find_changes
from warehouse.release_increment import full_contract
from warehouse.release_reading import opened_releases
from warehouse.release_schema_diff import SchemaChange, schema_changes
from warehouse.release_spread import Spread, spreads
from warehouse.release_state import chain, define_state

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDiff:
    """What is different in a release from another one.

    Attributes:
        old: name, profile, version and rows of the first.
        new: the same of the second.
        schema: changes of the schema.
        documents: how many articles were `added`, `changed` and `withdrawn`, and how many are `unchanged`.
        examples: ids of the first few of each.
        changed_columns: in how many of the changed articles each column is another.
        null_rates: for each column of both the share of articles without a value (an empty list is none), before and after.
        spreads: how values are spread, before and after.
    """

    old: dict[str, Any]
    new: dict[str, Any]
    schema: tuple[SchemaChange, ...]
    documents: dict[str, int]
    examples: dict[str, tuple[str, ...]]
    changed_columns: dict[str, int]
    null_rates: dict[str, tuple[float | None, float | None]]
    spreads: tuple[Spread, ...]

    @property
    def breaking(self) -> bool:
        """Whether readers of the old one may break."""
        return any(change.breaking for change in self.schema)

    @property
    def same(self) -> bool:
        """Whether schema and articles are the same."""
        return not self.schema and not any(self.documents[key] for key in ("added", "changed", "withdrawn"))


def diff_releases(
    old: str | os.PathLike[str],
    new: str | os.PathLike[str],
    *,
    memory_limit: str = MEMORY_LIMIT,
    threads: int = THREADS,
) -> ReleaseDiff:
    """Compare two releases; of an increment, the full release it stands for.

    The files are taken as they are: `verify_release` says whether they are whole.

    Args:
        old: folder of the first.
        new: folder of the second.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Raises:
        ReleaseError: if one of them is no release, or can't be read.
    """
    before, after = Path(old), Path(new)
    contracts = _contract(before), _contract(after)
    chains = chain(before), chain(after)
    try:
        with opened_releases([*chains[0], *chains[1]], memory_limit=memory_limit, threads=threads) as con:
            tables = [{table["name"] for table in contract["schema"]} for contract in contracts]
            ledger = all("ledger" in names for names in tables)
            for state, members in zip(("old", "new"), chains, strict=True):
                define_state(con, state, members, ["articles", *(["ledger"] if ledger else [])])
            return _compared(con, (before, after), contracts, ledger=ledger)
    except duckdb.Error as error:
        raise ReleaseError(f"{after}: the releases can't be compared ({error}); verify both") from error


def _contract(folder: Path) -> Contract:
    read_manifest(folder)
    if not (folder / CONTRACT_FILE).exists():
        raise ReleaseError(
            f"{folder}: a release without a data contract, older than those; write it anew to compare it"
        )
    return full_contract(read_contract(folder))


def _compared(
    con: duckdb.DuckDBPyConnection, folders: tuple[Path, Path], contracts: tuple[Contract, Contract], *, ledger: bool
) -> ReleaseDiff:
    types = [_types(con, state) for state in ("old", "new")]
    common = [name for name, kind in types[1].items() if types[0].get(name) == kind]
    documents = find_changes(con, columns=common, ledger=ledger)
    rates = [_null_rates(con, state, types[k]) for k, state in enumerate(("old", "new"))]
    heads = [
        {**_head(folder, contract), "rows": _count(con, state)}
        for folder, contract, state in zip(folders, contracts, ("old", "new"), strict=True)
    ]
    return ReleaseDiff(
        old=heads[0],
        new=heads[1],
        schema=tuple(schema_changes(*contracts)),
        documents=documents,
        examples={change: _examples(con, change) for change in ("added", "changed", "withdrawn")},
        changed_columns=_changed_columns(con, common),
        null_rates={name: (rates[0].get(name), rates[1].get(name)) for name in dict.fromkeys([*rates[0], *rates[1]])},
        spreads=tuple(spreads(con, set(common))),
    )


def _head(folder: Path, contract: Contract) -> dict[str, Any]:
    manifest = read_manifest(folder)
    return {"release": folder.name, "profile": manifest["profile"], "schema_version": contract["version"]}


def _count(con: duckdb.DuckDBPyConnection, state: str) -> int:
    return int((con.execute(f"SELECT count(*) FROM {state}_articles").fetchone() or (0,))[0])  # noqa: S608


def _types(con: duckdb.DuckDBPyConnection, state: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in con.execute(f"DESCRIBE {state}_articles").fetchall()}


def _examples(con: duckdb.DuckDBPyConnection, change: str) -> tuple[str, ...]:
    query = "SELECT document_id FROM changes WHERE change = ? ORDER BY document_id LIMIT ?"
    return tuple(name for (name,) in con.execute(query, [change, _SHOWN]).fetchall())


def _changed_columns(con: duckdb.DuckDBPyConnection, columns: list[str]) -> dict[str, int]:
    """In how many articles that are in both each column is another; those that never are are left out."""
    counters = ", ".join(f"count(*) FILTER (WHERE old.{quoted(name)} IS DISTINCT FROM new.{quoted(name)})" for name in columns)  # fmt: skip
    row = con.execute(
        f"SELECT {counters} FROM (SELECT document_id FROM changes WHERE change = 'changed') AS changed "  # noqa: S608
        "JOIN old_articles AS old USING (document_id) JOIN new_articles AS new USING (document_id)"
    ).fetchone()
    found = dict(zip(columns, row or (), strict=True))
    return {name: count for name, count in found.items() if count}


def _null_rates(con: duckdb.DuckDBPyConnection, state: str, types: dict[str, str]) -> dict[str, float]:
    missing = (
        f"coalesce(len({quoted(name)}), 0) = 0" if kind.endswith("[]") else f"{quoted(name)} IS NULL"
        for name, kind in types.items()
    )
    counters = ", ".join(f"avg(({condition})::INTEGER)" for condition in missing)
    row = con.execute(f"SELECT {counters} FROM {state}_articles").fetchone()  # noqa: S608
    return {name: rate for name, rate in zip(types, row or (), strict=True) if rate is not None}
