"""Classes of characters, for whole texts at once.

One small class a character is all that the labeller sees of most text, so that every script gets the same measures.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray

SIZE = 0x10000
"""Characters beyond the basic plane count as its last one."""


class Kind(IntEnum):
    """What a character is."""

    OTHER = 0
    LOWER = 1
    UPPER = 2
    LETTER = 3
    """A letter without case, of a script that parts words by spaces."""
    HANGUL = 4
    HAN = 5
    KANA = 6
    THAI = 7
    """Thai, Lao, Khmer and Burmese, which part no words."""
    DIGIT = 8
    SPACE = 9
    STOP = 10
    """A full stop, question or exclamation mark, or ellipsis."""
    COMMA = 11
    QUOTE = 12
    """A quotation mark or closing bracket."""
    BAR = 13
    """A mark that parts entries of a menu or a list."""
    PUNCTUATION = 14


KINDS = len(Kind)
_RANGES = (
    (0x1100, 0x11FF, Kind.HANGUL),
    (0x3130, 0x318F, Kind.HANGUL),
    (0xAC00, 0xD7A3, Kind.HANGUL),
    (0x2E80, 0x2FDF, Kind.HAN),
    (0x3005, 0x3007, Kind.HAN),
    (0x3400, 0x4DBF, Kind.HAN),
    (0x4E00, 0x9FFF, Kind.HAN),
    (0xF900, 0xFAFF, Kind.HAN),
    (0x3041, 0x30FA, Kind.KANA),
    (0x30FC, 0x30FF, Kind.KANA),
    (0xFF66, 0xFF9D, Kind.KANA),
    (0x0E01, 0x0EFF, Kind.THAI),
    (0x1780, 0x17DD, Kind.THAI),
    (0x1000, 0x104F, Kind.THAI),
)
_MARKS = {
    Kind.STOP: ".!?…。！？．｡؟۔।",
    Kind.COMMA: ",;:，；：、､،",
    Kind.QUOTE: "\"'“”‘’«»‹›„‚「」『』《》〈〉()（）[]［］【】",
    Kind.BAR: "|·•>→▶◀▲▼△▽◆◇■□○●★☆※–—/\\›_-~ㆍ・*#+=<",
}


@cache
def kinds() -> NDArray[np.uint8]:
    """The class of each character of the basic plane."""
    table = np.zeros(SIZE, np.uint8)
    by_category: dict[str, int] = {
        "Ll": Kind.LOWER,
        "Lu": Kind.UPPER,
        "Lt": Kind.UPPER,
        "Lo": Kind.LETTER,
        "Lm": Kind.LETTER,
        "Mn": Kind.LETTER,
        "Mc": Kind.LETTER,
        "Nd": Kind.DIGIT,
        "Zs": Kind.SPACE,
        "Zl": Kind.SPACE,
        "Zp": Kind.SPACE,
        "Cc": Kind.SPACE,
        **dict.fromkeys(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"), Kind.PUNCTUATION),
    }
    number_of = {name: int(kind) for name, kind in by_category.items()}  # numpy reads plain numbers fifty times faster
    category = unicodedata.category
    for first, last in ((0, 0x2FFF), (0x3000, 0x33FF), (0xA000, 0xABFF), (0xF900, 0xFFFF)):
        table[first : last + 1] = [number_of.get(category(chr(code)), 0) for code in range(first, last + 1)]
    for first, last, kind in _RANGES:
        table[first : last + 1] = kind
    for kind, marks in _MARKS.items():
        for mark in marks:
            table[ord(mark)] = kind
    table.flags.writeable = False
    return table


@cache
def lower_case() -> NDArray[np.uint16]:
    """The lower-case form of each character of the basic plane, where it is one character."""
    table = np.arange(SIZE, dtype=np.uint16)
    for first, last in ((0, 0x24FF), (0xFF00, 0xFFFF)):
        lowered = [chr(code).lower() for code in range(first, last + 1)]
        table[first : last + 1] = [
            ord(lower) if len(lower) == 1 else first + place for place, lower in enumerate(lowered)
        ]
    table.flags.writeable = False
    return table


def codes(text: str) -> NDArray[np.uint16]:
    """The characters of a text as numbers, those beyond the basic plane as its last."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(raw, SIZE - 1).astype(np.uint16)
