"""Headlines: what the page shows as one, told by what its head declares; with the evidence, without site and kicker."""

from __future__ import annotations

import json
import re

import pytest

from cleaners import Article, clean
from cleaners.declared_titles import Declared, letters, without_site
from cleaners.model import Label

PARAGRAPHS = "".join(
    f"<p>The harbour board said on day {i} that the new quay would open to ships of every size, and that the old one "
    "would be kept for the fishing boats, whose crews had asked for it at two meetings.</p>"
    for i in range(1, 8)
)
QUAY = "New quay opens to ships of every size"


def page(top: str, *, title: str = "", head: str = "") -> Article:
    """An article under `top`, on a page with a menu and a footer."""
    record = clean(
        f"<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a><a href='/s'>Sport</a></nav>"
        f"<main>{top}{PARAGRAPHS}</main><footer>Contact</footer></body></html>".encode()
    )
    assert isinstance(record, Article)
    return record


def og(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


def labels(record: Article) -> dict[str, Label]:
    return {record.visible_text[e.start : e.end].strip(): e.label for e in record.ledger}


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("New quay opens - Harbour News", "New quay opens"),
        ("New quay opens | Harbour News", "New quay opens"),
        ("Harbour News : New quay opens", "New quay opens"),
        ("New quay opens -- Harbour News", "New quay opens"),
        ("新しい岸壁が開く_Harbour News", "新しい岸壁が開く"),
        ("New quay opens - City | Harbour News", "New quay opens"),
        ("City - New quay opens", "City - New quay opens"),  # a section before a headline may be part of it
        ("New quay opens - and closes again", "New quay opens - and closes again"),
        ("Harbour News", "Harbour News"),
        ("[단독] 새 부두 문 열어(종합) : Harbour News", "[단독] 새 부두 문 열어(종합)"),
    ],
)
def test_the_site_is_cut_from_a_title_only_where_it_is_the_site(title: str, rest: str) -> None:
    assert without_site(title, frozenset({letters("Harbour News")}), frozenset({"city"})) == rest


def test_a_title_is_compared_piece_by_piece() -> None:
    runs = Declared("title", "Harbour News : City : New quay opens").runs
    assert {"harbournewscity", "citynewquayopens", "newquayopens"} <= set(runs)
    assert runs["newquayopens"] == "New quay opens"
    assert "newquayopens" not in Declared("title", "City: New quay opens").runs
    assert "newquayopens" in Declared("title", "City: New quay opens").endings


def test_a_heading_that_names_the_site_is_no_headline() -> None:
    name = '<meta property="og:site_name" content="Harbour News">'
    record = page(f"<h1>Harbour News</h1><h2>{QUAY}</h2>", title=f"{QUAY} - Harbour News", head=name)
    assert record.headline == QUAY
    assert record.headline_evidence == f"h2: {QUAY}; title: {QUAY} - Harbour News"
    record = page("<h1>Harbour News</h1>", title=f"Harbour News | {QUAY}", head=name + og(QUAY))
    assert (record.headline, record.headline_evidence) == (
        QUAY,
        f"og:title: {QUAY}; title: Harbour News | {QUAY}",
    )


def test_what_the_page_shows_outranks_what_is_written_for_search_engines() -> None:
    record = page(f"<h1>{QUAY}</h1>", title="Quay 2026: opening, ships, prices", head=og("Quay 2026: opening, ships"))
    assert record.headline == QUAY
    assert record.headline_evidence == f"h1: {QUAY}"


def test_of_several_headings_the_head_tells_which() -> None:
    top = f"<h1>Debates</h1><h1>{QUAY}</h1><h1>Comments</h1>"
    assert page(top, title=f"{QUAY}, day one | Somewhere").headline == QUAY


def test_a_menu_entry_with_the_name_of_a_section_is_no_headline() -> None:
    record = page(f"<h1>{QUAY} after all</h1><h3>City desk</h3>", title="Quay opens | City desk")
    assert record.headline == f"{QUAY} after all"


def test_a_kicker_inside_the_heading_is_cut_where_the_head_leaves_it_out() -> None:
    record = page(f"<h1><span>On the coast</span> {QUAY}</h1>", title=f"{QUAY} | News", head=og(QUAY))
    assert record.headline == QUAY
    assert labels(record)["On the coast"] is Label.KICKER
    kept = page(f"<h1><span>On the coast:</span> {QUAY}</h1>", title=QUAY, head=og(f"On the coast: {QUAY}"))
    assert kept.headline == f"On the coast: {QUAY}"
    unparted = page(f"<h1>Coast: {QUAY}</h1>", title="News", head=og(QUAY))  # one place alone, and no edge
    assert unparted.headline == f"Coast: {QUAY}"


@pytest.mark.parametrize(
    ("rest", "label"),
    [
        ("Comments: 45", Label.WIDGET),
        ("06.01.12 11:51", Label.TIMESTAMP),
        ("The board had waited for nine years", Label.SUBHEADLINE),
    ],
)
def test_what_stands_behind_the_headline_in_its_heading(rest: str, label: Label) -> None:
    record = page(f"<h1>{QUAY}<small>{rest}</small></h1>", title=f"{QUAY} / News of the Coast", head=og(QUAY))
    assert record.headline == QUAY
    assert labels(record)[rest] is label


def test_a_headline_on_two_lines_is_one() -> None:
    record = page("<h1>New quay opens<br>to ships of every size</h1>", title=QUAY)
    assert record.headline == QUAY


def test_a_headline_that_stands_twice_is_a_duplicate_once() -> None:
    record = page(f"<h1>{QUAY}</h1><div class='bar'>{QUAY}</div>", title=QUAY)
    assert [e.label for e in record.ledger if record.visible_text[e.start : e.end].strip() == QUAY] == [
        Label.HEADLINE,
        Label.DUPLICATE,
    ]


def test_character_references_written_twice_over() -> None:
    record = page("<h1>Ships &amp;amp; boats share the new quay</h1>", title="Ships &amp; boats share the new quay")
    assert record.headline == "Ships & boats share the new quay"
    head = json.dumps({"@type": "NewsArticle", "headline": "Ships &#039;n&#039; boats share the quay"})
    record = page("", title="Coast", head=f'<script type="application/ld+json">{head}</script>')
    assert record.headline == "Ships 'n' boats share the quay"
    assert record.headline_evidence == "json_ld: Ships 'n' boats share the quay"


def test_nothing_is_known_of_the_headline() -> None:
    record = page("", title="www.harbour-news.com")
    assert record.headline is None
    assert record.headline_evidence is None


def dump(*lines: str) -> Article:
    """A text dump: lines, then the article."""
    text = re.sub(r"</?p>", "\n", PARAGRAPHS)
    record = clean("\n".join([*lines, *filter(None, text.split("\n"))]).encode())
    assert isinstance(record, Article)
    return record


@pytest.mark.parametrize(
    "lines",
    [
        ("Home", "Sport", "Culture", "Log in", QUAY, "By Ada Verne", "5 February 2025", "Share this item on Facebook"),
        ("Home", "News", f"3. {QUAY}", "Harbour", QUAY, "5 February 2025", "Share", "Send this page to a friend"),
        (f"{QUAY} | Coast News Loaded", "Coast", QUAY, "Ada Verne", "Posted: Feb 05, 2025"),
        (
            "Council votes on the budget for schools",
            "Six tips for a balcony garden",
            "Weather",
            "Coast",
            QUAY,
            "Ada Verne",
        ),
    ],
)
def test_the_headline_of_a_dump_stands_near_the_article_and_speaks_of_it(lines: tuple[str, ...]) -> None:
    record = dump(*lines)
    assert record.headline == QUAY
    assert (record.headline_evidence or "").startswith(f"line: {QUAY}")


def test_a_dump_of_nothing_but_an_article_has_no_headline() -> None:
    assert dump().headline is None
    assert dump("Menu", "Log in", "Share", "Copy link").headline is None


@pytest.mark.parametrize("word", ["story__kicker", "Article-Overline", "dachzeile", "c-topline"])
def test_an_element_called_a_kicker_is_none_of_the_headline(word: str) -> None:
    record = page(f'<h1><span class="{word}">Harbour</span> <span>{QUAY}</span></h1>', title="The week at the harbour")
    assert record.headline == QUAY
    assert labels(record)["Harbour"] is Label.KICKER


def test_a_kicker_that_is_printed_with_a_colon_stays_in_its_line() -> None:
    top = f'<h1><span class="kicker">Harbour:</span> <span>{QUAY}</span></h1>'
    assert page(top, title="The week at the harbour").headline == f"Harbour: {QUAY}"


def test_texts_that_are_glued_at_an_element_are_two_though_a_title_has_both() -> None:
    top, title = f"<h1><span>Harbour</span><span>{QUAY}</span></h1>", f"Harbour {QUAY} - Harbour News"
    assert page(top, title=title, head=og(QUAY)).headline == QUAY
    spaced = f"<h1><span>Harbour</span> <span>{QUAY}</span></h1>"
    assert page(spaced, title=title, head=og(f"Harbour {QUAY}")).headline == f"Harbour {QUAY}"


def test_soft_hyphens_are_no_part_of_a_headline() -> None:
    record = page("<h1>New quay opens to ves&shy;sels of ev&shy;ery size</h1>", title="Harbour News")
    assert record.headline == "New quay opens to vessels of every size"
    assert "ves\u00adsels" in (record.headline_evidence or "")


def test_the_list_in_a_menu_ends_at_the_headline() -> None:
    menu = "".join(
        f"<p>The council met for the {n}th time and spoke of ferries, boats and bridges again.</p>" for n in (2, 3, 4)
    )
    links = "".join(f"<div>{word}</div>" for word in ("Related stories", "Boats", "Ferries", "Bridges"))
    record = page(f"<div>{menu}{links}</div><h1>{QUAY}</h1>", title=f"{QUAY} - Harbour News")
    assert labels(record)["Boats"] is Label.RELATED
    assert labels(record)[QUAY] is Label.HEADLINE


def linked(kind: str, headline: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, "headline": headline})}</script>'


SEARCHED = "Harbour Eastport: what the new quay costs"
CRUMBS = [
    "<nav><a href='/'>Start</a><h1>{}</h1></nav>",
    "<ol><li><a href='/c'>Coast</a></li><li><h1>{}</h1></li></ol>",
    "<div class='PageBreadCrumbs'><span>Coast</span><h1>{}</h1></div>",
    "<div><a href='/c'>Coast</a><i>&gt;</i><h1 class='bold'>{}</h1></div>",
]


@pytest.mark.parametrize("crumbs", CRUMBS)
def test_the_last_entry_of_a_breadcrumb_names_the_page_and_the_headline_stands_below(crumbs: str) -> None:
    top = f"{crumbs.format(SEARCHED)}<h2><span>On the coast</span> <span>{QUAY}</span></h2>"
    record = page(top, title=SEARCHED, head=linked("NewsArticle", SEARCHED) + og(QUAY))
    assert record.headline == QUAY
    assert record.headline_evidence == f"h2+og:title: {QUAY}"
    assert (labels(record)["On the coast"], labels(record)[SEARCHED]) == (Label.KICKER, Label.NAVIGATION)


def test_a_headline_below_a_breadcrumb_on_a_line_below_its_kicker() -> None:
    top = f"{CRUMBS[1].format(SEARCHED)}<h2><div>On the coast</div><div>{QUAY}</div></h2>"
    record = page(top, title=SEARCHED, head=og(f"On the coast: {QUAY}"))
    assert record.headline == QUAY
    assert record.headline_evidence == f"h2: {QUAY}; og:title: On the coast: {QUAY}"
    assert labels(record)["On the coast"] is Label.KICKER


@pytest.mark.parametrize(
    ("top", "head"),
    [
        (f"<div><h1>{SEARCHED}</h1></div><h2>{QUAY}</h2>", og(QUAY)),  # a deck under a headline
        (f"{CRUMBS[0].format(SEARCHED)}<h2>What the board says of it</h2>", og(QUAY)),  # a heading of the text
        (f"{CRUMBS[0].format(SEARCHED)}<h2>{QUAY}</h2>", og(SEARCHED)),  # the head knows of one headline only
    ],
)
def test_a_first_level_heading_stays_the_headline(top: str, head: str) -> None:
    assert page(top, title=SEARCHED, head=head).headline == SEARCHED


def test_the_headline_of_a_news_article_is_what_its_newsroom_calls_so_twice() -> None:
    shown, head = f"<h1>{QUAY}</h1>", linked("NewsArticle", f"Eastport: {QUAY}")
    record = page(shown, title="Harbour", head=head + og(f"Eastport: {QUAY} | Harbour News") + SITE)
    assert record.headline == f"Eastport: {QUAY}"
    assert record.headline_evidence == (
        f"h1: {QUAY}; json_ld: Eastport: {QUAY}; og:title: Eastport: {QUAY} | Harbour News"
    )
    assert labels(record)[QUAY] is Label.HEADLINE


SITE = '<meta property="og:site_name" content="Harbour News">'


@pytest.mark.parametrize(
    ("kind", "stated", "social"),
    [
        ("BlogPosting", SEARCHED, SEARCHED),  # a plugin's, for search engines
        ("Article", SEARCHED, SEARCHED),
        ("NewsArticle", SEARCHED, "Harbour: the quay in 2026"),  # the two do not agree
        ("NewsArticle", f"{QUAY} - Coast desk", f"{QUAY} - Coast desk"),  # the name of a site or section behind it
        ("NewsArticle", "Harbour News", "Harbour News"),
    ],
)
def test_what_is_stated_is_not_always_the_headline(kind: str, stated: str, social: str) -> None:
    record = page(f"<h1>{QUAY}</h1>", title=QUAY, head=SITE + linked(kind, stated) + og(social))
    assert record.headline == QUAY


def test_a_headline_of_two_elements_has_the_colon_that_its_head_writes() -> None:
    top = "<h1><span>Harbour board</span> <span>New quay opens to ships</span></h1>"
    record = page(
        top, title="Harbour board: New quay opens to ships", head=og("Harbour board: New quay opens to ships")
    )
    assert record.headline == "Harbour board: New quay opens to ships"
    plain = page("<h1>Harbour board New quay opens</h1>", title="Harbour board New quay: opens")
    assert plain.headline == "Harbour board New quay: opens"


def test_signs_stay_with_their_words_where_a_heading_is_cut() -> None:
    record = page(f'<h1><span>"Soon"</span><span>{QUAY}</span></h1>', title="Coast", head=og(QUAY))
    assert record.headline == QUAY
    assert labels(record)['"Soon"'] is Label.KICKER
    assert page(f"<h1>{QUAY}!<small>Comments: 45</small></h1>", title="Coast", head=og(QUAY)).headline == f"{QUAY}!"
