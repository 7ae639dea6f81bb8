"""Publisher, wire service, republisher and portal are told apart, each from words of the document."""

from __future__ import annotations

from typing import Any

import pytest
from outlet_documents import BODY, REGISTRY, author, decide, document, name_of, picture

from cleaners.model import Label, Outlet, OutletCandidate
from cleaners.outlets import OutletDecision
from cleaners.view import Page

TEXT = "Der Rat beschloss gestern eine neue Satzung für den Hafen."
FIGARO = Page(canonical="https://www.lefigaro.fr/a", metas=(("og:site_name", "Le Figaro"),))


def wire_of(decision: OutletDecision) -> str | None:
    return decision.wire.name if decision.wire else None


def republisher_of(decision: OutletDecision) -> str | None:
    return decision.republisher.name if decision.republisher else None


# --- whose text it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "wire"),
    [
        ("(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다.", "연합뉴스"),
        ("(런던 AFP=연합뉴스) 시의회는 어제 조례를 통과시켰다.", "연합뉴스"),
        ("[서울=뉴시스] 강바다 기자 = 시의회는 어제 조례를 통과시켰다.", "뉴시스"),
        ("Bandung (ANTARA) - Dewan kota mengesahkan peraturan baru.", "ANTARA"),
        ("LYON, 3 février (Reuters) - Le conseil a adopté un texte.", "Reuters"),
        ("MADRID, 3 feb (EFE).- El consejo aprobó una norma.", "EFE"),
        ("Berlin (dpa/bb) - Der Rat beschloss eine Satzung.", "dpa"),
        ("BANGKOK (AP) — The council passed a new rule.", "AP"),
        ("新华社北京2月3日电（记者李明）市议会昨天通过了新条例。", "Xinhua"),
        ("【ロンドン共同】市議会は昨日、新しい条例を可決した。", "共同通信"),
        ("【北京時事】市議会は昨日、新しい条例を可決した。", "時事通信"),
        ("МОСКВА, 3 февраля. /ТАСС/. Городской совет принял новое правило.", "ТАСС"),
        ("ANKARA (AA) - Belediye meclisi yeni bir karar aldı.", "Anadolu Ajansı"),
        ("[이데일리 강바다 기자] 시의회는 어제 조례를 통과시켰다.", None),
        ("(사진=연합뉴스) 시의회는 어제 조례를 통과시켰다.", None),
        ("연합뉴스에 따르면 시의회는 어제 조례를 통과시켰다.", None),
    ],
)
def test_the_opening_names_the_agency(lead: str, wire: str | None) -> None:
    assert wire_of(decide((Label.BODY, lead))) == wire


@pytest.mark.parametrize(
    ("end", "wire"),
    [
        ("Der Rat beschloss gestern eine Satzung. (dpa)", "dpa"),
        ("Der Rat beschloss gestern eine Satzung. (dpa/jbr)", "dpa"),
        ("Der Rat beschloss gestern eine Satzung. (APA, 3.5.2024)", "APA"),
        ("Il consiglio ha approvato la norma. (ANSA).", "ANSA"),
        ("Rada przyjęła nową uchwałę. (PAP)", "PAP"),
        ("Byrådet vedtog en ny plan. /ritzau/", "Ritzau"),
        ("The council passed a new rule. – AFP", "AFP"),
        ("Der Rat tagte im Rathaus (Saal 3)", None),
        ("Der Rat sprach mit dem Sender (Radio Hafen/dpa-Reporter)", None),
        ("The council passed a new rule (see Reuters Institute)", None),
    ],
)
def test_the_signature_of_the_text_names_the_agency(end: str, wire: str | None) -> None:
    assert wire_of(decide((Label.BODY, TEXT), (Label.BODY, TEXT), (Label.BODY, TEXT), (Label.BODY, end))) == wire


@pytest.mark.parametrize(
    ("line", "wire"),
    [
        ("Source: AFP", "AFP"),
        ("Quelle: dpa", "dpa"),
        ("출처: 연합뉴스", "연합뉴스"),
        ("来源：新华社", "Xinhua"),
        ("Avec AFP", "AFP"),
        ("Le Matin avec l'AFP", "AFP"),
        ("Com informações da Reuters", "Reuters"),
        ("Con información de EFE", "EFE"),
        ("mit Material der dpa", "dpa"),
        ("Theo Reuters", "Reuters"),
        ("This report by The Canadian Press was first published Feb. 3, 2026.", "The Canadian Press"),
        ("The Associated Press contributed to this report.", "AP"),
        ("Our readers spoke with Reuters", None),
        ("Source: the harbour office", None),
        ("Photo: AFP", None),
    ],
)
def test_a_line_names_the_agency(line: str, wire: str | None) -> None:
    for label in (Label.NOTICE, Label.BODY):
        assert wire_of(decide((Label.BODY, TEXT), (Label.BODY, TEXT), (label, line))) == wire


def test_an_agency_in_byline_authors_and_linked_data_is_the_wire() -> None:
    body = (Label.BODY, TEXT)
    both = decide(body, (Label.BYLINE, "Par Le Figaro avec AFP"))
    assert (name_of(both), wire_of(both)) == ("Le Figaro", "AFP")
    assert wire_of(decide(body, page=FIGARO, authors=[author(name="dpa")])) == "dpa"
    data: tuple[dict[str, Any], ...] = ({"@type": "NewsArticle", "provider": {"name": "Reuters"}},)
    linked = decide(body, page=Page(canonical=FIGARO.canonical, json_ld=data))
    assert (name_of(linked), wire_of(linked)) == ("Le Figaro", "Reuters")


@pytest.mark.parametrize("label", [Label.CAPTION, Label.PHOTO_CREDIT])
def test_a_photo_credit_is_no_wire(label: Label) -> None:
    for line in ("La mairie. (AFP)", "시청 전경. AFP=연합뉴스", "Source: Reuters"):
        assert wire_of(decide((Label.BODY, TEXT), (label, line), page=FIGARO)) is None


def test_a_newspaper_that_prints_an_agencys_text_is_its_publisher() -> None:
    lead = (Label.BODY, "LYON, 3 février (AFP) - Le conseil a adopté un texte.")
    decision = decide(lead, (Label.COPYRIGHT, "© 2026 AFP"), page=FIGARO)
    assert (name_of(decision), wire_of(decision), republisher_of(decision)) == ("Le Figaro", "AFP", None)


def test_an_agency_is_the_publisher_where_nobody_else_can_be() -> None:
    lead = (Label.BODY, "(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다.")
    dump = decide(lead)
    assert (name_of(dump), wire_of(dump)) == ("연합뉴스", "연합뉴스")
    unknown = decide(lead, page=Page(canonical="https://news.example/a"))
    assert (unknown.outlet, wire_of(unknown)) == (None, "연합뉴스")  # some newspaper's page
    board = decide(lead, page=Page(canonical="https://board.example/a"), reposted=True)
    assert name_of(board) == "연합뉴스"


# --- on whose page it stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "republisher"),
    [
        ("https://n.news.naver.com/mnews/article/028/0002", "네이버"),
        ("https://v.daum.net/v/2026", "Daum"),
        ("https://www.msn.com/ko-kr/news/a", "MSN"),
        ("https://news.yahoo.com/a.html", "Yahoo"),
    ],
)
def test_a_portal_republishes(address: str, republisher: str) -> None:
    page = Page(canonical=address)
    decision = decide((Label.BODY, BODY), (Label.COPYRIGHT, "ⓒ 한겨레신문사, 무단전재 및 재배포 금지"), page=page)
    assert (name_of(decision), republisher_of(decision)) == ("한겨레", republisher)
    assert {c.role for c in decision.candidates} == {"publisher", "portal"}
    alone = decide((Label.BODY, BODY), page=Page(canonical=address.replace("/028/", "/999/")))
    assert (alone.outlet, republisher_of(alone)) == (None, republisher)


def test_a_canonical_link_to_another_site_names_the_publisher() -> None:
    page = Page(canonical="https://www.lefigaro.fr/a", metas=(("og:site_name", "Ouest-France"),))
    decision = decide((Label.BODY, TEXT), page=page, source="https://www.ouest-france.fr/a")
    assert (name_of(decision), republisher_of(decision)) == ("Le Figaro", "Ouest-France")
    roles = {(c.place, c.role) for c in decision.candidates}
    assert roles == {("canonical", "publisher"), ("address", "republisher"), ("site_name", "republisher")}


def test_a_newspaper_that_reprints_another_ones_article_is_the_republisher() -> None:
    decision = decide((Label.BODY, TEXT), (Label.COPYRIGHT, "© Le Télégramme 2024"), page=FIGARO)
    assert (name_of(decision), republisher_of(decision)) == ("Le Télégramme", "Le Figaro")


def test_a_board_is_called_as_it_calls_itself() -> None:
    page = Page(canonical="https://village.example/bbs/1", metas=(("og:site_name", "우리마을 게시판 | 자유게시판"),))
    copied = decide((Label.BODY, BODY), (Label.COPYRIGHT, "ⓒ 한겨레, 무단전재 금지"), page=page, reposted=True)
    assert copied.republisher == Outlet(None, "우리마을 게시판", "village.example")
    assert decide((Label.BODY, BODY), page=page, reposted=True).republisher is None


def test_one_house_does_not_republish_itself() -> None:
    house = Page(canonical="https://www.chosun.com/a", metas=(("og:site_name", "조선일보"),))
    decision = decide((Label.BODY, BODY), (Label.COPYRIGHT, "ⓒ 조선비즈"), page=house)
    assert (name_of(decision), decision.republisher) == ("조선비즈", None)


# --- the evidence ---------------------------------------------------------------------------------


def test_every_candidate_stands_where_it_says() -> None:
    lines = [
        (Label.NAVIGATION, "메뉴"),
        (Label.OUTLET, "  한겨레 "),
        (Label.BODY, "(서울=연합뉴스) 강바다 기자 = 시의회는 어제 조례를 통과시켰다. (연합뉴스)"),
        (Label.BYLINE, "강바다 한겨레 기자 bada@hani.co.kr"),
        (Label.COPYRIGHT, " ⓒ 한겨레, 무단전재 금지"),
    ]
    text = document(*lines)[0].text
    decision = decide(*lines, page=Page(canonical="https://www.hani.co.kr/a"))
    printed = [c for c in decision.candidates if c.start is not None]
    assert {c.place for c in printed} == {"outlet_line", "lead", "tail", "byline", "email", "copyright"}
    assert all(text[c.start : c.end] == c.text for c in printed)
    assert [c.trust for c in decision.candidates] == sorted((c.trust for c in decision.candidates), reverse=True)


def test_the_decision_names_its_evidence() -> None:
    decision = decide(
        (Label.BODY, BODY), (Label.BYLINE, "강바다 기자 bada@hani.co.kr"), (Label.COPYRIGHT, "ⓒ 한겨레, 무단전재 금지")
    )
    assert decision.evidence == 'copyright "ⓒ 한겨레, 무단전재 금지" + email "@hani.co.kr"'


def test_no_name_before_an_at_sign_is_kept() -> None:
    decision = decide(
        (Label.BODY, BODY),
        (Label.BYLINE, "강바다 한겨레 기자 bada@hani.co.kr"),
        authors=[author(email="bada@hani.co.kr")],
    )
    assert decision.candidates
    assert not any("bada" in c.text for c in decision.candidates)


def test_a_directory_does_not_flood_the_record() -> None:
    names = [entry.name for entry in REGISTRY.values()][:300]
    decision = decide((Label.BODY, BODY), *((Label.COPYRIGHT, f"ⓒ {name}") for name in names))
    assert len(decision.candidates) == 50


@pytest.mark.parametrize(
    "line",
    [
        "© RIPRODUZIONE RISERVATA",
        "© 2026 Harbour Media GmbH. Alle Rechte vorbehalten.",
        "Copyright 2026 Harbour Holdings, Inc. All rights reserved.",
        "Copyright 2026 港口传媒有限公司",
        "© All rights reserved",
        "© flickr.com/harbour",
        "© Wszelkie prawa zastrzeżone",
    ],
)
def test_a_company_or_a_formula_is_no_publisher(line: str) -> None:
    assert decide((Label.BODY, TEXT), (Label.COPYRIGHT, line)).outlet is None


def test_a_menu_names_no_publisher() -> None:
    for line in ("• Granma", "- Handelsblatt", "▪ Le Monde"):
        assert decide((Label.BODY, TEXT), (Label.OUTLET, line)).outlet is None
    far = [(Label.NAVIGATION, "x" * 600)]
    assert decide((Label.BODY, TEXT), *far, (Label.OUTLET, "Handelsblatt")).outlet is None


def test_a_line_that_says_more_than_a_name_is_no_outlet() -> None:
    for line in ("(本文来源：港口财经 )", "Hafen: heute", "Menü | Suche"):
        assert decide((Label.BODY, TEXT), (Label.OUTLET, line)).outlet is None
    assert name_of(decide((Label.BODY, TEXT), (Label.OUTLET, "Hafenbote"))) == "Hafenbote"


def test_pictures_kept_by_a_portal_say_nothing_of_it() -> None:
    page = Page(pictures=(picture("https://imgnews.pstatic.net/a/b.jpg", 3),))
    assert decide((Label.BODY, BODY), page=page).candidates == ()


def test_a_candidate_is_one_row() -> None:
    (only,) = decide((Label.BODY, BODY), (Label.COPYRIGHT, "ⓒ 들판신문 무단전재 금지")).candidates
    assert only == OutletCandidate(
        "ⓒ 들판신문 무단전재 금지", "copyright", "printed", "publisher", None, "들판신문", None, 0.48, 38, 52
    )


# --- names that may mean somebody else ------------------------------------------------------------


def test_a_name_that_several_publishers_bear_needs_more_than_itself() -> None:
    line = (Label.COPYRIGHT, "Copyright © 2026 The Telegraph. All rights reserved.")
    body = (Label.BODY, "The council passed a new rule for the harbour.")
    assert decide(body, line, language="en").outlet is None
    own = decide(body, line, language="en", page=Page(canonical="https://www.telegraph.co.uk/a"))
    assert name_of(own) == "The Telegraph"
    mailed = decide(body, line, (Label.BYLINE, "By Ann Field ann@telegraph.co.uk"), language="en")
    assert name_of(mailed) == "The Telegraph"


def test_an_abbreviation_from_another_language_decides_nothing() -> None:
    for label, line in ((Label.OUTLET, "MBC"), (Label.BYLINE, "Von Jan Feld, MBC"), (Label.COPYRIGHT, "© 2026 MBC")):
        assert decide((Label.BODY, TEXT), (label, line), language="de").outlet is None
        assert name_of(decide((Label.BODY, BODY), (label, line), language="ko")) == "MBC"
    translated = decide((Label.BODY, TEXT), (Label.BYLINE, "Jan Feld, The Guardian"), language="de")
    assert name_of(translated) == "The Guardian"


def test_a_dump_is_of_the_site_whose_newsroom_has_an_address_below_it() -> None:
    text = (Label.BODY, "Staden får en ny hamn, säger borgmästaren.")
    told = decide(text, (Label.FOOTER, "Mejla: tips@letelegramme.fr"), language="sv")
    assert (name_of(told), told.evidence) == ("Le Télégramme", 'frame "Mejla: tips@letelegramme.fr"')
    two = (Label.FOOTER, "tips@letelegramme.fr"), (Label.FOOTER, "redaktion@spiegel.de")
    assert decide(text, *two).outlet is None
    assert decide(text, (Label.COMMENTS, "write to tips@letelegramme.fr")).outlet is None


def test_an_unknown_holder_of_rights_counts_where_the_menu_names_him_too() -> None:
    text = (Label.BODY, "The town gets a new quay, its mayor said.")
    menu = [(Label.NAVIGATION, "About Harbour Chronicle"), (Label.NAVIGATION, "Harbour Chronicle shop")]
    holder = (Label.FOOTER, "© 2031 Harbour Chronicle. All rights reserved")
    assert name_of(decide(*menu, text, holder)) == "Harbour Chronicle"
    assert decide(text, holder).outlet is None
    assert decide(*menu, text, (Label.FOOTER, "© 2031 Quay Holdings Ltd")).outlet is None


def test_a_place_with_the_letters_of_an_agency_is_no_agency() -> None:
    decision = decide((Label.BODY, "Mataram, NTB (ANTARA News) - Pemerintah membuka pelabuhan baru."), language="id")
    assert decision.wire is not None
    assert decision.wire.id == "antara"
    assert "ntb" not in {candidate.id for candidate in decision.candidates}


def test_a_dump_whose_frame_names_one_outlet_again_and_again_is_of_it() -> None:
    frame = [(Label.NAVIGATION, line) for line in ("Le Télégramme abonnés", "Les podcasts du Télégramme", "À propos")]
    named = [*frame, (Label.FOOTER, "Contacter Le Télégramme"), (Label.FOOTER, "Mentions légales www.letelegramme.fr")]
    text = (Label.BODY, "Le conseil a adopté un texte sur le port et la ville.")
    decision = decide(*named, text)
    assert (name_of(decision), decision.evidence) == ("Le Télégramme", 'frame "Le Télégramme abonnés"')
    assert decide(*frame, text).outlet is None  # twice is not often
    others = [(Label.NAVIGATION, "Partenaires : Le Figaro"), (Label.NAVIGATION, "Jeux Le Figaro")]
    assert decide(*named, *others, text).outlet is None
    assert (
        decide(
            (Label.NAVIGATION, "Agence France-Presse"), *[(Label.FOOTER, "Fil Agence France-Presse")] * 3, text
        ).outlet
        is None
    )


def test_a_signature_names_an_agency_as_only_bylines_print_it() -> None:
    body = "港町で二つ目の岸壁が月曜日に開業し、市長は工事が計画より二年長くかかったと述べた。"
    for sign, agency in (("（共同）", "kyodo"), ("（時事）", "jiji"), ("（山田）", None)):
        wire = decide((Label.BODY, body + sign), language="ja").wire
        assert (wire.id if wire else None) == agency, sign
