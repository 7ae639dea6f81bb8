"""`cleancopy history`: what became of the record of a document over time."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from flows.settings import read_settings
from flows.terminal import json_line, write_line

if TYPE_CHECKING:
    from warehouse import History


@click.command(
    epilog="""\b
Examples:
  cleancopy history 3f2a91bc
  cleancopy history 3f2a91bc --json
  cleancopy sql "FROM mart.article_changes WHERE field = 'headline' LIMIT 20"

An old record is kept when a load replaces it by one that says something else; what other rules made just so again is no
change. Addresses of e-mail in bylines and authors are left out."""
)
@click.argument("document", metavar="DOCUMENT_ID")
@click.option("--at", metavar="VERSION", help="Ask an older version; `working` is what is loaded, published or not.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
def command(document: str, at: str | None, warehouse: str | None, as_json: bool) -> None:
    """Show what changed in the record of a document, when, and under which rules."""
    settings = read_settings(warehouse=warehouse)
    from warehouse import history

    found = history(settings.warehouse, document, at=at)
    if as_json:
        write_line(json_line(_as_json(found), indent=2))
        return
    from rich.console import Console

    from flows.history_view import show

    show(found, Console(highlight=False))


def _as_json(found: History) -> dict[str, Any]:
    value = asdict(found)
    for change in value["changes"]:
        when = change["replaced_at"]
        change["replaced_at"] = when and f"{when.isoformat(timespec='seconds')}Z"
    return value
