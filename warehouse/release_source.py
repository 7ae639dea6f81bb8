"""The rows of a release, read from the warehouse."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from warehouse.addresses import put_back
from warehouse.email_hash import EmailHash
from warehouse.release_profiles import Profile
from warehouse.release_rows import released
from warehouse.release_tables import ReleaseTable
from warehouse.restricted import addresses_of
from warehouse.statements import statements

BATCH_ROWS = 8_192


class WarehouseRows:
    """The articles of a warehouse as a profile has them."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        profile: Profile,
        hashes: EmailHash | None = None,
        addresses: duckdb.DuckDBPyConnection | None = None,
    ) -> None:
        """Take the connections.

        Args:
            con: to the warehouse.
            profile: what the release holds.
            hashes: what makes hashes of e-mail addresses; only for a profile with such.
            addresses: to the e-mail addresses; only for a profile that has them or their hashes.
        """
        self._con = con
        self._addresses = addresses
        self._hashes = hashes
        self._profile = profile
        con.execute(statements("release_keys"))
        con.execute(statements("release_places"))

    def batches(self, table: ReleaseTable) -> Iterator[pa.RecordBatch]:
        """The rows of a table; articles in any order with their place in it, others in order."""
        for batch in self._articles() if table.name == "articles" else self._read(table.name):
            if self._addresses is not None and "batch_id" in batch.schema.names:
                held = addresses_of(self._addresses, batch["document_id"].to_pylist())
                batch = put_back(batch, held, texts=self._profile.personal_data)
            yield released(batch, table, self._profile, self._hashes)

    def _articles(self) -> Iterator[pa.RecordBatch]:
        """Some articles after the others, so that what DuckDB joins to them fits into memory."""
        for first, last in self._con.execute(statements("release_pieces")).fetchall():
            self._con.execute("SET VARIABLE first_row = ?", [first])
            self._con.execute("SET VARIABLE last_row = ?", [last])
            yield from self._read("articles")

    def _read(self, name: str) -> Iterator[pa.RecordBatch]:
        yield from self._con.execute(statements(f"release_{name}")).to_arrow_reader(BATCH_ROWS)
