"""The walk through a page: its visible text, block by block, and what stands in it.

It goes through the markup that the parser writes of its tree, one string for each tag and each text between: much less
work than asking the tree for its nodes. Elements are counted as they open, so that a node of the tree is found again by
its place in document order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleaners.pictures import LAZY_SOURCES, FoundPicture, read_picture
from cleaners.plaintext import without_controls
from cleaners.tags import Tag, attributes_of, hint_words, read_tag, unescaped
from cleaners.view import Block, Element, Picture, Span, TimeTag

_TAG = re.compile(r"<(!--.*?--|[^>]*)>", re.DOTALL)
_BLANK = " \t\n\r\f\u00a0\u200b"
_BLANKS = frozenset(
    ["\n" + " " * n for n in range(60)] + ["\n" + "\t" * n for n in range(30)] + [" ", "\n\n", "&nbsp;"]
)
"""What most stretches of mere white space look like; others are found out one by one."""
_NO_ELEMENT = frozenset(["!", "?", ""])
_SPACE = re.compile(f"[{_BLANK}]+")
_LONG = 80
"""Shortest block, in characters, that counts as running text."""


@dataclass(slots=True)
class _Open:
    """An element on the way from the root to where the walk is."""

    tag: Tag
    start: int
    place: int
    """Its place in document order."""
    pictures: int = 0
    """How many pictures had been met when it opened, for a `figure`."""
    element: int = -1
    """Its index in `Walk.elements`, once it is needed."""
    hints: frozenset[str] | None = None
    """Words of its attributes and its ancestors', once they are needed."""


@dataclass(slots=True)
class Walk:
    """What a walk has met so far."""

    reveal: bool = False
    """Hidden elements are walked as well."""
    hidden_length: int = 0
    """Characters of text, white space included, that were left out as hidden."""
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    """The block elements that hold text of their own, and their ancestors; parents before children."""
    starts: list[int] = field(default_factory=list)
    """For each element in document order where its text starts; -1 for one that does not show."""
    ends: list[int] = field(default_factory=list)
    pictures: list[FoundPicture] = field(default_factory=list)
    times: list[TimeTag] = field(default_factory=list)
    length: int = 0
    fresh: bool = True
    """The next text starts a new block."""
    space: bool = False
    """White space is owed before the next text of this block."""
    links: int = 0
    stack: list[_Open] = field(default_factory=list)

    def run(self, markup: str) -> None:
        """Walk through markup as the parser writes it, without elements that no reader sees."""
        pieces = _TAG.split(markup)
        known: dict[str, Tag] = {}
        starts, ends, stack = self.starts, self.ends, self.stack
        hiding = 0
        for text, inside in zip(pieces[::2], pieces[1::2], strict=False):
            if text:
                if hiding:
                    self.hidden_length += len(text)
                elif text in _BLANKS:
                    self.space = True
                elif stack:
                    self._text(text)
            sign = inside[:1]
            if sign == "/":
                if hiding:
                    hiding -= 1
                elif stack and stack[-1].tag.name == inside[1:]:
                    self._leave(stack.pop())
                else:
                    self._close(inside[1:])
                continue
            if sign in _NO_ELEMENT:
                continue
            tag = known.get(inside)
            if tag is None:
                tag = known[inside] = read_tag(inside)
            starts.append(-1)
            ends.append(-1)
            if hiding:
                hiding += not tag.void
            elif tag.hidden and not self.reveal:
                self._hide(tag, inside)
                hiding = int(not tag.void)
            elif tag.void:
                self._void(tag, inside)
            else:
                if tag.block:
                    self.fresh = True
                elif tag.name == "a":
                    self.links += 1
                stack.append(_Open(tag, self.length, len(starts) - 1))
                if tag.name == "figure":
                    stack[-1].pictures = len(self.pictures)
        while stack:
            self._leave(stack.pop())

    def _hide(self, tag: Tag, inside: str) -> None:
        if tag.name == "img":
            attributes = attributes_of(inside)
            if any(attributes.get(name) for name in LAZY_SOURCES):
                hints = self._hints() | hint_words(tag.names)
                self.pictures.append(read_picture(attributes, self.length, hints))  # shown as soon as it is loaded
        self.fresh = self.fresh or tag.block

    def _void(self, tag: Tag, inside: str) -> None:
        if tag.name == "br":
            self.fresh = True
        elif tag.name == "img":
            hints = self._hints() | hint_words(tag.names)
            self.pictures.append(read_picture(attributes_of(inside), self.length, hints))
        else:
            self.fresh = self.fresh or tag.block

    def _close(self, name: str) -> None:
        """Leave the innermost open element of that name, and what was left open in it."""
        stack = self.stack
        if any(opened.tag.name == name for opened in stack):
            while stack[-1].tag.name != name:
                self._leave(stack.pop())
            self._leave(stack.pop())

    def _leave(self, opened: _Open) -> None:
        self.starts[opened.place], self.ends[opened.place] = opened.start, self.length
        tag = opened.tag
        if tag.block:
            self.fresh = True
            if tag.name == "figure":
                self._share_caption(opened)
            elif tag.name == "figcaption" and self.pictures and self.pictures[-1].caption is None:
                self.pictures[-1].caption = Span(opened.start, self.length)
        elif tag.name == "a":
            self.links -= 1
        elif tag.datetime is not None:
            self.stack.append(opened)
            self.times.append(TimeTag(tag.datetime, Span(opened.start, self.length), self._hints()))
            self.stack.pop()

    def _share_caption(self, figure: _Open) -> None:
        """Give the pictures of a figure that have no caption the first that another has."""
        pictures = self.pictures[figure.pictures :]
        caption = next((p.caption for p in pictures if p.caption is not None), None)
        for picture in pictures:
            picture.caption = picture.caption or caption

    def _text(self, raw: str) -> None:
        text = unescaped(raw)
        size = len(text)
        text = text.lstrip(_BLANK)
        lead = len(text) < size
        if not text:
            self.space = True
            return
        size = len(text)
        text = text.rstrip(_BLANK)
        tail = len(text) < size
        if not text.isprintable():  # as most white space and all control codes are not
            text = without_controls(_SPACE.sub(" ", text))
            if not text:
                return
        elif "  " in text:
            text = _SPACE.sub(" ", text)
        size = len(text)
        if self.fresh:
            self._open_block()
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

    def _open_block(self) -> None:
        if self.blocks:
            self.parts.append("\n")
            self.length += 1
            self.blocks[-1].end = self.length
        stack = self.stack
        depth = len(stack) - 1
        while depth > 0 and not stack[depth].tag.block:
            depth -= 1
        holder = stack[depth]
        self.blocks.append(
            Block(
                self.length,
                self.length,
                self.length,
                holder.tag.name,
                self._hints(),
                heading=next((o.tag.heading for o in reversed(stack) if o.tag.heading), 0),
                element=self._element(depth),
            )
        )
        self.fresh = self.space = False

    def _element(self, depth: int) -> int:
        """The index of an open element in `elements`, to which it and its ancestors are added where they are missing."""
        stack = self.stack
        first = depth
        while first >= 0 and stack[first].element < 0:
            first -= 1
        parent = stack[first].element if first >= 0 else -1
        for opened in stack[first + 1 : depth + 1]:
            opened.element = len(self.elements)
            self.elements.append(Element(parent, opened.tag.name, opened.tag.names, hint_words(opened.tag.names)))
            parent = opened.element
        return stack[depth].element

    def _hints(self) -> frozenset[str]:
        """The words of the attributes of the open elements."""
        stack = self.stack
        known = len(stack) - 1
        while known >= 0 and stack[known].hints is None:
            known -= 1
        hints = (stack[known].hints if known >= 0 else None) or frozenset()
        for opened in stack[known + 1 :]:
            names = opened.tag.names
            if names and not (words := hint_words(names)) <= hints:
                hints = hints | words
            opened.hints = hints
        return hints

    def long_text(self) -> int:
        """Characters of running text, roughly: in long blocks that are not links."""
        sizes = ((b.text_end - b.start, b.link_chars) for b in self.blocks)
        return sum(size for size, links in sizes if size >= _LONG and links * 2 < size)

    def pictures_found(self) -> tuple[Picture, ...]:
        """The pictures, with their captions."""
        return tuple(p.picture() for p in self.pictures)
