"""What the model says of a document's units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaners.labeller.features import Features, features_of, names
from cleaners.labeller.model import Model, installed_model
from cleaners.labeller.units import Units
from cleaners.model import Label
from cleaners.view import View

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judged:
    """The units of a document as the model sees them."""

    units: Units
    body: Floats
    """How likely each unit is body, 0–1."""
    kinds: list[Label]
    """What each unit most likely is if it is no body."""
    kind_confidence: Floats
    headings: NDArray[np.bool_]
    """Whether a unit that is body is a heading rather than a paragraph."""
    size: Floats
    """Words of each unit."""
    topic: Floats
    """Share of each unit's vocabulary that stands in the densest run of running text, 0–1."""
    ends_stop: Floats
    """1 where a unit ends as a sentence ends."""


def judge_units(view: View, stopwords: frozenset[str], model: Model | None = None) -> Judged:
    """Ask the model.

    Args:
        view: the document.
        stopwords: function words of its language.
        model: another model than the installed one, as cross-validation needs it.
    """
    model = model or installed_model()
    features: Features = features_of(view, stopwords)
    table = features.table
    kinds, sure, headings = model.likely_kinds(table)
    body = model.probabilities(table, features.size, features.groups)
    topic, ends_stop = (table[:, names().index(name)] for name in ("run_words", "ends_stop"))
    return Judged(features.units, body, kinds, sure, headings, features.size, topic, ends_stop)
