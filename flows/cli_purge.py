"""`cleancopy purge`: one document taken out for good."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from flows.settings import read_settings
from flows.terminal import json_line, one_line, say, write_line

if TYPE_CHECKING:
    from flows.purge_job import PurgeReport


@click.command(
    epilog="""\b
Examples:
  cleancopy purge 3f2a91bc --reason "asked by the author, ticket 1182"
  cleancopy purge 3f2a91bc0d5e4f6788990011aabbccdd --reason "court order" --yes --json

The document goes from the warehouse, its versions, the raw store and the staged files; its id, the reason and the time stay, so
that no run brings it back. The next release is without it; releases that were written before keep it, as does whoever
has a copy. All older versions of the warehouse go."""
)
@click.argument("document", metavar="DOCUMENT_ID")
@click.option("--reason", required=True, help="Why, for the tombstone; name nobody in it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
def command(document: str, reason: str, yes: bool, warehouse: str | None, as_json: bool) -> None:
    """Take one document out of the warehouse, the raw store and the next release, and keep it out."""
    settings = read_settings(warehouse=warehouse)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("a purge can't be undone; give --yes where nobody can be asked")
        click.confirm(
            f"Purge {one_line(document)} from {settings.warehouse}? This can't be undone", abort=True, err=True
        )
    from flows.purge_job import run_purge

    report = run_purge(settings, document, reason)
    if as_json:
        write_line(json_line(asdict(report)))
    else:
        _tell(report)


def _tell(report: PurgeReport) -> None:
    purged = report.purged
    say(
        f"purged {purged.document_id}: {sum(purged.rows.values()):,} rows of {len(purged.rows)} tables; published as version {purged.version}"
    )
    say(f"raw document: {'deleted' if report.raw else 'there was none'}; staged files deleted: {report.staged}")
    for source in report.sources_left:
        say(f"still there, and left out by every run: {source}")
    for release in report.releases_left:
        say(f"still in a release: {release}; delete it, and tell who has a copy")
