"""Which unit before an article is its headline, where no markup says so: every unit near its start, weighed by what it looks like.

A conditional logit: each candidate's score is the weighted sum of its marks, and so is that of "none of them". The weights were
fitted by `training/headlines.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log1p

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.judge import Judged
from cleaners.model import Label
from cleaners.shape import squash
from cleaners.tiling import Tiling

REACH = 40
"""Units before the article among which its headline is looked for."""
BEHIND = 3
"""Units from the article's start on that may be its headline, taken for body."""
LEAD = 600
"""Characters of the article that are its lead."""
ARTICLE = 6000
"""Characters of it that are looked at at all."""
SHORTEST_REPEAT = 8
"""Shortest text, in characters, whose repeats tell anything."""
CERTAIN = 1.0
"""How far below the score of "none" a headline may be: down to there more than half of those found are right, below a third."""
FEW = 3
"""Where so few units stand before the article, the dump was cut to it,"""
LIKELY = 2.5
"""and one of them, or its first line, may be a headline so far below."""

NONE = 2.79
"""Score of "none of them"."""
WEIGHTS: Mapping[str, float] = {
    "address": -0.66,
    "again_alone": 0.56,
    "again_inside": 0.51,
    "again_often": -0.56,
    "article": 0.38,
    "bar": -1.15,
    "before_body": 0.26,
    "before_meta": 0.52,
    "behind": -1.55,
    "body": -2.29,
    "bullet": -2.16,
    "chosen": -0.52,
    "colon": -1.34,
    "distance": -0.25,
    "full_stop": -2.71,
    "holds_other": 0.59,
    "in_row": -0.72,
    "inside_other": 0.52,
    "kind_advertisement": 0.30,
    "kind_byline": -0.38,
    "kind_caption": -0.40,
    "kind_comments": -0.41,
    "kind_headline": 0.81,
    "kind_navigation": 0.21,
    "kind_share": -1.00,
    "kind_subheadline": -1.10,
    "kind_subscribe": -1.00,
    "kind_timestamp": -1.66,
    "lead": 2.18,
    "lower": -1.26,
    "near_meta": 0.64,
    "next": -0.37,
    "over_30": -0.32,
    "start": -0.65,
    "topic": 0.78,
    "topic_long": 1.35,
    "under_15": 1.38,
    "under_20": 0.70,
    "under_3": -2.69,
    "under_5": -0.28,
    "under_8": 1.17,
}

_WORD = re.compile(r"\w+")
_BULLET = re.compile(r"[•*·►»›▶-]|\d{1,2}[.)]\s")
_SIZES = ((3, "under_3"), (5, "under_5"), (8, "under_8"), (15, "under_15"), (20, "under_20"), (30, "under_30"))
_META = (Label.BYLINE, Label.TIMESTAMP)


def best_headline(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> int | None:
    """The unit that is most likely the headline; None where none is likely.

    Args:
        tiling: the document, as far as rules have labelled it.
        judged: its units.
        chosen: those that are the article.
    """
    first = int(np.argmax(chosen)) if chosen.any() else len(chosen)
    found: list[tuple[float, int]] = []
    for unit, marks in candidates(tiling, judged, chosen):
        own = sum(WEIGHTS[mark] * value for mark, value in marks.items() if mark in WEIGHTS)
        if own > NONE - (LIKELY if first <= FEW and unit <= first else CERTAIN):
            found.append((own, -unit))
    return -max(found)[1] if found else None


def candidates(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> Iterator[tuple[int, dict[str, float]]]:
    """The units that may be the headline, each with its marks."""
    near = _Near(tiling, judged, chosen)
    for unit in near.units:
        yield unit, {**near.own(unit), **near.repeats(unit), **near.around(unit)}


@dataclass(frozen=True)
class _Near:
    """What stands around the start of an article."""

    tiling: Tiling
    judged: Judged
    chosen: NDArray[np.bool_]

    @cached_property
    def first(self) -> int:
        return int(np.argmax(self.chosen)) if self.chosen.any() else 0

    @cached_property
    def units(self) -> list[int]:
        """Those that no rule has labelled."""
        blocks = self.judged.units.blocks
        unknown = {s.block for s in self.tiling if s.label is None}
        last = min(len(blocks), self.first + BEHIND)
        return [i for i in range(max(0, self.first - REACH), last) if int(blocks[i]) in unknown]

    @cached_property
    def ruled(self) -> dict[int, Label]:
        """The first label that a rule gave in each block."""
        found: dict[int, Label] = {}
        for s in self.tiling:
            if s.label is not None and s.label is not Label.BLANK:
                found.setdefault(s.block, s.label)
        return found

    @cached_property
    def texts(self) -> dict[int, str]:
        return {i: self.text(i) for i in self.units}

    @cached_property
    def article(self) -> str:
        """The start of the article in lower case."""
        size, parts = 0, []
        for i in np.flatnonzero(self.chosen)[: ARTICLE // 40].tolist():
            parts.append(self.text(i))
            size += len(parts[-1])
            if size >= ARTICLE:
                break
        return " ".join(parts)[:ARTICLE].casefold()

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Offsets of all units."""
        return list(zip(self.judged.units.starts.tolist(), self.judged.units.ends.tolist(), strict=True))

    @cached_property
    def whole(self) -> Counter[str]:
        """How often each text is a unit."""
        return Counter(self.text(i) for i in range(len(self.lines)))

    def text(self, unit: int) -> str:
        return squash(self.tiling.view.text[slice(*self.lines[unit])])

    def own(self, unit: int) -> dict[str, float]:
        """What a unit is by itself, and what it shares with the article."""
        text, size = self.texts[unit], float(self.judged.size[unit])
        words = [word for word in _WORD.findall(text.casefold()) if len(word) > 3 or not word.isascii()]
        count = max(1, len(words))
        topic = float(self.judged.topic[unit])
        return {
            f"kind_{self.judged.kinds[unit]}": float(self.judged.kind_confidence[unit]),
            next((name for least, name in _SIZES if size < least), "over_30"): 1.0,
            "body": float(self.judged.body[unit]),
            "chosen": float(self.chosen[unit]),
            "behind": float(unit >= self.first),
            "distance": log1p(max(self.first - unit, 0)),
            "next": float(self.first - unit == 1),
            "start": float(unit == 0),
            "topic": topic,
            "topic_long": topic * min(size, 12.0) / 12,
            "lead": sum(word[:6] in self.article[:LEAD] for word in words) / count,
            "article": sum(word[:6] in self.article for word in words) / count,
            "wordless": float(not words),
            "full_stop": float(text.endswith((".", "。"))),
            "colon": float(text.endswith((":", "："))),
            "lower": float(text[:1].islower()),
            "bullet": float(_BULLET.match(text) is not None),
            "bar": float(any(sign in text for sign in ("|", "»", " > ", "::"))),
            "address": float(any(sign in text for sign in ("@", "http", "©"))),
        }

    def repeats(self, unit: int) -> dict[str, float]:
        """Where else its text stands: alone, or with more around it, as in `Home > Headline` or `Share Headline`."""
        text = self.texts[unit]
        if len(text) < SHORTEST_REPEAT:
            return {}
        times = self.tiling.view.text.count(text)
        alone = self.whole[text] if times > 1 else 1
        others = [other for other in self.texts.values() if other != text]
        return {
            "again_alone": float(alone > 1),
            "again_inside": float(times > alone),
            "again_often": float(times > 3),
            "inside_other": float(any(text in o and len(o) < len(text) * 2.5 + 20 for o in others)),
            "holds_other": float(any(len(o) >= 12 and len(o) >= 0.4 * len(text) and o in text for o in others)),
        }

    def around(self, unit: int) -> dict[str, float]:
        """What the units before and behind it are."""
        behind = [self._kind(unit + step) for step in (1, 2, 3)]
        before = self._kind(unit - 1)
        kind = self.judged.kinds[unit]
        return {
            "before_meta": float(behind[0] in _META),
            "near_meta": float(any(label in _META for label in behind[1:])),
            "before_deck": float(behind[0] is Label.SUBHEADLINE),
            "before_body": float(behind[0] is Label.BODY),
            "in_row": float(behind[0] is kind and before is kind),
        }

    def _kind(self, unit: int) -> Label | None:
        if not 0 <= unit < len(self.lines):
            return None
        known = self.ruled.get(int(self.judged.units.blocks[unit]))
        return known or (Label.BODY if self.chosen[unit] else self.judged.kinds[unit])
