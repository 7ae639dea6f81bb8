"""Labeller 4 for HTML: blocks of a page that no rule knows.

The headline is the block that says what the page's head says. Everything else goes by the model; where that is unsure,
trafilatura is asked as well.
"""

from __future__ import annotations

import re

import numpy as np

from cleaners.label_trafilatura import label_by_trafilatura
from cleaners.label_units import label_units
from cleaners.labeller.judge import judge_units
from cleaners.labeller.model import Model
from cleaners.labeller.selection import best_set
from cleaners.model import Label
from cleaners.shape import squash
from cleaners.tiling import Segment, Tiling

UNSURE = 0.7
"""Expected f1 under which trafilatura is asked."""
HOPELESS = 0.4
"""Expected f1 under which, where trafilatura finds nothing either, a page holds no article."""

_TITLE_TAIL = re.compile(r"\s*(?:[|<>«»·•–—]|\s[-:]\s|::)\s*[^|<>«»·•–—]{1,60}$")


def label_page(tiling: Tiling, stopwords: frozenset[str], model: Model | None = None) -> None:
    """Label every segment of a page that is still open.

    Args:
        tiling: is finished in place.
        stopwords: function words of its language.
        model: another model than the installed one.
    """
    judged = judge_units(tiling.view, stopwords, model)
    label_headline(tiling)
    chosen, expected = best_set(judged.body, judged.size)
    if expected < UNSURE and label_by_trafilatura(tiling):
        return
    if expected < HOPELESS:
        chosen = np.zeros_like(chosen)
    label_units(tiling, judged, chosen)


def label_headline(tiling: Tiling) -> Segment | None:
    """Find the headline: the first-level heading, or the block, that says what the page's title says."""
    view = tiling.view
    titles = [t for t in (view.page.meta("og:title", "twitter:title"), view.page.title) if t]
    wanted = {squash(t) for t in titles} | {squash(_TITLE_TAIL.sub("", t)) for t in titles}
    h1 = [s for s in tiling.open_segments() if view.blocks[s.block].heading == 1 and tiling.text_of(s)]
    agreed = [s for s in tiling.open_segments() if tiling.text_of(s) in wanted and len(tiling.text_of(s)) >= 6]
    for found, confidence in (
        (next((s for s in agreed if s in h1), None), 0.97),
        (agreed[0] if agreed else None, 0.9),
        (h1[0] if len(h1) == 1 else None, 0.8),
    ):
        if found is not None:
            found.label, found.rule, found.confidence = Label.HEADLINE, "page/headline", confidence
            text = tiling.text_of(found)
            for other in tiling.open_segments():
                if tiling.text_of(other) == text:
                    other.label, other.rule, other.confidence = Label.DUPLICATE, "page/duplicate-headline", 0.9
            return found
    return None
