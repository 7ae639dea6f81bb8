"""Where dates stand: right at the headline, in marks of the markup, in addresses; and what a page shows beside its stamps."""

from __future__ import annotations

import pytest
from dated import BODY, MIXED, decide, document, head, published

from cleaners import clean
from cleaners.date_marks import marked_dates
from cleaners.date_scripts import script_dates
from cleaners.date_stamps import read_path
from cleaners.date_text import read_dates
from cleaners.dates import date_candidates, decide_dates
from cleaners.model import Article, Label
from cleaners.rulebook import rulebook
from cleaners.view import Page, Span, TimeTag

HEADLINE = (Label.HEADLINE, "Eine Brücke für die Stadt")
TEXT = (
    "<p>Die Stadt baut eine Brücke über den Fluss, und die Leute am anderen Ufer haben lange darauf gewartet.</p>" * 3
)


def judged(*lines: tuple[Label, str]) -> str | None:
    """The day of a document whose lines the labeller judged, which may be wrong."""
    view, segments = document(*lines)
    for segment in segments:
        segment.rule = f"labeller/{segment.label}"
    return decide_dates(date_candidates(view, segments, [MIXED], "")).published.edtf


def test_a_short_line_at_the_headline_dates_the_article_whatever_it_was_taken_for() -> None:
    line = (Label.RELATED, "Pressemitteilung 2025.02.05")
    assert judged(HEADLINE, line, BODY) == "2025-02-05"
    assert judged(line, HEADLINE, BODY) == "2025-02-05"
    assert judged(HEADLINE, (Label.CAPTION, "2025.02.05 von Ada Verne"), BODY) == "2025-02-05"
    assert judged(HEADLINE, (Label.RELATED, "x" * 90 + " 2025.02.05"), BODY) is None
    assert judged(HEADLINE, (Label.RELATED, "Ein anderer Artikel, der länger ist als die Nähe"), line, BODY) is None


def test_what_a_rule_says_is_not_doubted() -> None:
    assert published(HEADLINE, (Label.RELATED, "2025.02.05"), BODY) is None


def test_a_short_line_below_the_text_is_a_hint_and_with_its_word_more() -> None:
    assert judged(HEADLINE, BODY, (Label.COMMENTS, "Von Ada am 2025.02.05")) == "2025-02-05~"
    assert judged(HEADLINE, BODY, (Label.COMMENTS, "입력 2025.2.5")) == "2025-02-05"


def test_a_day_shown_before_the_stamp_is_the_first() -> None:
    page = head(("article:published_time", "2025-06-12"))
    decision = decide(HEADLINE, (Label.TIMESTAMP, "2022.11.02"), BODY, page=page)
    assert decision.published.edtf == "2022-11-02"
    assert decision.published.evidence == 'timestamp "2022.11.02"; is earlier than meta "2025-06-12"'
    two = decide(HEADLINE, (Label.TIMESTAMP, "2022.11.02"), (Label.TIMESTAMP, "2021.11.02"), BODY, page=page)
    assert two.published.edtf == "2025-06-12"
    wrong = decide(HEADLINE, (Label.TIMESTAMP, "Kamis (12/2/2022)"), BODY, page=page)
    assert wrong.published.edtf == "2025-06-12"


def test_a_day_shown_below_the_headline_days_after_the_stamp_is_the_publication() -> None:
    page, shown = head(("article:published_time", "2025-06-12")), (Label.TIMESTAMP, "2025.11.02")
    decision = decide(HEADLINE, shown, BODY, page=page).published
    assert (decision.edtf, decision.rule) == ("2025-11-02", "dates/shown_after_stamp")
    assert decision.evidence == 'timestamp "2025.11.02"; is later than meta "2025-06-12"'
    changed = head(("article:published_time", "2025-06-12"), ("article:modified_time", "2025-11-02"))
    assert published(HEADLINE, shown, BODY, page=changed) == "2025-06-12"  # what it shows is the last change
    assert published(shown, HEADLINE, BODY, page=page) == "2025-06-12"  # may be the day of reading
    assert (
        published(HEADLINE, (Label.TIMESTAMP, "2025.06.13"), BODY, page=page) == "2025-06-12"
    )  # the printed paper's day
    assert (
        published(HEADLINE, (Label.TIMESTAMP, "2025.12.06"), BODY, page=page) == "2025-06-12"
    )  # day and month swapped
    other = head(("article:published_time", "2025-06-12"), canonical="https://news.example/2025/06/x")
    assert published(HEADLINE, shown, BODY, page=other) == "2025-06-12"


def test_a_date_below_a_deck_that_was_taken_for_text_stands_at_the_headline() -> None:
    deck = (
        Label.HEADING,
        "Die Stadt hat lange gewartet, jetzt wird gebaut: Was die Brücke kostet und wann sie fertig ist",
    )
    assert published(HEADLINE, deck, (Label.TIMESTAMP, "2025.02.05"), BODY) == "2025-02-05"
    text = [(Label.BODY, "Die Stadt baut eine Brücke über den Fluss, und niemand weiß, was sie kosten wird.")] * 6
    assert published(HEADLINE, *text, (Label.TIMESTAMP, "2025.02.05"), BODY) == "2025-02-05~"


def test_a_part_of_the_title_that_is_a_date_dates_the_page() -> None:
    assert published(BODY, page=Page(title="Eine Brücke für die Stadt | Kurier | 2025.02.05")) == "2025-02-05"
    assert published(BODY, page=Page(title="Eine Brücke - Stand vom 2025.02.05")) is None
    assert published(BODY, page=Page(title="2025.02.05")) is None


def test_a_weekday_shown_with_a_date_without_its_year_gives_way_to_the_year() -> None:
    lexicons = [rulebook().lexicons[name] for name in ("de", "und")]
    assert [(hit.text, hit.edtf) for hit in read_dates("Georg Hain, 21. Jan. 2015", lexicons)] == [
        ("21. Jan. 2015", "2015-01-21")
    ]


SCRIPTED = [
    ('<script>{"id":7,"publishedAt":"2025-02-05T08:00:00+01:00"}</script>', ["2025-02-05T08:00:00+01:00"]),
    ('<script>self.__next_f.push([1,"{\\"datePublished\\":\\"2025-02-05\\"}"])</script>', ["2025-02-05"]),
    ('<div data-page="{&quot;publish_date&quot;:&quot;2025-02-05 08:00:00&quot;}">', ["2025-02-05 08:00:00"]),
    ("<script>dataLayer.push({'cmsPublishingDate': '2025-02-05'})</script>", ["2025-02-05"]),
    ('<script>{"unpublishAt":"2031-02-05","isPublic":"2025-02-05","published":true}</script>', []),
    ('<script>{"publishedAt":1738742400}</script>', []),
]


@pytest.mark.parametrize(("markup", "found"), SCRIPTED)
def test_dates_in_the_data_of_scripts(markup: str, found: list[str]) -> None:
    assert [value.text for value in script_dates(markup)] == found


def test_the_data_of_scripts_dates_a_page_by_one_day_only() -> None:
    def day(*texts: str, meta: str = "") -> str | None:
        data = ",".join(f'{{"publishedAt":"{text}"}}' for text in texts)
        got = clean(
            f"<html><head>{meta}</head><body><h1>Brücke</h1><script>[{data}]</script>{TEXT}</body></html>".encode()
        )
        assert isinstance(got, Article)
        return got.date_published

    assert day("2025-02-05T08:00:00Z", "2025-02-05") == "2025-02-05"
    assert day("2025-02-05", "2025-02-07") is None
    assert day("2025-02-05", meta='<meta name="date" content="2025-01-31">') == "2025-01-31"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://news.example/2017/7/12/bridge", "2017-07-12"),  # the stamp is of a move to another system
        ("https://news.example/2025/06/11/bridge", "2025-06-12"),  # written on the eve
    ],
)
def test_the_day_of_an_address_before_the_stamp(address: str, day: str) -> None:
    assert published(BODY, page=head(("article:published_time", "2025-06-12"), canonical=address)) == day


def test_a_stamp_that_the_page_prints_as_it_is_stays() -> None:
    page = head(("article:published_time", "2025-02-04T16:30:00Z"), canonical="https://news.example/2025/02/05/x")
    assert published(HEADLINE, BODY, page=page) == "2025-02-05"
    assert published(HEADLINE, (Label.TIMESTAMP, "2025-02-04 오후 4:30"), BODY, page=page) == "2025-02-04"


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (
            "<abbr class='published' itemprop='datePublished' title='2018-06-05T08:00:00-07:00'>08:00</abbr>",
            [("2018-06-05T08:00:00-07:00", "published")],
        ),
        ('<span property="schema:dateCreated" content="2022-01-28T12:45:46+00:00" class="x">', None),
        ('<p itemprop="dateModified"\n content = "2022-01-14 10:31:00">', [("2022-01-14 10:31:00", "modified")]),
        (
            '<span class="updated" title="2013-04-04T18:52:11+00:00"></span>',
            [("2013-04-04T18:52:11+00:00", "modified")],
        ),
        ('<meta itemprop="datePublished" content="2022-01-14">', []),  # read with the head
        ('<time class="published" datetime="2022-01-14">', []),  # read with the times
        ('<span class="published">Yesterday</span>', []),
        ('<a class="unpublished" title="2022-01-14">', []),
        ('"itemprop="datePublished" content="2022-01-14"', []),
    ],
)
def test_marks(markup: str, found: list[tuple[str, str]] | None) -> None:
    expected = [("2022-01-28T12:45:46+00:00", "published")] if found is None else found
    assert [(value.text, value.place.role) for value in marked_dates(markup)] == expected


def test_marks_of_several_days_are_of_a_list() -> None:
    first, second = (f'<b itemprop="datePublished" content="2022-01-{day}">' for day in (14, 15))
    assert [value.place.trust >= 0.7 for value in marked_dates(first)] == [True]
    assert [value.place.trust >= 0.7 for value in marked_dates(first + second)] == [False, False]


def test_marks_are_looked_at_where_the_head_says_nothing() -> None:
    mark = '<abbr class="published" title="2018-06-05T08:00:00-07:00">08:00</abbr>'
    for page, day in ((Page(), "2018-06-05"), (head(("article:published_time", "2018-06-04")), "2018-06-04")):
        view, segments = document(BODY, page=page)
        view.form, view.markup = "html", mark
        assert decide_dates(date_candidates(view, segments, [MIXED], "")).published.edtf == day


@pytest.mark.parametrize(
    ("address", "dates"),
    [
        ("https://news.example/media/29-10-2021", ["2021-10-29"]),
        ("https://news.example/media/05-10-2021", []),  # the 5th of October, or May 10
        ("https://news.example/2023/october/03/bridge", ["2023-10-03"]),
        ("https://news.example/%32023/10/03/bridge", ["2023-10-03"]),
    ],
)
def test_days_in_addresses(address: str, dates: list[str]) -> None:
    assert [printed.edtf for printed in read_path(address)] == dates


def test_time_elements_of_other_articles() -> None:
    page = Page(times=(TimeTag("2025-02-04", Span(0, 8), frozenset()),))
    assert published((Label.RELATED, "Anderes."), HEADLINE, BODY, page=page) is None
