"""HTML to a view: parsed once, walked once.

White space is collapsed as a browser shows it; a block ends where a block element starts or ends and at `<br>`.
What a reader does not see (scripts, templates, `hidden`, `display:none`, form fields) is not visible text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from cleaners.form import check_depth
from cleaners.pagehead import read_head
from cleaners.pictures import LAZY_SOURCES, FoundPicture, read_picture
from cleaners.plaintext import without_controls
from cleaners.view import Block, Page, Picture, Span, TimeTag, View


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
_SPACE = re.compile(r"[ \t\n\r\f\u00a0\u200b]+")


def view_of_markup(decoded: str) -> View:
    """The view of a page, or of a dump that carries HTML.

    Raises:
        TooDeepError: tags are nested deeper than `MAX_DEPTH`.
    """
    check_depth(decoded)
    parser = LexborHTMLParser(decoded)
    walk = _Walk()
    root = parser.body or parser.root
    if root is not None:
        walk.run(root)
    text = "".join(walk.parts)
    if walk.blocks:
        walk.blocks[-1].end = len(text)
    spans = walk.spans

    def select(css: str) -> list[Span]:
        try:
            nodes = parser.css(css)
        except SelectolaxError:
            return []
        found = [spans[n.mem_id] for n in nodes if n.mem_id in spans]
        return [Span(a, b) for a, b in found]

    head = read_head(parser)
    page = Page(
        head.title, head.lang, head.canonical, head.metas, head.json_ld, walk.pictures_found(), tuple(walk.times)
    )
    return View(text=text, form="html", blocks=walk.blocks, page=page, select=select, markup=decoded)


@dataclass(slots=True)
class _Open:
    """An element on the way from the root to the current node."""

    mem_id: int
    tag: str
    start: int
    hints: frozenset[str]
    block: bool
    pictures: int
    """How many pictures had been met when it opened."""
    time: str | None = None


@dataclass(slots=True)
class _Walk:
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)
    pictures: list[FoundPicture] = field(default_factory=list)
    times: list[TimeTag] = field(default_factory=list)
    length: int = 0
    fresh: bool = True
    """The next text starts a new block."""
    space: bool = False
    """White space is owed before the next text of this block."""
    links: int = 0
    hint_cache: dict[str, frozenset[str]] = field(default_factory=dict)

    def run(self, root: LexborNode) -> None:
        """Walk the tree without recursion: markup may be nested as deep as it likes."""
        stack: list[_Open] = []
        node: LexborNode | None = root
        while node is not None:
            down: LexborNode | None = None
            if node.is_text_node:
                self.text(node.text_content or "", stack)
            elif node.is_element_node:
                down = self.enter(node, stack)
            if down is not None:
                node = down
                continue
            while node is not None and node.next is None:
                if not stack or node.mem_id == root.mem_id:
                    node = None
                    break
                node = node.parent
                self.leave(stack.pop())
                if node is not None and node.mem_id == root.mem_id:
                    node = None
            if node is not None:
                node = node.next
        while stack:
            self.leave(stack.pop())

    def enter(self, node: LexborNode, stack: list[_Open]) -> LexborNode | None:
        tag = node.tag or ""
        if tag in _UNSEEN:
            return None
        attributes = node.attributes
        if attributes and ("hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")):
            if tag == "img" and any(attributes.get(name) for name in LAZY_SOURCES):
                hints = (stack[-1].hints if stack else frozenset()) | self.words(attributes)
                self.pictures.append(read_picture(attributes, self.length, hints))  # shown as soon as it is loaded
            self.fresh = self.fresh or tag in _BLOCKS
            return None
        above = stack[-1].hints if stack else frozenset()
        hints = above | self.words(attributes) if attributes else above
        if tag == "br":
            self.fresh = True
            return None
        if tag == "img":
            self.pictures.append(read_picture(attributes, self.length, hints))
            return None
        block = tag in _BLOCKS
        if block:
            self.fresh = True
        elif tag == "a":
            self.links += 1
        first = node.first_child
        opened = _Open(
            node.mem_id,
            tag,
            self.length,
            hints,
            block,
            len(self.pictures),
            attributes.get("datetime") if tag == "time" else None,
        )
        if first is None:
            self.spans[node.mem_id] = (self.length, self.length)
            if tag == "a":
                self.links -= 1
            return None
        stack.append(opened)
        return first

    def leave(self, opened: _Open) -> None:
        self.spans[opened.mem_id] = (opened.start, self.length)
        if opened.block:
            self.fresh = True
        elif opened.tag == "a":
            self.links -= 1
        if opened.tag == "figure":
            captioned = [p for p in self.pictures[opened.pictures :] if p.caption is not None]
            for picture in self.pictures[opened.pictures :]:
                if picture.caption is None and captioned:
                    picture.caption = captioned[0].caption
        elif opened.tag == "figcaption":
            for picture in reversed(self.pictures):
                if picture.caption is None:
                    picture.caption = Span(opened.start, self.length)
                break
        if opened.time is not None:
            self.times.append(TimeTag(opened.time, Span(opened.start, self.length), opened.hints))

    def text(self, raw: str, stack: list[_Open]) -> None:
        if not raw:
            return
        text = _SPACE.sub(" ", raw)
        if text == " ":
            self.space = True
            return
        lead, tail = text[0] == " ", text[-1] == " "
        text = without_controls(text.strip(" "))
        if not text:
            return
        if self.fresh:
            self.open_block(stack)
        elif lead or self.space:
            self.parts.append(" ")
            self.length += 1
        self.parts.append(text)
        self.length += len(text)
        block = self.blocks[-1]
        block.end = block.text_end = self.length
        if self.links:
            block.link_chars += len(text)
        self.space = tail

    def open_block(self, stack: list[_Open]) -> None:
        if self.blocks:
            self.parts.append("\n")
            self.length += 1
            self.blocks[-1].end = self.length
        holder = next((o for o in reversed(stack) if o.block), None)
        tag = holder.tag if holder else ""
        heading = next(
            (int(o.tag[1]) for o in reversed(stack) if len(o.tag) == 2 and o.tag[0] == "h" and o.tag[1] in "123456"), 0
        )
        self.blocks.append(
            Block(
                self.length, self.length, self.length, tag, stack[-1].hints if stack else frozenset(), heading=heading
            )
        )
        self.fresh = self.space = False

    def words(self, attributes: dict[str, str | None]) -> frozenset[str]:
        raw = " ".join(v for k in ("class", "id", "role", "itemprop") if (v := attributes.get(k)))
        if not raw:
            return frozenset()
        found = self.hint_cache.get(raw)
        if found is None:
            found = frozenset(w.lower() for w in _HINT.findall(raw[:400]))
            self.hint_cache[raw] = found
        return found

    def pictures_found(self) -> tuple[Picture, ...]:
        return tuple(p.picture() for p in self.pictures)
