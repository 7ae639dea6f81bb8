"""`cleancopy versions`: the published versions of the warehouse."""

from __future__ import annotations

from dataclasses import asdict

import click

from flows.settings import read_settings
from flows.terminal import json_line, write_line


@click.command(
    epilog="""\b
Examples:
  cleancopy versions
  cleancopy versions --all --json
  cleancopy sql --at 41 "SELECT count(*) FROM clean.articles"

Each run that changes something publishes a version when it ends. The setting keep_versions says how many are kept; two
of them are compared in SQL with ATTACH: docs/sql.md."""
)
@click.option("--all", "all_of_them", is_flag=True, help="List those that are no longer kept as well.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a version.")
def command(all_of_them: bool, warehouse: str | None, as_json: bool) -> None:
    """List the versions of the warehouse, the last one first."""
    settings = read_settings(warehouse=warehouse)
    from warehouse import versions

    found = [version for version in versions(settings.warehouse) if all_of_them or version.is_kept]
    if as_json:
        for version in found:
            when = version.published_at and f"{version.published_at.isoformat(timespec='seconds')}Z"
            path = version.path and str(version.path)
            write_line(json_line({**asdict(version), "path": path, "published_at": when}))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for name in ("version", "published (UTC)", "documents", "articles", "rejected", "quarantined", "bytes", "file"):
        table.add_column(name, justify="left" if name in ("published (UTC)", "file") else "right", overflow="fold")
    for v in found:
        when = "" if v.published_at is None else f"{v.published_at:%Y-%m-%d %H:%M}"
        counts = (v.documents, v.articles, v.rejected, v.quarantined)
        size = "" if v.bytes is None else f"{v.bytes:,}"
        file = "" if v.path is None else str(settings.warehouse if v.is_current else v.path)
        table.add_row(str(v.number), when, *(f"{count:,}" for count in counts), size, Text(file))
    Console(highlight=False).print(table)
