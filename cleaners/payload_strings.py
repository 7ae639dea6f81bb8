"""Strings of a page's data: which of them are running text, and how they read as HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from cleaners.payload_words import ASIDE_KEYS, PIECE_KEYS
from cleaners.shape import is_prose, squash

MAX_STRING = 500_000
"""Longer strings, in characters, are no article."""
MIN_PROSE = 16
"""Shortest running text, in characters."""
MAX_PIECE = 300
"""Longest heading, title or piece of a paragraph, in characters."""
CODE = 0.02
"""Share of signs of code from which on a string is none of sentences."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_UNSEEN = re.compile(r"<(/?)(?:style|script|svg)\b[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|li|blockquote|section|article|figure|table)\b[^<>]*>", re.IGNORECASE)
_CODE_SIGNS = re.compile(r"[{}=;\\_^|]")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|h[1-6]|strong|a|ul|li)\b", re.IGNORECASE)


@dataclass(slots=True)
class Text:
    """Text of a value."""

    html: list[str]
    """Its paragraphs and headings as HTML."""
    size: int
    """Width of its running text, without tags: characters, those of Chinese, Japanese and Korean twice."""
    raw: str | None = None
    """The string itself, where it is a piece too short to be told by its shape."""
    titled: bool = False
    """It stands in an object that bears the page's title."""
    record: bool = False
    """It is of an object of its own: with an author, a time or an address."""
    inline: bool = False
    """It is of an object whose type is one of parts of a paragraph."""


def leaf(key: str, value: str) -> Text | None:
    """The text of a string, or None where it is neither of sentences nor a piece of one.

    Args:
        key: its name; empty in a list.
        value: plain text or HTML, also with its tags escaped.
    """
    if len(value) < MIN_PROSE and key not in PIECE_KEYS:
        return None
    text = value.strip()
    if not text or len(text) > MAX_STRING or key.lower() in ASIDE_KEYS:
        return None
    if "&lt;" in text and _ESCAPED_TAG.search(text):
        text = unescape(text)
    plain = plain_text(text)
    if is_prose(plain) and len(_CODE_SIGNS.findall(plain)) < CODE * len(plain):
        return Text(paragraphs(text), width(plain), raw=value)
    if key in PIECE_KEYS and len(text) <= MAX_PIECE and not text.startswith("$"):
        return Text([], 0, raw=value)
    return None


def width(text: str) -> int:
    """Characters of a text, those of Chinese, Japanese and Korean twice, which say twice as much."""
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))


def plain_text(text: str) -> str:
    """What a reader sees of text or HTML: without tags, styles and scripts, white space squashed."""
    if "<" not in text:
        return squash(text)
    parts = _UNSEEN.split(text)
    if len(parts) > 1:
        text = " ".join(part for sign, part in zip(["/", *parts[1::2]], parts[::2], strict=True) if sign)
    return squash(_TAG.sub(" ", text))


def paragraphs(text: str) -> list[str]:
    """Text as HTML: one string for HTML with block elements, else one for each line."""
    if "<" in text and _BLOCK.search(text):
        return [f"<div>{text}</div>"]
    if "<" in text and not _TAG.search(text):
        text = text.replace("<", "&lt;")
    return [f"<p>{line.strip()}</p>" for line in text.splitlines() if line.strip()]
