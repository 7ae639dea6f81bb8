"""The property that everything rests on: segments tile the visible text, whatever is cut and labelled."""

from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Label
from cleaners.plaintext import view_of_text
from cleaners.tiling import Tiling

texts = st.text(alphabet=st.sampled_from("ab .가中\n\t\r"), max_size=60)
cuts = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70), st.sampled_from(list(Label))), max_size=12)


def assert_tiles(tiling: Tiling) -> None:
    at = 0
    for segment in tiling:
        assert segment.start == at
        assert segment.end > segment.start
        block = tiling.view.blocks[segment.block]
        assert block.start <= segment.start
        assert segment.end <= block.end
        at = segment.end
    assert at == len(tiling.view.text) or not tiling.view.text.strip()


@given(texts, cuts)
def test_any_sequence_of_labels_keeps_the_tiling(text: str, operations: list[tuple[int, int, Label]]) -> None:
    tiling = Tiling(view_of_text(text))
    assert_tiles(tiling)
    for start, end, label in operations:
        tiling.label(min(start, len(tiling.view.text)), min(end, len(tiling.view.text)), label, "test", 1.0)
        assert_tiles(tiling)
    rows = tiling.ledger()
    if rows:
        assert "".join(tiling.view.text[r.start : r.end] for r in rows) == tiling.view.text


@given(texts, cuts)
def test_a_label_is_never_taken_back(text: str, operations: list[tuple[int, int, Label]]) -> None:
    tiling = Tiling(view_of_text(text))
    for start, end, label in operations:
        before = {i: s.label for s in tiling if s.label is not None for i in range(s.start, s.end)}
        tiling.label(start, min(end, len(tiling.view.text)), label, "test", 1.0)
        after = {i: s.label for s in tiling for i in range(s.start, s.end)}
        assert all(after[i] is value for i, value in before.items())


def test_white_space_at_a_cut_stays_with_the_segment_before() -> None:
    tiling = Tiling(view_of_text("headline  caption here"))
    assert tiling.label(10, 17, Label.CAPTION, "test", 1.0)
    assert [(tiling.view.text[s.start : s.end], s.label) for s in tiling] == [
        ("headline  ", None),
        ("caption ", Label.CAPTION),
        ("here", None),
    ]


def test_nothing_but_white_space_is_not_labelled() -> None:
    tiling = Tiling(view_of_text("one   two"))
    assert not tiling.label(3, 6, Label.CAPTION, "test", 1.0)
    assert len(tiling.segments) == 1


def test_white_space_that_starts_the_next_block_is_not_cut_off() -> None:
    tiling = Tiling(view_of_text("tools\n\u3000\u3000The lead."))
    assert tiling.label(0, 5, Label.WIDGET, "test", 1.0)
    assert [(tiling.text_of(s), s.label) for s in tiling] == [("tools", Label.WIDGET), ("The lead.", None)]
