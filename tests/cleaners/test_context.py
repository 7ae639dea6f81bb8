"""The second look: what the first judgement says of a unit's surroundings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.labeller.context import FAR, GROUPS, NAMES, context_of, said_around
from cleaners.labeller.features import features_of
from cleaners.labeller.furniture import group_names
from cleaners.labeller.model import second_look
from cleaners.pipeline import view_of

PAGE = "<html><body><p>Subscribe</p><p>The river rose.</p></body></html>"
AT = {name: place for place, name in enumerate(NAMES)}


def groups_of(*rows: list[int]) -> np.ndarray:
    return np.array(rows, np.int64).T


def test_a_unit_sees_its_neighbours_its_group_and_the_edges() -> None:
    body = np.array([0.1, 0.9, 0.2, 0.8, 0.1], np.float32)
    size = np.array([10, 10, 10, 10, 10], np.float32)
    alone = [0, 1, 2, 3, 4]
    seen = context_of(body, size, groups_of([0, 1, 1, 1, 2], alone, alone))
    assert seen.shape == (5, len(NAMES))
    assert seen[2, AT["likely-1"]] == pytest.approx(0.9)
    assert seen[2, AT["likely+1"]] == pytest.approx(0.8)
    assert seen[0, AT["likely-1"]] == -1
    assert seen[2, AT["likely_line"]] == pytest.approx((0.9 + 0.2 + 0.8) / 3)
    assert seen[2, AT["others_line"]] == pytest.approx((0.9 + 0.8) / 2)
    assert seen[2, AT["others_kin"]] == -1, "it is alone of its kind"
    assert seen[:, AT["chosen"]].tolist() == [0, 1, 0, 1, 0]
    assert seen[2, AT["since_chosen"]] == 1
    assert seen[2, AT["until_chosen"]] == 1
    assert seen[0, AT["since_chosen"]] == FAR
    assert seen[1, AT["from_first"]] == 0
    assert seen[2, AT["gap_size"]] == pytest.approx(np.log1p(10))
    assert seen[4, AT["body_before"]] + body[4] * 10 / 21 == pytest.approx(1, abs=1e-5)


@given(st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(0, 500), st.integers(0, 3)), min_size=1, max_size=40))
def test_it_is_finite_whatever_was_judged(units: list[tuple[float, int, int]]) -> None:
    body = np.array([b for b, _, _ in units], np.float32)
    size = np.array([s for _, s, _ in units], np.float32)
    groups = np.array([[g] * len(GROUPS) for _, _, g in units], np.int64)
    seen = context_of(body, size, groups)
    assert seen.shape == (len(units), len(NAMES))
    assert np.isfinite(seen).all()


def test_what_was_said_is_known_far_behind_it() -> None:
    count = 200
    size = np.full(count, 10, np.float32)
    shares = np.zeros((count, 2), np.float32)
    shares[3, 0] = 0.5  # "5 comments"
    shares[190, 1] = 0.2
    said = np.expm1(said_around(shares, size))
    before, behind = said[:, :2], said[:, 2:]
    assert before[:, 0] == pytest.approx([0] * 4 + [5] * 196)
    assert behind[:, 0] == pytest.approx([5] * 3 + [0] * 197)
    assert before[:, 1] == pytest.approx([0] * 191 + [2] * 9)
    assert behind[:, 1] == pytest.approx([2] * 190 + [0] * 10)


def test_dumps_are_looked_at_with_that_and_pages_without() -> None:
    for text, more in (("Subscribe\nThe river rose.\n", 2 * len(group_names())), (PAGE, 0)):
        features = features_of(view_of(text))
        first = np.full(len(features.table), 0.5, np.float32)
        seen = second_look(features.table, first, features.size, features.groups)
        assert seen.shape == (len(features.table), len(NAMES) + more)
