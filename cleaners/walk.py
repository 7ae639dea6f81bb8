"""The walk through a page: its visible text, block by block, and what stands in it.

It goes through the markup that the parser writes of its tree, one string for each tag and each text between: much less
work than asking the tree for its nodes. Elements are counted as they open, so that a node of the tree is found again by
its place in document order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleaners.pictures import LAZY_SOURCES, SETS, FoundPicture, read_picture
from cleaners.plaintext import without_controls
from cleaners.tags import Tag, attributes_of, hint_words, read_tag, unescaped
from cleaners.view import Block, Element, Picture, Span, TimeTag

_TAG = re.compile(r"<(!--.*?--|[^>]*)>", re.DOTALL)
_BLANK = " \t\n\r\f\u00a0\u200b"
_BLANKS = frozenset(
    ["\n" + " " * n for n in range(60)] + ["\n" + "\t" * n for n in range(30)] + [" ", "\n\n", "&nbsp;"]
)
"""What most stretches of mere white space look like; others are found out one by one."""
_ASIDE = frozenset(["footer", "nav", "aside"])
_NO_WORDS: frozenset[str] = frozenset()
_NO_ELEMENT = frozenset(["!", "?", ""])
_SPACE = re.compile(f"[{_BLANK}]+")
_LONG = 80
"""Shortest block, in characters, that counts as running text."""


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
    sources: list[str] = field(default_factory=list)
    """Sets of the `source` elements met since the last picture."""
    length: int = 0
    fresh: bool = True
    """The next text starts a new block."""
    space: bool = False
    """White space is owed before the next text of this block."""
    links: int = 0
    # The open elements, outermost first, one list for each thing known of them: far cheaper than an object for each.
    tags: list[Tag] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Their places in document order."""
    made: list[int] = field(default_factory=list)
    """Indices in `elements` of those that are there already: the outer ones."""
    hints: list[frozenset[str]] = field(default_factory=list)
    """Words of their attributes and their ancestors', as far as they were needed."""
    headings: list[int] = field(default_factory=list)
    """Levels of the open headings."""
    figures: list[int] = field(default_factory=list)
    """How many pictures had been met when each open `figure` was opened."""

    def run(self, markup: str) -> None:
        """Walk through markup as the parser writes it, without elements that no reader sees."""
        pieces = _TAG.split(markup)
        known: dict[str, Tag] = {}
        starts, ends, tags, places = self.starts, self.ends, self.tags, self.places
        hiding = 0
        for text, inside in zip(pieces[::2], pieces[1::2], strict=False):
            if text:
                if hiding:
                    self.hidden_length += len(text)
                elif text in _BLANKS:
                    self.space = True
                elif tags:
                    self._text(text)
            sign = inside[:1]
            if sign == "/":
                if hiding:
                    hiding -= 1
                elif tags and tags[-1].name == inside[1:]:
                    self._leave()
                elif any(tag.name == inside[1:] for tag in tags):
                    while tags[-1].name != inside[1:]:
                        self._leave()
                    self._leave()
                continue
            if sign in _NO_ELEMENT:
                continue
            tag = known.get(inside)
            if tag is None:
                tag = known[inside] = read_tag(inside)
            place = len(starts)
            if hiding:
                starts.append(-1)
                hiding += not tag.void
            elif tag.hidden and not self.reveal:
                starts.append(-1)
                self._hide(tag, inside)
                hiding = int(not tag.void)
            elif tag.void:
                starts.append(-1)
                self._void(tag, inside)
            else:
                starts.append(self.length)
                if tag.block:
                    self.fresh = True
                    if tag.heading:
                        self.headings.append(tag.heading)
                    elif tag.name == "figure":
                        self.figures.append(len(self.pictures))
                elif tag.name == "a":
                    self.links += 1
                tags.append(tag)
                places.append(place)
            ends.append(self.length)
        while tags:
            self._leave()

    def _hide(self, tag: Tag, inside: str) -> None:
        if tag.name == "img":
            attributes = attributes_of(inside)
            if any(attributes.get(name) for name in (*LAZY_SOURCES, *SETS)):
                hints = self._picture_hints(tag)
                self.pictures.append(read_picture(attributes, self.length, hints))  # shown as soon as it is loaded
        self.fresh = self.fresh or tag.block

    def _void(self, tag: Tag, inside: str) -> None:
        if tag.name == "br":
            self.fresh = True
        elif tag.name == "img":
            hints = self._picture_hints(tag)
            inner = self.sources if self.tags and self.tags[-1].name == "picture" else ()
            self.pictures.append(read_picture(attributes_of(inside), self.length, hints, inner))
            self.sources = []
        elif tag.name == "source":
            attributes = attributes_of(inside)
            self.sources += [attributes.get(name) or "" for name in SETS]
        else:
            self.fresh = self.fresh or tag.block

    def _picture_hints(self, tag: Tag) -> frozenset[str]:
        """The words of a picture's attributes and its ancestors', and those of the ancestors' names that say they are no article."""
        return self._hints() | hint_words(tag.names) | (_ASIDE & {tag.name for tag in self.tags})

    def _leave(self) -> None:
        """Leave the innermost open element."""
        tag = self.tags[-1]
        place = self.places.pop()
        self.ends[place] = self.length
        if tag.block:
            self.fresh = True
            if tag.heading:
                self.headings.pop()
            elif tag.name == "figure":
                self._share_caption(self.figures.pop())
            elif tag.name == "figcaption" and self.pictures and self.pictures[-1].caption is None:
                self.pictures[-1].caption = Span(self.starts[place], self.length)
        elif tag.name == "a":
            self.links -= 1
        elif tag.datetime is not None:
            self.times.append(TimeTag(tag.datetime, Span(self.starts[place], self.length), self._hints()))
        self.tags.pop()
        depth = len(self.tags)
        if len(self.made) > depth:
            self.elements[self.made.pop()].end = len(self.elements)
        if len(self.hints) > depth:
            self.hints.pop()

    def _share_caption(self, first: int) -> None:
        """Give the pictures from the first one of a figure on that have no caption the first that another has."""
        pictures = self.pictures[first:]
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
        tags = self.tags
        depth = len(tags) - 1
        while depth > 0 and not tags[depth].block:
            depth -= 1
        start = self.length
        self.blocks.append(
            Block(
                start,
                start,
                start,
                tags[depth].name,
                self._hints(),
                heading=self.headings[-1] if self.headings else 0,
                element=self._element(depth),
            )
        )
        self.fresh = self.space = False

    def _element(self, depth: int) -> int:
        """The index of an open element in `elements`, to which it and its ancestors are added where they are missing."""
        made = self.made
        for place in range(len(made), depth + 1):
            tag = self.tags[place]
            above = made[-1] if made else -1
            made.append(len(self.elements))
            self.elements.append(Element(above, tag.name, tag.names, hint_words(tag.names), place))
        return made[depth]

    def _hints(self) -> frozenset[str]:
        """The words of the attributes of the open elements."""
        known = self.hints
        hints = known[-1] if known else _NO_WORDS
        for tag in self.tags[len(known) :]:
            if tag.names and not (words := hint_words(tag.names)) <= hints:
                hints = hints | words
            known.append(hints)
        return hints

    def long_text(self) -> int:
        """Characters of running text, roughly: in long blocks that are not links."""
        sizes = ((b.text_end - b.start, b.link_chars) for b in self.blocks)
        return sum(size for size, links in sizes if size >= _LONG and links * 2 < size)

    def pictures_found(self) -> tuple[Picture, ...]:
        """The pictures, with their captions."""
        return tuple(p.picture() for p in self.pictures)
