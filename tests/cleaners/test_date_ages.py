"""Ages such as `2 hours ago`, and what the time of scraping proves and forbids."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from dated import BODY, document
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean, edtf
from cleaners.date_ages import AgeReader
from cleaners.date_decision import DateDecision
from cleaners.date_scrape import dated_by_age, scrape_candidate
from cleaners.dates import date_candidates, decide_dates
from cleaners.model import Article, DateCandidate, Label
from cleaners.rulebook import rulebook

SCRAPED = datetime.datetime.fromisoformat("2026-02-05T18:30:00+09:00")


def decide(
    *lines: tuple[Label, str], language: str = "en", scraped_at: datetime.datetime | None = SCRAPED
) -> DateDecision:
    """What is known of a document that was fetched at a given time."""
    view, segments = document(*lines)
    lexicons = [rulebook().lexicons[i] for i in (language, "und")]
    return decide_dates(date_candidates(view, segments, lexicons, "", scraped_at))


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "2 hours ago", "2026-02-05"),
        ("en", "17 hours ago", "2026-02-05"),
        ("en", "18 hours ago", "2026-02-04/2026-02-05"),  # 23:30 of the day before, or half past midnight
        ("en", "3 days ago", "2026-02-01/2026-02-03"),
        ("en", "2 weeks ago", "2026-01-15/2026-01-26"),
        ("en", "3 months ago", "2025-10/2025-11"),
        ("en", "1 year ago", "2024/2025"),
        ("en", "Today, 14:20", "2026-02-05"),
        ("en", "Yesterday 21:15", "2026-02-04"),
        ("ko", "3시간 전", "2026-02-05"),
        ("ko", "오늘 14:20", "2026-02-05"),
        ("ko", "오늘 23:20", None),  # still to come
        ("ko", "어제 23:20", "2026-02-04"),
        ("fr", "Publié il y a 2 heures", "2026-02-05"),
        ("fr", "Hier à 18h30", "2026-02-04"),
        ("id", "2 jam yang lalu", "2026-02-05"),
        ("de", "vor 10 Min.", "2026-02-05"),
        ("ja", "2時間前", "2026-02-05"),
        ("zh", "10分钟前", "2026-02-05"),
        ("ru", "вчера в 21:15", "2026-02-04"),
        ("ar", "منذ 3 ساعات", "2026-02-05"),
        ("th", "2 ชั่วโมงที่แล้ว", "2026-02-05"),
    ],
)
def test_an_age_is_counted_back_from_the_scraping(language: str, line: str, day: str | None) -> None:
    language = language if language in rulebook().lexicons else "en"
    published = decide((Label.TIMESTAMP, line), BODY, language=language).published
    assert published.edtf == day
    if day is not None:
        assert published.rule == "dates/age"
        assert (published.min, published.max) == edtf.bounds(day)
        assert published.evidence is not None
        assert published.evidence.endswith('+ scrape "2026-02-05T18:30:00+09:00"')


def test_without_a_time_of_scraping_an_age_is_seen_and_proves_nothing() -> None:
    lines = (Label.TIMESTAMP, "2 hours ago"), BODY
    assert decide(*lines, scraped_at=None).published.edtf is None
    view, segments = document(*lines)
    (seen,) = date_candidates(view, segments, [rulebook().lexicons["en"]], "")
    assert (seen.text, seen.age, seen.edtf, seen.place) == ("2 hours ago", "PT2H", None, "timestamp")


def test_a_printed_day_is_better_than_an_age() -> None:
    assert decide((Label.TIMESTAMP, "Feb 3, 2026 – 2 days ago"), BODY).published.edtf == "2026-02-03"
    assert (
        decide((Label.TIMESTAMP, "2 hours ago"), (Label.TIMESTAMP, "Feb 3, 2026"), BODY).published.edtf == "2026-02-03"
    )


def test_ages_of_others_and_in_the_prose_are_none() -> None:
    assert decide((Label.BODY, "The fire broke out 2 hours ago, the police said.")).published.edtf is None
    assert decide(BODY, (Label.RELATED, "2 hours ago")).published.edtf is None


def test_the_time_of_a_board_post_is_of_the_day_of_scraping() -> None:
    post = (Label.BOARD_CHROME, "작성일 14:20"), (Label.BODY, "새 다리가 놓였다.")
    assert decide(*post, language="ko").published.edtf == "2026-02-05"
    assert decide(*post, language="ko", scraped_at=None).published.edtf is None
    assert decide((Label.BOARD_CHROME, "작성일 23:20"), post[1], language="ko").published.edtf is None


def test_a_board_date_without_its_year_is_about_the_last_one() -> None:
    body = (Label.BODY, "새 다리가 놓였다.")
    assert decide((Label.BOARD_CHROME, "작성일 02-03"), body, language="ko").published.edtf == "2026-02-03~"
    assert decide((Label.BOARD_CHROME, "작성일 12-30"), body, language="ko").published.edtf is None  # of which year?


def test_what_is_after_the_scraping_dates_nothing() -> None:
    late = decide((Label.TIMESTAMP, "Published March 3, 2026"), BODY).published
    assert late.edtf is None
    assert late.evidence == 'is after the scraping: timestamp "Published March 3, 2026"'
    assert decide((Label.TIMESTAMP, "Published February 6, 2026"), BODY).published.edtf == "2026-02-06"  # a zone ahead
    assert decide((Label.TIMESTAMP, "Published March 3, 2026"), BODY, scraped_at=None).published.edtf == "2026-03-03"


def test_clean_takes_the_time_of_scraping() -> None:
    page = (
        b"<html><body><h1>A bridge for the town</h1><p class='date'>2 hours ago</p>"
        + b"<p>"
        + (b"The council said on Tuesday that the new bridge will open to all traffic before the summer. " * 4) * 3
        + b"</p></body></html>"
    )
    known, unknown = clean(page, scraped_at=SCRAPED), clean(page)
    assert isinstance(known, Article)
    assert isinstance(unknown, Article)
    assert (known.date_published, known.date_rule) == ("2026-02-05", "dates/age")
    assert known.date_candidates[0].place == "scrape"
    assert unknown.date_published is None
    with pytest.raises(ValueError, match="UTC offset"):
        clean(page, scraped_at=datetime.datetime(2026, 2, 5))  # noqa: DTZ001 - that it is naive is the point


ages = st.builds("P{}{}".format, st.integers(0, 999), st.sampled_from("DWMY")) | st.builds(
    "PT{}{}".format, st.integers(0, 9999), st.sampled_from("HM")
)
moments = st.datetimes(
    datetime.datetime.fromisoformat("1995-01-01"),
    datetime.datetime.fromisoformat("2060-01-01"),
    timezones=st.sampled_from([datetime.UTC, SCRAPED.tzinfo]),
)


@given(ages, moments)
def test_no_age_is_after_the_scraping(age: str, moment: datetime.datetime) -> None:
    scrape = scrape_candidate(moment)
    day = dated_by_age(candidate(age), scrape)
    if day is not None:
        first, last = edtf.bounds(day)
        assert last is not None
        assert first <= last
        assert first <= moment.date().isoformat()
        assert "/" in day or first == last


@given(
    st.lists(st.sampled_from(["2 hours ago", "Yesterday 09:15", "Feb 3, 2027", "3 days ago", "2026-02-01"]), max_size=4)
)
def test_a_day_is_printed_or_counted_back(lines: Sequence[str]) -> None:
    published = decide(*((Label.TIMESTAMP, line) for line in lines), BODY).published
    if published.edtf is not None:
        assert published.edtf.startswith("2026-02-0")
        assert published.min is not None
        assert published.min <= "2026-02-05"


@given(st.text(alphabet="0123456789 hoursagotdyenil :.é", max_size=60))
def test_reading_ages_never_fails_and_keeps_offsets(text: str) -> None:
    reader = AgeReader([rulebook().lexicons["en"], rulebook().lexicons["fr"]])
    last = 0
    for printed in reader.read(text):
        assert last <= printed.start < printed.end <= len(text)
        last = printed.end


def candidate(age: str) -> DateCandidate:
    """A timestamp that says no more than an age."""
    return DateCandidate(
        text=age,
        place="timestamp",
        rule="test",
        role="context",
        edtf=None,
        year=None,
        month=None,
        day=None,
        weekday=None,
        time=None,
        offset=None,
        age=age,
        trust=0.86,
        start=None,
        end=None,
    )
