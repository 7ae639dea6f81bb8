"""The growth of the warehouse as a small SVG: processor time, memory and disk against the number of articles."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from benchmarks.quality_plot import COLOURS, STYLE

PANEL, HEIGHT, LEFT, TOP, GAP = 210, 200, 50, 62, 62
PANELS = (("processor", "seconds of processor"), ("peak_mb", "peak memory, MB"), ("disk_mb", "disk, MB"))
SHOWN = ("load", "refresh", "publish", "release", "refresh with them")


def plot(figures: Sequence[Mapping[str, Any]]) -> str:
    """The SVG of the figures of some sizes; both axes are logarithmic, so that a straight line at 45° is linear growth."""
    sizes = sorted({int(one["rows"]) for one in figures})
    width = LEFT + len(PANELS) * (PANEL + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {TOP + HEIGHT + 44}" width="{width}" role="img">',
        "<title>What a warehouse takes, against the number of its articles</title>",
        f"<style>{STYLE}.curve{{fill:none;stroke-width:2}}</style>",
    ]
    x = float(LEFT)
    for name, colour in zip(SHOWN, COLOURS, strict=True):
        parts.append(f'<rect x="{x}" y="10" width="10" height="10" fill="{colour}"/>')
        parts.append(f'<text x="{x + 15}" y="19">{escape(name)}</text>')
        x += 36 + 6.5 * len(name)
    for number, (field, said) in enumerate(PANELS):
        shown = SHOWN if field != "disk_mb" else ("load", "refresh", "publish")
        chosen = [one for one in figures if one["step"] in shown]
        parts += _panel(LEFT + number * (PANEL + GAP), field, said, sizes, chosen)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(left: float, field: str, said: str, sizes: Sequence[int], chosen: Sequence[Mapping[str, Any]]) -> list[str]:
    values = [max(0.1, float(one[field])) for one in chosen]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(sizes[0]) - 0.1, math.log10(sizes[-1]) + 0.1
    parts = [f'<text class="name" x="{left}" y="{TOP - 10}">{escape(said)}</text>']
    for exponent in range(low, high + 1):
        y = TOP + HEIGHT * (high - exponent) / max(1, high - low)
        parts.append(f'<path class="grid" d="M{left} {y:.1f}h{PANEL}"/>')
        parts.append(f'<text x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{10**exponent:g}</text>')

    def point(one: Mapping[str, Any]) -> tuple[float, float]:
        x = left + PANEL * (math.log10(one["rows"]) - first) / (last - first)
        return x, TOP + HEIGHT * (high - math.log10(max(0.1, one[field]))) / max(1, high - low)

    for size in sizes:
        x = left + PANEL * (math.log10(size) - first) / (last - first)
        parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 15}" text-anchor="middle">{size:,}</text>')
    for name, colour in zip(SHOWN, COLOURS, strict=True):
        line = sorted((one for one in chosen if one["step"] == name), key=lambda one: int(one["rows"]))
        if line:
            path = "L".join(f"{x:.1f} {y:.1f}" for x, y in map(point, line))
            parts.append(f'<path class="curve" stroke="{colour}" d="M{path}"/>')
        for one in line:
            x, y = point(one)
            note = escape(f"{name}, {one['rows']:,} articles: {one[field]:,.1f}")
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"><title>{note}</title></circle>')
    parts.append(f'<text x="{left}" y="{TOP + HEIGHT + 36}">articles, log scale</text>')
    return [*parts, f'<rect class="frame" x="{left}" y="{TOP}" width="{PANEL}" height="{HEIGHT}"/>']
