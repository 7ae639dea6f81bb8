"""Dates in the data that a page carries for its scripts: JSON that no parser reads, state, and attributes that hold JSON.

Asked only where the page's head says no day of publication: such data speaks of other articles, too, and only where all of
it says the same day does that date the page. Seconds since 1970 are left out: their digits are not those of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.date_places import Place, Value

SCRIPTED = Place("script", 0.72, "published")
"""Where the data of the page knows one day of publication."""
OF_MANY = Place("script", 0.4, "published")
"""The same where it knows several: most are of other articles."""
MOST_KEYS = 400
"""Places looked at; the state of a large site repeats its keys for every teaser."""
BEFORE, BEHIND = 24, 90
"""Characters of a key before the sign it is found by, and of the rest of it with its value."""

_SIGN = "ubli"
"""All keys hold these letters. Looking for them is far cheaper than one pattern over the whole markup."""
_QUOTE = r"""(?:\\{0,3}["']|&(?:quot|#34|#x22);|%22)"""
_PAIR = re.compile(
    rf"""{_QUOTE}(?!un)\w{{0,12}}?(?:date|time)?[_-]?publi(?:shed|cation|shing|sh)(?:[_-]?(?:at|on|date|time|datetime|timestamp))?{_QUOTE}\s{{0,2}}:\s{{0,2}}{_QUOTE}?(?P<value>(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ][0-2]\d:[0-5]\d[\w:.+-]{{0,20}})?)(?!\w)""",
    re.IGNORECASE,
)


def script_dates(markup: str) -> list[Value]:
    """The days of publication that the page's data has: `"publishedAt":"2025-02-04T08:00:00Z"`, escaped or not."""
    texts = list(dict.fromkeys(_texts(markup)))
    place = SCRIPTED if len({text[:10] for text in texts}) == 1 else OF_MANY
    return [Value(text, place) for text in texts]


def _texts(markup: str) -> Iterator[str]:
    at = -1
    for _ in range(MOST_KEYS):
        at = markup.find(_SIGN, at + 1)
        if at < 0:
            return
        start = max(0, at - BEFORE)
        found = _PAIR.search(markup, start, at + BEHIND)
        if found is not None:
            yield found["value"]
