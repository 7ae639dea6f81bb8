"""The article in a value of JSON: found by the shape of its text, not by what a system calls it.

Text is a long string of sentences, a string of HTML, or a list of paragraphs: strings, or objects that hold one, whose
pieces may lie in lists of their own. Values of one object are alternatives (the body, its summary, its comments), of
which the longest counts; members of one list stand one after another, unless they are records of their own, such as
posts or other articles, which name who wrote them, when, or their address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from cleaners.payload_scripts import State, loads
from cleaners.payload_strings import MAX_PIECE, MAX_STRING, Text, leaf, paragraphs, plain_text
from cleaners.payload_words import (
    ASIDE_TYPES,
    HEADING_TYPE,
    INLINE_TYPES,
    RECORD_KEYS,
    TYPE_KEYS,
)
from cleaners.shape import ends_sentence, is_prose, squash

MAX_NODES = 40_000
"""Lists and objects looked at in a page."""
MAX_DEPTH = 120
"""Deeper values are not looked at."""
DOMINANT = 0.8
"""A member with this share of a list's text is the text; what stands beside it is not of it."""
RIVAL = 0.5
"""Of several records in a list one must be this much longer than the others, or bear the page's title."""
MIN_TITLE = 6
"""Shortest title that tells something, in characters."""
TITLED = 4
"""Text beside which the page's title stands counts for so many times its length."""


@dataclass(slots=True)
class _Open:
    """A list or object on the way from the root to where the walk is."""

    node: dict[str, Any] | list[Any]
    members: Iterator[tuple[str, Any]]
    key: str
    """Name in the object above; empty in a list."""
    kind: str = ""
    """The element that it is, in the tree of a page."""
    found: list[tuple[str, Text]] = field(default_factory=list)

    def add(self, key: str, text: Text | None) -> None:
        """Note the text of a member."""
        if text is not None:
            self.found.append((key, text))


def text_in(state: State, titles: Sequence[str], nodes: Iterator[int]) -> Text | None:
    """The text in a value that most looks like an article, or None.

    Args:
        state: a value of a script.
        titles: what the page says its title is, white space squashed; a site's name may stand behind it.
        nodes: gives a number for each list and object that may still be looked at.
    """
    root = state.flat[0] if state.flat else state.value
    stack = [_Open([], iter([("", root)]), "")]
    known: dict[int, Text | None] = {}  # by identity: what others refer to is looked at once, so that circles end
    alive: list[Any] = []  # values that were text themselves, which must not be freed lest another gets their identity
    while True:
        opened = stack[-1]
        for key, member in opened.members:
            value = state.look(member)
            if isinstance(value, str):
                inner = loads(value) if value[:2] in ('{"', "[{", '["') and len(value) < MAX_STRING else None
                if inner is None:
                    opened.add(key, leaf(key, value))
                    continue
                alive.append(inner)
                value = inner
            if not isinstance(value, (dict, list)):
                continue
            if id(value) in known:
                opened.add(key, known[id(value)])
            elif len(stack) < MAX_DEPTH and next(nodes, None) is not None:
                known[id(value)] = None
                stack.append(_opened(key, value))
                break
        else:
            text = _of_list(opened.found) if isinstance(opened.node, list) else _of_object(opened, state, titles)
            stack.pop()
            if not stack:
                return text if text is not None and text.size else None
            known[id(opened.node)] = text
            stack[-1].add(opened.key, text)


def _opened(key: str, value: dict[str, Any] | list[Any]) -> _Open:
    if isinstance(value, list):
        if len(value) == 4 and value[0] == "$" and isinstance(value[1], str) and isinstance(value[3], dict):
            # An element as React writes it: its name, its key, its attributes and what it holds.
            opened = _Open(value[3], iter(value[3].items()), key)
            opened.kind = value[1].lower()
            return opened
        return _Open(value, (("", item) for item in value), key)
    return _Open(value, iter(value.items()), key)


def _of_object(opened: _Open, state: State, titles: Sequence[str]) -> Text | None:
    """The text of an object: the longest of its values'."""
    if not opened.found:
        return None
    node = opened.node if isinstance(opened.node, dict) else {}
    kinds = [opened.kind, *(str(state.look(node.get(name)) or "").lower() for name in TYPE_KEYS if name in node)]
    if not ASIDE_TYPES.isdisjoint(kinds):
        return None
    text = max((text for _, text in opened.found), key=rank)
    titled = text.titled or _bears_title(node, state, titles)
    heading = any(HEADING_TYPE.fullmatch(kind) for kind in kinds)
    if heading and text.raw is not None and len(text.raw) <= MAX_PIECE:
        return Text([f"<h2>{plain_text(text.raw)}</h2>"], 0, titled=titled)
    names = {name.lower() for name, value in node.items() if value}
    return replace(
        text,
        inline=not INLINE_TYPES.isdisjoint(kinds),
        record=text.record
        or (sum(1 for group in RECORD_KEYS if names & group) >= 2 and not any("paragraph" in kind for kind in kinds)),
        titled=titled,
    )


def _bears_title(node: dict[str, Any], state: State, titles: Sequence[str]) -> bool:
    values = (state.look(value) for value in node.values())
    short = (squash(value) for value in values if isinstance(value, str) and MIN_TITLE <= len(value) <= MAX_PIECE)
    return any(title.startswith(value) for value in short if len(value) >= MIN_TITLE for title in titles)


def _of_list(found: Sequence[tuple[str, Text]]) -> Text | None:
    """The text of a list: its members' one after another, or the one that is the article."""
    texts = [text for _, text in found]
    sized = [text for text in texts if text.size]
    if len(texts) == 1:
        return texts[0]
    if _runs_on(texts):
        return leaf("", "".join(text.raw or "" for text in texts))
    if not sized:
        return None
    best = max(sized, key=rank)
    others = max((text.size for text in sized if text is not best), default=0)
    records = sum(text.record for text in sized)
    if records > 1 and records * 2 >= len(sized):
        return best if best.titled or others < RIVAL * best.size else None
    titled = any(text.titled and not text.size for text in texts)
    # Records among more of what are none are other articles, shown between the paragraphs of this one.
    texts = [text for text in texts if not text.record and (text.size or not text.titled)]
    sized = [text for text in texts if text.size]
    if not sized:
        return best
    total = sum(text.size for text in sized)
    best = max(sized, key=rank)
    if (best.titled and rank(best) >= total) or (len(best.html) > 1 and best.size >= DOMINANT * total):
        return replace(best, titled=best.titled or titled)
    html: list[str] = []
    for text in texts:
        if text.html:
            html += text.html
        elif text.raw is not None and (" " in text.raw.strip() or ends_sentence(text.raw.strip())):
            html += paragraphs(text.raw.strip())
    return Text(html, total, titled=titled)


def _runs_on(texts: Sequence[Text]) -> bool:
    """Whether the members of a list are pieces of one paragraph: one goes on where another, no end of a sentence, stopped."""
    pieces = [text.raw for text in texts if text.raw is not None]
    if len(pieces) < len(texts) or len(pieces) < 2:
        return False
    inline = all(text.inline for text in texts)
    ended = [ends_sentence(piece.strip()) for piece in pieces]
    for end, (before, after) in zip(ended, pairwise(pieces), strict=False):
        if not (before[-1:].isspace() or after[:1].isspace()):
            continue
        if not end or (inline and not (is_prose(before.strip()) and is_prose(after.strip()))):
            return True
    return inline and sum(ended) * 2 <= len(ended)


def rank(text: Text) -> int:
    """How much a text looks like the article."""
    return text.size * (TITLED if text.titled else 1)
