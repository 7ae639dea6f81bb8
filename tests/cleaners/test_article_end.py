"""Where an article ends by a rule: what is chosen behind comments, buttons or rights, and looks less like it, is no body."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cleaners.article_end import LEAST_BEFORE, cut_at_end
from cleaners.labeller.judge import judge_units
from cleaners.model import Label
from cleaners.plaintext import view_of_text
from cleaners.tiling import Tiling

SAID = "The mayor said that quay number {n} would be the last one, and that {n} ships a day would call there from spring on."
LINES = [*(SAID.format(n=n) for n in range(2, 14)), "the line", *(SAID.format(n=n) for n in range(20, 23))]
END = 12
"""Where the line stands that a rule has labelled."""


def kept(label: Label | None, before: float, behind: float, lines: list[str] = LINES) -> list[int]:
    """The lines that are left of all, where the model gives those before and behind the line these probabilities."""
    tiling = Tiling(view_of_text("\n".join(lines)))
    tiling.segments[END].label = label
    judged = judge_units(tiling.view, frozenset())
    place = np.arange(len(judged.body))
    body = np.where(place < END, before, behind).astype(np.float32)
    chosen = cut_at_end(tiling, replace(judged, body=body), place != END)
    return np.flatnonzero(chosen).tolist()


ALL = [i for i in range(len(LINES)) if i != END]


@pytest.mark.parametrize(
    ("label", "before", "behind", "cut"),
    [
        (Label.COMMENTS, 0.95, 0.85, True),
        (Label.COMMENTS, 0.8, 0.9, False),
        (Label.COMMENTS, 0.5, 0.2, False),
        (Label.SHARE, 0.95, 0.6, True),
        (Label.SHARE, 0.95, 0.85, False),
        (Label.COPYRIGHT, 0.95, 0.5, True),
        (Label.RELATED, 0.95, 0.5, False),
        (None, 0.95, 0.5, False),
    ],
)
def test_what_stands_behind_an_end_must_look_like_the_rest(
    label: Label | None, before: float, behind: float, cut: bool
) -> None:
    assert kept(label, before, behind) == (ALL[:END] if cut else ALL)


def test_a_line_above_the_article_or_behind_little_of_it_ends_nothing() -> None:
    short = ["Quays"] * END + LINES[END:]
    assert len(" ".join(short[:END]).split()) < LEAST_BEFORE
    assert kept(Label.COMMENTS, 0.95, 0.5, short) == ALL


def test_what_is_many_times_as_long_is_the_article_itself() -> None:
    long = [*LINES[: END + 1], *(SAID.format(n=n) for n in range(20, 20 + 11 * END))]
    assert kept(Label.COMMENTS, 0.95, 0.5, long) == [i for i in range(len(long)) if i != END]


def test_nothing_chosen_stays_nothing() -> None:
    tiling = Tiling(view_of_text("\n".join(LINES)))
    judged = judge_units(tiling.view, frozenset())
    assert not cut_at_end(tiling, judged, np.zeros(len(judged.body), bool)).any()
