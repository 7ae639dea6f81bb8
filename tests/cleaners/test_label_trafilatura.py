"""The answer of trafilatura: taken where the model thinks it possible, refused where it leaves out all that may be body."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cleaners.label_trafilatura import label_by_trafilatura
from cleaners.labeller.judge import Judged, judge_units
from cleaners.markup import view_of_markup
from cleaners.model import Label
from cleaners.tiling import Tiling

SAID = "The mayor said that quay number {n} would be the last one, and that {n} ships a day would call there from spring on."
TEXT = "".join(f"<p>{SAID.format(n=n)}</p>" for n in range(2, 9))
PAGE = f"<html><body><nav><a href='/'>Home</a><a href='/n'>News of the quay</a></nav><article><h1>A new quay</h1>{TEXT}</article></body></html>"


def asked(inside: float, outside: float) -> tuple[bool, Tiling]:
    """Whether the answer is taken where the model gives the text and the rest these probabilities."""
    tiling = Tiling(view_of_markup(PAGE))
    judged: Judged = judge_units(tiling.view, frozenset())
    said = np.array(["The mayor" in tiling.text_of(tiling.segments[b]) for b in judged.units.blocks.tolist()])
    return label_by_trafilatura(
        tiling, replace(judged, body=np.where(said, inside, outside).astype(np.float32))
    ), tiling


def test_an_answer_that_the_model_thinks_possible_is_taken() -> None:
    taken, tiling = asked(0.4, 0.1)
    assert taken
    body = [tiling.text_of(s) for s in tiling if s.label is Label.BODY]
    assert body == [SAID.format(n=n) for n in range(2, 9)]


def test_an_answer_that_leaves_out_what_may_be_body_labels_nothing() -> None:
    taken, tiling = asked(0.001, 0.9)
    assert not taken
    assert all(s.label is None for s in tiling)
