"""The shape of text: is it running text, where is the article's head and tail?

Measures that hold in every script. Where words are not spaced (Chinese, Japanese, Thai) two characters count as one word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_SENTENCE_END = tuple('.!?"”’»…。！？」』)）')
_FULL_STOP = tuple(".!?。！？…")
# An ellipsis also parts the halves of a headline, so inside a line it is a stop before a closing quote only.
_STOP_INSIDE = re.compile(r"[.!?。！？][\"”’»」』)）]*(?:\s|$)|…[\"”’»」』)）]+(?:\s|$)")

PROSE_WORDS = 8
"""A line of this many words that ends as a sentence ends is running text."""
LONG_PROSE_WORDS = 25
"""A line of this many words with a full stop in it is running text however it ends."""
MEMORABLE = 1000
"""Longest line, in characters, whose shape is remembered."""
NEAR = 6
"""How many lines on each side the head and tail zones look at."""


def word_count(text: str) -> float:
    """Words of a text; half a word for each character of a script that does not space words."""
    unspaced = len(_UNSPACED.findall(text)) if not text.isascii() else 0
    return len(text.split()) + unspaced / 2 if unspaced < len(text) * 0.3 else unspaced / 2


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence ends: punctuation, with or without closing quotes."""
    return text.endswith(_FULL_STOP) or (text.endswith(_SENTENCE_END) and _STOP_INSIDE.search(text) is not None)


def is_prose(text: str) -> bool:
    """Whether a line is running text."""
    return _known_prose(text) if len(text) <= MEMORABLE else _is_prose(text)


@lru_cache(maxsize=2048)
def _known_prose(text: str) -> bool:
    """The same, remembered: every labeller asks it of the same lines."""
    return _is_prose(text)


def _is_prose(text: str) -> bool:
    size = word_count(text)
    if size < PROSE_WORDS:
        return False
    return ends_sentence(text) or (size >= LONG_PROSE_WORDS and _STOP_INSIDE.search(text) is not None)


def squash(text: str) -> str:
    """White space runs as one space, none at the ends: the text fixer `spaces`."""
    return " ".join(text.split())


def flat(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())


class Zones:
    """Head and tail of the article among lines, judged by what stands near them.

    A line is in the head while fewer than three of the six lines before it are running text, and in the tail while
    fewer than three of the six lines after it are. So a menu before the article or comments after it do not move them.
    """

    def __init__(self, prose: Sequence[bool]) -> None:
        self._sums = [0, *accumulate(int(p) for p in prose)]

    def head(self, index: int) -> bool:
        """Whether line `index` may be part of the article's head."""
        return self._sums[index] - self._sums[max(0, index - NEAR)] < 3

    def near_prose(self, index: int, reach: int) -> bool:
        """Whether running text is within so many lines of line `index`."""
        last = len(self._sums) - 1
        return self._sums[min(last, index + 1 + reach)] > self._sums[max(0, index - reach)]

    def tail(self, index: int) -> bool:
        """Whether line `index` may be part of the article's tail."""
        last = len(self._sums) - 1
        return self._sums[min(last, index + 1 + NEAR)] - self._sums[index + 1] < 3
