"""The command line: `cleancopy`, or `python -m flows`.

A command's module is imported when the command is called, so that `clean` starts without Prefect and DuckDB.
"""

from __future__ import annotations

import importlib
import os
import sys

import click

from cleaners.errors import CleancopyError, SettingsError
from flows.cli_exit import EXIT_CODES, EXIT_ERROR, EXIT_INTERRUPTED, EXIT_PIPE, EXIT_USAGE
from flows.terminal import ReaderGone, say

COMMANDS = {
    "run": ("flows.cli_run", "Clean files into the warehouse and write a release."),
    "replay": ("flows.cli_replay", "Try again what is in quarantine."),
    "clean": ("flows.cli_clean", "Print the records of files; no warehouse, no Prefect."),
    "explain": ("flows.cli_explain", "Show what was kept and removed in a document, and why."),
    "sql": ("flows.cli_sql", "Ask the warehouse in SQL, read-only."),
    "history": ("flows.cli_history", "Show what changed in the record of a document."),
    "purge": ("flows.cli_purge", "Take one document out for good."),
    "versions": ("flows.cli_versions", "List the published versions of the warehouse."),
    "release": ("flows.cli_release", "Make, compare, verify and list releases of Parquet files."),
    "export": ("flows.cli_export", "The same as `release make`."),
    "serve": ("flows.cli_serve", "Run the scheduled flows in this process."),
}
"""Name, module and summary of each command; the module's `command` is the command."""


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"cleancopy {version('cleancopy')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    epilog=f"Example: cleancopy run seeds\n\n{EXIT_CODES}\nSettings: docs/settings.md. CLEANCOPY_DEBUG=1 prints tracebacks.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version."
)
def cli() -> None:
    """Raw scraped news dumps in, clean articles out: every removed line accounted for."""


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the console script. Ends the process with an exit code of `EXIT_CODES`."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = cli.main(args=arguments, prog_name="cleancopy", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except ReaderGone:
        # What is still buffered has no reader; without this the interpreter complains when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_PIPE
    except (click.Abort, KeyboardInterrupt):
        return _interrupted()
    except CleancopyError as error:
        _debug()
        say(f"cleancopy: {error}")
        return EXIT_USAGE if isinstance(error, SettingsError) else EXIT_ERROR
    except Exception as error:  # noqa: BLE001 - the last line of defence: one line instead of a traceback
        if _is_interrupt(error):
            return _interrupted()
        _debug()
        say(f"cleancopy: unexpected {type(error).__name__}: {error}; set CLEANCOPY_DEBUG=1 to see where, and report it")
        return EXIT_ERROR


def _interrupted() -> int:
    say("cleancopy: interrupted; what is loaded stays, and the next run does the rest")
    return EXIT_INTERRUPTED


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error, as it is where DuckDB was at work: it raises one of its own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def _debug() -> None:
    if os.environ.get("CLEANCOPY_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
        raise
