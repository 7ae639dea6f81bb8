"""What stands around each unit: the next ones one by one, and sums over wider stretches."""

from __future__ import annotations

import numpy as np

from cleaners.labeller.measures import Floats

REACH = 3
"""How many units on each side a row sees one by one."""
WINDOWS = (5, 15)
"""How many units on each side it sees summed up."""


def neighbour_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns that `neighbours` makes of columns of these names."""
    return tuple(f"{name}{step:+}" for step in (*range(-REACH, 0), *range(1, REACH + 1)) for name in names)


def neighbours(values: Floats) -> Floats:
    """The values of the units before and after, shape (units, 2 × REACH × columns); -1 beyond the ends."""
    count, width = values.shape
    padded = np.full((count + 2 * REACH, width), -1, np.float32)
    padded[REACH : REACH + count] = values
    return np.concatenate([padded[REACH + step : REACH + step + count] for step in range(-REACH, REACH + 1) if step], 1)


def window_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the columns that `window_sums` makes of columns of these names."""
    return tuple(f"{name}_{side}{width}" for width in WINDOWS for side in ("before", "after") for name in names)


def window_sums(values: Floats) -> Floats:
    """Logarithms of the sums over the units before and after, shape (units, 2 × len(WINDOWS) × columns)."""
    count = len(values)
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, 0, dtype=np.float64)])
    place = np.arange(count)
    parts = []
    for width in WINDOWS:
        parts.append(sums[place] - sums[np.maximum(place - width, 0)])
        parts.append(sums[np.minimum(place + 1 + width, count)] - sums[place + 1])
    found: Floats = np.log1p(np.maximum(np.concatenate(parts, 1), 0)).astype(np.float32)
    return found
