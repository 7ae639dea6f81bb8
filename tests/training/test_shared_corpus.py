"""What holds for the pages of ../shared, which stay outside the repository."""

import importlib.util
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

from cleaners.decode import decode
from cleaners.pipeline import view_of
from training.flatten import flatten
from training.metrics import f1
from training.samples import COLLECTIONS, Sample, read_samples
from training.targets import ceiling, dump_cover

SHARED = Path(__file__).parents[3] / "shared"
CORPUS = SHARED / "corpus"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the open corpus is not at hand: {CORPUS} is no folder"),
]
needs_resiliparse = pytest.mark.skipif(find_spec("resiliparse") is None, reason="resiliparse is not installed")


@cache
def evaluator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "bench" / "evaluate.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def units_of(sample: Sample) -> list[str]:
    view = view_of(decode(sample.data).text)
    return [view.block_text(b) for b in view.blocks]


@needs_resiliparse
@pytest.mark.parametrize("collection", ["wcxb", "fundus", "daniel"])
@pytest.mark.parametrize("dialect", ["nodes", "blocks", "oneline"])
def test_dialects_are_those_of_the_evaluator_byte_for_byte(collection: str, dialect: str) -> None:
    pages = [data for _, data in evaluator().load(collection, "html", None)][::40]
    assert len(pages) >= 5
    assert [flatten(p, dialect) for p in pages] == [evaluator().flatten(p, dialect) for p in pages]


@pytest.mark.parametrize("collection", ["fundus", "daniel"])
def test_f1_is_that_of_the_evaluator(collection: str) -> None:
    bodies = [s.gold.body or "" for s in read_samples(CORPUS, collection, ["html"])][::20]
    for gold, other in pairwise(bodies):
        for body in (gold, gold[: len(gold) // 2], gold[::2], gold + other, other):
            assert f1(body, gold) == pytest.approx(
                evaluator().score({"body": gold}, {"body": body, "seconds": 0})["f1"]
            )


@needs_resiliparse
@pytest.mark.parametrize(("dialect", "floor"), [("html", 0.99), ("blocks", 0.995), ("paragraphs", 0.98)])
def test_the_units_allow_the_gold_to_be_met(dialect: str, floor: float) -> None:
    samples = list(read_samples(CORPUS, "fundus", [dialect]))[::12]
    scores = [ceiling(units_of(s), s.gold.body or "") for s in samples]
    assert sum(scores) / len(scores) >= floor


def test_most_of_the_dumps_body_is_told() -> None:
    """The units told to be body are as long as the body is known to be."""
    for sample in read_samples(CORPUS, "dumps", ["html"]):
        units = units_of(sample)
        shares = dump_cover(units, sample.gold)
        chars = sum(share * (len(unit) + 1) for share, unit in zip(shares, units, strict=True) if share)
        assert chars == pytest.approx((sample.gold.body_chars or 0) + 1, rel=0.05, abs=60), sample.id


def test_pages_of_one_portal_are_one_site() -> None:
    sites = {s.id: s.site for s in read_samples(CORPUS, "dumps", ["html"])}
    assert len({sites["001"], sites["004"], sites["020"]}) == 1
    everywhere = {c: {s.site for s in read_samples(CORPUS, c, ["html"])} for c in COLLECTIONS}
    assert "sina" in everywhere["daniel"]
    assert everywhere["own"] & everywhere["dumps"]
