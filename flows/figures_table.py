"""The end of a run, for a person: a table of its figures, and what to ask next."""

from __future__ import annotations

import os
import shlex

from rich import box
from rich.console import Console
from rich.table import Table

from flows.clean_job import CleanReport
from flows.figures import GROUP_COLUMNS, figures, group_rows
from flows.settings import Settings, read_settings
from flows.terminal import one_line
from warehouse import GroupFigures

QUERIES = (
    (
        "The newest articles",
        "SELECT date_published, outlet.name, headline FROM clean.articles ORDER BY date_min DESC LIMIT 10",
    ),
    (
        "What took most text out",
        "SELECT portal, label, rule, chars FROM mart.boilerplate_by_rule ORDER BY chars DESC LIMIT 10",
    ),
    (
        "How many articles of which outlet and day",
        "FROM mart.articles_by_outlet_day ORDER BY day DESC NULLS LAST LIMIT 10",
    ),
)
"""Queries worth trying after a run; the tests run them."""


def print_report(report: CleanReport, settings: Settings) -> None:
    """Print the figures of a run, where its results are, and what to ask next."""
    console = Console(highlight=False, soft_wrap=False)
    console.print(_figures(report))
    shown, title = (report.this_run, "By") if report.this_run.documents else (report.warehouse, "Whole warehouse, by")
    for what, groups in (("portal", shown.by_portal), ("language", shown.by_language)):
        if groups:
            console.print(_groups(f"{title} {what}", what, groups))
    console.print(f"Warehouse: {settings.warehouse} ({report.warehouse.articles:,} articles)", markup=False)
    if report.release is not None:
        state = "new" if report.release.created else "as before"
        console.print(f"Release:   {report.release.path} ({report.release.rows:,} articles, {state})", markup=False)
    if report.left_out:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(report.left_out.items()))
        console.print(f"Left out:  {kinds}", markup=False)
    console.print("\nWorth asking next:")
    default = settings.warehouse == read_settings().warehouse
    where = "" if default else f"--warehouse {shlex.quote(os.fspath(settings.warehouse))} "
    for question, sql in QUERIES:
        console.print(f'  # {question}\n  cleancopy sql {where}"{sql}"', markup=False, soft_wrap=True)


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)


def _figures(report: CleanReport) -> Table:
    table = _table("This run")
    table.show_header = False
    table.add_column()
    table.add_column()
    for name, value in figures(report):
        table.add_row(name, one_line(value))
    return table


def _groups(title: str, what: str, groups: tuple[GroupFigures, ...]) -> Table:
    table = _table(title)
    table.add_column(what)
    for column in GROUP_COLUMNS:
        table.add_column(column, justify="right")
    for name, *values in group_rows(groups):
        table.add_row(one_line(name), *values)
    return table
