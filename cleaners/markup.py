"""HTML to a view: parsed once, walked once.

White space is collapsed as a browser shows it; a block ends where a block element starts or ends and at `<br>`.
What a reader does not see (scripts, templates, `hidden`, `display:none`, form fields) is not visible text, but for pages
whose running text is nearly all in hidden elements, which a script shows once the page is loaded: there it is.
"""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from cleaners.form import check_depth
from cleaners.pagehead import read_head
from cleaners.tags import UNSEEN
from cleaners.view import Page, Span, View
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
    walk = Walk() if root is None else _walked(root)
    text = "".join(walk.parts)
    if walk.blocks:
        walk.blocks[-1].end = len(text)
    page = Page(
        head.title, head.lang, head.canonical, head.metas, head.json_ld, walk.pictures_found(), tuple(walk.times)
    )
    return View(
        text=text,
        form="html",
        blocks=walk.blocks,
        elements=walk.elements,
        page=page,
        select=_selector(parser, root, walk),
        markup=decoded,
    )


def _walked(root: LexborNode) -> Walk:
    """Walk the tree below a node, from which what no reader sees is taken away."""
    for node in root.css(_UNSEEN):
        node.replace_with("")  # it is not destroyed, so that one inside another can be replaced as well
    for node in root.css("xmp, plaintext"):  # their text would be written as it is, and read as tags
        node.replace_with(node.text(deep=True))
    markup = root.html or ""
    walk = Walk()
    walk.run(markup)
    if walk.hidden_length > walk.long_text():
        revealed = Walk(reveal=True)
        revealed.run(markup)
        if revealed.long_text() > REVEAL * walk.long_text() + REVEAL_LENGTH:
            return revealed
    return walk


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
