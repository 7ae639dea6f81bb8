"""`cleancopy export`: the older name of `cleancopy release make`."""

from __future__ import annotations

import click

from flows.cli_release import make

command = click.Command(
    "export",
    params=make.params,
    callback=make.callback,
    help="The same as `cleancopy release make`: write what the warehouse holds as a release.",
    epilog="""\b
Examples:
  cleancopy export --to /srv/releases
  cleancopy export --to /srv/releases --with-emails --json""",
)
