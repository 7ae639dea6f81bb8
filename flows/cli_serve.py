"""`cleancopy serve`: the scheduled flows, all in this process."""

from __future__ import annotations

import click

from flows.prefect_env import prepare, uses_embedded_server
from flows.settings import read_settings
from flows.terminal import say


@click.command(
    epilog="""\b
Examples:
  cleancopy serve
  PREFECT_API_URL=http://127.0.0.1:4200/api cleancopy serve
  CLEANCOPY_CLEAN_CRON="*/15 * * * *" CLEANCOPY_TIMEZONE=Asia/Seoul cleancopy serve

Without PREFECT_API_URL, Prefect's embedded server runs as long as this command. For a history that stays, and for many
machines, use a server and prefect.yaml: docs/operations.md. Ctrl-C ends it."""
)
@click.option("--warehouse", help="The DuckDB file.  [default: data/warehouse.duckdb]")
@click.option("--inbox", help="Folder to clean every night.  [default: data/inbox]")
@click.option("--quiet", is_flag=True, help="Print no message on standard error.")
def command(warehouse: str | None, inbox: str | None, quiet: bool) -> None:
    """Run the nightly clean of the inbox, the nightly release and the weekly upkeep."""
    options = {name: value for name, value in {"warehouse": warehouse, "inbox": inbox}.items() if value is not None}
    settings = read_settings(**options)
    settings.inbox.mkdir(parents=True, exist_ok=True)
    prepare(settings, quiet=True)
    if not quiet:
        where = (
            "Prefect's embedded server" if uses_embedded_server() else "the Prefect server that PREFECT_API_URL names"
        )
        say(f"Serving with {where}, in time zone {settings.timezone}. Ctrl-C ends it.")
        say(f"  clean        {settings.clean_cron:<16} {settings.inbox} -> {settings.warehouse}")
        say(f"  release      {settings.release_cron:<16} {settings.warehouse} -> {settings.releases}")
        say(f"  maintenance  {settings.maintenance_cron:<16} {settings.staging}, {settings.warehouse}")
    from flows.deployments import serve_all

    serve_all(settings, options)
