"""Text dumps to a view: one block a line.

A dump whose line breaks were lost is cut at sentence ends instead; such blocks are `soft`: they continue the line of
the block before, and stand in one paragraph with it.
"""

from __future__ import annotations

import re

from cleaners.view import Block, View

LONG_LINE = 1500
"""A dump counts as one without line breaks where more than half of it stands in lines longer than this, in characters."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A sentence ends at a full stop, question or exclamation mark (with closing quotes) before white space and a long
# enough rest, or after the full stops of Chinese and Japanese, which no space follows.
_SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’»)\]])\s+|(?<=[.!?…])\s+(?=\S)|(?<=[。！？])[”」』）]*(?=\S)")


def normalise(text: str) -> str:
    """Text fixers of the visible text: `line_ends` (every line end is \\n) and `controls` (control codes are left out)."""
    return without_controls(_LINE_ENDS.sub("\n", text))


def without_controls(text: str) -> str:
    """The text fixer `controls`: control codes other than tab and line feed, which show nothing, are left out."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def view_of_text(decoded: str) -> View:
    """The view of a text dump."""
    text = normalise(decoded)
    lines = text.split("\n")
    long_share = sum(len(line) for line in lines if len(line) > LONG_LINE)
    blocks: list[Block] = []
    offset, gap = 0, 0
    for line in lines:
        end = min(offset + len(line) + 1, len(text))
        if not line.strip():
            gap += 1
            if blocks:
                blocks[-1].end = end
        else:
            start = offset if blocks else 0
            pieces = _sentences(line, offset) if len(line) > LONG_LINE and long_share * 2 > len(text) else [(offset, offset + len(line))]
            for i, (a, b) in enumerate(pieces):
                if blocks:
                    blocks[-1].end = a
                blocks.append(Block(start if i == 0 else a, end, a + len(text[a:b].rstrip()), gap_before=0 if i else gap, soft=i > 0))
            gap = 0
        offset = end
    return View(text=text, form="text", blocks=blocks)


def _sentences(line: str, offset: int) -> list[tuple[int, int]]:
    cuts = [0]
    for found in _SENTENCE_END.finditer(line):
        if found.end() - cuts[-1] >= 20 and len(line) - found.end() >= 1:
            cuts.append(found.end())
    cuts.append(len(line))
    return [(offset + a, offset + b) for a, b in zip(cuts, cuts[1:], strict=False) if line[a:b].strip()]
