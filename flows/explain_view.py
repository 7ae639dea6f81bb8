"""`cleancopy explain` for a person: the visible text with a margin, then the fields with their evidence.

The margin tells kept from removed without any colour: `┃` stays in the body, `│` is lifted into a field, `╎` is removed.
"""

from __future__ import annotations

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.explained import Explained
from flows.terminal import harmless, one_line

MARGINS = {"kept": "┃", "lifted": "│", "removed": "╎"}
STYLES = {"kept": "green", "lifted": "cyan", "removed": "red"}

EVIDENCE = {
    "outlet": ("outlet_evidence",),
    "headline": ("headline_evidence",),
    "language": ("language_evidence",),
    "date_published": ("date_precision", "date_rule", "date_evidence"),
    "date_modified": ("date_modified_precision", "date_modified_evidence"),
}
"""Fields that are shown behind the one they prove."""

CANDIDATES = {
    "outlet_candidates": ("Outlets found", ("text", "name", "role", "place", "rule", "trust")),
    "date_candidates": ("Dates found", ("text", "edtf", "age", "role", "place", "rule", "trust")),
}
"""What a field was decided from, with the title and the columns it is shown by."""

HIDDEN = frozenset({"body", "visible_text", *CANDIDATES, *(name for names in EVIDENCE.values() for name in names)})
"""Fields that the view shows in another way."""


def show(explained: Explained, console: Console) -> None:
    """Print a document with all its evidence."""
    _legend(console)
    last: tuple[str, str] | None = None
    for entry, fate, text in explained.segments():
        if fate == "blank":
            continue
        if (entry.label, entry.rule) != last:
            tag = f"{entry.label} · {entry.rule} · {entry.confidence:.2f}"
            console.print(Text(f"{MARGINS[fate]} {one_line(tag)}", style=f"dim {STYLES[fate]}"), soft_wrap=True)
            last = (entry.label, entry.rule)
        _segment(text, fate, console)
    console.print()
    console.print(_fields(explained))
    proof = " ".join(str(explained.record.get(key) or "") for names in EVIDENCE.values() for key in names)
    for name, (title, columns) in CANDIDATES.items():
        if candidates := explained.record.get(name):
            console.print(_candidates(candidates, title, columns, proof))


def _legend(console: Console) -> None:
    words = {"kept": "kept in the body", "lifted": "lifted into a field", "removed": "removed"}
    parts = [Text(f"{MARGINS[fate]} {word}", style=STYLES[fate]) for fate, word in words.items()]
    console.print(Text("   ").join(parts))
    console.print()


def _segment(text: str, fate: str, console: Console) -> None:
    style = STYLES[fate]
    for line in harmless(text.strip("\n")).split("\n"):
        if not line.strip():
            continue
        body = Text(line.rstrip(), style="" if fate == "kept" else style)
        for part in body.wrap(console, max(20, console.width - 4)):
            console.print(Text.assemble((f"{MARGINS[fate]}   ", style), part), soft_wrap=True)


def _fields(explained: Explained) -> Table:
    table = Table(title="Fields", title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("field")
    table.add_column("value", overflow="fold")
    table.add_column("evidence", overflow="fold")
    record = explained.record
    table.add_row("status", explained.status, "")
    for name, value in record.items():
        if name in HIDDEN or value in (None, [], ()):
            continue
        proof = " · ".join(one_line(str(record[key])) for key in EVIDENCE.get(name, ()) if record.get(key))
        table.add_row(name, Text(_shown(value)), Text(proof))
    empty = [name for name, value in record.items() if name not in HIDDEN and value in (None, [], ())]
    if empty:
        table.add_row("nothing found for", Text(", ".join(empty)), "")
    return table


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return " · ".join(f"{key}: {one_line(str(item))}" for key, item in value.items() if item is not None)
    return harmless(str(value))


def _candidates(candidates: list[dict[str, Any]], title: str, columns: tuple[str, ...], proof: str) -> Table:
    """The candidates of a field; an arrow stands at those that its evidence names."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for column in columns:
        table.add_column(column, overflow="fold")
    for candidate in candidates:
        used = f'{candidate["place"]} "{candidate["text"]}"' in proof
        table.add_row(
            "→" if used else "", *(Text("–" if candidate[c] is None else one_line(str(candidate[c]))) for c in columns)
        )
    return table
