"""What form a document has: text, markup, or markup that no parser should be given."""

from __future__ import annotations

import re

from cleaners.errors import CleancopyError


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_DEPTH = 2000
"""Deepest nesting that is parsed. Real pages stay under 100; the parser's time grows with the square of the depth."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|span|br|a|img|table|tr|td|h[1-6]|section|article|figure|figcaption|strong|b|em|i|ul|ol|li|meta|script|font)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
# Elements whose start ends the one before, so that a run of them is no nesting, and those that hold nothing.
_NOT_NESTING = _names(
    """
    p li td th tr dt dd option br img hr meta link input area base col embed param source track wbr
    """
)


class TooDeepError(CleancopyError):
    """Markup nested deeper than any page."""


def is_markup(text: str) -> bool:
    """Whether text is HTML, or a dump that carries HTML: at least three tags of HTML, or a document head."""
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or "<html" in head:
        return True
    return sum(1 for _ in zip(range(3), _MARKUP.finditer(text), strict=False)) == 3


def check_depth(text: str) -> None:
    """Refuse markup that is nested too deep, before it is parsed.

    Raises:
        TooDeepError: tags are nested deeper than `MAX_DEPTH`.
    """
    if text.count("<") <= MAX_DEPTH:
        return
    depth = 0
    for found in _TAG.finditer(text):
        if found[2].lower() not in _NOT_NESTING:
            depth = max(0, depth - 1) if found[1] else depth + 1
            if depth > MAX_DEPTH:
                raise TooDeepError(
                    f"tags are nested deeper than {MAX_DEPTH}; this is no page, fetch the document again"
                )
