"""`cleancopy serve`: the scheduled flows, all in this process."""

from __future__ import annotations

import click

from flows.prefect_env import STARTUP_SECONDS, prepare
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
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--inbox", help="Folder to clean every night.  [default: data/inbox]")
@click.option("--quiet", is_flag=True, help="Print no message on standard error.")
def command(warehouse: str | None, inbox: str | None, quiet: bool) -> None:
    """Run the nightly clean of the inbox, the nightly release and the weekly upkeep."""
    options = {name: value for name, value in {"warehouse": warehouse, "inbox": inbox}.items() if value is not None}
    settings = read_settings(**options)
    settings.inbox.mkdir(parents=True, exist_ok=True)
    prepare(settings, quiet=True)
    from flows.embedded_server import embedded_server

    with embedded_server(long=True) as server:
        if not quiet:
            where = "the Prefect server that PREFECT_API_URL names" if server is None else "Prefect's embedded server"
            say(f"Serving with {where}, in time zone {settings.timezone}. Ctrl-C ends it.")
            say(f"  clean        {settings.clean_cron:<16} {settings.inbox} -> {settings.warehouse}")
            say(f"  release      {settings.release_cron:<16} {settings.warehouse} -> {settings.releases}")
            say(f"  maintenance  {settings.maintenance_cron:<16} {settings.staging}, {settings.warehouse}")
        from flows.deployments import serve_all

        if server is not None:
            server.wait(STARTUP_SECONDS)
        serve_all(settings, options)
