"""Whose article a whole document is: what is printed beside its headline, what its markup states, what stands below it."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.model import Article

PROSE = (
    "The harbour town opened its second pier on Monday, and the mayor said that the work had taken two years longer than planned. "
    "Fishing crews had asked for it since the storm that broke the old one, and most of them came to see the first boat tie up."
)
TEXT = "\n".join(
    [PROSE, PROSE.replace("Monday", "the first day"), PROSE.replace("second", "other"), PROSE.replace("two", "three")]
)
HTML = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))


def people(document: str) -> list[tuple[str, str | None]]:
    got = clean(document.encode(), "https://news.example/2031/pier")
    assert isinstance(got, Article), got.reason
    return [(a.name, a.role) for a in got.authors]


def page(above: str = "", below: str = "", head: str = "") -> str:
    return (
        f"<html lang=en><head><title>A second pier for the harbour town</title>{head}</head><body><nav><a href=/>Home</a><a href=/n>News</a></nav>"
        f"<article><h1>A second pier for the harbour town</h1>{above}{HTML}{below}</article><footer><p>All rights reserved.</p></footer></body></html>"
    )


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<div>Feb 3, 2031 • Mahesh Dave in Towns</div>", ["Mahesh Dave"]),
        (
            "<div><span>By</span></div><div>Nora Fielding, Ph.D.</div><div>Updated on July 9, 2031</div>",
            ["Nora Fielding"],
        ),
        ("<p class=meta>March 1st, 2031 By Emily Norden</p>", ["Emily Norden"]),
        ("<div>Nora Fielding</div><div>3 February 2031</div>", ["Nora Fielding"]),
        ("<div>By</div><div>Nora Fielding</div><div>and</div><div>Omar Castle</div>", ["Nora Fielding", "Omar Castle"]),
        ("<div>3 February 2031</div>", []),
        ("<div>Photo by Nora Fielding</div>", []),
        ("<div class=author>Nora Fielding, USA TODAY</div><div>3 February 2031</div>", ["Nora Fielding"]),
        ("<div>3 February 2031</div><div>by Taboola</div>", []),
        ("<figure><img src=/p.jpg><figcaption>Nora Fielding</figcaption></figure><div>3 February 2031</div>", []),
    ],
)
def test_what_stands_beside_the_headline(above: str, names: list[str]) -> None:
    assert [name for name, _ in people(page(above))] == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["By", "Nora Fielding", "3 February 2031"], ["Nora Fielding"]),
        (["• Nora Fielding", "3 February 2031, 10:25"], ["Nora Fielding"]),
        (["By Nora Fielding | 3 February 2031 | 4 min read"], ["Nora Fielding"]),
        (["3 February 2031"], []),
    ],
)
def test_the_same_in_a_text_dump(lines: list[str], names: list[str]) -> None:
    dump = "\n".join(["Home", "News", "A second pier for the harbour town", *lines, TEXT, "All rights reserved."])
    assert [name for name, _ in people(dump)] == names


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<h4>Article by</h4><div>Nora Fielding</div>", ["Nora Fielding"]),
        (
            "<div>Nora Fielding</div><div>Nora Fielding writes about ports and ferries for the town's paper.</div>",
            ["Nora Fielding"],
        ),
        (
            "<div class=comments><h3>Comments</h3><div class=author><a href=/u>Peter Prowse</a></div><p>Nice pier.</p></div>",
            [],
        ),
        (
            "<h4>Contact</h4><div>Questions about the pier?</div><div class=author><a href=/p/nf>Nora Fielding</a></div>",
            [],
        ),
        ("<h4>Media contacts</h4><div class=author-name>Nora Fielding</div><div>Port of Fielding</div>", []),
        ("<figure><img src=/p.jpg><figcaption>The pier. (Photo: Nora Fielding)</figcaption></figure>", []),
    ],
)
def test_what_stands_below_the_text(below: str, names: list[str]) -> None:
    assert [name for name, _ in people(page(below=below))] == names


def test_who_posted_a_text_on_a_board_did_not_write_it() -> None:
    lines = ("새 부두가 문을 열었다", "작성자 홍길동 작성일 31-02-03 12:04", "조회 120 추천 0")
    prose = "동해안의 작은 항구에 새 부두가 문을 열었다. 시는 이 부두로 화물 처리량이 내년까지 두 배로 늘 것으로 내다보고 있다고 밝혔다."
    assert people("\n".join([*lines, prose, prose.replace("동해안", "서해안"), prose.replace("두 배", "세 배")])) == []


def test_a_name_alone_does_not_outweigh_what_the_page_states() -> None:
    stated = '<meta name="author" content="Omar Castle">'
    assert people(page("<div>Nora Fielding</div><div>3 February 2031</div>", head=stated)) == [("Omar Castle", None)]
    assert people(page("<div>By Nora Fielding</div>", head=stated)) == [("Nora Fielding", None)]


def test_those_who_stand_in_one_line_with_a_stated_author() -> None:
    stated = '<meta name="author" content="Omar Castle">'
    assert people(page("<div>By Omar Castle and Nora Fielding</div>", head=stated)) == [
        ("Omar Castle", None),
        ("Nora Fielding", None),
    ]


def test_others_who_worked_on_it_do_not_hide_the_author() -> None:
    both = people(page("<div>Illustration: Debbie Spalding</div><div>Adam Robins</div><div>3 February 2031</div>"))
    assert ("Adam Robins", None) in both
    assert all(name == "Adam Robins" or role == "visuals" for name, role in both)


def test_whom_the_headline_names_is_no_author_where_nothing_says_so() -> None:
    interview = page("<div>3 February 2031</div><div>Nora Fielding</div>").replace(
        "second pier for", "second pier: Nora Fielding on"
    )
    assert people(interview) == []
    assert people(interview.replace("<div>Nora", "<div>By Nora")) == [("Nora Fielding", None)]


def test_an_editor_named_above_and_below_the_text_is_one() -> None:
    roll = "<p>编辑：王晓岚</p>"
    prose = "".join(
        f"<p>港口城市周一启用了第二座码头，市长表示，工程比原计划多用了{n}年时间，渔民们早已盼望它的建成。</p>"
        for n in "二三四五"
    )
    document = (
        f"<html lang=zh><body><article><h1>港口城市启用第二座码头</h1>{roll}{prose}{roll}</article></body></html>"
    )
    assert people(document) == [("王晓岚", "editor")]


def test_the_ledger_says_which_line_named_the_author() -> None:
    got = clean(page("<div>Feb 3, 2031 • Mahesh Dave in Towns</div>").encode())
    assert isinstance(got, Article)
    line = next(e for e in got.ledger if e.rule in ("byline/by", "byline/name"))
    assert "Mahesh Dave" in got.visible_text[line.start : line.end]
    assert got.byline == "Feb 3, 2031 • Mahesh Dave in Towns"
