"""Bylines, datelines and the authors of a page: who is named, and nobody else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaners
from cleaners.bylines import page_authors, read_bylines, read_dateline
from cleaners.lexicon import Lexicon
from cleaners.marked_authors import article_authors, marked_authors
from cleaners.markup import view_of_markup
from cleaners.merged_authors import merge_authors
from cleaners.model import Author, Dateline, Label
from cleaners.names import is_person, split_names, without_degrees
from cleaners.organisations import is_team
from cleaners.page_authors import publisher_authors
from cleaners.tiling import Segment, Tiling
from cleaners.view import Page, View

LEXICON_FILES = sorted(Path(cleaners.__file__).parent.joinpath("lexicons").glob("*.toml"))


def rule(name: str, pattern: str, role: str | None = None) -> dict[str, Any]:
    return {"id": name, "pattern": pattern, "role": role, "examples": [{"text": "x", "authors": []}]}


HANGUL = r"[가-힣]{2,4}"
KOREAN = Lexicon.model_validate(
    {
        "id": "ko",
        "name": "Test",
        "scripts": ["Hang"],
        "name_separators": [",", "·", "와"],
        "teams": ["온라인뉴스팀"],
        "roles": {"기자": "reporter", "특파원": "correspondent", "수습기자": "intern_reporter", "사진": "photographer"},
        "byline": [
            rule(
                "unit",
                rf"\((?P<location>[가-힣·]+)=(?P<agency>[가-힣]+)\) (?P<names>(?:{HANGUL}[ ·,]*)+(?:기자|특파원)(?: .+)?) =",
            ),
            rule("place", rf"(?P<location>[가-힣]+)/(?P<names>{HANGUL}) (?P<role>특파원|기자)"),
            rule(
                "mail",
                rf"(?P<names>{HANGUL}(?:[·,] ?{HANGUL})*)(?: (?P<organization>\S+일보))? (?P<role>기자)(?: (?P<email>\S+@\S+))?",
            ),
            rule("several", r"(?P<names>.+기자.*)"),
            rule("team", r"(?P<names>온라인뉴스팀)"),
        ],
    }
)
NAME = r"[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’.-]+)*"
FRENCH = Lexicon.model_validate(
    {
        "id": "fr",
        "name": "Test",
        "scripts": ["Latn"],
        "name_separators": [",", "et", "avec", "/"],
        "teams": ["La rédaction", "Service Monde"],
        "roles": {
            "Rédacteurs en chef": "editor_in_chief",
            "planificateurs": "planner",
            "Editor": "editor",
            "Pewarta": "reporter",
            "journaliste": "reporter",
        },
        "byline": [
            rule("initials", r"\((?:[a-z]{2,4}/?)+\)"),
            rule("roll", r"(?P<role>[A-Z][\w ]+?) : (?P<names>[^:;]+)"),
            rule("par", rf"Par (?P<names>.+?)(?:, (?P<role>journaliste))?(?: à (?P<location>{NAME}))?"),
            rule("team", r"(?P<names>La rédaction)"),
        ],
    }
)


def people(text: str, lexicon: Lexicon) -> list[tuple[str | None, ...]]:
    return [(a.name, a.role, a.email, a.location, a.organization) for a in read_bylines([text], [lexicon]).authors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("홍길동 기자", [("홍길동", "reporter", None, None, None)]),
        ("홍길동 가나일보 기자 hong@example.com", [("홍길동", "reporter", "hong@example.com", None, "가나일보")]),
        ("도쿄/홍길동 특파원", [("홍길동", "correspondent", None, "도쿄", None)]),
        (
            "홍길동·김가나 기자 a@example.com",
            [("홍길동", "reporter", "a@example.com", None, None), ("김가나", "reporter", None, None, None)],
        ),
        (
            "(런던·서울=연합뉴스) 황가나 특파원 백다라 기자 =",
            [
                ("황가나", "correspondent", None, "런던·서울", "연합뉴스"),
                ("백다라", "reporter", None, "런던·서울", "연합뉴스"),
            ],
        ),
        (
            "박마바 이사아 기자, 최자차 수습기자",
            [("박마바", "reporter"), ("이사아", "reporter"), ("최자차", "intern_reporter")],
        ),
        (
            "박마바 기자 a@example.com 최자차 기자 b@example.com",
            [("박마바", "reporter", "a@example.com"), ("최자차", "reporter", "b@example.com")],
        ),
        ("온라인뉴스팀", [("온라인뉴스팀", None, None, None, "온라인뉴스팀")]),
        ("담당 부서에 물어본 기자", []),
        ("홍길동 기자는 이날 법정에 증인으로 출석했다.", []),
    ],
)
def test_korean(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [got[: len(want)] for got, want in zip(people(text, KOREAN), expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Par Ada Verne", [("Ada Verne", None, None, None, None)]),
        ("Par Ada Verne et Jean-Luc d’Orée, journaliste", [("Ada Verne", "reporter"), ("Jean-Luc d’Orée", "reporter")]),
        ("Par Ada Verne à Lyon", [("Ada Verne", None, None, "Lyon", None)]),
        ("Par Ada Verne avec AFP", [("Ada Verne", None, None, None, "AFP")]),
        ("La rédaction", [("La rédaction", None, None, None, "La rédaction")]),
        ("Rédacteurs en chef : Ada Verne, Mo Lin", [("Ada Verne", "editor_in_chief"), ("Mo Lin", "editor_in_chief")]),
        (
            "Planificateurs : Li An, Mo Lin; Rédacteurs en chef : Ada Verne",
            [("Li An", "planner"), ("Mo Lin", "planner"), ("Ada Verne", "editor_in_chief")],
        ),
        ("Pewarta: Ade Budi Editor: Citra", [("Ade Budi", "reporter"), ("Citra", "editor")]),
        ("Inconnu : Ada Verne", [("Ada Verne", None)]),
        ("(fyk/ash)", []),
        ("Par la fenêtre entra le vent", []),
        ("Par 12 voix contre 3", []),
        ("Ada Verne", []),  # no rule explains it
        ("", []),
    ],
)
def test_latin(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [got[: len(want)] for got, want in zip(people(text, FRENCH), expected, strict=True)] == expected


def test_each_person_once_in_order_of_print() -> None:
    reading = read_bylines(["홍길동 기자", "박마바 기자", "홍길동 가나일보 기자 hong@example.com"], [KOREAN])
    assert [(a.name, a.email, a.organization) for a in reading.authors] == [
        ("홍길동", "hong@example.com", "가나일보"),
        ("박마바", None, None),
    ]


def test_the_dateline_that_runs_on_into_a_byline() -> None:
    reading = read_bylines(["(서울=연합뉴스) 홍길동 기자 ="], [KOREAN])
    assert (reading.location, reading.agency) == ("서울", "연합뉴스")
    assert read_bylines(["도쿄/홍길동 특파원"], [KOREAN]).location is None


@pytest.mark.parametrize(
    "name",
    [
        "홍길동",
        "마이클 조던",
        "남궁가나",
        "张三",
        "山田太郎",
        "大渡 美咲",
        "ジョン・スミス",
        "Ada Verne",
        "Primayanti",
        "M. Hilal Eka Saputra",
        "ADA VERNE",
        "Ludwig van der Berg",
        "Jean-Luc d’Orée",
        "Ali al-Rashid",
        "Иван Петров",
        "Nguyễn Văn A",
        "أحمد علي",
        "J.K. Rowe",
        "Ada O'Neil",
    ],
)
def test_what_can_be_a_name(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "홍",
        "이날법정에서",
        "정부가 3일 밝혔다",
        "ADM",
        "fyk",
        "ada verne",
        "Read more",
        "Ada Verne 2025",
        "ada@example.com",
        "Who is it?",
        "https://example.com/ada",
        "The minister said on Monday that it was so",
        "记者从会上获悉编辑工作已经完成",
        "Example.com",
    ],
)
def test_what_can_be_none(name: str) -> None:
    assert not is_person(name)


def test_teams_and_agencies() -> None:
    for name in (
        "AFP",
        "The Associated Press",
        "BR24 Redaktion",
        "The Example Team",
        "디지털뉴스팀",
        "가나일보 온라인뉴스팀",
        "Web Desk",
    ):
        assert is_team(name, [KOREAN]), name
    for name in ("Ada Verne", "Anton Dessau", "홍길동", "Edita Stafford"):
        assert not is_team(name, [KOREAN]), name


def test_separators_are_signs_or_whole_words() -> None:
    assert split_names("Annette Etienne et Ada Verne, Mo Lin", [",", "et"]) == [
        "Annette Etienne",
        "Ada Verne",
        "Mo Lin",
    ]
    assert split_names("홍길동과 김와나", ["과", "와"]) == ["홍길동", "김와나"]
    assert split_names("张三、李四", ["、"]) == ["张三", "李四"]


@pytest.mark.parametrize(
    ("text", "location", "agency"),
    [
        ("Beijing (ANTARA) -", "Beijing", "ANTARA"),
        ("Mataram, NTB (ANTARA News) -", "Mataram, NTB", "ANTARA News"),
        ("(서울=연합뉴스)", "서울", "연합뉴스"),
        ("(런던·서울=연합뉴스) 황가나 특파원 백다라 기자 =", "런던·서울", "연합뉴스"),
        ("[도쿄=뉴시스]", "도쿄", "뉴시스"),
        ("SEOUL, Aug. 20 (Yonhap) --", "SEOUL", "Yonhap"),
        ("BEIJING, 3 février (Xinhua) --", "BEIJING", "Xinhua"),
        ("MADRID (EFE).-", "MADRID", "EFE"),
        ("MADRID, 3 Feb. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS"),
        ("Berlin/Paris (dpa) -", "Berlin/Paris", "dpa"),
        ("(ANSA) - ROMA, 03 FEB -", "ROMA", "ANSA"),
        ("NEW YORK (AP) —", "NEW YORK", "AP"),
        ("NEW YORK, Feb. 3 —", "NEW YORK", None),
        ("Jakarta -", "Jakarta", None),
        ("KUTA, KOMPAS.com —", "KUTA", "KOMPAS.com"),
        ("TRIBUNNEWS.COM, JAKARTA --", "JAKARTA", "TRIBUNNEWS.COM"),
        ("TEMPO.CO, Jakarta -", "Jakarta", "TEMPO.CO"),
        ("新华社北京2月3日电（记者张三）", "北京", "新华社"),
        ("中新网2月3日电", None, "中新网"),
        ("（中央社記者王小明台北3日電）", "台北", "中央社"),
        ("【ワシントン時事】", "ワシントン", "時事"),
        ("【ソウル=聯合ニュース】", "ソウル", "聯合ニュース"),
        ("【ロンドン=山田太郎】", "ロンドン", None),
        ("［東京　３日　ロイター］", "東京", "ロイター"),
        ("МОСКВА, 3 фев — РИА Новости.", "МОСКВА", "РИА Новости"),
        ("МОСКВА, 3 февраля. /ТАСС/.", "МОСКВА", "ТАСС"),
        ("ANKARA (AA) -", "ANKARA", "AA"),
    ],
)
def test_datelines(text: str, location: str | None, agency: str | None) -> None:
    assert read_dateline(text, [KOREAN]) == Dateline(location, agency)


@pytest.mark.parametrize("text", ["", "Der Minister sprach am Montag.", "3 people", "(끝)", "Tribune."])
def test_what_is_no_dateline(text: str) -> None:
    assert read_dateline(text, []) is None


def names(page: Page) -> list[tuple[str, str | None]]:
    return [(a.name, a.organization) for a in page_authors(page)]


def article(author: Any, **more: Any) -> Page:
    return Page(json_ld=({"@type": "NewsArticle", "author": author, **more},))


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ada Verne", [("Ada Verne", None)]),
        ("By Ada Verne and Mo Lin", [("Ada Verne", None), ("Mo Lin", None)]),
        ({"@type": "Person", "name": "Ada Verne"}, [("Ada Verne", None)]),
        (
            [{"@type": "Person", "name": "Ada Verne"}, {"@type": "Person", "name": "Mo Lin"}],
            [("Ada Verne", None), ("Mo Lin", None)],
        ),
        ({"@type": "Person", "name": ["Ada Verne", "Mo Lin"]}, [("Ada Verne", None), ("Mo Lin", None)]),
        ({"@type": "Organization", "name": "Example and Sons"}, [("Example and Sons", "Example and Sons")]),
        ({"@type": "Person", "name": "AFP"}, [("AFP", "AFP")]),
        ([{"@type": "Person", "name": "Ada Verne"}, "Ada Verne"], [("Ada Verne", None)]),
        ("Verne, Ada", [("Verne, Ada", None)]),
        ("Ada Verne, PhD, RD", [("Ada Verne", None)]),
        ("Ada Verne, Director of Studies", [("Ada Verne", None)]),
        ("Ada Verne und Mo Lin, dpa", [("Ada Verne", None), ("Mo Lin", None), ("dpa", "dpa")]),
        ("Ada Verne (ave)", [("Ada Verne", None)]),
        ("Trudi Latour", [("Trudi Latour", None)]),
        ("Ada &amp; Mo", [("Ada", None), ("Mo", None)]),
        ({"@type": "Person", "givenName": "Ada", "familyName": "Verne"}, [("Ada Verne", None)]),
        ("example.de", []),
        ("https://example.com/people/ada", []),
        ("ada@example.com", []),
        ("admin", []),
        ("site-admin2", []),
        ("ada.verne", []),
        ("Site Admin", []),
        ("Example Pages Inc", []),
        ({"name": None}, []),
        (None, []),
        (7, []),
    ],
)
def test_authors_of_json_ld(author: Any, expected: list[tuple[str, str | None]]) -> None:
    assert names(article(author)) == expected


def test_the_site_is_no_author() -> None:
    assert (
        names(
            article(
                {"@type": "Person", "name": "Example News"}, publisher={"@type": "Organization", "name": "Example News"}
            )
        )
        == []
    )
    assert names(Page(metas=(("og:site_name", "Example-News"), ("author", "example news")))) == []


def test_a_blog_may_bear_its_authors_name() -> None:
    page = article({"@type": "Person", "name": "Ada Verne"}, publisher={"name": "Ada Verne"})
    assert names(page) == [("Ada Verne", None)]
    news = article({"@type": "Organization", "name": "Example News"}, publisher={"name": "Example News"})
    assert names(news) == []


@pytest.mark.parametrize(
    ("page", "registered", "expected"),
    [
        (article({"@type": "Organization", "name": "Example News"}), True, ["Example News"]),
        (article({"@type": "Organization", "name": "Example News"}), False, []),
        (article({"@type": "NewsMediaOrganization", "name": "Example News"}), False, ["Example News"]),
        (
            Page(json_ld=({"@type": "BlogPosting", "author": {"@type": "Organization", "name": "Example Inc"}},)),
            True,
            [],
        ),
        (
            article(
                {"@type": "Person", "name": "Example News", "url": "https://news.example/author/desk/"},
                publisher={"name": "Example News"},
            ),
            False,
            ["Example News"],
        ),
        (
            article({"@type": "Person", "name": "Example News"}, publisher={"name": "Example News"}),
            True,
            ["Example News"],
        ),
        (article({"@type": "Person", "name": "Example News"}, publisher={"name": "Example News"}), False, []),
        (article(None), True, []),
    ],
)
def test_the_publisher_is_the_author_where_the_page_means_it(page: Page, registered: bool, expected: list[str]) -> None:
    assert [a.name for a in publisher_authors(page, registered=registered)] == expected


def author(name: str, role: str | None = None, email: str | None = None) -> Author:
    return Author(name=name, role=role, email=email, location=None, organization=None)


def test_printed_and_stated_authors_make_one_list() -> None:
    stated = [author("Ada Verne"), author("Mo Lin")]
    assert merge_authors([], stated) == tuple(stated)
    assert merge_authors([author("Ada Verne")], []) == (author("Ada Verne"),)
    printed = [
        author("ADA VERNE", "reporter", "ada@example.com"),
        author("Mo LinTwitter"),
        author("Li An"),
        author("Eve Orr", "editor"),
    ]
    assert merge_authors(printed, stated) == (
        author("ADA VERNE", "reporter", "ada@example.com"),
        author("Mo Lin"),
        author("Eve Orr", "editor"),
    )
    site = Author(name="Example News", role=None, email=None, location=None, organization="Example News")
    assert merge_authors([author("Ada Verne")], [site]) == (author("Ada Verne"),)


def marked(byline: str, tail: str = "") -> tuple[View, list[Segment]]:
    view = view_of_markup(
        f"<h1>Eine Brücke</h1><div>{byline}</div><p>Die Stadt baut eine Brücke über den Fluss.</p>{tail}"
    )
    segments = Tiling(view).segments
    for segment in segments:
        tag = view.blocks[segment.block].tag
        segment.label = {"h1": Label.HEADLINE, "p": Label.BODY}.get(tag, Label.NAVIGATION)
    return view, segments


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ('<a rel="author" href="/x">Ada Verne</a>', ["Ada Verne"]),
        ('By <a href="/author/ada">Ada Verne, PhD</a> and <a href="/author/mo">Mo Lin</a>', ["Ada Verne", "Mo Lin"]),
        ('<span class="byline">By <a href="/x">Ada Verne</a></span>', ["Ada Verne"]),
        ('<span class="authorName">von Ada Verne</span>', ["Ada Verne"]),
        ('<a rel="author" href="/x">View all posts</a> <a class="author" href="/y">Ada Verne</a>', ["Ada Verne"]),
        ('<a rel="author" href="/x">Example Team</a>', []),
        ('Contact: <a href="/authors/staff/ada">Ada Verne</a>', []),
        ('<span class="author-name">Harbour Guide</span>', []),
        ("Ada Verne", []),
    ],
)
def test_authors_that_the_markup_marks(byline: str, expected: list[str]) -> None:
    assert [a.name for a in marked_authors(*marked(byline))] == expected


def test_an_authors_box_below_counts_where_nothing_stands_above() -> None:
    box = '<div class="author-box"><a href="/author/ada">Ada Verne</a></div>'
    assert [a.name for a in marked_authors(*marked("", box))] == ["Ada Verne"]
    assert [a.name for a in marked_authors(*marked('<a rel="author">Mo Lin</a>', box))] == ["Mo Lin"]
    assert marked_authors(*marked("", f"<div>{'Menü ' * 400}</div>{box}")) == ()


def test_printed_stated_and_marked_together() -> None:
    view, segments = marked('<a rel="author" href="/x">Ada Verne</a>')
    printed = [author("Ada VerneTwitter", "reporter")]
    assert article_authors(printed, view, segments, []) == (author("Ada Verne", "reporter"),)
    assert article_authors([], view, segments, []) == (author("Ada Verne"),)
    assert article_authors([], *marked(""), []) == ()


def test_degrees_are_no_part_of_a_name() -> None:
    assert without_degrees("Ada Verne, PhD, RDN") == "Ada Verne"
    assert without_degrees("Ada Verne, Mo Lin") == "Ada Verne, Mo Lin"


def test_authors_by_reference_and_of_the_right_article() -> None:
    person = {"@type": "Person", "@id": "#ada", "name": "Ada Verne"}
    assert names(Page(json_ld=({"@type": "Article", "author": {"@id": "#ada"}}, person))) == [("Ada Verne", None)]
    other = {"@type": "NewsArticle", "url": "https://news.example/other", "author": "Mo Lin"}
    own = {"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://www.news.example/own/"}, "author": "Ada Verne"}
    assert names(Page(json_ld=(other, own), canonical="https://news.example/own")) == [("Ada Verne", None)]


def test_authors_of_metas() -> None:
    assert names(Page(metas=(("author", "Ada Verne"), ("article:author", "https://example.com/ada")))) == [
        ("Ada Verne", None)
    ]
    assert names(Page(metas=(("article:author", "https://example.com/ada"), ("byl", "By Ada Verne")))) == [
        ("Ada Verne", None)
    ]
    assert names(Page(metas=(("dcsext.author", "Ada Verne"), ("twitter:author", "@ada")))) == [("Ada Verne", None)]
    assert names(Page(metas=(("citation_author", "Verne, Ada"), ("citation_author", "Lin, Mo")))) == [
        ("Ada Verne", None),
        ("Mo Lin", None),
    ]
    assert names(Page(metas=(("author", "Ada Verne"), ("author", "Mo Lin")))) == [("Ada Verne", None), ("Mo Lin", None)]


@given(st.text(alphabet="AdaVerne 홍길동기자특파원=()/,.:;@0123et\n ", max_size=60))
def test_nobody_is_invented(text: str) -> None:
    for lexicon in (KOREAN, FRENCH):
        for author in read_bylines([text], [lexicon]).authors:
            assert "".join(author.name.split()) in "".join(text.split())
            assert author.organization is None or author.organization in " ".join(text.split())
            assert author.email is None or author.email in text


@pytest.mark.parametrize("path", LEXICON_FILES, ids=lambda path: path.stem)
def test_byline_examples_of_the_lexicons(path: Path) -> None:
    lexicon = Lexicon.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    for entry in lexicon.byline:
        for example in entry.examples:
            want = tuple(Author(a.name, a.role, a.email, a.location, a.organization) for a in example.authors)
            got = read_bylines([example.text], [lexicon]).authors
            assert got == want, f"{entry.id}: {example.text!r}"
        for text in entry.counter_examples:
            assert not entry.regex.fullmatch(text), f"{entry.id}: {text!r}"
