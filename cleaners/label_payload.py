"""Labels of a page whose article stands in JSON-LD or in a script: that is the article, and nothing that is shown."""

from __future__ import annotations

import numpy as np

from cleaners.label_headline import label_headline
from cleaners.label_units import label_units
from cleaners.labeller.judge import judge_units
from cleaners.labeller.model import Model
from cleaners.model import Label
from cleaners.shape import squash
from cleaners.tiling import Tiling
from cleaners.view import Payload

RULE = "payload"
"""First part of the rule ids; the second is where the article stood."""
SHORTEST = 20
"""Shortest line of the page, in letters, that is told to be the article's own by its words."""


def label_payload(tiling: Tiling, payload: Payload, stopwords: frozenset[str], model: Model | None = None) -> None:
    """Label every segment that is still open.

    Args:
        tiling: is finished in place.
        payload: where the article is.
        stopwords: function words of its language.
        model: another model than the installed one.
    """
    judged = judge_units(tiling.view, stopwords, model)
    label_headline(tiling)
    letters = _letters(tiling.view.text[payload.span.start : payload.span.end])
    for segment in tiling.open_segments():
        text = _letters(tiling.text_of(segment))
        if payload.span.start <= segment.start < payload.span.end:
            heading = tiling.view.blocks[segment.block].heading > 0
            segment.label = Label.HEADING if heading else Label.BODY
            segment.rule, segment.confidence = f"{RULE}/{payload.origin}", 0.9
        elif len(text) >= SHORTEST and text in letters:
            segment.label, segment.rule, segment.confidence = Label.DUPLICATE, f"{RULE}/duplicate", 0.9
    label_units(tiling, judged, np.zeros(len(judged.body), bool))


def _letters(text: str) -> str:
    return "".join(squash(text).split())
