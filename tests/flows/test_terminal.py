from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import pytest

from flows.terminal import harmless, json_line, one_line, write_line

HOSTILE = "a\x1b[31mred\x1b]0;title\x07 \x9b2J \r\b \u202eback \x7f \ud800 \ufeff end"


def test_nothing_that_moves_a_cursor_or_hides_text_gets_through() -> None:
    shown = harmless(HOSTILE)
    assert "␛[31mred␛]0;title␇" in shown
    assert all(c.isprintable() for c in shown)


def test_lines_and_tabs_stay_and_one_line_is_one() -> None:
    assert harmless("a\n\tb") == "a\n\tb"
    assert one_line(" a \n\n b\u2028c ") == "a b c"


def test_text_of_all_languages_stays() -> None:
    text = "서울=연합뉴스 · 北京 · été · ‘quoted’ 👩‍💻"
    assert harmless(text) == text


def test_json_is_harmless_and_reads_back() -> None:
    line = json_line({"text": HOSTILE})
    assert line.isprintable()
    line.encode("utf-8")
    assert json.loads(line) == {"text": HOSTILE}
    assert json.loads(json_line({"a": [1, HOSTILE]}, indent=2)) == {"a": [1, HOSTILE]}


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "cp1252"])
def test_lines_are_utf_8_whatever_the_locale(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    write_line("é 한\ud800", stream)
    assert raw.getvalue() == "é 한\\ud800\n".encode()


def test_sums_are_numbers_in_json() -> None:
    assert (
        json_line({"n": Decimal(17731), "h": Decimal("0.5"), "day": date(2026, 2, 3)})
        == '{"n": 17731, "h": 0.5, "day": "2026-02-03"}'
    )
