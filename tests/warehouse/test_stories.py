"""Stories: reposts are found and told apart from what is only alike, whatever was loaded when."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sample_records import article, contents, document_id, rows, staged

import warehouse
import warehouse.stories
from cleaners.model import Article, Dateline, Outlet
from warehouse.text_keys import keys_of
from warehouse.text_pairs import ComparedText, compare

pytestmark = pytest.mark.once

SCRIPTS = {"en": (97, 122), "ru": (0x430, 0x44F), "ko": (0xAC00, 0xB3A3), "zh": (0x4E00, 0x5500)}


def paragraphs(seed: int, language: str = "en", count: int = 8) -> list[str]:
    """Invented paragraphs that share nothing with those of another seed."""
    rng = random.Random(f"{language} {seed}")  # noqa: S311
    low, high = SCRIPTS[language]
    blank = "" if language == "zh" else " "
    longest = 2 if language in ("ko", "zh") else 8

    def word() -> str:
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, longest)))

    return [blank.join(word() for _ in range(60)) + f" {rng.randint(10, 99_999)}." for _ in range(count)]


def told(number: int, *parts: str, **changes: Any) -> Article:
    return article(number, body="\n\n".join(parts), **{"dateline": None, "outlet": None, "wire": None, **changes})


def stories(path: Path, folder: Path, *articles: Article, name: str = "a") -> dict[str, list[str]]:
    """The articles loaded and searched; the numbers of each story's articles by story."""
    warehouse.load(path, [staged(folder, name, *articles)])
    warehouse.refresh(path)
    warehouse.check(path)
    return members(path)


def members(path: Path) -> dict[str, list[str]]:
    numbers = {document_id(number): number for number in range(200)}
    found: dict[str, list[Any]] = {}
    for row in rows(path, "FROM mart.story_articles"):
        found.setdefault(row["story_id"], []).append(numbers[row["document_id"]])
    return {story: sorted(listed) for story, listed in found.items()}


@pytest.mark.parametrize("language", list(SCRIPTS))
def test_reposts_are_found_in_every_script(tmp_path: Path, language: str) -> None:
    text, other = paragraphs(1, language), paragraphs(2, language)
    found = stories(
        tmp_path / "w.duckdb",
        tmp_path,
        told(1, *text),
        told(2, " ".join(text)),  # other line breaks: the same letters
        told(3, "(Seoul=Agency) " + text[0], *text[1:]),
        told(4, *text[:3]),
        told(5, text[0], *reversed(text[1:])),
        told(6, *other),
        told(7, *other[:4], *paragraphs(3, language)[:3]),
        told(8, *paragraphs(4, language)),
    )
    assert sorted(found.values()) == [[1, 2, 3, 4, 5], [6, 7]]
    story = {row["document_id"]: row for row in rows(tmp_path / "w.duckdb", "FROM mart.story_articles")}
    assert story[document_id(2)]["role"] == "copy"
    assert 0.98 < story[document_id(2)]["kept"] < 1
    assert story[document_id(4)]["role"] == "cut"
    assert 0.3 < story[document_id(4)]["kept"] < 0.45
    assert story[document_id(4)]["added"] == 0
    assert story[document_id(3)]["role"] == "fullest"
    assert story[document_id(7)]["role"] == "version"


def test_unique_articles_are_the_fullest_of_each_story(tmp_path: Path) -> None:
    text = paragraphs(1)
    stories(tmp_path / "w.duckdb", tmp_path, told(1, *text[:4]), told(2, *text), told(3, *paragraphs(2)))
    unique = rows(tmp_path / "w.duckdb", "SELECT document_id, copies FROM mart.articles_unique ORDER BY copies")
    assert [(row["document_id"], row["copies"]) for row in unique] == [(document_id(3), 1), (document_id(2), 2)]


def test_what_is_only_alike_is_no_story(tmp_path: Path) -> None:
    notice = paragraphs(50)[0]
    quoted = paragraphs(10, count=10)
    weather = (
        "Tomorrow {} degrees in the harbour, {} degrees inland; wind {} knots, waves {} cm, rain {} mm by {} hours. "
    )
    reports = [
        "".join(weather.format(*(10 + (seed * 37 + n * 7 + k * 13) % 89 for k in range(6))) for n in range(8))
        for seed in (1, 2)
    ]
    found = stories(
        tmp_path / "w.duckdb",
        tmp_path,
        told(1, *paragraphs(1, count=2), notice),
        told(2, *paragraphs(2, count=2), notice),
        told(3, *quoted),
        told(4, *paragraphs(11), quoted[3]),
        told(5, reports[0]),
        told(6, reports[1]),
        told(7, "See the video."),
        told(8, "See the video."),
    )
    assert found == {}


def test_a_roundup_joins_no_stories(tmp_path: Path) -> None:
    briefs = [paragraphs(seed, count=3) for seed in range(4)]
    found = stories(
        tmp_path / "w.duckdb",
        tmp_path,
        told(1, *(line for brief in briefs for line in brief)),
        *(told(10 + n, *brief) for n, brief in enumerate(briefs)),
        told(20, "Dateline - ", *briefs[0]),
    )
    assert list(found.values()) == [[10, 20]]


def test_the_order_of_loading_leaves_no_trace(tmp_path: Path) -> None:
    text, other = paragraphs(1), paragraphs(2, "ko")
    articles = [
        told(1, *text), told(2, *text[:4]), told(3, *text, "A line of its own."), told(4, *text),
        told(5, *other), told(6, *other[2:]), told(7, *paragraphs(3)),
    ]  # fmt: skip
    at_once = stories(tmp_path / "once.duckdb", tmp_path, *articles)
    for at, one in enumerate(reversed(articles)):
        stories(tmp_path / "steps.duckdb", tmp_path, one, name=f"step-{at}")
    assert members(tmp_path / "steps.duckdb") == at_once
    kept = {"audit.text_keys", "audit.text_pairs", "audit.story_texts", "mart.stories", "mart.story_articles"}
    one, two = (contents(tmp_path / name) for name in ("once.duckdb", "steps.duckdb"))
    assert {table: one[table] for table in kept} == {table: two[table] for table in kept}


def test_a_second_search_reads_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    stories(path, tmp_path, told(1, *paragraphs(1)), told(2, *paragraphs(1)))
    before = contents(path)
    assert warehouse.refresh(path) is None
    assert contents(path) == before


def test_new_articles_alone_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    stories(path, tmp_path, told(1, *paragraphs(1)), told(2, *paragraphs(1)[:5]))
    warehouse.load(path, [staged(tmp_path, "b", told(3, *paragraphs(1)[1:]), told(4, *paragraphs(4)))])
    report = warehouse.refresh(path)
    assert report is not None
    assert (report.read, report.candidates, report.same) == (2, 2, 2)
    assert list(members(path).values()) == [[1, 2, 3]]


def test_a_record_that_is_replaced_leaves_its_story(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    stories(path, tmp_path, told(1, *paragraphs(1)), told(2, *paragraphs(1)), told(3, *paragraphs(1)[:5]))
    other = told(3, *paragraphs(9), rules_version="rules-2")
    assert list(stories(path, tmp_path, other, name="b").values()) == [[1, 2]]
    stories(path, tmp_path, told(2, *paragraphs(8), rules_version="rules-2"), name="c")
    assert members(path) == {}
    assert rows(path, "FROM mart.stories") == []


def test_keys_of_another_method_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    before = stories(path, tmp_path, told(1, *paragraphs(1)), told(2, *paragraphs(1)[:6]))
    monkeypatch.setattr(warehouse.stories, "STORY_METHOD", "another method")
    report = warehouse.refresh(path)
    assert report is not None
    assert report.read == 2
    assert members(path) == before
    assert rows(path, "SELECT DISTINCT method FROM audit.text_keys") == [{"method": "another method"}]


def origin(path: Path) -> dict[str, Any]:
    (story,) = rows(path, "FROM mart.stories")
    return story


def test_an_agency_that_is_named_is_the_origin(tmp_path: Path) -> None:
    text = paragraphs(1)
    agency, paper = Outlet("sea", "Sea Agency", None), Outlet("paper", "Paper", None)
    stories(
        tmp_path / "w.duckdb",
        tmp_path,
        told(1, *text, outlet=paper, dateline=Dateline("Seoul", "Sea Agency"), headline="Quay opens"),
        told(2, *text[:5], outlet=paper, headline="A new quay"),
        told(3, *text[:7], outlet=agency, wire=agency, headline="Quay opens"),
    )
    story = origin(tmp_path / "w.duckdb")
    assert (story["origin"], story["origin_document_id"]) == ("Sea Agency", document_id(3))
    assert story["origin_evidence"][:2] == [
        {"kind": "wire", "value": "Sea Agency", "articles": 2},
        {"kind": "outlet", "value": "Paper", "articles": 2},
    ]
    assert story["headlines"] == ["A new quay", "Quay opens"]
    assert story["outlets"] == ["Paper", "Sea Agency"]
    assert story["representative_document_id"] == document_id(1)


def test_the_first_date_decides_where_nobody_is_named(tmp_path: Path) -> None:
    text = paragraphs(1)
    days = {1: "2025-03-02", 2: "2025-03-01", 3: "2025-03-02"}
    stories(
        tmp_path / "w.duckdb",
        tmp_path,
        *(
            told(n, *text, f"Line {n}", outlet=Outlet(None, f"Paper {n}", None), date_published=day, date_min=day, date_max=day)
            for n, day in days.items()
        ),
    )  # fmt: skip
    story = origin(tmp_path / "w.duckdb")
    assert (story["origin"], story["origin_document_id"]) == ("Paper 2", document_id(2))
    assert {"kind": "earliest", "value": "2025-03-01 Paper 2", "articles": 1} in story["origin_evidence"]


def test_without_evidence_there_is_no_origin(tmp_path: Path) -> None:
    undated = {"date_published": None, "date_min": None, "date_max": None}
    stories(tmp_path / "w.duckdb", tmp_path, told(1, *paragraphs(1), **undated), told(2, *paragraphs(1)[:6], **undated))
    assert (origin(tmp_path / "w.duckdb")["origin"], origin(tmp_path / "w.duckdb")["origin_evidence"]) == (None, [])


def test_keys_do_not_depend_on_the_texts_beside() -> None:
    texts = [
        "",
        "short",
        *("\n".join(paragraphs(seed, language)) for seed, language in enumerate(SCRIPTS)),
        "a" * 200_000,
    ]
    together = keys_of(texts)
    for text, keys in zip(texts, together, strict=True):
        (alone,) = keys_of([text])
        assert (alone.text_hash, alone.size) == (keys.text_hash, keys.size)
        assert alone.bands.tolist() == keys.bands.tolist()
        assert alone.anchors.tolist() == keys.anchors.tolist()


def test_keys_stay_what_they_are() -> None:
    """They are stored: where one of these figures changes, the method needs another name."""
    (keys,) = keys_of(["Ｔhe quay was opened — 새 부두가 문을 열었다. Новый причал открыт. 新码头开放。" * 3])
    assert (keys.text_hash, keys.size) == ("78cedd60f4db2390e27f597f16d48f3d", 276)
    assert keys.bands[:2].tolist() == [7823098929940713505, 14791208484377697363]
    assert keys.anchors[:2].tolist() == [77498020032620167, 187862627809543603]


def test_comparing_is_exact() -> None:
    whole, half = ComparedText("\n".join(paragraphs(1))), ComparedText("\n".join(paragraphs(1)[:4]))
    compared = compare(whole, half)
    assert compared.of_second == 1
    assert 0.45 < compared.of_first < 0.55
    assert compared.same
    assert not compare(whole, ComparedText("\n".join(paragraphs(2)))).same
