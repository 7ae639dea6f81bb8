"""Increments: what changed since a release, as a release of its own; and releases put together from them again.

An increment holds the articles that were added or changed, whole, and names the documents that are gone. It says which
full release applying it gives, by its content: so `apply_increments` proves that nothing is missing.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

from cleaners.errors import ReleaseError
from warehouse.contract import Contract
from warehouse.contract_file import read_contract
from warehouse.contract_types import named_type
from warehouse.manifest import read_manifest, verified_manifest
from warehouse.release_changes import find_changes
from warehouse.release_reading import opened_releases
from warehouse.release_state import FolderRows, chain, define_state, state_id
from warehouse.release_tables import WITHDRAWN
from warehouse.release_writing import write_files

_SINCE = "incrementSince"


def write_increment(full: Path, since: Path, folder: Path, *, memory_limit: str, threads: int) -> dict[str, Any]:
    """Write what a full release changes of another one.

    Args:
        full: the new full release.
        since: the release before, full or an increment itself.
        folder: an empty folder to write into.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Returns:
        The manifest of the increment.

    Raises:
        ReleaseError: if the two are not of one profile and one schema.
    """
    manifest, before = read_manifest(full), read_manifest(since)
    for key, words in (("profile", "another profile"), ("schema_hash", "other columns")):
        if manifest[key] != before.get(key):
            raise ReleaseError(f"{since}: it has {words} than the new release; write a full release instead")
    contract = read_contract(full)
    tables = [table["name"] for table in contract["schema"]]
    columns = [item["name"] for item in contract["schema"][0]["properties"]]
    members = chain(since)
    with opened_releases([*members, full], memory_limit=memory_limit, threads=threads) as con:
        define_state(con, "old", members, tables)
        define_state(con, "new", [full], tables)
        counted = find_changes(con, columns=columns, ledger="ledger" in tables)
        con.execute("CREATE TEMP VIEW wanted AS SELECT document_id FROM changes WHERE change <> 'withdrawn'")
        con.execute("CREATE TEMP VIEW withdrawn AS SELECT document_id FROM changes WHERE change = 'withdrawn'")
        return write_files(
            FolderRows(con, "new", "wanted"),
            folder,
            _increment_contract(contract, state_id(before)),
            software=manifest["software"],
            more={
                "since": {"release": since.name, "content_id": state_id(before)},
                "result": {"content_id": manifest["content_id"], "rows": manifest["rows"]},
                "changes": counted,
            },
        )


def apply_increments(
    base: Path, increments: list[Path], folder: Path, *, memory_limit: str, threads: int
) -> dict[str, Any]:
    """Write the full release that a release and increments on it stand for.

    Args:
        base: a full release, or an increment whose own releases stand beside it.
        increments: increments, each on the one before.
        folder: an empty folder to write into.
        memory_limit: DuckDB's memory limit.
        threads: DuckDB's threads.

    Returns:
        The manifest, the very one of the full release that the last increment was taken from.

    Raises:
        ReleaseError: if an increment is not on the release before it, something is damaged, or the outcome is not the
            release that the last increment names.
    """
    members = chain(base)
    state = state_id(read_manifest(members[-1]))
    for path in increments:
        manifest = read_manifest(path)
        if "since" not in manifest:
            raise ReleaseError(f"{path}: this is a full release and no increment; there is nothing to apply it to")
        if manifest["since"]["content_id"] != state:
            raise ReleaseError(
                f"{path}: an increment on {manifest['since']['release']}, not on {members[-1].name}; "
                "name the increments in their order, without one left out"
            )
        members.append(path)
        state = state_id(manifest)
    manifests = [verified_manifest(path) for path in members]
    contract = full_contract(read_contract(members[-1]))
    with opened_releases(members, memory_limit=memory_limit, threads=threads) as con:
        define_state(con, "new", members, [table["name"] for table in contract["schema"]])
        made = write_files(FolderRows(con, "new"), folder, contract, software=manifests[-1]["software"], more={})
    if made["content_id"] != state:
        raise ReleaseError(
            f"{members[-1]}: applied, the increments do not give the release that it names; take them from where they "
            "came from again, and use the version of cleancopy that wrote them"
        )
    return made


def _increment_contract(contract: Contract, since: str) -> Contract:
    """The contract of an increment: that of the full release, and the table of documents that are gone."""
    made = deepcopy(contract)
    articles = made["schema"][0]
    (document_id,) = [deepcopy(item) for item in articles["properties"] if item["name"] == "document_id"]
    made["schema"].append(
        {
            "name": WITHDRAWN,
            "businessName": "Withdrawn",
            "logicalType": "object",
            "physicalType": "table",
            "description": "one row a document of the release before that is gone",
            "properties": [{**document_id, **named_type("VARCHAR"), "description": "the document"}],
            "quality": [],
            "customProperties": [{"property": "sortedBy", "value": ["document_id"]}],
        }
    )
    made["customProperties"].append({"property": _SINCE, "value": since})
    return made


def full_contract(contract: Contract) -> Contract:
    """The contract of the full release that an increment was taken from."""
    made = deepcopy(contract)
    made["schema"] = [table for table in made["schema"] if table["name"] != WITHDRAWN]
    made["customProperties"] = [entry for entry in made["customProperties"] if entry["property"] != _SINCE]
    return made
