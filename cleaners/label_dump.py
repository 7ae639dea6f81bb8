"""Labeller 4 for text: lines of dumps that no rule knows, and pieces of sentences where a dump has lost its line breaks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaners.article_end import cut_at_end
from cleaners.label_text import BULLETS, LIST_LENGTH, OPENING_LINES, label_repeats
from cleaners.label_units import label_units
from cleaners.labeller.judge import judge_units
from cleaners.labeller.model import Model
from cleaners.labeller.selection import best_set
from cleaners.shape import ends_sentence, is_prose
from cleaners.tiling import Tiling

LIKELY = 0.5
"""A sentence of this probability is part of an article."""
SENTENCES = 0.1
"""Least share that such sentences have of the words chosen in a dump that holds an article for sure."""

HOPEFUL = 0.4
"""Where they have less: expected f1 from which on the best set is body all the same."""
POSSIBLE = 0.3
"""The same in a dump of few lines: one that holds menu and article is neither."""
FEW = 5
"""Lines of such a dump, at most."""
RUNNING = 0.02
"""Least share of the words chosen that stand in sentences, in an article; with less it is a list of links."""


def label_dump(tiling: Tiling, stopwords: frozenset[str], model: Model | None = None) -> None:
    """Label every segment of a dump that is still open.

    Args:
        tiling: is finished in place.
        stopwords: function words of its language.
        model: another model than the installed one.
    """
    judged = judge_units(tiling.view, stopwords, model)
    if any(block.soft for block in tiling.view.blocks):
        label_units(tiling, judged, best_set(judged.body, judged.size)[0])
        return
    label_repeats(tiling)
    blocks = tiling.view.blocks
    texts = [tiling.view.block_text(blocks[index]) for index in judged.units.blocks.tolist()]
    short = np.array([not (is_prose(t) or ends_sentence(t) or t.startswith(BULLETS)) for t in texts], bool)
    chosen, expected = best_set(judged.body, judged.size)
    chosen = cut_at_end(tiling, judged, chosen)
    likely = judged.size[~short & (judged.body >= LIKELY)].sum()
    if likely < SENTENCES * judged.size[chosen].sum() and expected < (POSSIBLE if len(chosen) <= FEW else HOPEFUL):
        chosen = np.zeros_like(chosen)
    if judged.size[chosen & ~short].sum() < RUNNING * judged.size[chosen].sum():
        chosen &= ~_in_rows(short)
    label_units(tiling, judged, _from_first_sentence(chosen, short))


def _from_first_sentence(chosen: NDArray[np.bool_], short: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without the short lines right before the first sentence, which are headline and deck; more than a few are something else."""
    sentences = np.flatnonzero(chosen & ~short)
    if not len(sentences) or np.count_nonzero(chosen[: sentences[0]]) > OPENING_LINES:
        return chosen
    kept = chosen.copy()
    kept[: sentences[0]] = False
    return kept


def _in_rows(short: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which lines stand in a row of short ones: a list of links, no article."""
    starts = np.flatnonzero(short & ~np.append(False, short[:-1]))
    ends = np.flatnonzero(short & ~np.append(short[1:], False)) + 1
    found = np.zeros(len(short), bool)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        found[start:end] = end - start >= LIST_LENGTH
    return found
