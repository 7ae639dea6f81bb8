"""Labels of the units that the model has judged, written into the tiling."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.judge import Judged
from cleaners.model import Label
from cleaners.tiling import Tiling

HEADLINE_REACH = 30
"""Units before the article among which its headline is looked for."""
HEADLINE_WORDS = (4, 20)
HEADLINE_LEAST = 0.3
"""Least score of a headline: below it there is none."""
NEARNESS = 0.02
"""What each unit between a headline and the article costs."""
RULE = "labeller"
"""First part of the rule ids; the second is the label's name."""


def label_units(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> None:
    """Label what is open in each unit: body or heading where it is chosen, else what it most likely is.

    Args:
        tiling: is refined in place.
        judged: the units of its view.
        chosen: those that are the article.
    """
    units = judged.units
    labels = _labels(tiling, judged, chosen)
    whole: dict[int, tuple[Label, float]] = {}
    counts = np.bincount(units.blocks, minlength=len(tiling.view.blocks))
    for block, start, end, found in zip(
        units.blocks.tolist(), units.starts.tolist(), units.ends.tolist(), labels, strict=True
    ):
        if counts[block] == 1:
            whole[block] = found
        else:
            tiling.label(start, end, found[0], f"{RULE}/{found[0]}", found[1])
    for segment in tiling.open_segments():
        label, confidence = whole.get(segment.block, (Label.BLANK, 1.0))  # white space stands in no unit
        segment.label, segment.rule, segment.confidence = label, f"{RULE}/{label}", confidence


def _labels(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> list[tuple[Label, float]]:
    """The label of each unit and how sure it is, 0–1."""
    blocks = tiling.view.blocks
    headline = _headline_unit(tiling, judged, chosen)
    found: list[tuple[Label, float]] = []
    for index, (block, is_body, likely, kind, sure, is_heading) in enumerate(
        zip(
            judged.units.blocks.tolist(), chosen.tolist(), judged.body.tolist(), judged.kinds,
            judged.kind_confidence.tolist(), judged.headings.tolist(), strict=True,
        )
    ):  # fmt: skip
        if is_body:
            heading = blocks[block].heading > 0 or (is_heading and not blocks[block].soft)
            found.append((Label.HEADING if heading else Label.BODY, round(likely, 3)))
        elif index == headline:
            found.append((Label.HEADLINE, round((1 - likely) * (sure if kind is Label.HEADLINE else 0.5), 3)))
        elif kind is Label.HEADLINE:
            found.append((Label.RELATED, round((1 - likely) * sure, 3)))  # the headline of another article
        else:
            found.append((kind, round((1 - likely) * sure, 3)))
    return found


def _headline_unit(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> int | None:
    """The unit before the article that is most likely its headline, where no rule has found one."""
    if any(segment.label is Label.HEADLINE for segment in tiling):
        return None
    first = int(np.argmax(chosen)) if chosen.any() else 0
    scores = {i: _headline_score(judged, i, first) for i in range(max(0, first - HEADLINE_REACH), first)}
    best = max(scores, key=lambda i: (scores[i], i), default=None)
    return best if best is not None and scores[best] >= HEADLINE_LEAST else None


def _headline_score(judged: Judged, unit: int, first: int) -> float:
    """How much a unit looks like the headline of the article that starts at `first`.

    What the model says of it, whether the article speaks of the same, how near it is, and its length. The weights were read off
    424 flattened pages; any between half and double do about as well.
    """
    size = float(judged.size[unit])
    score = float(judged.topic[unit]) - NEARNESS * (first - unit)
    if judged.kinds[unit] is Label.HEADLINE:
        score += float(judged.kind_confidence[unit])
    if HEADLINE_WORDS[0] <= size <= HEADLINE_WORDS[1]:
        score += 0.15
    if judged.ends_stop[unit] and size > 1:
        score -= 0.3
    return score if 2 <= size <= 40 else -1.0
