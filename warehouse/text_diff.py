"""How a text changed: paragraph by paragraph, and word by word within a paragraph that was only edited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_PARAGRAPHS = 400
"""Where more paragraphs than that are left after the common beginning and end, they are not matched: it costs their square."""

MOST_WORDS = 600
"""Paragraphs of more words are not compared word by word."""

SIMILAR = 0.5
"""Share of their words that two paragraphs must have in common for one to be an edited form of the other."""

# Words of scripts without blanks between them are cut into letters.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: `same`, `removed` or `added`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `same`, `removed`, `added`, or `edited` with the pieces of both its forms in order."""

    kind: str
    pieces: tuple[Piece, ...]


def diff_texts(before: str | None, after: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs of two texts, in order, each with what became of it."""
    old, new = _paragraphs(before), _paragraphs(after)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    found = [_whole("same", text) for text in old[:head]]
    found += _middle(old[head : len(old) - tail], new[head : len(new) - tail])
    return (*found, *(_whole("same", text) for text in old[len(old) - tail :]))


def _middle(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    if len(old) + len(new) > MOST_PARAGRAPHS:
        yield from _replaced(old, new, pair=False)
        return
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield from (_whole("same", text) for text in old[a:b])
        else:
            yield from _replaced(old[a:b], new[c:d], pair=b - a == d - c)


def _replaced(old: list[str], new: list[str], *, pair: bool) -> Iterator[Paragraph]:
    """Paragraphs in the place of others; as many as there were are compared one by one."""
    edited = [_edited(a, b) for a, b in zip(old, new, strict=True)] if pair else []
    if edited and all(one is not None for one in edited):
        yield from (one for one in edited if one is not None)
        return
    yield from (_whole("removed", text) for text in old)
    yield from (_whole("added", text) for text in new)


def _edited(before: str, after: str) -> Paragraph | None:
    """A paragraph in both its forms; None where they have too little in common, or are too long to compare."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < SIMILAR:
        return None
    pieces: list[Piece] = []
    for how, a, b, c, d in matcher.get_opcodes():
        if how == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return Paragraph("edited", tuple(pieces))


def _whole(kind: str, text: str) -> Paragraph:
    return Paragraph(kind, (Piece("same" if kind == "same" else kind, text),))


def _paragraphs(text: str | None) -> list[str]:
    return [part for part in (text or "").split("\n\n") if part]


def _common(first: list[str], second: list[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count
