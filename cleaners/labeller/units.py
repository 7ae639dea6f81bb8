"""The units that the labeller looks at: blocks, and pieces of sentences where a dump has lost its line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaners.view import View

PIECE = 60
"""Length of a piece of a sentence in a dump without line breaks, in characters: about eight words."""
_WEIGHT = 2.5
"""A character of a script that parts no words fills as much as this many others."""

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[，、；：,;:)）」』】\]]\s*|\s+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Units:
    """Stretches of the visible text, in order, none empty; offsets without the white space at their ends."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    blocks: NDArray[np.int64]
    """Index of the block that each stands in."""

    def __len__(self) -> int:
        return len(self.starts)


def units_of(view: View) -> Units:
    """The units of a view; each stands inside one block."""
    text = view.text
    rows: list[tuple[int, int, int]] = []
    blocks = view.blocks
    last = len(blocks) - 1
    for index, block in enumerate(blocks):
        start, end = block.start, block.text_end
        while start < end and text[start].isspace():
            start += 1
        if start >= end:
            continue
        if block.soft or (index < last and blocks[index + 1].soft):
            rows += [(a, b, index) for a, b in _pieces(text, start, end)]
        else:
            rows.append((start, end, index))
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Units(table[:, 0], table[:, 1], table[:, 2])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence in pieces of about one length, cut at white space or, where there is none, after a comma."""
    sentence = text[start:end]
    dense = len(_UNSPACED.findall(sentence)) * 3 > len(sentence)
    size = int(PIECE / _WEIGHT) if dense else PIECE
    if len(sentence) <= size * 1.5:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    first = 0
    for found in (_BREAK if dense else _SPACE).finditer(sentence):
        if found.end() - first >= size and len(sentence) - found.end() >= size / 2:
            pieces.append((start + first, start + len(sentence[: found.end()].rstrip())))
            first = found.end()
    pieces.append((start + first, end))
    return pieces
