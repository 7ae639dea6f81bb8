"""`cleancopy sql`: questions to the warehouse, read-only."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from cleaners.errors import SettingsError
from flows.output_file import output
from flows.settings import read_settings


@click.command(
    epilog="""\b
Examples:
  cleancopy sql "FROM clean.articles SELECT date_published, headline LIMIT 5"
  cleancopy sql --format csv --output rules.csv "FROM mart.boilerplate_by_rule"
  echo "SELECT count(*) AS n FROM clean.articles" | cleancopy sql - --format json
  cleancopy sql --at 41 "SELECT count(*) FROM clean.articles"

What is asked is the last published version, also while a run loads; `cleancopy versions` lists the older ones that are
kept. The warehouse is opened read-only, and SQL reaches no other file. In CSV, text that a spreadsheet would run as a formula
gets an apostrophe before it."""
)
@click.argument("statement", metavar="SQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="How to print.",
)
@click.option("--output", "-o", "file", type=click.Path(path_type=Path), help="Write to a file.")
@click.option("--at", metavar="VERSION", help="Ask an older version; `working` is what is loaded, published or not.")
@click.option("--warehouse", help="The warehouse.  [default: data/warehouse.duckdb]")
def command(statement: str, form: str, file: Path | None, at: str | None, warehouse: str | None) -> None:
    """Ask the warehouse in SQL; - reads the statement from standard input."""
    settings = read_settings(warehouse=warehouse)
    sql = sys.stdin.read() if statement == "-" else statement
    if not sql.strip():
        raise SettingsError("there is no statement; give one, such as: FROM clean.articles LIMIT 5")
    if form == "parquet" and file is None and sys.stdout.isatty():
        raise SettingsError("Parquet is nothing for a terminal; name a file with --output")
    from flows import answer_format
    from warehouse import query_batches

    write = {
        "table": answer_format.write_table,
        "csv": answer_format.write_csv,
        "json": answer_format.write_json,
        "parquet": answer_format.write_parquet,
    }[form]
    with ExitStack() as stack:
        answer = query_batches(settings.warehouse, sql, at=at, memory_limit=settings.warehouse_memory)
        write(stack.enter_context(answer), stack.enter_context(output(file)))
