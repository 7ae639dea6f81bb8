"""Labeller 4 for HTML: blocks of a page that no rule knows.

The headline is found by `label_headline.py`. Everything else goes by the model; where that is unsure,
trafilatura is asked as well.
"""

from __future__ import annotations

import numpy as np

from cleaners.article_end import cut_at_end
from cleaners.label_headline import label_headline
from cleaners.label_trafilatura import label_by_trafilatura
from cleaners.label_units import label_units
from cleaners.labeller.judge import judge_units
from cleaners.labeller.model import Model
from cleaners.labeller.selection import best_set, runs
from cleaners.tiling import Tiling

UNSURE = 0.7
"""Expected f1 under which trafilatura is asked."""
HOPELESS = 0.4
"""Expected f1 under which, where trafilatura finds nothing either, a page holds no article; nor does one without sentences."""


def label_page(tiling: Tiling, stopwords: frozenset[str], model: Model | None = None) -> None:
    """Label every segment of a page that is still open.

    Args:
        tiling: is finished in place.
        stopwords: function words of its language.
        model: another model than the installed one.
    """
    judged = judge_units(tiling.view, stopwords, model)
    chosen, expected = best_set(judged.body, judged.size)
    label_headline(tiling, int(judged.units.starts[chosen.argmax()]) if chosen.any() else None)
    if expected < UNSURE and label_by_trafilatura(tiling, judged):
        return
    if expected < HOPELESS or not runs(chosen, judged.size, judged.ends_stop):
        chosen = np.zeros_like(chosen)
    label_units(tiling, judged, cut_at_end(tiling, judged, chosen))
