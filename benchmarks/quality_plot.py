"""Quality against time as a small SVG: one panel a dialect, one mark a system and set."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

# From the palette of Okabe and Ito, which colour-blind readers can tell apart.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00")
PANEL, HEIGHT, LEFT, TOP, GAP = 230, 220, 46, 58, 18
STYLE = """text{font:11px system-ui,sans-serif;fill:#333}.grid{stroke:#8884;stroke-width:1}.frame{fill:none;stroke:#888}
.name{font-weight:600}@media(prefers-color-scheme:dark){text{fill:#ccc}}"""


def plot(table: Sequence[Mapping[str, Any]]) -> str:
    """The SVG of a table's lines; those without f1 (raw dumps) have no mark.

    Raises:
        ValueError: no line has f1.
    """
    marked = [row for row in table if "f1" in row]
    if not marked:
        raise ValueError("nothing to plot: no set that was measured has f1; add one with --sets")
    systems, sets, dialects = (list(dict.fromkeys(str(r[k]) for r in marked)) for k in ("system", "set", "dialect"))
    lowest = min(0.9, math.floor(min(r["f1"] for r in marked) * 20) / 20)
    ticks = _ticks(min(r["ms"] for r in marked), max(r["ms"] for r in marked))
    width = LEFT + len(dialects) * (PANEL + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TOP + HEIGHT + 44}" width="{width}" role="img">',
        "<title>f1 of the body against milliseconds a page</title>",
        f"<style>{STYLE}</style>",
        *_legend(systems, sets),
        f'<text x="{LEFT}" y="{TOP + HEIGHT + 36}">median milliseconds a page, one thread, log scale</text>',
        f'<text transform="translate(11 {TOP + HEIGHT / 2}) rotate(-90)" text-anchor="middle">f1 of the body</text>',
    ]
    for number, dialect in enumerate(dialects):
        left = LEFT + number * (PANEL + GAP)
        parts += _panel(dialect, left, lowest, ticks, labelled=not number)
        for row in (r for r in marked if r["dialect"] == dialect):
            share = (math.log10(row["ms"]) - math.log10(ticks[0])) / (math.log10(ticks[-1]) - math.log10(ticks[0]))
            x = left + PANEL * share
            y = TOP + HEIGHT * (1 - row["f1"]) / (1 - lowest)
            said = f"{row['system']}, {row['set']} {dialect}: f1 {row['f1']:.3f}, {row['ms']:.1f} ms"
            colour = COLOURS[systems.index(str(row["system"])) % len(COLOURS)]
            parts.append(_mark(sets.index(str(row["set"])), x, y, f'fill="{colour}"', said))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _ticks(low: float, high: float) -> list[float]:
    """The round figures (1, 2, 5, 10, …) from the last one at or below `low` to the first above `high`."""
    steps = [m * 10.0**e for e in range(-3, 6) for m in (1, 2, 5)]
    first = max((i for i, s in enumerate(steps) if s <= low), default=0)
    last = next((i for i, s in enumerate(steps) if s > high), len(steps) - 1)
    return steps[first : max(last, first + 1) + 1]


def _panel(name: str, left: float, lowest: float, ticks: Sequence[float], *, labelled: bool) -> list[str]:
    parts = [f'<text class="name" x="{left}" y="{TOP - 8}">{escape(name)}</text>']
    step = 0.05 if lowest >= 0.6 else 0.1
    for number in range(round((1 - lowest) / step) + 1):
        value = 1 - number * step
        y = TOP + HEIGHT * (1 - value) / (1 - lowest)
        parts.append(f'<path class="grid" d="M{left} {y:.1f}h{PANEL}"/>')
        if labelled:
            parts.append(f'<text x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{value:.2f}</text>')
    for number, tick in enumerate(ticks):
        x = left + PANEL * (math.log10(tick) - math.log10(ticks[0])) / (math.log10(ticks[-1]) - math.log10(ticks[0]))
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}v{HEIGHT}"/>')
        if len(ticks) <= 8 or number % 3 == 0:
            parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 15}" text-anchor="middle">{tick:g}</text>')
    return [*parts, f'<rect class="frame" x="{left}" y="{TOP}" width="{PANEL}" height="{HEIGHT}"/>']


def _legend(systems: Sequence[str], sets: Sequence[str]) -> list[str]:
    parts, x = [], float(LEFT)
    for number, name in enumerate(systems):
        parts.append(f'<rect x="{x}" y="10" width="10" height="10" fill="{COLOURS[number % len(COLOURS)]}"/>')
        parts.append(f'<text x="{x + 15}" y="19">{escape(name)}</text>')
        x += 36 + 6.5 * len(name)
    x = float(LEFT)
    for number, name in enumerate(sets):
        parts.append(_mark(number, x + 5, 32, 'fill="#888"', name))
        parts.append(f'<text x="{x + 15}" y="36">{escape(name)}</text>')
        x += 36 + 6.5 * len(name)
    return parts


def _mark(shape: int, x: float, y: float, paint: str, said: str) -> str:
    """A circle, square, triangle or diamond around a point, with what a reader is told on it."""
    body = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" {paint}>',
        f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" {paint}>',
        f'<path d="M{x:.1f} {y - 6:.1f}l5.5 10h-11z" {paint}>',
        f'<path d="M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z" {paint}>',
    )[shape % 4]
    return f"{body}<title>{escape(said)}</title></{body[1:].split()[0]}>"
