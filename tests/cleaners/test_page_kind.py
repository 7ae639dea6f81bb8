"""Pages that no profile knows: is there an article, or a thread, a list, a wall?"""

from collections.abc import Callable
from importlib.util import find_spec

import pytest
from pages import ARTICLES, HELD_OUT, NO_ARTICLE

from cleaners import Article, clean
from cleaners.model import Reason, Rejected
from training.flatten import flatten

DIALECTS = ["html", "nodes", *(["blocks"] if find_spec("resiliparse") else [])]
NONE = {Reason.NO_ARTICLE, Reason.LIST_PAGE}
MISSED = {"cookie_wall", "products"}
"""A sentence alone reads as a short brief does; and cards that neither classes, dates nor linked headlines tell from a listicle."""


def record(make: Callable[[], str], dialect: str) -> Article | Rejected:
    return clean(flatten(make().encode(), dialect), "x")


@pytest.mark.parametrize("name", [name for name in NO_ARTICLE if name not in MISSED])
def test_what_holds_no_article_says_so(name: str) -> None:
    found = record(NO_ARTICLE[name], "html")
    assert isinstance(found, Rejected)
    assert found.reason in NONE
    assert found.message


@pytest.mark.parametrize(("dialect", "floor"), [("nodes", 26), *([("blocks", 16)] if "blocks" in DIALECTS else [])])
def test_most_of_it_says_so_as_text(dialect: str, floor: int) -> None:
    assert sum(isinstance(record(make, dialect), Rejected) for make in NO_ARTICLE.values()) >= floor


@pytest.mark.parametrize("dialect", [*DIALECTS, "oneline"])
@pytest.mark.parametrize("name", ARTICLES)
def test_articles_that_look_like_threads_and_lists_are_articles(name: str, dialect: str) -> None:
    assert isinstance(record(ARTICLES[name], dialect), Article)


def test_most_pages_written_after_the_measures_are_told() -> None:
    told = sum(isinstance(record(make, "html"), Rejected) for make in HELD_OUT.values())
    assert told >= 7


def _entries(stamp: str) -> str:
    said = "The mayor said that quay number {n} would be the last one, and that {n} ships a day would call there from spring on."
    return "\n".join(f"{stamp.format(n=n)}\nwriter{n}\n{said.format(n=n)}" for n in range(1, 13))


@pytest.mark.parametrize("stamp", ["March {n}, 2024 by admin", "2024.03.{n:02} 10:15", "Posted on {n:02}/03/2024"])
def test_entries_of_many_days_are_posts(stamp: str) -> None:
    assert isinstance(clean(_entries(stamp).encode()), Rejected)


@pytest.mark.parametrize("stamp", ["10:{n:02}", "Chapter {n}", "{n}. The quay of 2024"])
def test_entries_of_one_day_and_chapters_are_an_article(stamp: str) -> None:
    assert isinstance(clean(_entries(stamp).encode()), Article)


def test_metadata_that_name_an_article_are_believed() -> None:
    card = "<div class='card'><h3><a href='/{n}'>New quay number {n} opens</a></h3><p>The mayor said that quay {n} would be the last.</p></div>"
    cards = "".join(card.format(n=n) for n in range(12))
    head = '<meta property="og:type" content="article">'
    assert isinstance(clean(f"<html><body>{cards}</body></html>".encode()), Rejected)
    assert isinstance(clean(f"<html><head>{head}</head><body>{cards}</body></html>".encode()), Article)


def test_a_board_whose_teasers_are_of_any_length_is_a_list() -> None:
    said = (
        "The mayor said that the quay would be the last one, and that {n} ships a day would call there from spring on. "
    )
    card = "<li class='row'><a href='/{n}'>What became of quay number {n}</a><span>user{n}</span><div>{text}</div></li>"
    cards = "".join(card.format(n=n, text=said.format(n=n) * (7 if n == 4 else 1 + n % 2)) for n in range(30))
    found = clean(f"<html><head><title>The quay board</title></head><body><ul>{cards}</ul></body></html>".encode())
    assert isinstance(found, Rejected)
    assert found.reason in NONE
