"""Which documents were added, changed and withdrawn between two states of a release."""

from __future__ import annotations

import duckdb

from warehouse.contract_sql import quoted
from warehouse.statements import statements


def find_changes(con: duckdb.DuckDBPyConnection, *, columns: list[str], ledger: bool) -> dict[str, int]:
    """Make the table `changes` (`document_id`, `change`) between the states `old` and `new`.

    Args:
        con: a connection with the views of both states.
        columns: the columns of an article that are compared.
        ledger: whether the ledger is compared.

    Returns:
        How many documents were `added`, `changed` and `withdrawn`, and how many are `unchanged`.
    """
    for state in ("old", "new"):
        con.execute(f"CREATE TEMP TABLE {state}_digests AS {_digests(state, columns, ledger)}")
    con.execute(statements("release_changes"))
    counted = dict(con.execute("SELECT change, count(*) FROM changes GROUP BY change").fetchall())
    (rows,) = con.execute("SELECT count(*) FROM new_digests").fetchone() or (0,)
    found = {change: int(counted.get(change, 0)) for change in ("added", "changed", "withdrawn")}
    return {**found, "unchanged": rows - found["added"] - found["changed"]}


def _digests(state: str, columns: list[str], ledger: bool) -> str:
    """A digest of each document: MD5 over its row as JSON, which no two different rows share by their form."""
    packed = ", ".join(f"{quoted(name)} := {quoted(name)}" for name in columns)
    article = f"SELECT document_id, md5(to_json(struct_pack({packed}))::VARCHAR) AS digest FROM {state}_articles"  # noqa: S608
    if not ledger:
        return article
    lines = (
        "SELECT document_id, bit_xor(md5_number(to_json(one)::VARCHAR))::VARCHAR AS digest "  # noqa: S608
        f"FROM {state}_ledger AS one GROUP BY document_id"
    )
    return (
        "SELECT articles.document_id, concat(articles.digest, lines.digest) AS digest "  # noqa: S608
        f"FROM ({article}) AS articles LEFT JOIN ({lines}) AS lines USING (document_id)"
    )
