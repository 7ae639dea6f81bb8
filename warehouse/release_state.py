"""What a release says that there is: its own rows, or for an increment those of the releases it builds on as well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from cleaners.errors import ReleaseError
from warehouse.contract_sql import quoted
from warehouse.manifest import read_manifest
from warehouse.release_reading import parquet
from warehouse.release_source import BATCH_ROWS
from warehouse.release_tables import WITHDRAWN, ReleaseTable
from warehouse.statements import statements


def state_id(manifest: dict[str, Any]) -> str:
    """The content of the full release that a release stands for: an increment names the one that applying it gives."""
    result = manifest.get("result")
    return str(result["content_id"] if result else manifest["content_id"])


def chain(folder: Path) -> list[Path]:
    """The releases that make up the state of one: a full one, then increments, the one asked for last.

    Those before it are looked for beside it.

    Raises:
        ReleaseError: if one of them is not there.
    """
    found = [folder]
    manifest = read_manifest(folder)
    while "since" in manifest:
        before = _standing_for(folder.parent, manifest["since"])
        if before is None or before in found:
            since = manifest["since"]["release"]
            raise ReleaseError(
                f"{found[0]}: an increment on {since}, which is not in {folder.parent}; put that release beside it"
            )
        found.insert(0, before)
        manifest = read_manifest(before)
    return found


def _standing_for(root: Path, since: dict[str, str]) -> Path | None:
    """A release with the state that an increment builds on: full rather than an increment, the named one first."""
    named = root / Path(since["release"]).name
    ranked = []
    for path in [named, *sorted(root.iterdir())]:
        if (path / "manifest.json").is_file() and not path.name.startswith("."):
            manifest = read_manifest(path)
            if state_id(manifest) == since["content_id"]:
                ranked.append(("since" in manifest, path != named, path))
    return min(ranked)[2] if ranked else None


def define_state(con: duckdb.DuckDBPyConnection, name: str, members: list[Path], tables: list[str]) -> None:
    """Make views `<name>_<table>` of the state that a chain of releases stands for.

    Args:
        con: from `release_reading.opened_releases`, with all members.
        name: what the views begin with.
        members: a full release, then increments in their order.
        tables: the tables to make.
    """
    if len(members) == 1:
        for table in tables:
            con.execute(f"CREATE VIEW {quoted(f'{name}_{table}')} AS FROM {parquet(members[0], table)}")
        return
    met = [f"SELECT document_id, {k} AS member, false AS gone FROM {parquet(path, 'articles')}" for k, path in enumerate(members)]  # fmt: skip  # noqa: S608
    met += [f"SELECT document_id, {k}, true FROM {parquet(path, WITHDRAWN)}" for k, path in enumerate(members) if k]  # noqa: S608
    held = quoted(f"{name}_held")
    con.execute(
        f"CREATE TEMP TABLE {held} AS SELECT document_id, max(member) AS member FROM ({' UNION ALL '.join(met)}) "  # noqa: S608
        "GROUP BY document_id HAVING NOT arg_max(gone, member)"
    )
    for table in tables:
        rows = " UNION ALL ".join(f"SELECT *, {k} AS member FROM {parquet(path, table)}" for k, path in enumerate(members))  # fmt: skip  # noqa: S608
        con.execute(
            f"CREATE VIEW {quoted(f'{name}_{table}')} AS "  # noqa: S608
            f"SELECT rows.* EXCLUDE (member) FROM ({rows}) AS rows SEMI JOIN {held} USING (document_id, member)"
        )


class FolderRows:
    """Rows of releases that are there already, as rows of another one."""

    def __init__(self, con: duckdb.DuckDBPyConnection, state: str, wanted: str | None = None) -> None:
        """Count the places anew.

        Args:
            con: from `release_reading.opened_releases`.
            state: the name of a state that was defined.
            wanted: a table with the `document_id` of the documents to take; by default all.
        """
        self._con = con
        self._state = state
        self._only = f"SEMI JOIN {quoted(wanted)} USING (document_id)" if wanted else ""
        self._define_keys()
        con.execute(statements("release_places"))

    def _define_keys(self) -> None:
        articles = quoted(f"{self._state}_articles")
        names = {name for name, *_ in self._con.execute(f"DESCRIBE {articles}").fetchall()}
        weight = "length(body) + 1_000" if "body" in names else "1_000"
        self._con.execute(
            f"CREATE OR REPLACE TEMP VIEW keys AS SELECT document_id, date_min, date_max, language, {weight} AS weight "  # noqa: S608
            f"FROM {articles} {self._only}"
        )

    def batches(self, table: ReleaseTable) -> Iterator[pa.RecordBatch]:
        """The rows of a table; articles in any order with their place in it, others in order."""
        view = quoted(f"{self._state}_{table.name}")
        if table.name == "articles":
            query = (
                f"SELECT rows.*, partition_language, place, bucket FROM {view} AS rows JOIN placed USING (document_id)"  # noqa: S608
            )
        elif table.name == WITHDRAWN:
            query = "SELECT document_id FROM withdrawn ORDER BY document_id"
        else:
            order = ", ".join(quoted(name) for name in table.sorted_by)
            query = f"FROM {view} {self._only} ORDER BY {order}"
        yield from self._con.execute(query).to_arrow_reader(BATCH_ROWS)
