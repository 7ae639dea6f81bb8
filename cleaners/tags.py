"""Start tags as the parser writes them: what an element is, is called, and whether it shows.

The parser's own markup is strict: attribute values stand in double quotes, and what could end them is escaped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNSEEN = _names(
    """
    script style template noscript head svg math iframe object select textarea canvas audio video map
    datalist meter progress title noembed noframes
    """
)
"""Elements whose content no reader sees; those that hold nothing are left out."""

_BLOCKS = _names(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul button label
    """
)
_VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ATTRIBUTE = re.compile(r' ([^\s/>][^\s/>=]*)="([^"]*)"')
_TELLING = (' class="', ' id="', ' role="', ' itemprop="', ' hidden="', ' style="', ' datetime="')
"""How the attributes begin that tell something of an element; blanks stand nowhere else before a name."""
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HINT = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_NAMING = 4
"""How many of `_TELLING` name it."""
_NOTHING: tuple[str | None, ...] = (None,) * len(_TELLING)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag."""

    name: str
    names: str = ""
    """Its class, id, role and itemprop attributes as written, with blanks between."""
    block: bool = False
    """Its text stands apart from what is before and after."""
    void: bool = False
    """It holds nothing and has no end tag."""
    heading: int = 0
    """Level 1-6 of a heading, 0 for none."""
    hidden: bool = False
    """Not shown by its own attributes."""
    datetime: str | None = None


def read_tag(markup: str) -> Tag:
    """Read a start tag: what stands between its angle brackets."""
    name, _, rest = markup.partition(" ")
    if not rest:
        return _tag(name, _NOTHING)
    values: list[str | None] = []
    for start in _TELLING:
        at = markup.find(start)
        values.append(None if at < 0 else markup[at + len(start) : markup.find('"', at + len(start))])
    return _tag(name, tuple(values))


@lru_cache(maxsize=2048)
def _tag(name: str, telling: tuple[str | None, ...]) -> Tag:
    hidden, style, datetime = telling[_NAMING:]
    return Tag(
        name=name,
        names=unescaped(" ".join(filter(None, telling[:_NAMING]))),
        block=name in _BLOCKS,
        void=name in _VOID,
        heading=_HEADINGS.get(name, 0),
        hidden=hidden is not None or (style is not None and _HIDDEN.search(unescaped(style)) is not None),
        datetime=unescaped(datetime) if name == "time" and datetime is not None else None,
    )


@lru_cache(maxsize=2048)
def hint_words(names: str) -> frozenset[str]:
    """The words of attribute values, lower case: `postBody main-2` has `post`, `body` and `main`."""
    return frozenset(word.lower() for word in _HINT.findall(names[:2000]))


def attributes_of(markup: str) -> dict[str, str | None]:
    """All attributes of a start tag, with their values as meant."""
    return {key: unescaped(value) for key, value in _ATTRIBUTE.findall(markup)}


def unescaped(text: str) -> str:
    """Text or an attribute value without the escapes that the parser writes."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&amp;", "&")
