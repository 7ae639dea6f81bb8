"""The diff of two texts: paragraphs and words, in any script, in bounded time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from warehouse import diff_texts

paragraphs = st.lists(st.text("가나 b.", min_size=1, max_size=12).filter(str.strip), max_size=6)


def kinds(before: str | None, after: str | None) -> list[str]:
    return [paragraph.kind for paragraph in diff_texts(before, after)]


def test_paragraphs() -> None:
    assert kinds("a\n\nb\n\nc", "a\n\nc") == ["same", "removed", "same"]
    assert kinds("a\n\nc", "a\n\nb\n\nc") == ["same", "added", "same"]
    assert kinds(None, "a\n\nb") == ["added", "added"]
    assert kinds("a", None) == ["removed"]
    assert kinds("one thing", "quite other") == ["removed", "added"]
    assert kinds(None, None) == kinds("", "") == []


def test_words_of_an_edited_paragraph() -> None:
    (paragraph,) = diff_texts("The mayor said no today.", "The mayor said yes today.")
    assert [(piece.kind, piece.text) for piece in paragraph.pieces] == [
        ("same", "The mayor said "),
        ("removed", "no"),
        ("added", "yes"),
        ("same", " today."),
    ]


def test_scripts_without_blanks_are_compared_letter_by_letter() -> None:
    (paragraph,) = diff_texts("市长昨天说码头建成", "市长今天说码头建成")
    assert [piece.text for piece in paragraph.pieces if piece.kind != "same"] == ["昨", "今"]


@given(paragraphs, paragraphs)
def test_both_texts_are_in_the_diff(before: list[str], after: list[str]) -> None:
    found = diff_texts("\n\n".join(before), "\n\n".join(after))
    for gone, whole in (("added", before), ("removed", after)):
        told = ["".join(piece.text for piece in p.pieces if piece.kind != gone) for p in found if p.kind != gone]
        assert "".join(told) == "".join("\n\n".join(whole).split("\n\n"))


def test_long_texts_take_no_square_of_time() -> None:
    before = "\n\n".join(f"{n % 7} word {n % 11}" for n in range(20_000))
    after = "\n\n".join(f"{n % 5} word {n % 13}" for n in range(20_000))
    start = time.process_time()
    diff_texts(before, after)
    diff_texts("word " * 200_000, "other word " * 200_000)
    assert time.process_time() - start < 5
