"""The restricted place: e-mail addresses, in a file beside the working database that only its owner may read.

DuckDB knows no rights within a file, and a published version is a copy of the working database, freed blocks and all. So
no address ever comes into that: records are masked where they are staged (`warehouse.addresses`), and what was masked goes
into a file of its own, of which each version keeps a copy. A transaction of DuckDB writes to one file only: addresses are
written first, and belong to a record by its batch, so that a load that breaks off between the two leaves the addresses of
the records before, and some that belong to nothing until the next version is published.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import duckdb

from cleaners.errors import WarehouseError
from warehouse.addresses import Held
from warehouse.copying import clone_file, copy_file
from warehouse.dialect import is_lake
from warehouse.duckdb_errors import translated
from warehouse.extensions import Config
from warehouse.files import flush
from warehouse.held import held_for_reading
from warehouse.lake import lake_of, lake_open_for_reading
from warehouse.places import WORKING, At, Places
from warehouse.statements import statements

Addresses = dict[tuple[str, str], list[Held]]
"""What is held of documents, by id and batch."""

_LEAST_BYTES = 3 * 4096
"""The headers of a database of DuckDB."""

_ASK = (
    "SELECT document_id, batch_id, place, position, start, address FROM restricted.addresses "
    "WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY ALL"
)


def attach_addresses(con: duckdb.DuckDBPyConnection, places: Places) -> None:
    """Attach the addresses of the working database for writing, made where there are none."""
    places.restricted.mkdir(mode=0o700, exist_ok=True)
    if places.addresses.exists() and places.addresses.stat().st_size < _LEAST_BYTES:
        places.addresses.unlink()  # killed while DuckDB made it
    con.execute(f"ATTACH {_quoted(places.addresses)} AS restricted")
    places.addresses.chmod(0o600)
    con.execute(statements("restricted"))


def prepare_addresses_in_lake(con: duckdb.DuckDBPyConnection) -> None:
    """The table of addresses in a lake, a schema of its own, made where there is none."""
    con.execute(f"BEGIN; CREATE SCHEMA IF NOT EXISTS restricted; {statements('restricted')} COMMIT")


def load_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """Write the addresses of the records that `load_compare` found to be new or replaced.

    In a lake in the transaction that is open. Else in one of their own: the one that is open, which has written nothing
    yet, is closed before, and one is open again behind.
    """
    border = "" if is_lake(con) else "COMMIT; BEGIN;"
    con.execute(f"{border} {statements('load_addresses')} {border}")


def tidy_addresses(con: duckdb.DuckDBPyConnection) -> None:
    """Forget the addresses of records that are no longer held; in a lake in the transaction that is open."""
    if is_lake(con):
        con.execute(statements("tidy_addresses"))
        return
    con.execute(f"BEGIN; {statements('tidy_addresses')} COMMIT; CHECKPOINT restricted")


def forget_addresses(con: duckdb.DuckDBPyConnection, places: Places | None, document_ids: Iterable[str]) -> None:
    """Forget all addresses of some documents for good; of a file, by writing it anew without them.

    Kept versions have copies of their own, which go with the versions.

    Args:
        con: open for writing; for a file, outside of a transaction.
        places: the warehouse's files; null for a lake, where it is done in the transaction that is open.
        document_ids: the documents.
    """
    con.execute(
        "DELETE FROM restricted.addresses WHERE document_id IN (SELECT unnest(?::VARCHAR[]))", [list(document_ids)]
    )
    if places is not None:
        anew = places.restricted / "anew.partial"
        anew.unlink(missing_ok=True)
        con.execute(f"ATTACH {_quoted(anew)} AS anew; COPY FROM DATABASE restricted TO anew")
        con.execute("DETACH anew; DETACH restricted")
        anew.replace(places.addresses)
        flush(places.restricted)
        attach_addresses(con, places)


def copy_addresses(source: Path, target: Path) -> None:
    """Copy a file of addresses, whole or not at all; the copy is its owner's alone."""
    beside = target.with_name(f"{target.name}.partial")
    beside.unlink(missing_ok=True)
    if not clone_file(source, beside):
        copy_file(source, beside)
    beside.chmod(0o600)
    beside.replace(target)
    flush(target.parent)


def keep_addresses_of(places: Places, numbers: Iterable[int]) -> None:
    """Delete the addresses of versions that are no longer kept, and what a killed process left."""
    kept = {places.addresses, *(places.addresses_of(number) for number in numbers)}
    for path in places.restricted.glob("*"):
        if path not in kept and path.with_suffix("") not in kept:  # the log of the one in use
            path.unlink(missing_ok=True)


@contextmanager
def opened_addresses(
    warehouse: str | os.PathLike[str], *, at: At, config: Config, locked: Config
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The addresses of a state of the warehouse, as the table `restricted.addresses` of a connection of its own.

    Args:
        warehouse: path of the published file.
        at: which state, as for `open_reader`.
        config: DuckDB's settings.
        locked: those that lock SQL in.

    Raises:
        WarehouseError: if that state has none beside it, or the caller may not read them.
    """
    lake = lake_of(warehouse)
    path = Path(warehouse)
    if lake is not None:
        with translated(path), lake_open_for_reading(lake, at, config, locked) as con:
            yield con
        return
    places = Places(path)
    places.file_at(at)  # says so where there is no such state
    number = places.current() if at is None else 0 if at == WORKING else int(str(at).strip().lstrip("v"))
    file = places.addresses if at == WORKING else places.addresses_of(number or 0)
    if not os.access(file, os.R_OK):
        raise WarehouseError(
            f"{path}: its e-mail addresses ({file}) are not there or not yours to read; leave them out, or ask who runs it"
        )
    connect = partial(_attached_for_reading, file, config, locked)
    with translated(path), held_for_reading(file, connect, path) as con:
        yield con


def addresses_of(con: duckdb.DuckDBPyConnection, document_ids: list[str]) -> Addresses:
    """What is held of some documents."""
    found: Addresses = defaultdict(list)
    for document_id, batch_id, *held in con.execute(_ASK, [document_ids]).fetchall():
        found[document_id, batch_id].append(Held(*held))
    return found


def _attached_for_reading(file: Path, config: Config, locked: Config) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(config=config)
    con.execute(f"ATTACH {_quoted(file)} AS restricted (READ_ONLY)")
    for name, value in locked.items():
        con.execute(f"SET {name} = {value}")
    return con


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
