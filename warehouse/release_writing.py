"""The files of a release, written into a folder: Parquet, contract, descriptions, manifest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contract import Contract
from warehouse.contract_file import CONTRACT_FILE, as_yaml
from warehouse.croissant import croissant
from warehouse.manifest import MANIFEST, as_json, file_entry, with_content_id
from warehouse.release_contract import custom
from warehouse.release_files import ROW_GROUP_ROWS, write_table_files
from warehouse.release_order import in_order
from warehouse.release_papers import datapackage, dictionary
from warehouse.release_tables import ReleaseTable, release_tables, schema_hash

_SPOOL = ".spool"

FORMAT = 2
"""Version of the manifest: 2 has the data contract, profiles and increments."""


class Rows(Protocol):
    """Where the rows of a release come from."""

    def batches(self, table: ReleaseTable) -> Iterable[pa.RecordBatch]:
        """The rows of a table; with a column `place` where they still have to be brought into order."""


@dataclass(slots=True)
class _Figures:
    """What the manifest says of the articles as a whole."""

    rules: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def watching(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The same batches, noted in passing."""
        for batch in batches:
            names = batch.schema.names
            if "rules_version" in names:
                self.rules |= set(pc.unique(batch["rules_version"]).to_pylist())
            if "date_min" in names and (day := pc.min(batch["date_min"]).as_py()) is not None:
                self.first = min(self.first or str(day), str(day))
            if "date_max" in names and (day := pc.max(batch["date_max"]).as_py()) is not None:
                self.last = max(self.last or str(day), str(day))
            yield batch


def write_files(rows: Rows, folder: Path, contract: Contract, *, software: str, more: dict[str, Any]) -> dict[str, Any]:
    """Write all files of a release into an empty folder.

    Args:
        rows: the rows.
        folder: where to.
        contract: the contract of the release.
        software: name and version of the software.
        more: what else the manifest says.

    Returns:
        The manifest, which is written as well.
    """
    tables = release_tables(contract)
    figures = _Figures()
    files: dict[str, list[dict[str, Any]]] = {}
    for table in tables:
        batches = iter(rows.batches(table))
        if table.name == "articles":
            batches = in_order(figures.watching(batches), folder / _SPOOL)
        written = list(write_table_files(batches, table, folder))
        files[table.name] = [file_entry(folder, path, rows) for path, rows in written]
    about = {
        CONTRACT_FILE: as_yaml(contract),
        "dictionary.md": dictionary(contract),
        "datapackage.json": as_json(datapackage(contract, files)),
        "croissant.json": as_json(croissant(contract)),
    }
    for name, text in about.items():
        (folder / name).write_text(text, encoding="utf-8")
    entries = [entry for name in files for entry in files[name]]
    entries += [file_entry(folder, folder / name, None) for name in about]
    manifest = with_content_id(
        {
            "format": FORMAT,
            "profile": custom(contract, "profile"),
            "schema_version": contract["version"],
            "schema_hash": schema_hash(tables),
            "software": software,
            "rules_versions": sorted(figures.rules),
            "rows": sum(entry["rows"] for entry in files["articles"]),
            "bytes": sum(entry["bytes"] for entry in entries),
            "date_range": {"min": figures.first, "max": figures.last},
            "personal_data": custom(contract, "personalData"),
            **more,
            "tables": [
                {
                    "name": table.name,
                    "rows": sum(entry["rows"] for entry in files[table.name]),
                    "partitioned_by": list(table.partitions),
                    "sorted_by": list(table.sorted_by),
                    "row_group_rows": ROW_GROUP_ROWS,
                }
                for table in tables
            ],
            "files": entries,
        }
    )
    (folder / MANIFEST).write_text(as_json(manifest), encoding="utf-8")
    return manifest
