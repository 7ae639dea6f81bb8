"""Dates whose lines say what they date: above them, behind them, or with the words `this page`."""

from __future__ import annotations

from datetime import date

import pytest
from dated import BODY, MIXED, decide, document, head, published

from cleaners import Article, clean
from cleaners.date_text import read_dates
from cleaners.dates import date_candidates, decide_dates
from cleaners.model import Label
from cleaners.rulebook import rulebook
from cleaners.view import Page, Span, TimeTag

HEADLINE = (Label.HEADLINE, "Eine Brücke für die Stadt")
FAR = (Label.NAVIGATION, "x" * 800)
LONG = (Label.BODY, BODY[1] * 20)


def article(language: str, *footer: str) -> Article:
    """A page in a language whose footer says something, far below its text."""
    text = {
        "en": "The council is building a bridge over the river, and the people on the other bank have waited for it.",
        "de": "Die Stadt baut eine Brücke über den Fluss, und die Leute am anderen Ufer haben lange darauf gewartet.",
    }[language]
    links = "".join(f"<p><a href='/{i}'>Link {i} {'x' * 60}</a></p>" for i in range(12))
    record = clean(
        f"<html lang='{language}'><body><article><h1>Harbour bridge</h1>{f'<p>{text}</p>' * 5}</article>"
        f"<footer>{links}{''.join(f'<p>{line}</p>' for line in footer)}</footer></body></html>".encode()
    )
    assert isinstance(record, Article)
    return record


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("en", "This page was last edited on 3 February 2026, at 19:23.", "2026-02-03~"),
        (
            "en",
            "This entry was posted on Tuesday, February 3, 2026 at 3:34 pm and is filed under Harbour.",
            "2026-02-03",
        ),
        ("de", "Diese Seite wurde zuletzt am 3. Februar 2026 um 13:22 Uhr geändert.", "2026-02-03~"),
        (
            "de",
            "Dieser Beitrag wurde am 3. Februar 2026 von Ada veröffentlicht und unter Hafen abgelegt.",
            "2026-02-03",
        ),
        ("en", "The bridge over the other river was opened on 3 February 2026 and is a mile long.", None),
    ],
)
def test_what_names_the_page_dates_it_wherever_it_stands(language: str, line: str, expected: str | None) -> None:
    assert article(language, line).date_published == expected


def test_several_pages_named_so_are_those_of_a_list() -> None:
    lines = ("This entry was posted on 3 February 2026.", "This entry was posted on 9 February 2026.")
    record = article("en", *lines)
    assert record.date_published is None
    assert [c.place for c in record.date_candidates if c.role == "published"] == ["neighbour", "neighbour"]
    assert article("en", lines[0], lines[0]).date_published == "2026-02-03"


def test_what_was_published_first_outweighs_a_bare_day_at_the_headline_and_no_labelled_one() -> None:
    note = "<p>This article was originally published on 26 September 2019 but is kept up to date.</p>"
    text = "<p>The council is building a bridge over the river, and the people there have waited for it.</p>" * 5
    for shown, expected in (("30 September 2022", "2019-09-26"), ("Published: 30 September 2022", "2022-09-30")):
        record = clean(f"<html lang='en'><h1>Harbour bridge</h1><p>{shown}</p>{text}{note}</html>".encode())
        assert isinstance(record, Article)
        assert record.date_published == expected


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru"])
def test_languages_know_how_a_page_speaks_of_itself(language: str) -> None:
    roles = {rule.role for rule in rulebook().lexicons[language].date if rule.own}
    assert roles == {"published", "modified"}
    for rule in (rule for rule in rulebook().lexicons[language].date if rule.own):
        hit = read_dates(rule.examples[0].text, [rulebook().lexicons[language]])[0]
        assert (hit.own, hit.role, date(hit.year or 1, hit.month or 1, hit.day or 1)) == (
            True,
            rule.role,
            date(2026, 2, 3),
        )


def test_the_line_above_a_date_says_what_it_is() -> None:
    lines = [HEADLINE, LONG, (Label.WIDGET, "입력"), (Label.TIMESTAMP, "2025.2.5"), (Label.WIDGET, "수정")]
    assert published(*lines, (Label.TIMESTAMP, "2025.3.9")) == "2025-02-05"
    bare = [HEADLINE, LONG, (Label.WIDGET, "Datum"), (Label.TIMESTAMP, "2025.2.5"), (Label.WIDGET, "Datum")]
    assert published(*bare, (Label.TIMESTAMP, "2025.3.9")) is None


def test_a_day_right_before_that_of_a_change_is_of_publication() -> None:
    decision = decide(HEADLINE, LONG, (Label.TIMESTAMP, "2025.2.5. 수정 2025.2.9"))
    assert (decision.published.edtf, decision.modified.edtf) == ("2025-02-05", "2025-02-09")
    apart = decide(HEADLINE, LONG, (Label.TIMESTAMP, "2025.2.5 of the other bridge, 수정 2025.2.9"))
    assert apart.published.edtf == "2025-02-09~"


def test_a_change_away_from_the_headline_is_a_hint_where_nothing_else_is_known() -> None:
    line = (Label.TIMESTAMP, "수정 2025.2.9")
    decision = decide(HEADLINE, BODY, FAR, line)
    assert (decision.published.edtf, decision.published.rule) == ("2025-02-09~", "dates/last_change")
    assert published(HEADLINE, BODY, FAR, line, (Label.TIMESTAMP, "수정 2025.3.9")) is None


def test_an_event_after_the_last_change_is_no_day_of_publication() -> None:
    told = (Label.BODY, "Die Gruppe trifft sich am Rabu (12/2/2025) im Haus am Hafen.")
    assert published(HEADLINE, told) == "2025-02-12~"
    assert published(HEADLINE, told, page=head(("article:modified_time", "2025-02-03"))) == "2025-02-03~"


def test_a_stamp_after_every_change_gives_way_to_one_before_them() -> None:
    changed, first = ("article:modified_time", "2026-01-15"), ("pubdate", "2021-02-16")
    late = decide(HEADLINE, BODY, page=head(("article:published_time", "2026-03-09"), changed, first))
    assert late.published.edtf == "2021-02-16"
    assert late.published.evidence == 'meta "2021-02-16"; is earlier than meta "2026-03-09"'
    waited = decide(HEADLINE, BODY, page=head(("article:published_time", "2026-03-09"), changed))
    assert waited.published.edtf == "2026-03-09"  # a text may wait for its day
    between = decide(HEADLINE, BODY, page=head(("article:published_time", "2026-01-15"), changed, first))
    assert between.published.edtf == "2026-01-15"


def marked(*lines: tuple[Label, str], at: int, hints: frozenset[str]) -> str | None:
    """The day of a document one line of which, as the labeller judged it, is a `time` element."""
    start = sum(len(text) + 1 for _, text in lines[:at])
    tag = TimeTag("2025-02-05", Span(start, start + len(lines[at][1])), hints)
    view, segments = document(*lines, page=Page(times=(tag,)))
    for segment in segments:
        segment.rule = f"labeller/{segment.label}"
    return decide_dates(date_candidates(view, segments, [], "")).published.edtf


def test_a_time_marked_as_published_at_the_headline_is_believed_whatever_its_line_was_taken_for() -> None:
    line = (Label.RELATED, "Ada Verne, Hafen, 5. Februar, keine Kommentare")
    assert marked(HEADLINE, line, BODY, at=1, hints=frozenset({"published"})) == "2025-02-05"
    assert marked(HEADLINE, line, BODY, at=1, hints=frozenset()) is None
    assert marked(HEADLINE, BODY, FAR, line, at=3, hints=frozenset({"published"})) is None


def test_of_the_times_above_and_below_the_headline_the_one_below_is_taken() -> None:
    view, segments = document((Label.TIMESTAMP, "alt"), HEADLINE, (Label.BYLINE, "von Ada Verne"), BODY)
    times = tuple(
        TimeTag(day, Span(s.start, s.end), frozenset())
        for day, s in (("2025-12-17", segments[0]), ("2017-03-01", segments[2]))
    )
    page = Page(times=times)
    view, segments = document((Label.TIMESTAMP, "alt"), HEADLINE, (Label.BYLINE, "von Ada Verne"), BODY, page=page)
    assert decide_dates(date_candidates(view, segments, [], "")).published.edtf == "2017-03-01"


def test_a_short_line_above_a_text_without_headline_dates_it() -> None:
    view, segments = document((Label.RELATED, "2025.02.05 Verband"), BODY)
    for segment in segments:
        segment.rule = f"labeller/{segment.label}"
    assert decide_dates(date_candidates(view, segments, [MIXED], "")).published.edtf == "2025-02-05"


def test_a_ticker_of_other_articles_above_the_headline_dates_nothing() -> None:
    rows = [(Label.BYLINE, f"[ 2025.3.{day} ] Neue Fähren für den Hafen am anderen Ufer") for day in (9, 8, 7)]
    page = head(("article:published_time", "2025-02-03"))
    decision = decide(*rows, HEADLINE, BODY, page=page)
    assert (decision.published.edtf, decision.published.rule) == ("2025-02-03", "dates/stated")
    assert published(*rows, HEADLINE, BODY) is None
    assert published(*rows[:2], HEADLINE, BODY) == "2025-03-09"  # two may be a date and its change
    far = (Label.NAVIGATION, "x" * 300)
    assert published(rows[0], far, rows[1], far, rows[2], HEADLINE, BODY) == "2025-03-08"
