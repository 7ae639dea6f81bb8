"""The statistical labeller: what it measures, how its trees run, and that form does not change what it says."""

from __future__ import annotations

import io
import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.errors import RuleError
from cleaners.labeller.characters import Kind
from cleaners.labeller.features import densest_run, features_of, names
from cleaners.labeller.judge import judge_units
from cleaners.labeller.measures import measure, running_text, word_codes
from cleaners.labeller.model import FILE, Trees, installed_model, read_model, write_model
from cleaners.labeller.repetition import repeats
from cleaners.labeller.selection import best_set
from cleaners.labeller.units import Units, units_of
from cleaners.markup import view_of_markup
from cleaners.model import Article, Label
from cleaners.plaintext import view_of_text

SENTENCES = (
    "The harbour of the small town was closed for three days after the storm broke its outer wall on Sunday night.",
    "Fishermen said they had never seen waves of that height, and the mayor asked the ministry for help within a week.",
    "Repairs will take until the end of spring, an engineer of the port authority said, if the weather allows it.",
    "In the meantime the boats leave from a bay four kilometres to the north, where a pontoon was put up overnight.",
    "Shops at the quay remain open, though most of them have sent half of their staff home until the ferries return.",
)
MENU = ("Home", "Politics", "Business", "Sport", "Weather", "Contact us")


def page(*, attributes: str = "", gap: str = "\n", swap: bool = False) -> bytes:
    menu = f"<ul class='menu' {attributes}>" + gap.join(f"<li><a href='/{m}'>{m}</a></li>" for m in MENU) + "</ul>"
    body = gap.join(f"<p {attributes}>{s}</p>" for s in SENTENCES)
    kind = "id='x1' class='article-text'" if swap else "class='article-text' id='x1'"
    return (
        f"<html><head><title>Storm closes harbour</title></head><body>{menu}<div {kind}><h1>Storm closes harbour</h1>{gap}{body}</div>"
        f"<div class='related'><h3>More news</h3><ul><li><a href='/1'>Council votes on new school</a></li>"
        f"<li><a href='/2'>Bridge to reopen in May</a></li></ul></div><footer>Copyright. All rights reserved.</footer></body></html>"
    ).encode()


def alone(text: str) -> Units:
    return Units(np.array([0]), np.array([len(text)]), np.array([0]))


@pytest.mark.parametrize(
    ("text", "size", "ends"),
    [
        ("The mayor said no.", 4, 1),
        ("The mayor said: “No.”", 4, 1),
        ("Home | News | Sport", 3, 0),
        ("市长说不行。", 2.5, 1),
        ("시장은 아니라고 말했다.", 3, 1),
        ("東京の天気", 2.5, 0),
    ],
)
def test_size_and_end_hold_in_every_script(text: str, size: float, ends: float) -> None:
    got = measure(text, alone(text))
    assert (got.size[0], got.ends_stop[0]) == (size, ends)


def test_characters_are_counted_by_kind() -> None:
    got = measure("Ab가中カ1 .,«|", alone("Ab가中カ1 .,«|")).counts[0]
    for kind in (
        Kind.UPPER,
        Kind.LOWER,
        Kind.HANGUL,
        Kind.HAN,
        Kind.KANA,
        Kind.DIGIT,
        Kind.SPACE,
        Kind.STOP,
        Kind.COMMA,
    ):
        assert got[kind] == 1, kind


def test_words_have_the_codes_of_their_stems() -> None:
    text = "Harbour 시장은 시장이"
    words = measure(text, alone(text)).words
    assert words.code[1] == words.code[2]
    assert set(words.code.tolist()) == set(word_codes(frozenset({"harbour", "시장"})).tolist())


def test_links_are_no_running_text() -> None:
    text = SENTENCES[0]
    got = measure(text, alone(text))
    assert running_text(got, np.zeros(1, np.float32))[0] > 15
    assert running_text(got, np.ones(1, np.float32))[0] == 0


def test_repeats_know_before_and_after() -> None:
    lines = ["one two three four five six", "something else stands here now", "one two three four five six"]
    view = view_of_text("\n".join(lines))
    units = units_of(view)
    got = repeats(measure(view.text, units).words, len(units))
    assert got[:, :2].tolist() == [[0, 1], [0, 0], [1, 0]]
    assert got[0, 3] == 1
    assert got[2, 2] == 1


def test_the_densest_run_is_the_article() -> None:
    good = np.array([0, 0, 30, 0, 40, 0, 0, 0, 0, 20], np.float32)
    size = np.array([1, 1, 30, 5, 40, 1, 1, 1, 1, 20], np.float32)
    assert densest_run(good, size) == (2, 5)


def test_a_dump_without_line_breaks_is_cut_into_pieces() -> None:
    text = " ".join(MENU) + " " + " ".join(SENTENCES * 4)
    view = view_of_text(text)
    units = units_of(view)
    assert len(units) > 3 * len(SENTENCES)
    pieces = [view.text[a:b] for a, b in zip(units.starts, units.ends, strict=True)]
    assert " ".join(" ".join(pieces).split()) == " ".join(text.split())


def test_trees_run_as_their_questions_say() -> None:
    rng = np.random.default_rng(5)
    trees = Trees(
        rng.integers(0, 7, (9, 3)),
        rng.normal(size=(9, 3)).astype(np.float32),
        rng.normal(size=(9, 8, 2)).astype(np.float32),
        np.array([0.5, -1], np.float32),
    )
    table = rng.normal(size=(5000, 7)).astype(np.float32)
    got = trees.run(table)
    for row in (0, 17, 4999):
        want = trees.bias.astype(np.float64)
        for column, border, leaf in zip(trees.column, trees.border, trees.leaf, strict=True):
            want = want + leaf[sum(1 << i for i in range(3) if table[row, column[i]] > border[i])]
        assert got[row] == pytest.approx(want, abs=1e-4)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 60)), min_size=1, max_size=7))
def test_the_best_set_is_the_best_of_all_sets(units: list[tuple[float, int]]) -> None:
    body = np.array([p for p, _ in units], np.float32)
    size = np.array([s for _, s in units], np.float32)

    def expected(chosen: tuple[bool, ...]) -> float:
        keep = np.array(chosen)
        return 2 * float((body * size)[keep].sum()) / max(float(size[keep].sum() + (body * size).sum()), 1e-9)

    chosen, value = best_set(body, size)
    best = max(expected(c) for c in itertools.product((False, True), repeat=len(units)))
    assert value == pytest.approx(best, abs=1e-4)
    assert expected(tuple(chosen.tolist())) == pytest.approx(best, abs=1e-4)


def test_the_model_is_written_the_same_twice_and_read_back() -> None:
    model = installed_model()
    first, second = io.BytesIO(), io.BytesIO()
    write_model(model, first)
    write_model(model, second)
    assert first.getvalue() == second.getvalue()
    assert len(first.getvalue()) < 2_000_000
    first.seek(0)
    again = read_model(first)
    view = view_of_markup(page().decode())
    assert np.array_equal(judge_units(view, frozenset(), model).body, judge_units(view, frozenset(), again).body)


def test_a_model_for_other_features_is_refused() -> None:
    model = installed_model()
    sink = io.BytesIO()
    write_model(replace(model, features=names()[:-1]), sink)
    sink.seek(0)
    with pytest.raises(RuleError, match="train it anew"):
        read_model(sink)
    with pytest.raises(RuleError, match=FILE):
        read_model(io.BytesIO(b"PK\x03\x04 no archive"))


def test_features_have_their_names() -> None:
    table = features_of(view_of_markup(page().decode())).table
    assert table.shape[1] == len(names()) == len(set(names()))
    assert np.isfinite(table).all()


def test_an_unknown_page_keeps_its_article_and_says_how_sure_it_is() -> None:
    got = clean(page(), "https://unknown.example/storm")
    assert isinstance(got, Article)
    assert got.headline == "Storm closes harbour"
    assert got.body.split("\n\n") == list(SENTENCES)
    sure = [entry for entry in got.ledger if entry.rule.startswith("labeller/")]
    assert {entry.label for entry in sure} >= {Label.BODY, Label.NAVIGATION}
    assert len({entry.confidence for entry in sure}) > 3


@pytest.mark.parametrize(
    "variant",
    [page(attributes="data-k='v1 v2' style='color:red'"), page(gap="\n\n   \t"), page(gap=""), page(swap=True)],
    ids=["attributes", "white space", "no white space", "order of attributes"],
)
def test_form_does_not_change_the_body(variant: bytes) -> None:
    want, got = clean(page(), "a"), clean(variant, "a")
    assert isinstance(want, Article)
    assert isinstance(got, Article)
    assert got.body == want.body


def test_time_grows_with_the_text() -> None:
    def seconds(times: int) -> float:
        view = view_of_text("\n".join([*MENU, *SENTENCES] * times))
        judge_units(view, frozenset({"the", "of"}))
        best = min(_timed(view) for _ in range(3))
        return best

    def _timed(view: object) -> float:
        began = time.process_time()
        judge_units(view, frozenset({"the", "of"}))  # type: ignore[arg-type]
        return time.process_time() - began

    small, large = seconds(50), seconds(500)
    assert large < 25 * small
