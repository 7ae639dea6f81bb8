"""EDTF strings: composed, validated, bounded."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import edtf


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2025~", "2025-01-01", "2025-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-02~", "2025-02-01", "2025-02-28", "month"),
        ("2025-02-04", "2025-02-04", "2025-02-04", "day"),
        ("2025-02-04?", "2025-02-04", "2025-02-04", "day"),
        ("2025-02-04%", "2025-02-04", "2025-02-04", "day"),
        ("2025-02-04/2025-02-05", "2025-02-04", "2025-02-05", "interval"),
        ("2025-02/2025", "2025-02-01", "2025-12-31", "interval"),
        ("2025-02-04~/..", "2025-02-04", None, "interval"),
    ],
)
def test_bounds_and_precision(text: str, first: str, last: str | None, precision: str) -> None:
    assert edtf.bounds(text) == (first, last)
    assert edtf.precision(text) == precision
    assert edtf.is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "25",
            "2025-2",
            "2025-13",
            "2025-00",
            "2025-02-30",
            "2025-02-00",
            "2023-02-29",
            "0000",
            "2025-02-04T10:00",
        ),
        *("2025/2024", "../2025", "2025-02-04/", "/2025", "2025-02-04 ", "2025-02-04\n", "２０２５", "~2025", "2025~~"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert not edtf.is_valid(text)
    with pytest.raises(ValueError, match=r"."):
        edtf.precision(text)


def test_compose_marks() -> None:
    assert edtf.compose(2025, 2, 4, approximate=True) == "2025-02-04~"
    assert edtf.compose(2025, 2, uncertain=True) == "2025-02?"
    assert edtf.compose(2025, approximate=True, uncertain=True) == "2025%"
    assert edtf.interval("2025-02-04", None) == "2025-02-04/.."
    assert edtf.interval("2025-02-04", "2025-02") == "2025-02-04/2025-02"


def test_compose_refuses() -> None:
    for parts in [(2025, 2, 29), (2025, 13), (0,), (2025, None, 4), (2025, 0)]:
        with pytest.raises(ValueError, match=r"."):
            edtf.compose(*parts)
    with pytest.raises(ValueError, match="before"):
        edtf.interval("2025-02-04", "2025-02-03")


@given(st.dates())
def test_every_day_of_the_calendar(day: datetime.date) -> None:
    text = edtf.compose(day.year, day.month, day.day)
    assert text == day.isoformat()
    assert edtf.bounds(text) == (text, text)
    month_first, month_last = edtf.bounds(edtf.compose(day.year, day.month))
    assert month_last is not None
    assert month_first <= text <= month_last


@given(st.text(alphabet="0123456789-/.~?%", max_size=24))
def test_valid_or_a_value_error(text: str) -> None:
    if edtf.is_valid(text):
        first, last = edtf.bounds(text)
        assert datetime.date.fromisoformat(first)
        assert last is None or first <= last
