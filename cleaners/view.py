"""The visible text of a document, and what is known about it: one shape for HTML and plain text.

`Block`s tile the visible text: each holds one line of a text dump or one block element's text of a page, and the
white space that follows it. All offsets are code points of `View.text`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(slots=True)
class Block:
    """A line of text, or the text of one block element, with the white space that follows."""

    start: int
    end: int
    """Where the next block starts."""
    text_end: int
    """End without the white space that follows."""
    tag: str = ""
    """Innermost block element (`p`, `h2`, `li`, `td`, …); empty in text dumps."""
    hints: frozenset[str] = frozenset()
    """Words of the class, id and role attributes of the element and its ancestors, lower case; empty in text dumps."""
    link_chars: int = 0
    """Characters that stand inside links."""
    heading: int = 0
    """Level 1–6 of a heading element, 0 for none."""
    gap_before: int = 0
    """Blank lines before it, in text dumps."""
    soft: bool = False
    """It continues the line or paragraph of the block before."""
    element: int = -1
    """Index of its block element in `View.elements`; -1 in text dumps."""


@dataclass(slots=True)
class Element:
    """An element of the page that holds something."""

    parent: int
    """Index of the element it stands in, in `View.elements`; -1 for none."""
    tag: str
    names: str
    """Its class, id, role and itemprop attributes as written, with blanks between."""
    words: frozenset[str]
    """Words of `names`, lower case."""
    depth: int
    """How many elements it stands in."""
    end: int = 0
    """Index after the last element that stands in it."""


@dataclass(frozen=True, slots=True)
class Span:
    """The visible text of an element: offsets, which may be equal where it shows nothing."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Picture:
    """An `img` of the page."""

    urls: tuple[str, ...]
    """Addresses in order of trust: original-source attributes, lazy-load attributes, largest of srcset, src."""
    alt: str
    width: int | None
    height: int | None
    at: int
    """Offset in the visible text where it stands."""
    caption: Span | None
    """Text of its `figcaption`."""
    hints: frozenset[str]
    """Words of the class, id and role attributes of the image and its ancestors."""


@dataclass(frozen=True, slots=True)
class TimeTag:
    """A `time` element."""

    datetime: str
    span: Span
    hints: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says beside its visible text."""

    title: str | None = None
    lang: str | None = None
    canonical: str | None = None
    """Canonical address: link rel=canonical, else og:url."""
    metas: tuple[tuple[str, str], ...] = ()
    """(lower-case name, property or itemprop; content) of meta elements, in order."""
    json_ld: tuple[dict[str, Any], ...] = ()
    """JSON-LD objects, `@graph` and lists unrolled, in order; unreadable ones are left out."""
    pictures: tuple[Picture, ...] = ()
    times: tuple[TimeTag, ...] = ()
    base: str | None = None
    """What the `base` element says relative addresses go from."""
    _contents: dict[str, str] = field(init=False, repr=False, compare=False)
    """The first non-empty content of each name: many readers ask, and a page may have a hundred metas."""

    def __post_init__(self) -> None:
        contents = {key: content for key, content in reversed(self.metas) if content}
        object.__setattr__(self, "_contents", contents)

    def meta(self, *names: str) -> str | None:
        """The first non-empty content of the metas called `names`, in the order of `names`."""
        return next((self._contents[name] for name in names if name in self._contents), None)


@dataclass(frozen=True, slots=True)
class Payload:
    """An article that the page holds in JSON-LD or in a script and does not show, put behind what it shows."""

    span: Span
    origin: str
    """`json-ld`; `template`, `json`, `state` or `flight`: a script that is HTML, one that is JSON, a value assigned in code, the stream of Next.js."""


def _nothing(_css: str) -> list[Span]:
    return []


@dataclass(slots=True)
class View:
    """A document as the labellers see it."""

    text: str
    form: Literal["html", "text"]
    blocks: list[Block]
    page: Page = field(default_factory=Page)
    elements: list[Element] = field(default_factory=list)
    """Elements of the page in document order; none in text dumps."""
    select: Callable[[str], list[Span]] = _nothing
    """Spans of the elements that a CSS selector matches, in document order; nothing in text dumps."""
    markup: str = ""
    """The decoded HTML; empty in text dumps."""
    payload: Payload | None = None
    """The article, where the page does not show it."""

    def block_text(self, block: Block) -> str:
        """The block's text without the white space that follows."""
        return self.text[block.start : block.text_end].strip()
