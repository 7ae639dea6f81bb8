"""How well reposts are told from what is only alike, on pairs made of the open corpus; and the plot of the warehouse's growth."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks.story_pairs import OTHERS, REPOSTS, Pair, pairs
from benchmarks.warehouse_plot import SHOWN, plot
from warehouse.text_keys import keys_of
from warehouse.text_pairs import ComparedText, candidates, compare, sharing

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SLOW = frozenset({"the article of the language that is most alike"})


def told(pair: Pair) -> bool:
    """Whether the two are compared at all, and then are the same."""
    keys = keys_of([pair.first, pair.second])
    new = np.ones(2, bool)

    def shared_keys(kind: str) -> Any:
        columns = [getattr(one, kind) for one in keys]
        texts = np.repeat(np.arange(2), [len(column) for column in columns])
        return sharing(texts, np.concatenate(columns), new)

    found = candidates(shared_keys("bands"), shared_keys("anchors"), np.array([len(one.anchors) for one in keys]))
    alike = keys[0].text_hash == keys[1].text_hash or len(found) == 1
    return alike and compare(ComparedText(pair.first), ComparedText(pair.second)).same


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the open corpus is not at hand: {CORPUS} is no folder")
def test_reposts_are_told_from_what_is_only_alike() -> None:
    made = pairs(CORPUS, 12, without=SLOW)
    assert {pair.kind for pair in made} == (REPOSTS.keys() | OTHERS.keys()) - SLOW
    answers = [told(pair) for pair in made]
    found = sum(answer and pair.same for pair, answer in zip(made, answers, strict=True))
    assert found / sum(pair.same for pair in made) >= 0.97
    assert found / sum(answers) >= 0.97


def test_the_growth_curve_has_every_step_and_size() -> None:
    figures = [
        {"step": step, "rows": rows, "processor": rows / 1000, "peak_mb": 300.0, "disk_mb": rows / 90}
        for step in SHOWN
        for rows in (10_000, 100_000)
    ]
    drawing = ElementTree.fromstring(plot(figures))  # noqa: S314
    said = [title.text for title in drawing.iter("{http://www.w3.org/2000/svg}title")][1:]
    assert len(said) == 2 * (5 + 5 + 3)
    assert "load, 100,000 articles: 100.0" in said
