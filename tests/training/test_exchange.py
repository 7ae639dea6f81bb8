from dataclasses import replace

import pytest

from training.exchange import EXCHANGED, exchanged, parts_of
from training.folds import fold_of
from training.samples import Gold, Sample

BODIES = {
    "ferry": [
        "The council voted on Monday to keep the ferry for another year.",
        "The old boat will be repaired in the harbour before the winter comes.",
    ],
    "museum": [
        "A small museum about the history of salt opened near the river last week.",
        "Its rooms show tools that miners used more than three hundred years ago.",
    ],
    "orchard": [
        "Farmers in the valley picked their apples two weeks earlier than they used to.",
        "They say that the spring was warm and that there was enough rain in June.",
    ],
}


def page(topic: str, site: str) -> Sample:
    lines = [f"{topic} menu {i}" for i in range(30)]
    lines += [f"{topic} headline", BODIES[topic][0], f"{topic} box", BODIES[topic][1], f"{topic} byline"]
    lines += [f"{topic} link {i}" for i in range(30)]
    gold = Gold(body="\n".join(BODIES[topic]))
    return Sample(topic, "wcxb", "nodes", site, "blog", "", "\n".join(lines).encode(), gold)


def sites_of_one_fold(count: int) -> list[str]:
    return [name for name in (f"site{i}" for i in range(100)) if fold_of(name) == 0][:count]


@pytest.fixture
def pages() -> list[Sample]:
    return [page(topic, site) for topic, site in zip(BODIES, sites_of_one_fold(3), strict=True)]


def test_an_article_stands_between_the_lines_of_another_page(pages: list[Sample]) -> None:
    made = list(exchanged(pages))
    assert [s.id for s in made] == ["ferry", "museum", "orchard"]
    for sample in made:
        text = sample.data.decode()
        (other,) = [topic for topic in BODIES if f"{topic} menu 0 " in text]
        assert other != sample.id
        assert text.endswith(f"{other} link 29")
        assert text.index(f"{other} menu 0 ") < text.index(BODIES[sample.id][0]) < text.index(f"{sample.id} box")
        assert text.index(BODIES[sample.id][1]) < text.index(f"{other} link 29")
        assert not any(line in text for line in BODIES[other])
        assert (sample.dialect, sample.gold.body) == (EXCHANGED, "\n".join(BODIES[sample.id]))


def test_it_is_always_the_same_document(pages: list[Sample]) -> None:
    assert [s.data for s in exchanged(pages)] == [s.data for s in exchanged(pages)]


def test_a_page_of_another_fold_or_of_the_same_site_is_no_partner(pages: list[Sample]) -> None:
    far = next(name for name in (f"site{i}" for i in range(100)) if fold_of(name) == 1)
    assert list(exchanged([pages[0], replace(pages[1], site=far)])) == []
    assert list(exchanged([pages[0], replace(pages[1], site=pages[0].site)])) == []


def test_a_page_without_its_body_has_no_parts(pages: list[Sample]) -> None:
    assert parts_of(replace(pages[0], data=b"menu\nlinks")) is None
    assert parts_of(replace(pages[0], gold=Gold(body=None))) is None
