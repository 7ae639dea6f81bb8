"""`cleancopy export`: a release of Parquet files."""

from __future__ import annotations

from pathlib import Path

import click

from flows.settings import read_settings
from flows.terminal import json_line, write_line


@click.command(
    epilog="""\b
Examples:
  cleancopy export --to /srv/releases
  cleancopy export --to /srv/releases --with-emails --json

The folder is named after what it holds; the same articles give the same release, which is not written twice."""
)
@click.option(
    "--to", "folder", metavar="DIR", type=click.Path(path_type=Path), required=True, help="Folder of releases."
)
@click.option("--name", help="Name of the release's folder.  [default: from its content]")
@click.option("--with-emails", is_flag=True, help="Keep the authors' e-mail addresses, which are left out by default.")
@click.option("--warehouse", help="The DuckDB file.  [default: data/warehouse.duckdb]")
@click.option("--quiet", is_flag=True, help="Print nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def command(
    folder: Path, name: str | None, with_emails: bool, warehouse: str | None, quiet: bool, as_json: bool
) -> None:
    """Write what the warehouse holds as a release: Parquet files with a manifest and a data dictionary."""
    settings = read_settings(warehouse=warehouse)
    from flows.clean_job import export

    made = export(settings, folder, name=name, profile="with-emails" if with_emails else "standard")
    if as_json:
        write_line(json_line({"path": str(made.path), "created": made.created, "manifest": made.manifest}, indent=2))
    elif not quiet:
        state = "" if made.created else ", there already"
        write_line(f"{made.path} ({made.rows:,} articles, {made.bytes:,} bytes{state})")
