"""Words that systems use for the parts of an article in their data: names of values, and types of objects."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PIECE_KEYS = _words("text value content children html body data") | {""}
"""Names under which pieces of text too short to be told by their shape may stand; none in a list."""
ASIDE_KEYS = _words(
    """
    alt caption credit description summary excerpt abstract teaser title headline copyright disclaimer biography bio
    aria-label placeholder tooltip
    """
)
"""Names of text that stands beside an article's, however long."""
RECORD_KEYS = (
    _words("url slug link href permalink canonical_url canonicalurl path"),
    _words("author authors byline user username nickname creator"),
    _words(
        """
        date published publishedat published_at datepublished publish_date publishdate created createdat created_at
        updatedat timestamp pubdate publicationdate display_date
        """
    ),
)
"""Names of an address, a person and a time; an object that has two of them is a record of its own."""
TYPE_KEYS = ("type", "_type", "nodeType", "tag", "tagName", "style", "name", "__typename")
"""Names under which an object says what it is."""
ASIDE_TYPES = _words(
    """
    image figure video gallery photo caption figcaption advertisement ad embed newsletter related footer nav script
    style
    """
)
"""Types of objects whose text stands beside an article's."""
INLINE_TYPES = _words("text span link hyperlink a strong em b i u mark mention #text")
"""Types of objects that are part of a paragraph."""
HEADING_TYPE = re.compile(r".*heading.*|h[1-6]|header|subhead(?:er|line)?|crosshead|subtitle")
"""Types of objects that are headings."""
