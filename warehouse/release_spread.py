"""How values are spread over the articles of two releases, and how far one is from the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

_SHOWN = 10

_MEASURES = {
    "language": ({"language"}, "\"language\""),
    "outlet": ({"outlet"}, "outlet.\"name\""),
    "portal": ({"portal"}, "portal"),
    "month": ({"date_min", "date_max"}, "CASE WHEN date_trunc('month', date_min) = date_trunc('month', date_max) THEN strftime(date_min, '%Y-%m') END"),
    "length": ({"body"}, "CASE WHEN length(body) < 250 THEN '0 to 249' WHEN length(body) < 1_000 THEN '250 to 999' WHEN length(body) < 4_000 THEN '1000 to 3999' WHEN length(body) < 16_000 THEN '4000 to 15999' ELSE '16000 or more' END"),
}  # fmt: skip
"""Name of a spread, the columns it takes, and the value in SQL; length is that of the body in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How one value is spread.

    Attributes:
        name: language, outlet, portal, month or length.
        distance: total variation distance, 0 (the same) to 1 (nothing in common): the share of articles that would have to
            have another value for both to be alike. Null where one release has no articles.
        shares: the values whose share changed most, with their shares before and after; null is the value of articles
            that have none.
    """

    name: str
    distance: float | None
    shares: tuple[tuple[str | None, float, float], ...]


def spreads(con: duckdb.DuckDBPyConnection, columns: set[str]) -> Iterator[Spread]:
    """All spreads that both releases have the columns for.

    Args:
        con: a connection with the views `old_articles` and `new_articles`.
        columns: the columns that both have.
    """
    for name, (needed, value) in _MEASURES.items():
        if needed <= columns:
            yield _spread(con, name, value)


def _spread(con: duckdb.DuckDBPyConnection, name: str, value: str) -> Spread:
    before, after = (_shares(con, state, value) for state in ("old", "new"))
    both = [(key, before.get(key, 0.0), after.get(key, 0.0)) for key in {**before, **after}]
    both.sort(key=lambda row: (-abs(row[2] - row[1]), row[0] is None, row[0] or ""))
    distance = sum(abs(new - old) for _, old, new in both) / 2 if before and after else None
    return Spread(name=name, distance=None if distance is None else round(distance, 6), shares=tuple(both[:_SHOWN]))


def _shares(con: duckdb.DuckDBPyConnection, state: str, value: str) -> dict[str | None, float]:
    query = f"SELECT {value} AS value, count(*) FROM {state}_articles GROUP BY value ORDER BY value"  # noqa: S608
    rows = con.execute(query).fetchall()
    total = sum(count for _, count in rows)
    return {key: count / total for key, count in rows}
