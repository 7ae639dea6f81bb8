"""The shared evaluator's f1 of a body, computed in the same way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def f1(body: str, gold: str) -> float:
    """F1 over the multisets of words, or of 4-grams of characters where the gold has no spaces; 0–1."""
    spaced = is_spaced(gold)
    got, want = _tokens(body, spaced), _tokens(gold, spaced)
    hits = (got & want).total()
    if not got or not want:
        return float(not got and not want)
    return 2 * hits / (got.total() + want.total())


def is_spaced(gold: str) -> bool:
    """Whether words are counted, not characters: less than 30 % Chinese, Japanese or Thai."""
    head = gold[:5000]
    return len(_UNSPACED.findall(head)) < 0.3 * len(_letters(head))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def _tokens(text: str, spaced: bool) -> Counter[str]:
    if spaced:
        return Counter(_WORD.findall(text.lower()))
    flat = _letters(text)
    return Counter(flat[i : i + 4] for i in range(max(1, len(flat) - 3))) if flat else Counter()
