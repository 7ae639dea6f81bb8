"""Stage: the results of one batch as one Parquet file, whole or absent."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from cleaners.errors import WarehouseError
from cleaners.model import SCHEMA_VERSION, Article, LedgerEntry, Rejected
from warehouse.addresses import TYPE, mask_row
from warehouse.arrow import arrow_schema, storable, stored_source
from warehouse.duckdb_errors import remedy
from warehouse.files import clear_unfinished, replace_file
from warehouse.label_parts import PARTS, part_of
from warehouse.results import Quarantined, Result, type_of_kind
from warehouse.staged_file import check_staged_file, write_staged_file

STAGED_FORMAT = "2"
"""Version of the staged file's layout; `load` refuses another one."""

_CHUNK_ROWS = 500
_CHUNK_CHARACTERS = 4_000_000

_UNSTORABLE = (ValueError, TypeError, OverflowError, pa.ArrowException)

_CHARS = tuple(f"{part}_chars" for part in PARTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What `stage` wrote."""

    path: Path
    rows: int
    articles: int
    rejected: int
    quarantined: int
    seen: int
    bytes: int


def staged_schema() -> pa.Schema:
    """The columns of a staged file: the fields of all result classes by name, what is counted while staging, and the e-mail
    addresses that those fields do not hold.
    """
    columns: dict[str, pa.Field] = {"kind": pa.field("kind", pa.string())}
    for name in ("size", *_CHARS):
        columns[name] = pa.field(name, pa.int64())
    columns["addresses"] = pa.field("addresses", TYPE)
    for kind in type_of_kind.values():
        for column in arrow_schema(kind):
            known = columns.setdefault(column.name, column)
            if known.type != column.type:
                raise TypeError(f"the result classes disagree on the type of {column.name!r}")
    metadata = {"cleancopy.staged": STAGED_FORMAT, "cleancopy.record": SCHEMA_VERSION}
    return pa.schema(list(columns.values()), metadata=metadata)


def stage(
    results: Iterable[Result],
    path: str | os.PathLike[str],
    *,
    sizes: Mapping[str, int] | None = None,
    attempt: str | None = None,
) -> StageReport:
    """Write the results of one batch as one staged Parquet file.

    The file is written beside `path` and renamed into place. The same results in the same order give the same bytes.
    Memory stays flat: results are taken one by one and written in small row groups. A result that no row can hold
    (a date that is none, a number out of range) is staged as a quarantine row with reason `unstorable`.

    Args:
        results: articles, rejections, quarantined inputs and known documents met again, in any order.
        path: where the file shall stand; its folder is made.
        sizes: bytes of each raw document by `document_id`, looked up as each result is taken; unknown ones are null.

        attempt: tells one try of the same inputs from another: the same failures again are another batch then, whose attempts
            count.

    Returns:
        Counts of what was written.

    Raises:
        WarehouseError: if the file can't be written.
    """
    target = Path(path)
    schema = staged_schema()
    counts = dict.fromkeys(type_of_kind, 0)
    with _written(target, "the staged file"):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_staged_file(target, schema, _tables(results, schema, sizes or {}, counts), attempt)
        size = target.stat().st_size
    return StageReport(
        path=target,
        rows=sum(counts.values()),
        articles=counts["article"],
        rejected=counts["rejected"],
        quarantined=counts["quarantined"],
        seen=counts["seen"],
        bytes=size,
    )


def prepare_staging(folder: Path) -> None:
    """Make the folder of staged files, and clear away what killed writers left half-written in it.

    Raises:
        WarehouseError: if it can't be made.
    """
    with _written(folder, "the folder of staged files"):
        folder.mkdir(parents=True, exist_ok=True)
    clear_unfinished(folder)


@contextmanager
def replace_staged(path: Path) -> Iterator[Path]:
    """A path to write another file of the staging folder to; on leaving without an error it takes its place.

    Raises:
        WarehouseError: if it can't be written.
    """
    with _written(path, "the batch"), replace_file(path) as beside:
        yield beside


@contextmanager
def _written(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WarehouseError(f"{path}: {what} can't be written ({error.strerror or error}); {remedy(error)}") from error


def is_whole(path: str | os.PathLike[str]) -> bool:
    """Whether a staged file stands there that `load` would take: of this version, and no bit of it changed."""
    try:
        check_staged_file(Path(path), staged_schema())
    except WarehouseError:
        return False
    return True


def _tables(
    results: Iterable[Result], schema: pa.Schema, sizes: Mapping[str, int], counts: dict[str, int]
) -> Iterable[pa.Table]:
    """The results as tables of one row group each; `counts` is brought up to date as they are written."""
    chunk: list[Result] = []
    characters = 0
    for result in results:
        chunk.append(result)
        characters += len(result.visible_text) if isinstance(result, Article | Rejected) else 0
        if len(chunk) >= _CHUNK_ROWS or characters >= _CHUNK_CHARACTERS:
            yield _counted(_table(chunk, schema, sizes), counts)
            chunk, characters = [], 0
    if chunk:
        yield _counted(_table(chunk, schema, sizes), counts)


def _counted(table: pa.Table, counts: dict[str, int]) -> pa.Table:
    for kind in table.column("kind").to_pylist():
        counts[kind] += 1
    return table


def _table(chunk: list[Result], schema: pa.Schema, sizes: Mapping[str, int]) -> pa.Table:
    try:
        return pa.Table.from_pylist([_row(result, sizes) for result in chunk], schema=schema)
    except _UNSTORABLE as error:
        if len(chunk) > 1:
            return pa.concat_tables([_table([result], schema, sizes) for result in chunk])
        return pa.Table.from_pylist([_row(_unstorable(chunk[0], error), sizes)], schema=schema)


def _row(result: Result, sizes: Mapping[str, int]) -> dict[str, Any]:
    row = storable(result)
    held = mask_row(row)
    if isinstance(result, Article | Rejected):
        row["kind"] = "article" if isinstance(result, Article) else "rejected"
        row["size"] = sizes.get(result.document_id)
        row.update(_lengths(result.ledger))
        row["addresses"] = [address._asdict() for address in held]
    else:
        row["kind"] = "quarantined" if isinstance(result, Quarantined) else "seen"
    return row


def _lengths(ledger: tuple[LedgerEntry, ...]) -> dict[str, int]:
    """How many characters of the visible text became body, other fields, boilerplate, or are blank."""
    lengths = dict.fromkeys(_CHARS, 0)
    for entry in ledger:
        lengths[f"{part_of(entry.label)}_chars"] += entry.end - entry.start
    return lengths


def _unstorable(result: Result, error: Exception) -> Quarantined:
    if isinstance(result, Quarantined):
        raise WarehouseError(f"{stored_source(result.source)}: this quarantine row can't be stored: {error}") from error
    return Quarantined(
        source=result.source,
        document_id=result.document_id,
        reason="unstorable",
        stage="stage",
        message=f"the record can't be stored: {error}; this is a fault of the cleaner, please report it",
    )
