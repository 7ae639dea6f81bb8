"""`cleancopy clean`: records on standard output, nothing else."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaners.errors import IntakeError
from cleaners.model import Article, Rejected, to_dict
from flows.file_walk import Walk, source_of, walk
from flows.guarded_clean import Failure, clean_guarded, load_cleaner
from flows.intake import document_of, read_document
from flows.settings import Settings, read_settings
from flows.terminal import harmless, json_line, one_line, say, write_line

if TYPE_CHECKING:
    from typing import Any

Outcome = Article | Rejected | Failure


@click.command(
    epilog="""\b
Examples:
  cleancopy clean dumps/ > records.jsonl
  cleancopy clean --format text page.html
  curl -s https://example.org/news/1 | cleancopy clean - --source https://example.org/news/1

\b
A line is a record with a "status": article, rejected (read, but not one article) or quarantined (could not be read or
cleaned). Folders give the files whose extension is one of the setting `extensions`; what is left out is counted on
standard error.
"""
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True, help="How to print."
)
@click.option("--source", default="-", help="Address or name to note for standard input.")
@click.option("--scraped-at", help="When they were fetched, such as 2026-02-03T18:00+09:00.")
@click.option("--timeout", type=float, help="Seconds a document may take.")
@click.option("--quiet", is_flag=True, help="Print no message on standard error.")
def command(
    paths: tuple[str, ...], form: str, source: str, scraped_at: str | None, timeout: float | None, quiet: bool
) -> None:
    """Clean files, folders or standard input (-), and print one record a document."""
    settings = read_settings(timeout=timeout, scraped_at=scraped_at)
    found = walk([Path(path) for path in paths if path != "-"], settings.extensions)
    counts: Counter[str] = Counter()
    show = write_record if form == "jsonl" else write_article
    for outcome in _outcomes(found, "-" in paths, source, settings):
        counts[status_of(outcome)] += 1
        show(outcome)
    if not quiet:
        for line in left_out_lines(found):
            say(line)
        if not counts:
            say("nothing to clean; name files, or a folder of .txt or .html files")


def _outcomes(found: Walk, stdin: bool, stdin_source: str, settings: Settings) -> Iterator[Outcome]:
    cleaner = load_cleaner(scraped_at=settings.scraped_at)

    def outcome(path: Path | None) -> Outcome:
        source = stdin_source if path is None else source_of(path)
        try:
            if path is None:
                document = document_of(sys.stdin.buffer.read(settings.max_bytes + 1), settings.max_bytes)
            else:
                document = read_document(path, settings.max_bytes)
        except IntakeError as error:
            return Failure(source, error.reason, "intake", str(error))
        return clean_guarded(cleaner, document.data, source, settings.timeout)

    if stdin:
        yield outcome(None)
    for path in found:
        yield outcome(path)
    for refusal in found.refused:
        yield Failure(refusal.source, refusal.reason, "intake", refusal.message)


def status_of(outcome: Outcome) -> str:
    """`article`, `rejected` or `quarantined`."""
    if isinstance(outcome, Article):
        return "article"
    return "rejected" if isinstance(outcome, Rejected) else "quarantined"


def as_row(outcome: Outcome) -> dict[str, Any]:
    """What a line of JSON says about a document."""
    return {"status": status_of(outcome), **to_dict(outcome)}


def write_record(outcome: Outcome) -> None:
    """A record as one line of JSON."""
    write_line(json_line(as_row(outcome)))


def write_article(outcome: Outcome) -> None:
    """A record as a person reads it."""
    if not isinstance(outcome, Article):
        write_line(
            f"== {one_line(outcome.source)}\n{status_of(outcome)}: {outcome.reason}: {one_line(outcome.message)}\n"
        )
        return
    facts = [outcome.outlet.name if outcome.outlet else None, outcome.date_published, outcome.byline, outcome.language]
    parts = [
        f"== {one_line(outcome.source)}",
        one_line(outcome.headline or "(no headline)"),
        " · ".join(one_line(fact) for fact in facts if fact),
        *(one_line(line) for line in outcome.subheadlines),
        "",
        harmless(outcome.body),
    ]
    pictures = [f"[picture] {one_line(' '.join(filter(None, (image.caption, image.url))))}" for image in outcome.images]
    if outcome.is_complete is False:
        pictures.append("[the text is cut here]")
    write_line("\n".join([*parts, *([""] if pictures else []), *pictures, ""]))


def left_out_lines(found: Walk) -> list[str]:
    """What a walk left out, as lines for the person at the terminal."""
    if not found.left_out:
        return []
    kinds = ", ".join(f"{count} × {kind}" for kind, count in sorted(found.left_out.items()))
    return [
        f"left out {found.left_out.total()} files or folders: {kinds}. Name a file itself, or set `extensions`, to take it."
    ]
