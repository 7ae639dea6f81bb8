"""Where dates stand: right at the headline, in marks of the markup, in addresses; and what a page shows beside its stamps."""

from __future__ import annotations

import pytest
from dated import BODY, MIXED, decide, document, head, published

from cleaners.date_marks import marked_dates
from cleaners.date_stamps import read_path
from cleaners.dates import date_candidates, decide_dates
from cleaners.model import Label
from cleaners.view import Page, Span, TimeTag

HEADLINE = (Label.HEADLINE, "Eine Brücke für die Stadt")


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
    later = decide(HEADLINE, (Label.TIMESTAMP, "2025.11.02"), BODY, page=page)
    assert later.published.edtf == "2025-06-12"
    two = decide(HEADLINE, (Label.TIMESTAMP, "2022.11.02"), (Label.TIMESTAMP, "2021.11.02"), BODY, page=page)
    assert two.published.edtf == "2025-06-12"
    wrong = decide(HEADLINE, (Label.TIMESTAMP, "Kamis (12/2/2022)"), BODY, page=page)
    assert wrong.published.edtf == "2025-06-12"


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
