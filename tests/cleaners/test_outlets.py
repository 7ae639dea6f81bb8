"""The publisher is decided from evidence, never from portals or photo credits."""

from __future__ import annotations

import time
from typing import Any

import pytest
from outlet_documents import BODY, NOTHING, REGISTRY, author, decide, document, name_of, picture

from cleaners.model import Dateline, Label, Outlet
from cleaners.outlet_index import host_of, index_of
from cleaners.outlets import find_outlet, names_outlet
from cleaners.tiling import Segment
from cleaners.view import Page, View

# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("한겨레", "hani"),
        ("[한국일보]", "hankookilbo"),
        ("  OhmyNews ", "ohmynews"),
        ("LE MONDE", "lemonde"),
        ("Liberation", "liberation"),
        ("kompas.com", "kompascom"),
        ("ＮＨＫ", "nhk"),
        ("新华网", "xinhuanet"),
        ("연합 뉴스", "yonhap"),
        ("네이버뉴스", None),
        ("다음", None),
        ("Fortune", None),
        ("Time", None),
        ("한겨레가 보도한 내용이다", None),
        ("", None),
        ("Le Monde " * 20, None),
    ],
)
def test_a_whole_line_names_an_outlet(line: str, outlet: str | None) -> None:
    entry = names_outlet(line)
    assert (entry.id if entry else None) == outlet


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("강바다 한경닷컴 기자", ["한경닷컴"]),
        ("한국경제TV 강바다 기자", ["한국경제TV"]),
        ("Tout le monde le sait", []),
        ("Le monde change", []),
        ("ⓒ매일경제 & mk.co.kr", ["매일경제"]),
        ("以上報導 記者", []),
        ("中国网络空间", []),
        ("本报记者 新华网北京", ["新华网"]),
        ("All the time, photos by DR. LEE", []),
        ("Tempo, Surya and Marianne went home", []),
    ],
)
def test_names_inside_a_line(text: str, names: list[str]) -> None:
    assert [e.name for e in index_of(REGISTRY).names_in(text)] == names


def test_longest_domain_wins() -> None:
    index = index_of(REGISTRY)
    assert index.of_host("biz.chosun.com").id == "chosunbiz"  # type: ignore[union-attr]
    assert index.of_host("news.chosun.com").id == "chosun"  # type: ignore[union-attr]
    assert index.of_host("notchosun.com") is None
    assert host_of("https://www.lemonde.fr:443/a") == "lemonde.fr"
    assert host_of("http://[broken") == ""
    assert host_of("seeds/a.txt") == ""


# --- evidence beside the text ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "line", "outlet"),
    [
        (Label.OUTLET, "한겨레", "한겨레"),
        (Label.OUTLET, "출처: 경향신문", "경향신문"),
        (Label.OUTLET, "Source : https://www.lemonde.fr/article/1", "Le Monde"),
        (Label.COPYRIGHT, "Copyright © 한국일보. 무단전재 및 재배포 금지.", "한국일보"),
        (Label.COPYRIGHT, "<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>", "연합뉴스"),
        (Label.RIGHTS_NOTICE, "<저작권자(c) 연합뉴스, AI 학습 및 활용 금지>", "연합뉴스"),
        (Label.COPYRIGHT, "ⓒ 매일경제 & mk.co.kr, 무단전재 금지", "매일경제"),
        (Label.COPYRIGHT, "Copyright © ANTARA 2025", "ANTARA"),
        (Label.COPYRIGHT, "© tous droits réservés - www.ouest-france.fr", "Ouest-France"),
        (Label.CREDITS, "Produit par le premier studio de Xinhua News Agency", "Xinhua"),
        (Label.BYLINE, "강바다 한경닷컴 기자 bada@hankyung.com", "한경닷컴"),
        (Label.BYLINE, "강바다 기자 bada@g-enews.com", "글로벌이코노믹"),
        (Label.BYLINE, "[이데일리 강바다 기자]", "이데일리"),
        (Label.BYLINE, "(서울=뉴스1) 강바다 기자 =", "뉴스1"),
        (Label.SUBSCRIBE, "네이버에서도 진실은 노컷으로!", "노컷뉴스"),
        (Label.TIMESTAMP, "2024-05-06 07:08:09 来源： 新华网", "新华网"),
        (Label.TIMESTAMP, "2024-05-06 07:08:09 新京报", "新京报"),
        (Label.TIMESTAMP, "2024-05-06 07:08:09 来源：甲乙红周刊 举报", "甲乙红周刊"),
        (Label.COPYRIGHT, "© 2024 Vox Media, LLC", "Vox"),
    ],
)
def test_a_line_beside_the_text_tells_the_outlet(label: Label, line: str, outlet: str) -> None:
    decision = decide((Label.BODY, BODY), (label, line))
    assert name_of(decision) == outlet
    assert line.startswith(decision.candidates[0].text[:10]) or decision.candidates[0].text in line


@pytest.mark.parametrize(
    ("lead", "outlet"),
    [
        ("(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다.", "연합뉴스"),
        ("(런던 AFP=연합뉴스) 시의회는 어제 조례를 통과시켰다.", "연합뉴스"),
        ("[스포츠서울 | 강바다기자] 시의회는 어제 조례를 통과시켰다.", "스포츠서울"),
        ("Bandung (ANTARA) - Dewan kota mengesahkan peraturan baru.", "ANTARA"),
        ("BANDUNG, KOMPAS.com — Dewan kota mengesahkan peraturan baru.", "Kompas.com"),
        ("新华社北京2月3日电（记者李明）市议会昨天通过了新条例。", "Xinhua"),
        ("LYON, 3 février (Reuters) - Le conseil a adopté un texte.", "Reuters"),
        ("(사진=연합뉴스) 시의회는 어제 조례를 통과시켰다.", None),
        ("CNN이 어제 보도한 데 따르면 시의회는 조례를 통과시켰다.", None),
        ("Le Monde change, et la ville aussi, disent les habitants.", None),
    ],
)
def test_the_lead_names_agency_or_outlet(lead: str, outlet: str | None) -> None:
    assert name_of(decide((Label.BODY, lead))) == outlet


def test_a_lead_may_stand_behind_a_caption_taken_for_text() -> None:
    caption = (Label.BODY, "Warga menunggu kereta di stasiun, Senin pagi.")
    assert (
        name_of(decide(caption, (Label.BODY, "TRIBUNNEWS.COM, JAKARTA --Warga menunggu kereta."))) == "Tribunnews.com"
    )


@pytest.mark.parametrize(
    "line",
    ["시청 전경. 로이터 연합뉴스", "시청 전경. AFP=연합뉴스", "시청 전경 (사진=뉴시스)", "La mairie. (Photo AFP)"],
)
def test_a_photo_credit_is_no_evidence(line: str) -> None:
    for label in (Label.CAPTION, Label.PHOTO_CREDIT):
        assert decide((Label.BODY, BODY), (label, line)) == NOTHING
    assert decide((Label.BODY, BODY), (Label.BYLINE, "강바다 기자 (사진=뉴시스)")).outlet is None


def test_authors_and_dateline_are_read() -> None:
    body = (Label.BODY, BODY)
    assert name_of(decide(body, authors=[author(organization="글로벌이코노믹")])) == "글로벌이코노믹"
    assert name_of(decide(body, authors=[author(email="haneul@hani.co.kr")])) == "한겨레"
    assert name_of(decide(body, authors=[author(email="haneul@naver.com")])) is None
    dated = decide(body, dateline=Dateline("Beijing", "Xinhua"))
    assert (dated.outlet, dated.wire) == (None, Outlet("xinhua", "Xinhua", "english.news.cn"))


# --- rank -----------------------------------------------------------------------------------------


def test_the_publisher_wins_over_the_agency_it_quotes() -> None:
    wire = (Label.BODY, "(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다.")
    assert name_of(decide(wire)) == "연합뉴스"
    assert name_of(decide(wire, profiles=["hankyung"])) == "한국경제"
    printed = decide(wire, (Label.COPYRIGHT, "<저작권자(c) 연합뉴스>"), profiles=["hankyung"])
    assert name_of(printed) == "한국경제"
    assert printed.wire == Outlet("yonhap", "연합뉴스", "yna.co.kr")
    assert printed.republisher is None


def test_a_section_with_its_own_name_wins_over_the_site() -> None:
    page = Page(canonical="https://biz.chosun.com/a")
    assert name_of(decide((Label.BODY, BODY), page=page, profiles=["chosun"])) == "조선비즈"
    assert (
        name_of(decide((Label.BODY, BODY), page=Page(canonical="https://www.mk.co.kr/a"), profiles=["chosun"]))
        == "조선일보"
    )


def test_the_writer_wins_over_the_republisher() -> None:
    page = Page(canonical="https://www.lefigaro.fr/a", metas=(("og:site_name", "Le Figaro"),))
    ours = (Label.BODY, "Le conseil a adopté un texte.")
    assert name_of(decide(ours, page=page)) == "Le Figaro"
    assert name_of(decide(ours, (Label.COPYRIGHT, "© Le Télégramme 2024"), page=page)) == "Le Télégramme"


def test_a_portal_is_never_the_outlet() -> None:
    portal = Page(
        canonical="https://n.news.naver.com/mnews/article/999/0001",
        metas=(("og:site_name", "네이버 뉴스"), ("og:article:author", "경향신문 | 네이버")),
        json_ld=({"@type": "NewsArticle", "publisher": {"name": "NAVER"}},),
    )
    assert name_of(decide((Label.BODY, BODY), (Label.COPYRIGHT, "Copyright ⓒ NAVER Corp."), page=portal)) == "경향신문"
    bare = Page(canonical="https://v.daum.net/v/1", json_ld=({"@type": "NewsArticle", "publisher": {"name": "Daum"}},))
    assert decide((Label.BODY, BODY), page=bare).outlet is None


def test_weak_hints_that_contradict_each_other_decide_nothing() -> None:
    wire = (Label.BODY, "(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다.")
    decision = decide(wire, (Label.SUBSCRIBE, "▶ 한국경제 구독신청"))
    assert decision.outlet is None
    assert {e.name for e in decision.candidates} == {"연합뉴스", "한국경제"}


def test_evidence_is_ranked() -> None:
    decision = decide(
        (Label.BODY, "[이데일리 강바다 기자] " + BODY),
        (Label.COPYRIGHT, "ⓒ 이데일리"),
        authors=[author(email="a@edaily.co.kr")],
    )
    assert [e.place for e in decision.candidates] == ["copyright", "lead", "email"]
    assert {e.id for e in decision.candidates} == {"edaily"}


def test_a_list_of_outlets_is_links() -> None:
    links = [(Label.OUTLET, name) for name in ("新华网", "人民网", "中国新闻网", "光明网")]
    assert decide((Label.BODY, BODY), *links).outlet is None
    assert name_of(decide((Label.BODY, BODY), (Label.OUTLET, "한겨레"), (Label.OUTLET, "경향신문"))) == "한겨레"


def test_a_site_footer_is_not_the_article() -> None:
    footer = [(Label.COMMENTS, "댓글 0"), (Label.COPYRIGHT, "Copyright © 우리동네 게시판. All rights reserved.")]
    assert decide((Label.BODY, BODY), *footer).outlet is None
    assert name_of(decide((Label.BODY, BODY), (Label.COPYRIGHT, "Copyright © 한국일보"), *footer)) == "한국일보"


# --- the page -------------------------------------------------------------------------------------


def test_picture_folders_of_portals_tell_the_outlet() -> None:
    daum = "https://img1.daumcdn.net/thumb/R658x0.q70/?fname=https%3A%2F%2Ft1.daumcdn.net%2Fnews%2F202401%2F02%2Fhankooki%2Fa.jpg"
    naver = "https://imgnews.pstatic.net/image/081/2024/01/02/a.jpg"
    for url, outlet in ((daum, "한국일보"), (naver, "서울신문")):
        assert name_of(decide((Label.BODY, BODY), page=Page(pictures=(picture(url, 3),)))) == outlet
    outside = Page(pictures=(picture(naver, 5000),))
    assert decide((Label.BODY, BODY), page=outside).outlet is None


def test_addresses_tell_the_outlet() -> None:
    assert name_of(decide((Label.BODY, BODY), source="https://n.news.naver.com/mnews/article/028/0002")) == "한겨레"
    assert name_of(decide((Label.BODY, BODY), source="https://inet.detik.com/read/1")) == "detikInet"
    assert (
        name_of(decide((Label.BODY, BODY), page=Page(canonical="https://en.yna.co.kr/view/1"))) == "Yonhap News Agency"
    )


def test_linked_data_names_the_publisher() -> None:
    graph: tuple[dict[str, Any], ...] = (
        {"@type": "NewsArticle", "publisher": {"@id": "#org"}},
        {"@id": "#org", "@type": "Organization", "name": "The Guardian"},
    )
    assert name_of(decide((Label.BODY, BODY), page=Page(json_ld=graph))) == "The Guardian"
    syndicated = ({"@type": "NewsArticle", "publisher": {"name": "Yahoo"}, "provider": [{"name": "Reuters"}]},)
    assert name_of(decide((Label.BODY, BODY), page=Page(json_ld=syndicated))) == "Reuters"
    board = ({"@type": "DiscussionForumPosting", "publisher": {"name": "The Guardian"}},)
    assert decide((Label.BODY, BODY), page=Page(json_ld=board)).outlet is None


def test_an_unknown_publisher_keeps_its_printed_name() -> None:
    page = Page(
        canonical="https://www.valley-courier.test/a",
        json_ld=({"@type": "NewsArticle", "publisher": "Valley Courier"},),
    )
    assert decide((Label.BODY, BODY), page=page).outlet == Outlet(None, "Valley Courier", "valley-courier.test")
    assert decide(
        (Label.BODY, BODY), (Label.COPYRIGHT, "Copyright © 2024 Valley Courier. All rights reserved.")
    ).outlet == Outlet(None, "Valley Courier", None)
    assert decide(
        (Label.BODY, BODY), (Label.COPYRIGHT, "저작권자 © 들판신문 무단전재 및 재배포 금지")
    ).outlet == Outlet(None, "들판신문", None)
    assert decide((Label.BODY, BODY), (Label.COPYRIGHT, "무단전재 및 재배포 금지")).outlet is None


@pytest.mark.parametrize("odd", [None, 3, [], {}, {"name": 3}, [[]], {"@id": "#gone"}])
def test_odd_linked_data_is_no_evidence(odd: object) -> None:
    assert decide((Label.BODY, BODY), page=Page(json_ld=({"@type": ["NewsArticle"], "publisher": odd},))).outlet is None


def test_nothing_is_no_outlet() -> None:
    assert decide() == NOTHING


def test_a_long_page_takes_about_a_millisecond() -> None:
    lines = [(Label.BODY, BODY)] * 300 + [(Label.NAVIGATION, "메뉴: 전체 보기")] * 700 + [(Label.COPYRIGHT, "ⓒ 한겨레")]
    view, segments = document(*lines)
    index_of(REGISTRY)
    best = min(_timed(view, segments) for _ in range(5))
    assert best < 0.01, f"{best * 1000:.1f} ms"  # about 1 ms alone; room for a busy machine


def _timed(view: View, segments: list[Segment]) -> float:
    start = time.process_time()
    find_outlet(view, segments, [], [], None, REGISTRY, "")
    return time.process_time() - start


def test_an_outlet_line_on_another_outlets_site_is_a_link() -> None:
    page = Page(
        canonical="https://www.stern.de/a", json_ld=({"@type": "NewsArticle", "publisher": {"name": "STERN.de"}},)
    )
    assert name_of(decide((Label.BODY, BODY), (Label.OUTLET, "Handelsblatt"), page=page)) == "stern"
    assert name_of(decide((Label.BODY, BODY), (Label.OUTLET, "dpa"), page=page)) == "stern"
    alone = decide((Label.BODY, BODY), (Label.OUTLET, "Reuters"))
    assert alone.outlet is None
    assert alone.wire == Outlet("reuters", "Reuters", "reuters.com")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("First published in The Conversation.", "The Conversation"),
        ("This article was originally published on ProPublica under a free licence.", "ProPublica"),
        ("This story is republished from The Conversation.", "The Conversation"),
        ("The report was first published on Monday by the council.", "Daily Maverick"),
    ],
)
def test_a_republished_text_names_its_source(line: str, outlet: str) -> None:
    page = Page(canonical="https://www.dailymaverick.co.za/a")
    for label in (Label.BODY, Label.NOTICE):
        assert name_of(decide((Label.BODY, BODY), (label, line), page=page)) == outlet


def test_an_unknown_publisher_is_called_as_its_site_calls_itself() -> None:
    page = Page(
        canonical="https://valley.test/a",
        metas=(("og:site_name", "Valley Courier"),),
        json_ld=({"@type": "NewsArticle", "publisher": {"name": "Valley Courier Ltd"}},),
    )
    assert decide((Label.BODY, BODY), page=page).outlet == Outlet(None, "Valley Courier", "valley.test")
    blog = Page(
        canonical="https://valley.test/a", json_ld=({"@type": "BlogPosting", "publisher": {"name": "Blogger"}},)
    )
    assert decide((Label.BODY, BODY), page=blog).outlet is None


def test_a_portal_names_the_outlet_as_the_author() -> None:
    page = Page(canonical="https://finance.sina.com.cn/roll/1.html", metas=(("article:author", "新京报"),))
    assert name_of(decide((Label.BODY, "市议会昨天通过了新条例。"), page=page)) == "新京报"
    page = Page(canonical="https://www.lemonde.fr/1.html", metas=(("author", "Le Figaro"),))
    assert name_of(decide((Label.BODY, BODY), page=page)) == "Le Monde"


def test_a_company_with_an_outlets_name_publishes_others_too() -> None:
    line = (Label.COPYRIGHT, "© 2024 Vox Media, LLC")
    assert decide((Label.BODY, BODY), line, page=Page()).outlet is None
    page = Page(canonical="https://www.vox.com/1.html")
    assert name_of(decide((Label.BODY, BODY), line, page=page)) == "Vox"
