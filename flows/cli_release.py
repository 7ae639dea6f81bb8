"""`cleancopy release`: releases made, compared, verified, listed, and put together from increments."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cleaners.errors import SettingsError
from flows.cli_exit import EXIT_LIMIT
from flows.settings import read_settings
from flows.terminal import json_line, write_line

FOLDER = click.Path(path_type=Path)
WITH_EMAILS = "with-emails"

_quiet = click.option("--quiet", is_flag=True, help="Print nothing.")
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group(
    epilog="""\b
Examples:
  cleancopy release make --to releases/
  cleancopy release diff releases/OLD releases/NEW
  cleancopy release verify releases/NEW"""
)
def command() -> None:
    """Releases: Parquet folders that other teams can rely on."""


@command.command(
    epilog="""\b
Examples:
  cleancopy release make --to releases/
  cleancopy release make --to releases/ --profile text
  cleancopy release make --to releases/ --since v1.0.0-0123456789ab
  cleancopy release make --to releases/ --at 41 --name before-the-new-rules

Nothing is published that breaks its data contract, or readers of the last release of that profile. The folder is named
after what it holds; the same articles give the same release, which is not written twice."""
)
@click.option("--to", "folder", metavar="DIR", type=FOLDER, required=True, help="Folder of releases.")
@click.option("--name", help="Name of the release's folder.  [default: from its content]")
@click.option("--profile", help="What it holds: standard, evidence, with-emails, joinable, full, text, metadata, unreserved, "
              "text-unreserved.  [default: standard, without e-mail addresses]")  # fmt: skip
@click.option("--with-emails", is_flag=True, help="Short for --profile with-emails.")
@click.option("--since", metavar="NAME", help="Only what changed since this release of the folder, and what is gone.")
@click.option(
    "--at", metavar="VERSION", help="Release an older version of the warehouse.  [default: the published one]"
)
@click.option("--major", is_flag=True, help="A schema that breaks readers of the last release is meant.")
@click.option("--warehouse", help="The DuckDB file.  [default: data/warehouse.duckdb]")
@_quiet
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def make(
    folder: Path,
    name: str | None,
    profile: str | None,
    with_emails: bool,
    since: str | None,
    at: str | None,
    major: bool,
    warehouse: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Write what the warehouse holds as a release: Parquet files with contract, manifest and data dictionary."""
    if with_emails and profile not in (None, WITH_EMAILS):
        raise SettingsError(f"--with-emails is short for --profile {WITH_EMAILS}; name one profile")
    settings = read_settings(warehouse=warehouse)
    from flows.clean_job import export

    wanted = WITH_EMAILS if with_emails else profile or "standard"
    _check_profile(wanted)
    made = export(settings, folder, name=name, profile=wanted, since=since, at=at, major=major)
    _print_made(made, quiet=quiet, as_json=as_json)


@command.command(
    epilog="""\b
Examples:
  cleancopy release diff releases/v1.0.0-0123456789ab releases/v1.0.0-ba9876543210
  cleancopy release diff OLD NEW --json --fail-on breaking

Of an increment it takes the full release that it stands for. With --fail-on it exits with 3 where there is such a change."""
)
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--fail-on", type=click.Choice(["breaking", "changed"]), help="Exit with 3 for a breaking or any change.")
@_json
def diff(old: Path, new: Path, fail_on: str | None, as_json: bool) -> int:
    """Compare two releases: schema, articles added, changed, withdrawn, null rates, spread of values."""
    from flows.release_view import diff_lines
    from warehouse import diff_releases

    found = diff_releases(old, new, memory_limit=read_settings().warehouse_memory)
    if as_json:
        write_line(json_line({"breaking": found.breaking, "same": found.same, **asdict(found)}, indent=2))
    else:
        for line in diff_lines(found):
            write_line(line)
    failed = found.breaking if fail_on == "breaking" else fail_on == "changed" and not found.same
    return EXIT_LIMIT if failed else 0


@command.command(
    epilog="""\b
Examples:
  cleancopy release verify releases/v1.0.0-0123456789ab
  cleancopy release verify RELEASE --json

It takes nothing but the folder: every file is compared with the manifest, then every rule of the data contract in the
folder is run. It exits with 1 where something is wrong."""
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@_quiet
@_json
def verify(folder: Path, quiet: bool, as_json: bool) -> None:
    """Check a release: every file against the manifest, every article against the data contract."""
    from warehouse import verify_release

    found = verify_release(folder, memory_limit=read_settings().warehouse_memory)
    if as_json:
        write_line(json_line({"path": str(folder), "sound": True, "manifest": found.manifest}, indent=2))
    elif not quiet:
        write_line(f"{folder}: sound ({found.rows:,} articles, {found.bytes:,} bytes)")


@command.command(
    name="list",
    epilog="""\b
Examples:
  cleancopy release list releases/
  cleancopy release list releases/ --json""",
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@_json
def list_command(folder: Path, as_json: bool) -> None:
    """The releases of a folder, by what their manifests say; `verify` says whether that is so."""
    from flows.release_view import list_lines
    from warehouse import list_releases

    found = list_releases(folder)
    if as_json:
        write_line(json_line([{"name": one.name, "manifest": one.manifest} for one in found], indent=2))
    else:
        for line in list_lines(found):
            write_line(line)


@command.command(
    epilog="""\b
Examples:
  cleancopy release apply releases/v1.0.0-0123456789ab inc1/ inc2/ --to mine/

The outcome is, byte for byte, the full release that the last increment was taken from, or an error."""
)
@click.argument("base", type=FOLDER)
@click.argument("increments", nargs=-1, type=FOLDER)
@click.option("--to", "folder", metavar="DIR", type=FOLDER, required=True, help="Folder of releases to write into.")
@click.option("--name", help="Name of the release's folder.  [default: from its content]")
@_quiet
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def apply(base: Path, increments: tuple[Path, ...], folder: Path, name: str | None, quiet: bool, as_json: bool) -> None:
    """Put a full release together from an older one and the increments on it."""
    from warehouse import apply_release

    memory = read_settings().warehouse_memory
    _print_made(apply_release(base, increments, folder, name=name, memory_limit=memory), quiet=quiet, as_json=as_json)


def _check_profile(name: str) -> None:
    from warehouse import profiles

    if name not in profiles():
        raise SettingsError(f"there is no profile {name!r}; those there are: {', '.join(profiles())}")


def _print_made(made: Any, *, quiet: bool, as_json: bool) -> None:
    if as_json:
        write_line(json_line({"path": str(made.path), "created": made.created, "manifest": made.manifest}, indent=2))
    elif not quiet:
        state = "" if made.created else ", there already"
        write_line(f"{made.path} ({made.rows:,} articles, {made.bytes:,} bytes{state})")
