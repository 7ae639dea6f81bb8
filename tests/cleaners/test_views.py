"""From text and HTML to blocks that tile the visible text."""

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from cleaners.form import TooDeepError, is_markup
from cleaners.markup import view_of_markup
from cleaners.plaintext import view_of_text
from cleaners.view import View


def blocks(view: View) -> list[str]:
    return [view.block_text(b) for b in view.blocks]


def assert_blocks_tile(view: View) -> None:
    at = 0
    for block in view.blocks:
        assert block.start == at
        assert block.start <= block.text_end <= block.end
        at = block.end
    assert at == len(view.text) or not view.text.strip()


markup = st.recursive(
    st.sampled_from(
        ["x", " ", "가 나", "&amp;", "<br>", "\n", "<img src=a.jpg>", "<script>s</script>", "<p hidden>h</p>"]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "b", "a", "ul", "li", "h2", "table", "figure"]), st.lists(inner, max_size=4)
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=25,
)


@given(markup)
def test_blocks_of_markup_tile_and_hold_what_a_browser_shows(html: str) -> None:
    view = view_of_markup(html)
    assert_blocks_tile(view)
    soup = BeautifulSoup(html, "lxml")
    for node in [*soup("script"), *soup.select("[hidden]")]:
        node.decompose()
    assert "".join(view.text.split()) == "".join(soup.get_text().split())


@given(st.text(max_size=200))
def test_blocks_of_text_tile(text: str) -> None:
    view = view_of_text(text)
    assert_blocks_tile(view)
    assert "".join(blocks(view)).split() == "".join(line.strip() for line in view.text.split("\n")).split()


def test_white_space_collapses_as_in_a_browser() -> None:
    view = view_of_markup(
        "<p> one\n <b>two</b>  three </p>four<br>five<div hidden>six</div><div style='display: none'>seven</div>"
    )
    assert blocks(view) == ["one two three", "four", "five"]


def test_selectors_give_spans_of_the_visible_text() -> None:
    view = view_of_markup('<div id="story"><p>one</p><p class="byline leadText">two <i>three</i></p></div>')
    (span,) = view.select("p.byline")
    assert view.text[span.start : span.end].strip() == "two three"
    assert view.select("p:nope(") == []
    assert [block.hints for block in view.blocks] == [{"story"}, {"story", "byline", "lead", "text"}]


def test_pictures_know_their_caption_and_original() -> None:
    view = view_of_markup(
        '<figure><img data-org-src="https://a/o.jpg" src="https://a/t.jpg" srcset="https://a/s.jpg 100w, https://a/l.jpg 900w" alt="x">'
        "<figcaption>Quay at dawn</figcaption></figure><p>text</p>"
    )
    (picture,) = view.page.pictures
    assert picture.urls == ("https://a/o.jpg", "https://a/l.jpg", "https://a/t.jpg")
    assert picture.caption is not None
    assert view.text[picture.caption.start : picture.caption.end].strip() == "Quay at dawn"


def test_head_is_read() -> None:
    view = view_of_markup(
        '<html lang="ko-KR"><head><title> A  b </title><meta property="og:url" content="https://n.example/1"><meta name="Author" content="x">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "h"}]}</script>'
        '<script type="application/ld+json">{broken</script></head><body>t</body></html>'
    )
    assert view.page.title == "A b"
    assert view.page.lang == "ko-KR"
    assert view.page.canonical == "https://n.example/1"
    assert view.page.meta("author") == "x"
    assert [i.get("headline") for i in view.page.json_ld] == [None, "h"]


def test_nesting_has_a_limit_and_it_is_found_fast() -> None:
    start = time.perf_counter()
    with pytest.raises(TooDeepError, match="nested"):
        view_of_markup("<div>" * 100_000 + "x")
    with pytest.raises(TooDeepError, match="nested"):
        view_of_markup("<div></b>" * 100_000 + "x")  # end tags of what is not open end nothing
    assert time.perf_counter() - start < 2
    assert blocks(view_of_markup("<div>" * 500 + "x")) == ["x"]


def test_many_paragraphs_are_not_deep() -> None:
    assert len(view_of_markup("<p>x<li>y" * 3000).blocks) == 6000


def test_dumps_without_line_breaks_are_cut_at_sentences() -> None:
    view = view_of_text("The quay opened at dawn today. " * 100)
    assert len(view.blocks) == 100
    assert [b.soft for b in view.blocks[:2]] == [False, True]
    assert len(view_of_text("새 부두가 문을 열었다. " * 5 + "\n" + "짧은 줄").blocks) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<p>a</p><p>b</p><br>", True),
        ("a < b and c > d, 1 <2>", False),
        ("<!DOCTYPE html><title>t", True),
        ("plain", False),
    ],
)
def test_markup_is_told_from_text(text: str, told: bool) -> None:
    assert is_markup(text) is told
