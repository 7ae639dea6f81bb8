"""Pages as scrapers flatten them: one text for each dialect, and a cache for it.

`blocks`, `nodes` and `oneline` are byte for byte what the shared evaluator makes; `paragraphs`, `wrapped` and
`spaced_oneline` are our own, so that nothing is learnt that holds for one way to flatten only. Where a dialect has
variants (marks or none, which width, glued or doubled spaces), the page's own bytes choose.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import textwrap
import zlib
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from lxml import etree

DIALECTS = ("html", "blocks", "nodes", "oneline", "paragraphs", "wrapped", "spaced_oneline")
"""`html` is the document as it is stored, also where it is a text dump."""

VERSION = "1"
"""Goes into the cache's keys: raise it when a dialect changes."""

# What BeautifulSoup leaves out of `get_text`, and what the evaluator removes before.
_UNSHOWN = frozenset({"script", "style", "template", "head", "rt", "rp"})
_UNSHOWN_BY_US = _UNSHOWN | {"noscript", "textarea", "select", "svg", "iframe"}
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary
        table tbody td tfoot th thead tr ul""",
    )
)
_MARKS = {"li": "* ", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "blockquote": "> "}


class _Texts:
    """Target of an lxml parser that gathers the text nodes of a page, in the way BeautifulSoup would cut them."""

    def __init__(self, unshown: frozenset[str]) -> None:
        self.nodes: list[tuple[int, str, str]] = []
        """(number of the block, mark of the block, text)."""
        self._unshown = unshown
        self._open: list[str] = []
        self._counts: Counter[str] = Counter()
        self._hidden = 0
        self._data: list[str] = []
        self._block = 0
        self._mark = ""

    def start(self, tag: str, _attributes: Any) -> None:
        """An element opens."""
        self._end_data()
        self._open.append(tag)
        self._counts[tag] += 1
        self._hidden += tag in self._unshown
        if tag in _BLOCK:
            self._block += 1
            self._mark = _MARKS.get(tag, self._mark if tag == "p" else "")

    def end(self, tag: str) -> None:
        """An element closes, and with it all that are still open inside."""
        self._end_data()
        while self._open and self._counts[tag]:
            closed = self._open.pop()
            self._counts[closed] -= 1
            self._hidden -= closed in self._unshown
            if closed in _BLOCK:
                self._block += 1
                self._mark = ""
            if closed == tag:
                break

    def data(self, text: str) -> None:
        """A piece of a text node."""
        if not self._hidden:
            self._data.append(text)

    def comment(self, _text: str) -> None:
        """A comment: it parts two text nodes."""
        self._end_data()

    def pi(self, _target: str, _data: str | None = None) -> None:
        """A processing instruction: it parts two text nodes."""
        self._end_data()

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        """The document type."""
        self._end_data()

    def close(self) -> None:
        """The end of the document."""
        self._end_data()

    def _end_data(self) -> None:
        if self._data:
            self.nodes.append((self._block, self._mark, "".join(self._data)))
            self._data.clear()


def flatten(data: bytes, dialect: str, cache: Path | None = None) -> bytes:
    """The page in a dialect, as UTF-8; read from the cache folder where it is there, and stored in it."""
    if dialect == "html":
        return data
    if cache is None:
        return _flatten(data, dialect).encode(errors="replace")
    key = hashlib.blake2b(data, digest_size=16, person=VERSION.encode()).hexdigest()
    path = cache / dialect / f"{key}.gz"
    if path.exists():
        return gzip.decompress(path.read_bytes())
    flat = _flatten(data, dialect).encode(errors="replace")
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{key}.{hashlib.blake2b(flat, digest_size=4).hexdigest()}.tmp")
    unfinished.write_bytes(gzip.compress(flat, 3, mtime=0))
    unfinished.replace(path)
    return flat


def _flatten(data: bytes, dialect: str) -> str:
    encoding = import_module("resiliparse.parse.encoding")
    text: str = encoding.bytes_to_str(data, encoding.detect_encoding(data))
    chance = zlib.crc32(data)
    match dialect:
        case "blocks":
            extract = import_module("resiliparse.extract.html2text").extract_plain_text
            return _lines(extract(text, main_content=False, alt_texts=False, noscript=True), "\n")
        case "nodes" | "oneline":
            nodes = _nodes(text, _UNSHOWN)
            return _lines("\n".join(t for _, _, t in nodes), "\n" if dialect == "nodes" else " ")
        case "paragraphs":
            return "\n\n".join((mark if chance & 1 else "") + t for mark, t in _blocks(text, ""))
        case "wrapped":
            return "\n\n".join(textwrap.fill(t, 72 + chance % 9, break_long_words=False) for _, t in _blocks(text, ""))
        case "spaced_oneline":
            if chance & 1:
                return "  ".join(t for _, t in _blocks(text, "  "))
            return " ".join(t for _, t in _blocks(text, None))
    raise ValueError(f"no dialect is called {dialect!r}; there are {', '.join(DIALECTS)}")


def _lines(text: str, separator: str) -> str:
    return separator.join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _nodes(text: str, unshown: frozenset[str]) -> list[tuple[int, str, str]]:
    target = _Texts(unshown)
    parser = etree.HTMLParser(target=cast("Any", target), recover=True)
    parser.feed(text.removeprefix("\ufeff"))
    parser.close()
    return target.nodes


def _blocks(text: str, between: str | None) -> list[tuple[str, str]]:
    """(mark, text) of the blocks that show text.

    Args:
        text: the page.
        between: what stands between two text nodes of a block beside their own white space; None: not even that.
    """
    found: dict[int, tuple[str, list[str]]] = {}
    for block, mark, node in _nodes(text, _UNSHOWN_BY_US):
        found.setdefault(block, (mark, []))[1].append(node)
    texts = []
    for mark, nodes in found.values():
        if between is None:
            flat = "".join(" ".join(n.split()) for n in nodes)
        elif between:
            flat = between.join(" ".join(n.split()) for n in nodes if n.strip())
        else:
            flat = " ".join("".join(nodes).split())
        if flat:
            texts.append((mark, flat))
    return texts
