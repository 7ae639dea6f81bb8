"""The walk through a parsed page: its visible text, block by block, and what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from cleaners.pictures import LAZY_SOURCES, FoundPicture, read_picture
from cleaners.plaintext import without_controls
from cleaners.view import Block, Element, Picture, Span, TimeTag


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul button label
    """
)
_UNSEEN = _names(
    """
    script style template noscript head svg math iframe object embed select textarea input canvas audio
    video map datalist meter progress param source track link meta title base
    """
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HINT = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NO_WORDS: frozenset[str] = frozenset()
_SPACE = re.compile(r"[ \t\n\r\f\u00a0\u200b]+")
_LONG = 80
"""Shortest block, in characters, that counts as running text."""


@dataclass(slots=True)
class _Open:
    """An element on the way from the root to the current node."""

    mem_id: int
    tag: str
    start: int
    element: int
    """Its index in `View.elements`."""
    hints: frozenset[str]
    block: bool
    heading: int
    pictures: int
    """How many pictures had been met when it opened."""
    time: str | None


@dataclass(slots=True)
class Walk:
    """What a walk has met so far."""

    reveal: bool = False
    """Hidden elements are walked as well."""
    hidden: list[LexborNode] = field(default_factory=list)
    """Those that were left out."""
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    pictures: list[FoundPicture] = field(default_factory=list)
    times: list[TimeTag] = field(default_factory=list)
    length: int = 0
    fresh: bool = True
    """The next text starts a new block."""
    space: bool = False
    """White space is owed before the next text of this block."""
    links: int = 0
    word_cache: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(self, root: LexborNode) -> None:
        """Walk the tree without recursion: markup may be nested as deep as it likes."""
        top = _Open(0, "", 0, -1, frozenset(), False, 0, 0, None)  # what an element without a parent hangs on
        stack = [top]
        node: LexborNode = root
        while True:
            down: LexborNode | None = None
            if node.is_text_node:
                raw = node.text_content
                if raw:
                    self._text(raw, stack)
            elif node.is_element_node:
                tag = node.tag or ""
                if tag not in _UNSEEN:
                    down = self._enter(node, tag, stack)
            if down is not None:
                node = down
                continue
            while (following := node.next) is None or len(stack) == 1:
                if len(stack) == 1:
                    return
                parent = node.parent
                self._leave(stack.pop())
                if parent is None or len(stack) == 1:
                    while len(stack) > 1:
                        self._leave(stack.pop())
                    return
                node = parent
            node = following

    def _enter(self, node: LexborNode, tag: str, stack: list[_Open]) -> LexborNode | None:
        above = stack[-1]
        attributes = node.attributes
        own = _NO_WORDS
        hints = above.hints
        name = ""
        if attributes:
            if not self.reveal and (
                "hidden" in attributes or ((style := attributes.get("style")) and _HIDDEN.search(style))
            ):
                if tag == "img" and any(attributes.get(name) for name in LAZY_SOURCES):
                    hints = above.hints | self._words(_names_of(attributes))
                    self.pictures.append(read_picture(attributes, self.length, hints))  # shown as soon as it is loaded
                self.fresh = self.fresh or tag in _BLOCKS
                self.hidden.append(node)
                return None
            name = _names_of(attributes)
            if name:
                own = self._words(name)
                if not own <= hints:
                    hints = hints | own
        if tag == "br":
            self.fresh = True
            return None
        if tag == "img":
            self.pictures.append(read_picture(attributes, self.length, hints))
            return None
        block = tag in _BLOCKS
        if block:
            self.fresh = True
        first = node.first_child
        if first is None:
            self.spans[node.mem_id] = (self.length, self.length)
            return None
        if tag == "a":
            self.links += 1
        self.elements.append(Element(above.element, tag, name, own))
        stack.append(
            _Open(
                node.mem_id,
                tag,
                self.length,
                len(self.elements) - 1,
                hints,
                block,
                _HEADINGS.get(tag, 0) or above.heading,
                len(self.pictures),
                attributes.get("datetime") if tag == "time" else None,
            )
        )
        return first

    def _leave(self, opened: _Open) -> None:
        self.spans[opened.mem_id] = (opened.start, self.length)
        tag = opened.tag
        if opened.block:
            self.fresh = True
        elif tag == "a":
            self.links -= 1
        if tag == "figure":
            captioned = [p for p in self.pictures[opened.pictures :] if p.caption is not None]
            for picture in self.pictures[opened.pictures :]:
                if picture.caption is None and captioned:
                    picture.caption = captioned[0].caption
        elif tag == "figcaption":
            for picture in reversed(self.pictures):
                if picture.caption is None:
                    picture.caption = Span(opened.start, self.length)
                break
        if opened.time is not None:
            self.times.append(TimeTag(opened.time, Span(opened.start, self.length), opened.hints))

    def _text(self, raw: str, stack: list[_Open]) -> None:
        if raw.isspace() and _SPACE.fullmatch(raw):
            self.space = True
            return
        text = _SPACE.sub(" ", raw)
        lead, tail = text[0] == " ", text[-1] == " "
        text = without_controls(text.strip(" "))
        if not text:
            return
        size = len(text)
        if self.fresh:
            self._open_block(stack)
        elif lead or self.space:
            self.parts.append(" ")
            self.length += 1
        self.parts.append(text)
        self.length += size
        block = self.blocks[-1]
        block.end = block.text_end = self.length
        if self.links:
            block.link_chars += size
        self.space = tail

    def _open_block(self, stack: list[_Open]) -> None:
        if self.blocks:
            self.parts.append("\n")
            self.length += 1
            self.blocks[-1].end = self.length
        inner = stack[-1]
        holder = inner
        if not inner.block:
            holder = next((o for o in reversed(stack) if o.block), stack[0])
        self.blocks.append(
            Block(
                self.length,
                self.length,
                self.length,
                holder.tag,
                inner.hints,
                heading=inner.heading,
                element=holder.element,
            )
        )
        self.fresh = self.space = False

    def _words(self, raw: str) -> frozenset[str]:
        found = self.word_cache.get(raw)
        if found is None:
            found = frozenset([w.lower() for w in _HINT.findall(raw[:400])])
            self.word_cache[raw] = found
        return found

    def long_text(self) -> int:
        """Characters of running text, roughly: in long blocks that are not links."""
        sizes = ((b.text_end - b.start, b.link_chars) for b in self.blocks)
        return sum(size for size, links in sizes if size >= _LONG and links * 2 < size)

    def pictures_found(self) -> tuple[Picture, ...]:
        """The pictures, with their captions."""
        return tuple(p.picture() for p in self.pictures)


def _names_of(attributes: dict[str, str | None]) -> str:
    """The values of the attributes that tell what an element is for."""
    names = attributes.get("class") or ""
    for key in ("id", "role", "itemprop"):
        value = attributes.get(key)
        if value:
            names = f"{names} {value}" if names else value
    return names
