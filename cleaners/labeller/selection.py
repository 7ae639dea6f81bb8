"""The set of units that is the article, chosen from how likely each is body."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_set(body: Floats, size: Floats) -> tuple[NDArray[np.bool_], float]:
    """The units whose text, taken as the article, has the highest expected f1, and that f1.

    As each unit's words are body with a probability of their own, the best set is those above one threshold
    (D. D. Lewis, "Evaluating and optimizing autonomous text classification systems", 1995); the expectation of the ratio is
    taken as the ratio of the expectations, which is close where there are many words.
    """
    if not len(body):
        return np.zeros(0, bool), 0.0
    order = np.argsort(-body, kind="stable")
    hits = np.cumsum((body * size)[order])
    scores = 2 * hits / np.maximum(np.cumsum(size[order]) + hits[-1], 1e-9)
    last = int(np.argmax(scores))
    chosen = body >= body[order[last]]
    return chosen, float(scores[last])


RUNNING = 0.02
"""Least share of the words chosen that stand in sentences, in an article; with less it is a list."""
LONG = 25
"""Words of a unit that counts as a sentence however it ends."""


def runs(chosen: NDArray[np.bool_], size: Floats, ends_stop: Floats) -> bool:
    """Whether units chosen hold sentences and not just entries of a list."""
    sentence = chosen & ((ends_stop > 0) | (size >= LONG))
    return bool(size[sentence].sum() >= RUNNING * size[chosen].sum())
