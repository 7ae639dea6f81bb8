"""Bylines as printed, put together where markup takes role and name apart: two cells, two headings, a word above a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cleaners.bylines import normal_role
from cleaners.lexicon import Lexicon
from cleaners.shape import squash
from cleaners.tiling import Segment, Tiling

_COLONS = (":", "：")


class BylineLine(NamedTuple):
    """A byline."""

    printed: str
    """As the document shows it."""
    readable: str
    """With a colon between role and name where the markup stands for one."""
    marked: bool = False
    """The portal's markup says that this names the authors."""


def byline_lines(
    tiling: Tiling, segments: Sequence[Segment], lexicons: Sequence[Lexicon], selectors: Collection[str] = ()
) -> Iterator[BylineLine]:
    """The bylines in segments that bear one, in order; a role alone in its block goes to the name in the next, or the one before.

    Args:
        tiling: the document.
        segments: those labelled byline or credits.
        lexicons: whose role words are known.
        selectors: ids of the rules that select by markup.
    """
    texts = [squash(tiling.text_of(s)) for s in segments]
    at = 0
    while at < len(texts):
        here = texts[at]
        following = texts[at + 1] if at + 1 < len(texts) and segments[at + 1].block == segments[at].block + 1 else None
        joined = _joined(here, following, lexicons) if following is not None else None
        yield joined or BylineLine(here, here, segments[at].rule in selectors)
        at += 2 if joined else 1


def _joined(first: str, second: str, lexicons: Sequence[Lexicon]) -> BylineLine | None:
    """The two as one byline, where one is the role of the other."""
    if second.startswith(_COLONS):
        return BylineLine(f"{first} {second}", f"{first} {second}")
    role_first, role_second = (normal_role(text, lexicons) is not None for text in (first, second))
    if role_first == role_second:
        return None
    role, name = (first, second) if role_first else (second, first)
    return BylineLine(f"{first} {second}", f"{role.rstrip(':： ')}: {name.rstrip(',; ')}")
