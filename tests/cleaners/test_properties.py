"""What holds for every document, whatever it is made of."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import Article, clean, to_dict
from cleaners.model import Rejected

SEEDS = sorted((Path(__file__).parents[2] / "seeds").iterdir())

PIECES = [
    "The harbour opened a new quay at dawn on Tuesday, and the mayor said that cargo would double by next year.",
    "Fishermen had asked for the quay since the old one was damaged in a storm, according to their association.",
    "인천항에 새 부두가 문을 열었다고 시는 4일 밝혔으며 화물 처리량은 내년까지 두 배로 늘 전망이다.",
    "어촌계장은 “배를 댈 곳이 없어 이웃 항구까지 가야 했다”고 말하며 새 부두를 반겼다.",
    "Pelabuhan itu akan dibuka pada hari Selasa untuk kapal yang datang dari pulau lain, kata kepala dinas.",
    "Le nouveau quai a été inauguré mardi par la maire, qui a dit que le trafic doublerait dans les deux ans.",
    "新码头在港口启用。市政府表示，这个项目将在明年使货物处理量增加一倍，并提供新的工作机会。",
    "새 부두 문 열어…화물 처리량 두 배",
    "New quay opens",
    "Baca juga: Dermaga lama ditutup",
    "이미지 확대보기",
    "홍길동 기자 gildong@example.com",
    "무단전재 및 재배포 금지",
    "Copyright © ANTARA 2026",
    "번호 제목 글쓴이 날짜",
    "47309 새 부두 문 열어 항구소식 2025.02.05",
    "Lire aussi : Le port s'agrandit",
    "",
    "  ",
    "\t\t",
    "Home | News | Sport",
    "1,204",
    "<p>",
    "<div class='x'>",
    "</p>",
    "&amp;",
]


def assert_ledger_tiles(record: Article | Rejected) -> None:
    at = 0
    for row in record.ledger:
        assert row.start == at
        assert row.end > row.start
        at = row.end
    assert at == len(record.visible_text) or not record.ledger
    assert "".join(record.visible_text[r.start : r.end] for r in record.ledger) in (record.visible_text, "")


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["\n", "\n\n", " ", "<br>\n"]))
def test_the_ledger_tiles_and_cleaning_is_deterministic(lines: list[str], glue: str) -> None:
    data = glue.join(lines).encode()
    record = clean(data, "x")
    assert_ledger_tiles(record)
    assert record == clean(data, "x")


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_record(data: bytes) -> None:
    record = clean(data, "x")
    assert_ledger_tiles(record)
    if isinstance(record, Rejected):
        assert record.message


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_cleaning_what_is_clean_changes_nothing(path: Path) -> None:
    record = clean(path.read_bytes(), path.name)
    assert_ledger_tiles(record)
    if isinstance(record, Article):
        again = clean(record.body.encode(), path.name)
        assert isinstance(again, Article)
        assert again.body == record.body


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name)
def test_every_word_of_the_body_stands_in_the_visible_text(path: Path) -> None:
    record = clean(path.read_bytes(), path.name)
    if isinstance(record, Article):
        assert all(word in record.visible_text for word in record.body.split())
        assert to_dict(record)["source"] == path.name


def test_time_grows_in_proportion_to_size() -> None:
    unit = "\n".join(PIECES[(i * 7 + i // 5) % 20] for i in range(400))
    seconds = []
    for times in (1, 10):
        data = "\n".join([unit] * times).encode()
        start = time.perf_counter()
        clean(data, "x")
        seconds.append(time.perf_counter() - start)
    assert seconds[1] < 40 * max(seconds[0], 0.01)
