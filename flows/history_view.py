"""`cleancopy history` for a person: one block a change, a table of fields, and the paragraphs that are different.

Signs tell what colours do: `-` was there before, `+` came in its place, `~` is a paragraph that was edited, with
`[-words-]` that went and `{+words+}` that came.
"""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.terminal import harmless, one_line
from warehouse import Change, FieldChange, History, Paragraph, Piece

STYLES = {"removed": "red", "added": "green", "same": ""}
MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}
SIGNS = {"removed": "-", "added": "+", "edited": "~", "same": " "}

SHORT = 300
"""Characters of a value that the table shows; `--json` has all."""

OF_AN_OUTCOME = ("outcome", "reason", "message", "headline")
"""Fields that are shown where an article became a rejection, or the other way round: all others differ as well."""


def show(found: History, console: Console) -> None:
    """Print the history of a document, the oldest change first."""
    console.print(Text(found.document_id, style="bold"))
    for source in found.sources:
        console.print(Text(f"  {one_line(source)}"), soft_wrap=True)
    console.print(Text(f"  now: {found.outcome}, rules {found.rules_version}"))
    if not found.changes:
        console.print("  no change: the record is as it was first loaded, or was made just so again")
    for change in found.changes:
        console.print()
        _change(change, console)


def _change(change: Change, console: Console) -> None:
    when = f"{change.replaced_at:%Y-%m-%d %H:%M} UTC" if change.replaced_at else "at an unknown time"
    who = f", run {change.run_id}" if change.run_id else ""
    title = f"{change.version} · {when}{who} · rules {change.rules_before} → {change.rules_after}"
    console.print(Text(one_line(title), style="bold"), soft_wrap=True)
    other_outcome = change.outcome_before != change.outcome_after
    shown = [field for field in change.fields if not other_outcome or field.field in OF_AN_OUTCOME]
    if shown:
        console.print(_fields(shown))
    if left_out := len(change.fields) - len(shown):
        console.print(f"  and {left_out} more fields; --json has them")
    if other_outcome:
        gone = sum(len(piece.text) for paragraph in change.body for piece in paragraph.pieces)
        console.print(f"  body: {gone:,} characters {'gone' if change.outcome_after == 'rejected' else 'new'}")
    elif change.body:
        console.print("  body:")
        _paragraphs(change.body, console)


def _fields(changes: list[FieldChange]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("field")
    table.add_column("before", overflow="fold", style=STYLES["removed"])
    table.add_column("after", overflow="fold", style=STYLES["added"])
    for change in changes:
        table.add_row(change.field, Text(_short(change.before)), Text(_short(change.after)))
    return table


def _short(value: str | None) -> str:
    if value is None:
        return "–"
    text = harmless(value)
    return text if len(text) <= SHORT else f"{text[:SHORT]} …"


def _paragraphs(paragraphs: tuple[Paragraph, ...], console: Console) -> None:
    same = 0
    for paragraph in paragraphs:
        if paragraph.kind == "same":
            same += 1
            continue
        _unchanged(same, console)
        same = 0
        line = Text(f"  {SIGNS[paragraph.kind]} ", style=STYLES.get(paragraph.kind, ""))
        for piece in paragraph.pieces:
            line.append(_piece(piece, whole=paragraph.kind != "edited"), style=STYLES[piece.kind])
        console.print(line)
    _unchanged(same, console)


def _piece(piece: Piece, *, whole: bool) -> str:
    before, after = ("", "") if whole else MARKS[piece.kind]
    return f"{before}{harmless(piece.text)}{after}"


def _unchanged(count: int, console: Console) -> None:
    if count:
        console.print(Text(f"    … {count} paragraph{'s' if count > 1 else ''} unchanged …", style="dim"))
