"""Labels of the units that the model has judged, written into the tiling."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaners.headline_rank import best_headline
from cleaners.labeller.judge import Judged
from cleaners.model import Label
from cleaners.tiling import Tiling

RULE = "labeller"
"""First part of the rule ids; the second is the label's name."""
_OF_OTHERS = frozenset(
    {
        *(Label.SUBHEADLINE, Label.RELATED, Label.TEASER, Label.HEADLINE_LIST, Label.NAVIGATION, Label.SHARE),
        *(Label.COMMENTS, Label.SUBSCRIBE, Label.FOOTER, Label.DUPLICATE),
    }
)
"""What a line is that begins with the dateline of an article which stands elsewhere."""


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
    _settle_datelines(tiling)


def _settle_datelines(tiling: Tiling) -> None:
    """A dateline opens running text; where the rest of its block is something else, such as a teaser, it is that, too."""
    for segment, rest in pairwise(tiling.segments):
        if segment.label is Label.DATELINE and rest.block == segment.block and rest.label in _OF_OTHERS:
            segment.label, segment.rule, segment.confidence = rest.label, rest.rule, rest.confidence


def _labels(tiling: Tiling, judged: Judged, chosen: NDArray[np.bool_]) -> list[tuple[Label, float]]:
    """The label of each unit and how sure it is, 0–1."""
    blocks = tiling.view.blocks
    known = any(segment.label is Label.HEADLINE for segment in tiling)
    headline = None if known else best_headline(tiling, judged, chosen)
    found: list[tuple[Label, float]] = []
    for index, (block, is_body, likely, kind, sure, is_heading) in enumerate(
        zip(
            judged.units.blocks.tolist(), chosen.tolist(), judged.body.tolist(), judged.kinds,
            judged.kind_confidence.tolist(), judged.headings.tolist(), strict=True,
        )
    ):  # fmt: skip
        if is_body and index != headline:
            heading = blocks[block].heading > 0 or (is_heading and not blocks[block].soft)
            found.append((Label.HEADING if heading else Label.BODY, round(likely, 3)))
        elif index == headline:
            found.append((Label.HEADLINE, round((1 - likely) * (sure if kind is Label.HEADLINE else 0.5), 3)))
        elif kind is Label.HEADLINE:
            found.append((Label.RELATED, round((1 - likely) * sure, 3)))  # the headline of another article
        else:
            found.append((kind, round((1 - likely) * sure, 3)))
    return found
