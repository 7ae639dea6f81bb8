"""`cleancopy replay`: what is in quarantine tried once more, as a run of the main job."""

from __future__ import annotations

from typing import Any

import click

from flows.cli_run import run_flow
from flows.limits import parse_limits
from flows.settings import read_settings


@click.command(
    epilog="""\b
Examples:
  cleancopy replay --reason timeout --timeout 120
  cleancopy replay --reason truncated_gzip --reason unreadable
  cleancopy replay --json

A document is taken from the raw store where that has it, else from where it was met. What fails again stays in quarantine, with
one attempt more. Rejections are no failures: the same rules give the same answer, and a changed rule cleans them again."""
)
@click.option("--reason", "reasons", multiple=True, help="Only what is in quarantine for this reason.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--release", metavar="DIR", help="Folder of releases.  [default: data/releases]")
@click.option("--no-release", is_flag=True, help="Write no release.")
@click.option("--workers", type=int, help="Worker processes.  [default: one a core]")
@click.option("--timeout", type=float, help="Seconds a document may take.  [default: 30]")
@click.option("--memory-mb", type=int, help="MiB that a document may take.  [default: 2048]")
@click.option("--quiet", is_flag=True, help="No progress, no table.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON instead of a table.")
def command(
    reasons: tuple[str, ...],
    warehouse: str | None,
    release: str | None,
    no_release: bool,
    workers: int | None,
    timeout: float | None,
    memory_mb: int | None,
    quiet: bool,
    as_json: bool,
) -> int:
    """Try again what is in quarantine."""
    if release and no_release:
        raise click.UsageError("--release and --no-release exclude each other; give one of them")
    options: dict[str, Any] = {
        "warehouse": warehouse,
        "releases": release,
        "workers": workers,
        "timeout": timeout,
        "memory_mb": memory_mb,
    }
    given = {name: value for name, value in options.items() if value is not None}
    settings = read_settings(**given)
    parse_limits(settings.fail_on)
    return run_flow(given, settings, quiet=quiet, as_json=as_json, replay=list(reasons), release=not no_release)
