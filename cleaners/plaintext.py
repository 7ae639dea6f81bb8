"""Text dumps to a view: one block a line.

A dump whose line breaks were lost is cut at sentence ends instead; such blocks are `soft`: they continue the line of
the block before, and stand in one paragraph with it.
"""

from __future__ import annotations

import itertools
import re

from cleaners.view import Block, View

LONG_LINE = 1500
"""A dump counts as one without line breaks where more than half of it stands in lines longer than this, in characters."""

MAX_WRAP = 120
"""Widest column, in characters, that text is wrapped at."""
MIN_WRAPPED = 10
"""Fewest lines that can tell whether text is wrapped."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# A sentence ends at a full stop, question or exclamation mark (with closing quotes) before white space and a long
# enough rest, or after the full stops of Chinese and Japanese, which no space follows.
_SENTENCE_END = re.compile(r"(?<=[.!?…][\"”’»)\]])\s+|(?<=[.!?…])\s+(?=\S)|(?<=[。！？])[”」』）]*(?=\S)")

_STOP_INSIDE = re.compile(r"[.!?][\"”’»]?\s+\S|。\S")


def normalise(text: str) -> str:
    r"""Text fixers of the visible text: `line_ends` (every line end is \\n) and `controls` (control codes are left out)."""
    return without_controls(_LINE_ENDS.sub("\n", text))


def without_controls(text: str) -> str:
    """The text fixer `controls`: control codes other than tab and line feed, which show nothing, are left out."""
    return text if text.isprintable() else _CONTROL.sub("", text)


def view_of_text(decoded: str) -> View:
    """The view of a text dump."""
    text = normalise(decoded)
    lines = text.split("\n")
    full = wrap_width(lines)
    by_sentence = sum(len(line) for line in lines if len(line) > LONG_LINE) * 2 > len(text)
    blocks: list[Block] = []
    offset, gap, before = 0, 0, ""
    for line in lines:
        end = min(offset + len(line) + 1, len(text))
        if not line.strip():
            gap += 1
            if blocks:
                blocks[-1].end = end
        elif full and blocks and gap == 0 and len(before.rstrip()) >= full:  # goes on from the line before
            blocks[-1].end, blocks[-1].text_end = end, offset + len(line.rstrip())
        else:
            pieces = (
                _sentences(line, offset) if by_sentence and len(line) > LONG_LINE else [(offset, offset + len(line))]
            )
            for i, (a, b) in enumerate(pieces):
                if blocks:
                    blocks[-1].end = a
                blocks.append(
                    Block(a if blocks else 0, end, a + len(text[a:b].rstrip()), gap_before=0 if i else gap, soft=i > 0)
                )
            gap = 0
        offset, before = end, line
        gap = gap if not line.strip() else 0
    return View(text=text, form="text", blocks=blocks)


def wrap_width(lines: list[str]) -> int:
    """From which length on a line goes on in the next one, where text was broken at a fixed width; 0 where it was not.

    Wrapped text is told by the lines that others follow without a blank line: nearly as long as the longest, seldom
    the end of a sentence, and sentences end in their middle, as they do not in a list of headlines.
    """
    inner = [line.rstrip() for line, following in itertools.pairwise(lines) if line.strip() and following.strip()]
    if len(inner) < MIN_WRAPPED:
        return 0
    widest = max(len(line) for line in inner)
    if not 30 <= widest <= MAX_WRAP:
        return 0
    full = sum(1 for line in inner if len(line) >= 0.75 * widest)
    ended = sum(1 for line in inner if line.endswith((".", "!", "?", "。", "”", '"')))
    inside = sum(1 for line in inner if _STOP_INSIDE.search(line))
    is_wrapped = full >= 0.8 * len(inner) and ended <= 0.35 * len(inner) and inside >= len(inner) / 8
    return int(0.75 * widest) if is_wrapped else 0


def _sentences(line: str, offset: int) -> list[tuple[int, int]]:
    cuts = [0]
    for found in _SENTENCE_END.finditer(line):
        if found.end() - cuts[-1] >= 20 and len(line) - found.end() >= 1:
            cuts.append(found.end())
    cuts.append(len(line))
    return [(offset + a, offset + b) for a, b in itertools.pairwise(cuts) if line[a:b].strip()]
