"""`cleancopy explain`: what was kept and removed in a document, and why."""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

from cleaners.errors import SettingsError
from flows.explained import explain_file, explain_stored
from flows.settings import read_settings
from flows.terminal import json_line, write_line

_ID = re.compile(r"[0-9a-f]{4,32}")


@click.command(
    epilog="""\b
Examples:
  cleancopy explain seeds/antara-1.txt
  cleancopy explain 3f2a91bc
  cleancopy explain page.html --format json

A file is cleaned now, by the rules in force; a document id, or its first digits, shows what the warehouse holds."""
)
@click.argument("document", metavar="PATH|DOCUMENT_ID")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@click.option("--scraped-at", help="When the file was fetched, such as 2026-02-03T18:00+09:00.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
def command(document: str, form: str, scraped_at: str | None, warehouse: str | None) -> None:
    """Show the visible text of a document, and of each part of it what became of it and by which rule."""
    settings = read_settings(warehouse=warehouse, scraped_at=scraped_at)
    if os.path.lexists(document):
        explained = explain_file(Path(document), settings)
    elif _ID.fullmatch(document.lower()):
        explained = explain_stored(document.lower(), settings)
    else:
        raise SettingsError(f"{document}: there is no such file, and a document id has 4 to 32 hexadecimal digits")
    if form == "json":
        write_line(json_line(explained.as_json(), indent=2))
        return
    from rich.console import Console

    from flows.explain_view import show

    show(explained, Console(highlight=False))
