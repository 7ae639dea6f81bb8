"""Sentences that a dump has cut up: a link or a word in bold inside a paragraph leaves its parts on lines of their own."""

from __future__ import annotations

import numpy as np

from cleaners.labeller.characters import Kind
from cleaners.labeller.measures import LONG_PROSE_WORDS, PROSE_WORDS, Floats, Measures

NAMES = ("joins_before", "joins_after", "joined_size", "joined_good", "first_goes_on", "next_upper", "last_goes_on")
_GOES_ON = (Kind.LOWER, Kind.STOP, Kind.COMMA)
"""What a line begins with that goes on with a sentence."""
_OPEN = (Kind.LOWER, Kind.LETTER, Kind.HANGUL, Kind.HAN, Kind.KANA, Kind.THAI, Kind.DIGIT, Kind.COMMA, Kind.UPPER)
"""What a line ends with whose sentence may go on."""


def joined(m: Measures, link_share: Floats) -> tuple[Floats, Floats]:
    """How units join to sentences: features, shape (units, len(NAMES)), and the words of running text of each unit.

    A unit goes on with the sentence of the one before where that one does not end as a sentence ends and it begins in lower case
    or with a mark that begins nothing; or where the one before ends in a comma. Running text is judged by whole sentences.
    """
    count = len(m.size)
    goes_on = np.isin(m.first, _GOES_ON)
    is_open = np.isin(m.last, _OPEN)
    joins = np.zeros(count, bool)
    joins[1:] = (goes_on[1:] & is_open[:-1]) | ((m.last[:-1] == Kind.COMMA) & (m.first[1:] != Kind.BAR))
    chain = np.cumsum(~joins) - 1
    size = np.bincount(chain, m.size)
    ends = np.append(np.flatnonzero(~joins)[1:], count) - 1
    stops = np.bincount(chain, m.inner_stops + m.ends_stop)
    links = np.bincount(chain, link_share * m.size) / np.maximum(size, 1)
    prose = ((size >= PROSE_WORDS) & (m.ends_stop[ends] > 0)) | ((size >= LONG_PROSE_WORDS) & (stops > 0))
    prose &= links < 0.5
    good: Floats = np.where(prose[chain], m.size, 0).astype(np.float32)
    following = np.append(joins[1:], False)
    table = np.stack(
        [
            joins, following, np.log1p(size[chain]), np.log1p(np.where(prose, size, 0)[chain]), goes_on,
            np.append(m.first[1:] == Kind.UPPER, False), is_open,
        ],
        1,
    ).astype(np.float32)  # fmt: skip
    return table, good
