"""Bylines as printed, put together where markup takes role and name apart: two cells, two headings, a word above a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cleaners.byline_pieces import read_line
from cleaners.head_bylines import RULES
from cleaners.lexicon import Lexicon
from cleaners.name_lists import normal_role
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
    start: int = 0
    """Offset in the visible text."""
    rule: str = ""
    """The rule that labelled it."""


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
        here, segment = texts[at], segments[at]
        beside = at + 1 < len(texts) and segments[at + 1].block == segment.block + 1
        joined = _joined(here, texts[at + 1], lexicons) if beside else None
        size = 2 if joined else 1
        if joined is None and (size := _list_size(texts, segments, at, lexicons)) > 1:
            printed = " ".join(texts[at : at + size])
            joined = BylineLine(printed, printed)
        line = joined or BylineLine(here, here)
        yield line._replace(marked=not joined and segment.rule in selectors, start=segment.start, rule=segment.rule)
        at += size


def _list_size(texts: Sequence[str], segments: Sequence[Segment], at: int, lexicons: Sequence[Lexicon]) -> int:
    """How many segments make one list of names: `By`, `Ada Verne`, `and`, `Mo Lin`."""
    size, last = 1, read_line(texts[at], lexicons)
    waits = last.waits
    if not waits and not last.names:
        return 1
    while at + size < len(texts) and size < 12 and _follows(segments[at + size - 1], segments[at + size]):
        reading = read_line(texts[at + size], lexicons)
        if not (reading.joins or (reading.names and not reading.by and (waits or last.joins))):
            break
        waits = waits and reading.joins
        last = reading
        size += 1
    return size - 1 if last.joins else size


def _follows(one: Segment, other: Segment) -> bool:
    """Whether a segment stands right behind another; lines told to be one byline may have a picture between them."""
    return other.block == one.block + 1 or (other.rule in RULES and other.block <= one.block + 4)


def _joined(first: str, second: str, lexicons: Sequence[Lexicon]) -> BylineLine | None:
    """The two as one byline, where one is the role of the other."""
    if second.startswith(_COLONS):
        return BylineLine(f"{first} {second}", f"{first} {second}")
    role_first, role_second = (normal_role(text, lexicons) is not None for text in (first, second))
    if role_first == role_second:
        return None
    role, name = (first, second) if role_first else (second, first)
    return BylineLine(f"{first} {second}", f"{role.rstrip(':： ')}: {name.rstrip(',; ')}")
