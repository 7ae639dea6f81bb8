"""HTML to a view: parsed once, walked once.

White space is collapsed as a browser shows it; a block ends where a block element starts or ends and at `<br>`.
What a reader does not see (scripts, templates, `hidden`, `display:none`, form fields) is not visible text, but for pages
whose running text is nearly all in hidden elements, which a script shows once the page is loaded: there it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from cleaners.form import TooDeepError, check_depth
from cleaners.pagehead import read_head
from cleaners.tags import UNSEEN
from cleaners.view import Page, Payload, Span, View
from cleaners.walk import Walk

_UNSEEN = ", ".join(sorted(UNSEEN))

REVEAL = 2
"""Hidden elements are shown where that multiplies the running text of the page by this, and adds `REVEAL_LENGTH`."""
REVEAL_LENGTH = 600
"""In characters."""


def view_of_markup(decoded: str) -> View:
    """The view of a page, or of a dump that carries HTML.

    Raises:
        TooDeepError: tags are nested deeper than `MAX_DEPTH`.
    """
    check_depth(decoded)
    parser = LexborHTMLParser(decoded)
    head = read_head(parser)
    root = parser.body or parser.root
    scripts = parser.css("script")  # before they are taken out of the tree
    walk = Walk() if root is None else _walked(root)
    page = Page(head.title, head.lang, head.canonical, head.metas, head.json_ld, base=head.base)
    payload = _add_payload(walk, page, scripts)
    text = "".join(walk.parts)
    if walk.blocks:
        walk.blocks[-1].end = len(text)
    page = replace(page, pictures=walk.pictures_found(), times=tuple(walk.times))
    return View(
        text=text,
        form="html",
        blocks=walk.blocks,
        elements=walk.elements,
        page=page,
        select=_selector(parser, root, walk),
        markup=decoded,
        payload=payload,
    )


def _add_payload(walk: Walk, page: Page, scripts: Sequence[LexborNode]) -> Payload | None:
    """Look for an article that the page does not show, and walk through it as if it stood at the end of the page."""
    from cleaners.payload import find_payload  # dumps of text need not load it

    def texts() -> Iterator[str]:
        return (node.text(deep=True) for node in scripts if node.attributes.get("type") != "application/ld+json")

    found = find_payload(page, walk.parts, walk.long_text(), texts)
    if found is None:
        return None
    try:
        check_depth(found.html)
    except TooDeepError:
        return None
    body = LexborHTMLParser(found.html).body
    if body is None:
        return None
    blocks, hidden = len(walk.blocks), walk.hidden_length
    walk.fresh = True
    walk.run(_shown_markup(body))
    walk.hidden_length = hidden
    if len(walk.blocks) == blocks:
        return None
    return Payload(Span(walk.blocks[blocks].start, walk.length), found.origin)


def _walked(root: LexborNode) -> Walk:
    """Walk the tree below a node."""
    markup = _shown_markup(root)
    walk = Walk()
    walk.run(markup)
    if walk.hidden_length > walk.long_text():
        revealed = Walk(reveal=True)
        revealed.run(markup)
        if revealed.long_text() > REVEAL * walk.long_text() + REVEAL_LENGTH:
            return revealed
    return walk


def _shown_markup(root: LexborNode) -> str:
    """What the parser writes of the tree below a node, from which what no reader sees is taken away."""
    for node in root.css("noscript"):
        if (picture := _only_picture(node)) is not None:
            node.replace_with(picture)
    for node in root.css(_UNSEEN):
        node.replace_with("")  # it is not destroyed, so that one inside another can be replaced as well
    for node in root.css("xmp, plaintext"):  # their text would be written as it is, and read as tags
        node.replace_with(node.text(deep=True))
    return root.html or ""


def _only_picture(noscript: LexborNode) -> LexborNode | None:
    """The picture of a `noscript` that holds nothing else: the copy of one that a script loads, for readers without scripts."""
    pictures = noscript.css("img")
    return pictures[0] if len(pictures) == 1 and not noscript.text(deep=True).strip() else None


def _selector(parser: LexborHTMLParser, root: LexborNode | None, walk: Walk) -> Callable[[str], list[Span]]:
    """A function that finds the spans of the elements that a CSS selector matches."""
    places: dict[int, int] = {}

    def select(css: str) -> list[Span]:
        try:
            nodes = parser.css(css)
        except SelectolaxError:
            return []
        if nodes and not places and root is not None:
            places.update({node.mem_id: place for place, node in enumerate(root.css("*"))})
        found = (places.get(node.mem_id, -1) for node in nodes)
        return [Span(walk.starts[p], walk.ends[p]) for p in found if p >= 0 and walk.starts[p] >= 0]

    return select
