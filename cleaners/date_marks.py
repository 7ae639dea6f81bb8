"""Dates that a page marks on elements other than `time` and `meta`: microdata, RDFa and the class words of microformats."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleaners.date_places import SOLID, Place, Value
from cleaners.date_text import Role

MOST_MARKS = 60
"""Marks looked at; a list of articles can hold thousands."""
MARKED = 0.84
"""Trust of a marked date, where the page marks one day only; where it marks several, most are of other articles."""
WITHIN = 400
"""Characters of a tag before and behind its mark."""

_SIGNS = ('itemprop="date', "itemprop='date", ":date", 'class="published', "class='published", 'class="updated')
"""What a mark begins with. Looking for these is far cheaper than one pattern over the whole markup."""
_ELEMENT = re.compile(r"<(?!meta\b|time\b|link\b|script\b|!)[a-z]", re.IGNORECASE)
_KIND = re.compile(
    r"""\b(?:itemprop|property|class)=["'](?:\w{1,12}:)?(date(?:Published|Created|Modified)|published|updated)(?=["'\s])"""
)
_VALUE = re.compile(r"""\s(?:content|datetime|title)\s{0,2}=\s{0,2}["']([^"'<>]{8,60})["']""")
_ROLES: dict[str, Role] = {"dateModified": "modified", "updated": "modified"}


def marked_dates(markup: str) -> list[Value]:
    """The dates that elements carry as attributes, such as `<abbr class="published" title="2018-06-05T08:00">`."""
    found = dict.fromkeys(mark for sign in _SIGNS for mark in _marks(markup, sign))
    several = len({text[:10] for text, role in found if role == "published"}) > 1
    trust = SOLID - 0.1 if several else MARKED
    return [Value(text, Place("time", trust, role)) for text, role in found]


def _marks(markup: str, sign: str) -> Iterator[tuple[str, Role]]:
    at = -1
    for _ in range(MOST_MARKS):
        at = markup.find(sign, at + 1)
        if at < 0:
            return
        start, end = markup.rfind("<", max(0, at - WITHIN), at), markup.find(">", at, at + WITHIN)
        if start < 0 or end < 0 or _ELEMENT.match(markup, start) is None:
            continue
        tag = markup[start:end]
        kind, value = _KIND.search(tag), _VALUE.search(tag)
        if kind is not None and value is not None:
            yield html.unescape(value[1]).strip(), _ROLES.get(kind[1], "published")
