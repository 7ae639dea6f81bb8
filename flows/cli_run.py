"""`cleancopy run`: the main job as a Prefect flow, with progress and a table of its figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaners import rules_version
from flows.cli_exit import EXIT_LIMIT
from flows.file_walk import walk
from flows.limits import LimitError, parse_limits
from flows.prefect_env import STARTUP_SECONDS, prepare
from flows.settings import Settings, read_settings
from flows.terminal import json_line, say, write_line

if TYPE_CHECKING:
    from flows.clean_job import CleanReport


@click.command(
    epilog="""\b
Examples:
  cleancopy run
  cleancopy run dumps/ --warehouse news.duckdb --no-release
  cleancopy run --from-raw
  cleancopy run inbox/ --fail-on rejected:5% --fail-on quarantined:10 --quiet --json

A second run over the same files loads nothing; changed files are new documents; where a rule changed, just the documents
it can touch are cleaned again. Exit code 3 if a limit of --fail-on is passed."""
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
@click.option("--release", metavar="DIR", help="Folder of releases.  [default: data/releases]")
@click.option("--no-release", is_flag=True, help="Write no release.")
@click.option("--workers", type=int, help="Worker processes.  [default: one a core]")
@click.option("--batch-size", type=int, help="Documents a batch.  [default: 500]")
@click.option("--timeout", type=float, help="Seconds a document may take.  [default: 30]")
@click.option("--fail-on", multiple=True, metavar="WHAT:N[%]", help="Exit with 3 if more are rejected or quarantined.")
@click.option("--scraped-at", help="When the files were fetched, such as 2026-02-03T18:00+09:00.")
@click.option("--from-raw", is_flag=True, help="Clean what the raw store holds again, without any file.")
@click.option("--retry", is_flag=True, help="Try documents again that failed under the same rules before.")
@click.option("--quiet", is_flag=True, help="No progress, no table.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON instead of a table.")
def command(
    paths: tuple[str, ...],
    warehouse: str | None,
    release: str | None,
    no_release: bool,
    workers: int | None,
    batch_size: int | None,
    timeout: float | None,
    fail_on: tuple[str, ...],
    scraped_at: str | None,
    from_raw: bool,
    retry: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Clean files and folders (by default seeds/) into the warehouse, and write a release."""
    if release and no_release:
        raise click.UsageError("--release and --no-release exclude each other; give one of them")
    if from_raw and paths:
        raise click.UsageError("--from-raw takes all that the raw store holds; name no paths with it")
    options: dict[str, Any] = {
        "warehouse": warehouse,
        "releases": release,
        "workers": workers,
        "batch_size": batch_size,
        "timeout": timeout,
        "fail_on": list(fail_on) or None,
        "scraped_at": scraped_at,
    }
    given = {name: value for name, value in options.items() if value is not None}
    settings = read_settings(**given)
    parse_limits(settings.fail_on)
    inputs = () if from_raw else paths or ("seeds",)
    # What is missing or wrong is said at once, and not after Prefect's start.
    walk(map(Path, inputs), ())
    rules_version(())
    return run_flow(
        given,
        settings,
        quiet=quiet,
        as_json=as_json,
        paths=list(inputs),
        release=not no_release,
        retry=retry,
        from_raw=from_raw,
    )


def run_flow(options: dict[str, Any], settings: Settings, *, quiet: bool, as_json: bool, **parameters: Any) -> int:
    """Run the flow `clean` with a progress bar, print its figures, and give the exit code.

    Args:
        options: settings that go before environment and files.
        settings: all settings.
        quiet: neither progress nor table.
        as_json: figures as JSON instead of a table.
        parameters: of the flow.
    """
    passed: LimitError | None = None
    try:
        report = _run(options, settings, show=not quiet, parameters=parameters)
    except LimitError as error:
        passed, report = error, error.report
    _print(report, settings, quiet=quiet, as_json=as_json)
    if passed is not None:
        say(f"cleancopy: {passed}")
        return EXIT_LIMIT
    return 0


def _run(options: dict[str, Any], settings: Settings, *, show: bool, parameters: dict[str, Any]) -> CleanReport:
    prepare(settings, quiet=True)
    from flows.embedded_server import embedded_server
    from flows.progress import watching
    from flows.progress_bar import ProgressBar

    with ProgressBar(show=show) as bar, embedded_server() as server:
        bar.phase("starting Prefect", None)
        from flows.clean_flow import clean

        if server is not None:
            server.wait(STARTUP_SECONDS)
        token = watching.set(bar)
        try:
            report: CleanReport = clean(options=options, **parameters)
            return report
        finally:
            watching.reset(token)


def _print(report: CleanReport, settings: Settings, *, quiet: bool, as_json: bool) -> None:
    from flows.figures import as_json as report_as_json
    from flows.figures_table import print_report

    if as_json:
        write_line(json_line(report_as_json(report)))
    elif not quiet:
        print_report(report, settings)
