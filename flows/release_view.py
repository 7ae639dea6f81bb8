"""Releases for a person: a list of them, and what is different in one from another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.terminal import one_line
from warehouse import Release, ReleaseDiff

_COLUMNS = 12
_LONGEST = 60


def list_lines(releases: Sequence[Release]) -> Iterator[str]:
    """One line a release."""
    rows = [
        (
            release.name,
            release.manifest.get("profile", ""),
            release.manifest["schema_version"],
            f"{release.rows:,}",
            f"{release.bytes:,}",
            release.manifest["since"]["release"] if "since" in release.manifest else "",
        )
        for release in releases
    ]
    yield from _table(("release", "profile", "schema", "articles", "bytes", "since"), rows, right={3, 4})


def diff_lines(diff: ReleaseDiff) -> Iterator[str]:
    """What is different, the most important first."""
    heads = [(key, one_line(str(diff.old[key])), one_line(str(diff.new[key]))) for key in diff.new]
    yield from _table(("", "old", "new"), heads)
    yield ""
    if diff.schema:
        yield "Schema" + (", readers may break" if diff.breaking else ", no reader breaks")
        changes = [
            (
                "breaking" if change.breaking else "",
                change.place,
                change.kind,
                _short(change.before),
                _short(change.after),
            )
            for change in sorted(diff.schema, key=lambda change: not change.breaking)
        ]
        yield from _table(("", "place", "change", "old", "new"), changes)
    else:
        yield "Schema: the same"
    yield ""
    yield "Articles: " + ", ".join(f"{count:,} {change}" for change, count in diff.documents.items())
    for change, names in diff.examples.items():
        if names:
            yield f"  {change}: {', '.join(names)}{' …' if diff.documents[change] > len(names) else ''}"
    if diff.changed_columns:
        most = sorted(diff.changed_columns.items(), key=lambda item: (-item[1], item[0]))[:_COLUMNS]
        yield "  by column: " + ", ".join(f"{name} {count:,}" for name, count in most)
    yield from _null_rates(diff)
    for spread in diff.spreads:
        if spread.distance:
            yield ""
            yield f"{spread.name[0].upper()}{spread.name[1:]}: {spread.distance:.1%} of the articles would have to be another"
            shares = [(_short(value), f"{old:.1%}", f"{new:.1%}") for value, old, new in spread.shares if old != new]
            yield from _table(("", "old", "new"), shares, right={1, 2})


def _null_rates(diff: ReleaseDiff) -> Iterator[str]:
    moved = [
        (name, old, new)
        for name, (old, new) in diff.null_rates.items()
        if old is not None and new is not None and abs(new - old) >= 0.0005
    ]
    if moved:
        yield ""
        yield "Without a value"
        moved.sort(key=lambda row: (-abs(row[2] - row[1]), row[0]))
        yield from _table(("column", "old", "new"), [(n, f"{a:.1%}", f"{b:.1%}") for n, a, b in moved], right={1, 2})


def _short(value: object) -> str:
    text = "–" if value is None else one_line(str(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: Iterable[int] = ()) -> Iterator[str]:
    """Columns as wide as what stands in them."""
    from rich.cells import cell_len

    to_right = set(right)
    widths = [max(cell_len(row[k]) for row in (head, *rows)) for k in range(len(head))]
    for row in (head, *rows):
        cells = []
        for k, text in enumerate(row):
            blanks = " " * (widths[k] - cell_len(text))
            cells.append(blanks + text if k in to_right else text + blanks)
        yield "  ".join(cells).rstrip()
