"""Dates: every candidate with its place, one decision that fills in nothing."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from dated import BODY, MIXED, decide, document, head, picture, published
from hypothesis import given
from hypothesis import strategies as st

import cleaners
from cleaners import edtf
from cleaners.date_stamps import read_path, read_stamp
from cleaners.date_text import DateReader, read_dates
from cleaners.dates import date_candidates, decide_dates
from cleaners.lexicon import Lexicon
from cleaners.model import DateCandidate, Label
from cleaners.view import Span, TimeTag, View

LEXICON_FILES = sorted(Path(cleaners.__file__).parent.joinpath("lexicons").glob("*.toml"))


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2025-02-04T10:11:12+09:00", ("2025-02-04", "10:11:12", "+09:00")),
        ("2025-02-04T10:11:12.345Z", ("2025-02-04", "10:11:12", "+00:00")),
        ("20250204", ("2025-02-04", None, None)),
        ("20250204101112", ("2025-02-04", "10:11:12", None)),
        ("2025/2/4", ("2025-02-04", None, None)),
        ("2025-02", ("2025-02", None, None)),
        ("2025", ("2025", None, None)),
        ("Tue, 04 Feb 2025 10:11:12 +0900", ("2025-02-04", "10:11:12", "+09:00")),
        ("Tue Feb 04 2025 10:11:12 GMT+0000 (UTC)", ("2025-02-04", "10:11:12", "+00:00")),
        ("Tue Feb 04 10:11:12 CET 2025", ("2025-02-04", "10:11:12", None)),
        ("February 4, 2025", ("2025-02-04", None, None)),
        ("4 Februari 2025", ("2025-02-04", None, None)),
    ],
)
def test_stamps(text: str, parts: tuple[str, str | None, str | None]) -> None:
    printed = read_stamp(text, DateReader([MIXED]))
    assert printed is not None
    assert (printed.edtf, printed.time, printed.offset) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1738627200",
        "PT4M12S",
        "2025-02-30",
        "12345678",
        "03/04",
        "yesterday",
        "Version 2025 of it",
        "2025114",
        "20251",
    ],
)
def test_what_is_no_stamp(text: str) -> None:
    assert read_stamp(text, DateReader([])) is None


@pytest.mark.parametrize(
    ("address", "dates"),
    [
        ("https://news.example/2025/02/04/bridge/", ["2025-02-04"]),
        ("https://news.example/2025/2/4/bridge", ["2025-02-04"]),
        ("https://news.example/2025/feb/04/bridge", ["2025-02-04"]),
        ("https://news.example/2025/0204/bridge", ["2025-02-04"]),
        ("https://img.example/news/202508/04/paper/20250804184844168.jpg", ["2025-08-04"]),
        ("https://img.example/uploads/2025/02/bridge-1024x768.jpg", ["2025-02"]),
        ("https://news.example/article/20250204101112", ["2025-02-04"]),
        ("https://news.example/2003/03/20030331", ["2003-03-31"]),
        ("https://news.example/article/12345678901234", []),
        ("https://news.example/2025?d=2025-02-04", []),
        ("https://web.archive.org/web/20200101000000/https://news.example/2019/05/06/bridge", ["2019-05-06"]),
        ("https://[broken", []),
    ],
)
def test_paths(address: str, dates: list[str]) -> None:
    assert [printed.edtf for printed in read_path(address)] == dates


def test_thumbnails_hold_the_original_in_their_query() -> None:
    address = "https://thumb.example/R640/?fname=https%3A%2F%2Fimg.example%2F202508%2F04%2Fa.jpg"
    assert [p.edtf for p in read_path(address, query=True)] == ["2025-08-04"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("작성일 26-02-03 12:04", ["2026-02-03"]),
        ("95-02-03", []),  # before the web: 2095 is no year, and 1995 is not printed
        ("2025-02-04", ["2025-02-04"]),
        ("2025-13-04, 2025-02-30", []),
        ("令和7年2月4日", ["2025-02-04"]),
        ("令和元年5月1日", ["2019-05-01"]),
        ("พ.ศ. 2568", ["2025"]),
        ("keine Zahl", []),
    ],
)
def test_printed_dates(text: str, found: list[str]) -> None:
    assert [p.edtf for p in read_dates(text, [MIXED]) if p.year is not None] == found


def test_longest_first_and_without_overlap() -> None:
    hits = read_dates("2025-02-05 오후 3:04 그리고 4일", [MIXED])
    assert [(h.text, h.time) for h in hits] == [("2025-02-05 오후 3:04", "15:04"), ("4일", None)]


def test_a_long_text_is_read_around_its_digits() -> None:
    text = "words " * 500 + "Rabu (12/2) " + "words " * 500 + "2025.02.05"
    assert [h.text for h in read_dates(text, [MIXED])] == ["Rabu (12/2)", "2025.02.05"]
    assert [text[h.start : h.end] for h in read_dates(text, [MIXED])] == ["Rabu (12/2)", "2025.02.05"]


# ------------------------------------------------------------------ places


def test_the_place_comes_from_the_label() -> None:
    view, segments = document(
        (Label.BOARD_CHROME, "작성일 08-04 31 목록"),
        (Label.TIMESTAMP, "입력 2025.8.4"),
        (Label.BODY, "행사는 4일 열렸다."),
        (Label.CAPTION, "사진은 3일 현장."),
        (Label.COPYRIGHT, "© Example 2025"),
        (Label.BOARD_CHROME, "이전 다른 글 08-03"),
        (Label.HEADLINE_LIST, "12 다른 글 2025.08.05"),
        (Label.RELATED, "또 다른 글 2025.08.06"),
    )
    found = date_candidates(view, segments, [MIXED], "2025/01/01/not-an-address.txt")
    assert [c.place for c in found] == [
        "board_header",
        "timestamp",
        "prose",
        "caption",
        "copyright",
        "neighbour",
        "list_row",
        "neighbour",
    ]
    assert all(view.text[c.start : c.end] == c.text for c in found)
    assert found[0].text == "작성일 08-04"
    assert found[0].edtf is None
    assert found[0].rule == "xx/posted"


def test_markup_is_read_first() -> None:
    page = head(
        ("article:published_time", "2025-02-04T09:00:00+07:00"),
        ("og:updated_time", "2025-02-05T09:00:00+07:00"),
        ("viewport", "width=2025"),
        canonical="https://news.example/2025/02/04/x",
        json_ld=(
            {"@type": "NewsArticle", "datePublished": "2025-02-04"},
            {"@type": "Organization", "foundingDate": "1999-01-01"},
        ),
        times=(TimeTag("2025-02-04", Span(0, 4), frozenset({"published"})),),
    )
    view, segments = document((Label.TIMESTAMP, "4 Februari 2025"), BODY, page=page)
    found = date_candidates(view, segments, [MIXED], "https://news.example/2025/02/04/x")
    assert [(c.place, c.role) for c in found] == [
        ("jsonld", "published"),
        ("meta", "published"),
        ("meta", "modified"),
        ("url", "published"),
        ("time", "published"),
        ("timestamp", "context"),
    ]


def test_pictures_and_times_of_neighbours_prove_nothing() -> None:
    page = head(
        pictures=(picture("https://img.example/2024/01/02/a.jpg", 0),),
        times=(TimeTag("2024-01-02", Span(0, 8), frozenset({"published"})),),
    )
    assert published((Label.RELATED, "Anderes 2024"), BODY, page=page) is None


def test_candidates_are_bounded() -> None:
    rows = [(Label.HEADLINE_LIST, f"{i} Titel 2025.02.{i % 28 + 1:02d}") for i in range(500)]
    assert len(date_candidates(*document(BODY, *rows), [MIXED], "")) <= 100


# ------------------------------------------------------------------ the decision


def test_a_full_date_at_a_trusted_place_wins() -> None:
    page = head(("article:published_time", "2025-02-04T23:30:00+09:00"))
    decision = decide((Label.TIMESTAMP, "2025.02.09"), BODY, page=page)
    assert decision.published.edtf == decision.published.min == decision.published.max == "2025-02-04"
    assert decision.published.precision == "day"
    assert decision.published.evidence == 'meta "2025-02-04T23:30:00+09:00"'


def test_the_day_in_a_masthead_is_of_the_fetching() -> None:
    stamp = (Label.TIMESTAMP, "2025-02-04 10:22")
    assert (
        published((Label.TIMESTAMP, "Kamis 2025-02-06"), (Label.HEADLINE, "Dermaga baru"), stamp, BODY) == "2025-02-04"
    )
    assert published((Label.TIMESTAMP, "2025-02-06 08:10"), stamp, BODY) == "2025-02-06"


def test_a_stamp_in_utc_gives_way_to_the_day_printed_in_local_time() -> None:
    stamp = ("article:published_time", "2025-02-04T16:30:00Z")
    assert published((Label.TIMESTAMP, "2025-02-05 오전 1:30"), BODY, page=head(stamp)) == "2025-02-05"
    assert published((Label.TIMESTAMP, "2025-02-05 오전 1:31"), BODY, page=head(stamp)) == "2025-02-04"
    assert published(BODY, page=head(stamp, canonical="https://news.example/2025/02/05/x")) == "2025-02-05"
    assert published(BODY, page=head(stamp, canonical="https://news.example/2025/02/03/x")) == "2025-02-04"


def test_a_board_date_is_completed_by_the_path_of_a_picture() -> None:
    page = head(pictures=(picture("https://img.example/news/202508/04/paper/20250804184844.jpg", 40),))
    lines = (
        (Label.BOARD_CHROME, "제목 작성일 08-04 31 목록"),
        (Label.BODY, "시는 4일 새 다리를 놓는다고 밝혔다. " * 3),
        (Label.BOARD_CHROME, "다음 글 08-05"),
    )
    decision = decide(*lines, page=page)
    assert decision.published.edtf == "2025-08-04"
    assert decision.published.evidence == 'board_header "작성일 08-04" + image_path "202508/04"'


@pytest.mark.parametrize(
    ("path", "result"),
    [
        ("2025/07/31/a.jpg", "2025-08-04"),  # uploaded some days before
        ("uploads/2025/08/a.jpg", "2025-08-04"),
        ("2025/03/01/a.jpg", "2025-08-04~"),  # an old picture: the year is likely, not proven
        ("2025/09/01/a.jpg", "2025-09-01~"),  # uploaded after the board date: they do not agree
    ],
)
def test_a_year_is_only_taken_from_what_agrees(path: str, result: str) -> None:
    page = head(pictures=(picture(f"https://img.example/{path}", 14),))
    assert published((Label.BOARD_CHROME, "작성일 08-04"), BODY, page=page) == result


def test_a_board_date_and_a_copyright_year() -> None:
    assert published((Label.BOARD_CHROME, "작성일 08-04"), BODY, (Label.COPYRIGHT, "© Example 2025")) == "2025-08-04~"


def test_a_weekday_in_the_prose_and_a_copyright_year() -> None:
    lines = (Label.BODY, "Katanya di Kota pada Rabu (12/2)."), (Label.COPYRIGHT, "Copyright © CONTOH 2025")
    decision = decide(*lines)
    assert decision.published.edtf == "2025-02-12~"
    assert decision.published.evidence == 'prose "Rabu (12/2)" + copyright "2025"'


def test_a_weekday_that_contradicts_stops_the_combination() -> None:
    decision = decide((Label.BODY, "Katanya pada Kamis (12/2)."), (Label.COPYRIGHT, "Copyright © CONTOH 2025"))
    assert decision.published.edtf == "2025~"
    assert (
        decision.published.evidence == 'copyright "2025"; weekday contradicts: prose "Kamis (12/2)" + copyright "2025"'
    )
    alone = decide((Label.BODY, "Katanya pada Kamis (12/2/2025)."))
    assert alone.published.edtf is None
    assert alone.published.evidence == 'weekday contradicts: prose "Kamis (12/2/2025)"'


def test_a_printed_date_with_the_wrong_weekday_is_uncertain() -> None:
    assert published((Label.TIMESTAMP, "Kamis (12/2/2025)"), BODY) == "2025-02-12?"
    assert published((Label.TIMESTAMP, "Kamis (12/2/2025)"), BODY, page=head(("date", "2025-02-13"))) == "2025-02-13"


def test_rows_of_a_list_give_the_month_at_most() -> None:
    rows = (Label.HEADLINE_LIST, "9 다른 글 2025.02.05"), (Label.HEADLINE_LIST, "8 다른 글 2025.02.04")
    assert published((Label.BODY, "시는 4일 밝혔다."), *rows) == "2025-02~"
    assert published((Label.BODY, "시는 28일 밝혔다."), *rows) is None
    assert published(BODY, *rows) is None
    assert published((Label.BODY, "시는 4일 밝혔다."), *rows, (Label.HEADLINE_LIST, "7 글 2025.01.31")) is None


@pytest.mark.parametrize(
    "text",
    [
        "회사는 지난 14일 새 모델을 냈다.",
        "Le 1er novembre, le maire a parlé.",
        "Rabu (12/2)",
        "Es war am 4 Februari 2019, und es war kalt.",
    ],
)
def test_prose_alone_proves_no_day_of_publication(text: str) -> None:
    assert published((Label.BODY, text)) is None


def test_weak_hints_are_marked() -> None:
    assert published(BODY, (Label.COPYRIGHT, "© Example 2025")) == "2025~"
    assert published(BODY, (Label.COPYRIGHT, "© Example 2001-2025")) is None
    assert published(BODY, (Label.NAVIGATION, "Menü " * 200), (Label.COPYRIGHT, "© Example 2025")) is None
    assert published(BODY, page=head(pictures=(picture("https://img.example/2025/08/04/a.jpg", 3),))) == "2025-08-04~"
    assert published(BODY, page=head(("article:modified_time", "2025-02-05"))) == "2025-02-05~"
    assert published((Label.BODY, "Katanya di Kota pada Rabu (12/2/2025).")) == "2025-02-12~"


def test_timestamps_count_by_where_they_stand() -> None:
    headline, menu = (Label.HEADLINE, "Eine Brücke für die Stadt"), (Label.NAVIGATION, "Menü " * 300)
    first, second = (Label.TIMESTAMP, "2025.02.05"), (Label.TIMESTAMP, "2024.01.01")
    assert published(headline, first, BODY, second) == "2025-02-05"
    assert published(second, menu, headline, first, BODY) == "2025-02-05"
    assert published(first, menu, headline, BODY) == "2025-02-05~"
    assert published(first, second, menu, headline, BODY) is None
    assert (
        published(
            headline, (Label.NAVIGATION, "von Ada Verne, 2025.02.05"), BODY, menu, (Label.NAVIGATION, "2024.01.01")
        )
        == "2025-02-05"
    )
    assert published(headline, (Label.BODY, "2025.02.05"), BODY) == "2025-02-05"


def test_a_dateline_may_be_taken_for_text() -> None:
    text = " Der Stadtrat hat beschlossen, eine Brücke zu bauen."
    assert published((Label.BODY, "Neustadt, 2025.02.05 –" + text)) == "2025-02-05~"
    assert published((Label.BODY, "Am 4 Februari 2019 wurde gebaut." + text)) is None
    assert published((Label.BODY, "4 Februari 2019 war es kalt." + text)) is None


def test_pictures_of_several_months_say_nothing() -> None:
    page = head(
        pictures=(
            picture("https://img.example/2025/08/04/a.jpg", 3),
            picture("https://img.example/2024/01/04/b.jpg", 3),
        )
    )
    assert published(BODY, page=page) is None


def test_a_month_at_a_trusted_place_is_a_month() -> None:
    assert published(BODY, source="https://blog.example/2025/02/bridge.html") == "2025-02"
    assert (
        published((Label.BODY, "Katanya di Kota pada Rabu (12/2)."), source="https://blog.example/2025/02/bridge.html")
        == "2025-02-12~"
    )


def test_dates_before_the_web_and_absurd_ones_are_none() -> None:
    assert published(BODY, page=head(("article:published_time", "1970-01-01T00:00:00Z"))) is None
    assert published(BODY, page=head(("article:published_time", "9999-12-31"))) is None


def test_modified() -> None:
    lines = (Label.TIMESTAMP, "입력 2025.2.5 | 수정 2025.2.6"), BODY
    decision = decide(*lines)
    assert (decision.published.edtf, decision.modified.edtf) == ("2025-02-05", "2025-02-06")
    assert decision.modified.evidence == 'timestamp "수정 2025.2.6"'
    short = decide((Label.TIMESTAMP, "입력 2025.2.5 수정 2.6"), BODY)
    assert short.modified.edtf == "2025-02-06"
    before = decide((Label.TIMESTAMP, "입력 2025.2.5 수정 1.6"), BODY)
    assert before.modified.edtf is None


def test_a_name_with_several_stamps_dates_a_list() -> None:
    page = head(("datepublished", "2025-02-04"), ("datepublished", "2025-02-03"), ("date", "2025-02-05"))
    assert published(BODY, page=page) == "2025-02-05"


def test_nothing_at_all() -> None:
    decision = decide(BODY)
    assert decision.published.edtf is None
    assert decision.published.evidence is None
    assert date_candidates(View(text="", form="text", blocks=[]), [], [MIXED], "") == ()


# ------------------------------------------------------------------ properties

PLACES = ["jsonld", "meta", "time", "board_header", "timestamp", "byline", "dateline", "url", "image_path"]
PLACES += ["copyright", "list_row", "neighbour", "prose", "caption"]


@st.composite
def any_candidate(draw: st.DrawFn) -> DateCandidate:
    year = draw(st.none() | st.integers(1985, 2035))
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, 31))
    if not edtf.is_day(2000 if year is None else year, month or 1, day or 1):
        day = None
    return DateCandidate(
        text=f"{year}.{month}.{day}",
        place=draw(st.sampled_from(PLACES)),
        rule="test",
        role=draw(st.sampled_from(["published", "modified", "context"])),
        edtf=None,
        year=year,
        month=month,
        day=day,
        weekday=draw(st.none() | st.integers(1, 7)),
        time=draw(st.sampled_from([None, "00:30", "10:00", "23:30"])),
        offset=draw(st.sampled_from([None, "+00:00", "+09:00"])),
        age=None,
        trust=draw(st.sampled_from([0.05, 0.3, 0.5, 0.75, 0.9, 0.97])),
        start=None,
        end=None,
    )


@given(st.lists(any_candidate(), max_size=6))
def test_no_part_of_the_result_is_absent_from_the_evidence(candidates: Sequence[DateCandidate]) -> None:
    decision = decide_dates(candidates)
    for reading in (decision.published, decision.modified):
        if reading.edtf is None:
            assert (reading.min, reading.max, reading.precision) == (None, None, None)
            continue
        parts = [int(part) for part in reading.edtf.rstrip("~?%").split("-")]
        for part, printed in zip(parts, ("year", "month", "day"), strict=False):
            assert part in {getattr(c, printed) for c in candidates}
        assert (reading.min, reading.max) == edtf.bounds(reading.edtf)
        assert reading.precision == edtf.precision(reading.edtf)
        assert reading.evidence
        if not reading.edtf.endswith(("~", "?")):
            day = [c for c in candidates if c.text in reading.evidence and c.weekday is not None and len(parts) == 3]
            assert not day or any(datetime.date(*parts).isoweekday() == c.weekday or c.day != parts[2] for c in day)


@given(st.text(alphabet="작성일입력수정 0123456789-.:/()RabuKamis\n", max_size=80))
def test_reading_never_fails_and_keeps_offsets(text: str) -> None:
    last = 0
    for printed in read_dates(text, [MIXED]):
        assert last <= printed.start < printed.end <= len(text)
        assert printed.text == " ".join(text[printed.start : printed.end].split())
        last = printed.end


# ------------------------------------------------------------------ the lexicons


@pytest.mark.parametrize("path", LEXICON_FILES, ids=lambda path: path.stem)
def test_date_examples_of_the_lexicons(path: Path) -> None:
    lexicon = Lexicon.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    parts = ("year", "month", "day", "weekday", "time", "offset")
    for entry in lexicon.date:
        for example in entry.examples:
            hits = [hit for hit in read_dates(example.text, [lexicon]) if hit.rule == f"{lexicon.id}/{entry.id}"]
            got = [tuple(getattr(hit, part) for part in parts) for hit in hits]
            assert got == [tuple(getattr(example, part) for part in parts)], (
                f"{entry.id}: {example.text!r} gives {hits}"
            )
        for text in entry.counter_examples:
            assert not any(hit.rule == f"{lexicon.id}/{entry.id}" for hit in read_dates(text, [lexicon])), (
                f"{entry.id}: {text!r}"
            )
