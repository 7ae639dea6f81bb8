"""HTML to a view: parsed once, walked once.

White space is collapsed as a browser shows it; a block ends where a block element starts or ends and at `<br>`.
What a reader does not see (scripts, templates, `hidden`, `display:none`, form fields) is not visible text, but for pages
whose running text is nearly all in hidden elements, which a script shows once the page is loaded: there it is.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from cleaners.form import check_depth
from cleaners.pagehead import read_head
from cleaners.view import Page, Span, View
from cleaners.walk import Walk

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
    root = parser.body or parser.root
    walk = Walk() if root is None else _walked(root)
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
    return View(
        text=text, form="html", blocks=walk.blocks, elements=walk.elements, page=page, select=select, markup=decoded
    )


def _walked(root: LexborNode) -> Walk:
    walk = Walk()
    walk.run(root)
    if walk.hidden and sum(len(node.text(deep=True)) for node in walk.hidden) > walk.long_text():
        revealed = Walk(reveal=True)
        revealed.run(root)
        if revealed.long_text() > REVEAL * walk.long_text() + REVEAL_LENGTH:
            return revealed
    return walk
