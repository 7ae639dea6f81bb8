"""What form a document has: text, markup, or markup that no parser should be given."""

from __future__ import annotations

import re
from collections import Counter

from cleaners.errors import CleancopyError


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


MAX_DEPTH = 2000
"""Deepest nesting that is parsed. Real pages stay under 100; the parser's time grows with the square of the depth."""
FEW_TAGS = 4000
"""So many tags are parsed however they nest: within 0.03 s."""

MIN_TAGS = 3
"""Fewest tags of a dump that carries HTML."""
PLAIN_LENGTH = 20
"""Shortest line, in characters, that tells something."""
PLAIN_LINES = 1.5
"""Lines without a tag that a dump may have for each tag to count as HTML."""
PLAIN_CHARACTERS = 500
"""Characters that it may have for each tag."""

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


_NESTING = re.compile(
    rf"<(/?)(?!(?:{'|'.join(sorted(_NOT_NESTING))})(?![a-zA-Z0-9]))([a-zA-Z][^\s/>]{{0,30}})", re.IGNORECASE | re.ASCII
)
"""A tag that nests: the sign of one that ends an element, and its name."""


class TooDeepError(CleancopyError):
    """Markup nested deeper than any page."""


def is_markup(text: str) -> bool:
    """Whether text is HTML, or a dump that carries HTML: a document head, or three tags that its text stands in.

    A dump of text in which some tags were left (an embedded video, an ad) stays text: as markup its lines would run together.
    """
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or "<html" in head:
        return True
    tags = sum(1 for _ in _MARKUP.finditer(text))
    if tags < MIN_TAGS:
        return False
    plain = sum(1 for line in text.splitlines() if "<" not in line and len(line.strip()) >= PLAIN_LENGTH)
    return plain <= PLAIN_LINES * tags and len(text) <= PLAIN_CHARACTERS * tags


def check_depth(text: str) -> None:
    """Refuse markup that is nested too deep, before it is parsed.

    Raises:
        TooDeepError: tags are nested deeper than `MAX_DEPTH`.
    """
    if text.count("<") - text.count("</") <= FEW_TAGS:  # there are no more start tags than that
        return
    stack: list[str] = []
    opened: Counter[str] = Counter()
    for ends, name in _NESTING.findall(text):
        if not ends:
            stack.append(name)
            opened[name] += 1
            if len(stack) > MAX_DEPTH:
                raise TooDeepError(
                    f"tags are nested deeper than {MAX_DEPTH}; this is no page, fetch the document again"
                )
        elif opened[name]:  # an end tag without its start tag ends nothing
            while (last := stack.pop()) != name:
                opened[last] -= 1
            opened[name] -= 1
