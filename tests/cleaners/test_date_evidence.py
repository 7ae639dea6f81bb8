"""No part of a date is absent from the text it was read from: what no digit, name or era proves is never filled in."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from cleaners.date_stamps import read_path, read_stamp
from cleaners.date_text import DateReader, Printed
from cleaners.rulebook import rulebook

LANGUAGES = ("ko", "ja", "zh", "en", "de", "fr", "id", "vi", "pl")
READERS = {name: DateReader([rulebook().lexicons[name], rulebook().lexicons["und"]]) for name in LANGUAGES}
ERAS = {0, *(year for lexicon in rulebook().lexicons.values() for year in lexicon.calendar.eras.values())}

PIECES = [
    "2025",
    "25",
    "114",
    "2568",
    "8",
    "08",
    "04",
    "4",
    "31",
    "12",
    "15:05",
    "3",
    "1er",
    "4th",
    "७",
    "٤",
    "2",
    "0",
    "1998",
    "20250804",
]
PIECES += [
    "년",
    "월",
    "일",
    "年",
    "月",
    "日",
    "令和",
    "民國",
    "元",
    "August",
    "Aug",
    "août",
    "sierpnia",
    "สิงหาคม",
    "ส.ค.",
    "أغسطس",
    "tháng",
    "năm",
]
PIECES += [
    ".",
    "-",
    "/",
    " ",
    ", ",
    ". ",
    "(",
    ")",
    "T",
    "Z",
    "+09:00",
    "Updated ",
    "입력 ",
    "Stand: ",
    "Monday ",
    "월요일",
    "de ",
    "um ",
    "오후 ",
]
lines = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


def proven(hit: Printed) -> None:
    """Check each part of a hit against the digits of its own text."""
    numbers = {int(run) for run in re.findall(r"\d+", hit.text)}
    joined = [run for run in re.findall(r"\d+", hit.text) if len(run) in (6, 8)]
    numbers |= {int(run[a:b]) for run in joined for a, b in ((0, 4), (4, 6), (6, 8)) if run[a:b]}
    first = {1} if "元" in hit.text else set()
    if hit.year is not None:
        assert any(
            hit.year - era in numbers | first or ((hit.year - era) % 100 in numbers and hit.year >= 2000)
            for era in ERAS
        ), hit
    if hit.month is not None and re.search(r"[^\W\d_]", hit.text) is None:
        assert hit.month in numbers, hit
    if hit.day is not None:
        assert hit.day in numbers, hit
    if hit.time is not None:
        hour, minute = (int(part) for part in hit.time.split(":")[:2])
        assert {hour, hour - 12, hour + 12} & numbers, hit
        assert minute in numbers | {0}, hit


@given(st.sampled_from(LANGUAGES), lines)
def test_each_part_of_a_printed_date_is_in_its_text(language: str, line: str) -> None:
    for hit in READERS[language].read(line):
        assert hit.text == " ".join(line[hit.start : hit.end].split())
        proven(hit)


@given(st.sampled_from(LANGUAGES), lines)
def test_each_part_of_a_stamp_is_in_its_text(language: str, line: str) -> None:
    hit = read_stamp(line, READERS[language])
    if hit is not None and len(re.findall(r"\d", hit.text)) < 12:  # longer ones are day and time without a sign between
        proven(hit)


@given(
    st.lists(
        st.sampled_from(["/", "-", "2025", "08", "04", "8", "august", "20250804", "31-12-2025", "a"]), max_size=8
    ).map("".join)
)
def test_each_part_of_an_address_is_in_it(path: str) -> None:
    for hit in read_path(f"https://news.example/{path}"):
        digits = re.sub(r"\D", "", hit.text)
        assert hit.year is not None
        assert str(hit.year) in digits
        assert hit.day is None or str(hit.day) in digits
