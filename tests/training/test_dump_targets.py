from typing import Any

from training.samples import Gold
from training.targets import dump_cover

LEAD = "The town council of Brackwater voted on Monday to keep the old ferry running through the winter."
SECOND = "Passengers had gathered four thousand signatures, said the mayor, who has taken the boat since childhood."
THIRD = "A new engine will be paid for by the lottery fund, and fares stay as they are until next summer."
ADVICE = "Read also: ten bridges that were closed this year and never opened again to the people who paid."


def gold(*body: str, **more: Any) -> Gold:
    text = " ".join(body)
    return Gold(
        must_contain=(body[0][20:60],),
        body_first_80=text[:80],
        body_last_80=text[-80:],
        body_chars=more.pop("body_chars", len(text)),
        **more,
    )


def test_the_span_between_the_edges_is_body_and_nothing_else() -> None:
    units = ["Menu", SECOND, LEAD, SECOND, THIRD, LEAD, "Imprint"]
    assert dump_cover(units, gold(LEAD, SECOND, THIRD)) == [0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0]


def test_snippets_of_other_text_take_their_unit() -> None:
    units = [LEAD, ADVICE, SECOND, f"Photo: Ann Poe {THIRD}"]
    shares = dump_cover(units, gold(LEAD, SECOND, THIRD, must_not_contain=(ADVICE[:40], "Photo: Ann Poe")))
    assert shares[:3] == [1.0, 0.0, 1.0]
    assert shares[3] is not None
    assert 0.8 < shares[3] < 1.0


def test_a_short_unit_inside_is_left_open_unless_the_length_of_the_body_tells() -> None:
    units = [LEAD, "A new engine", SECOND, "Share", THIRD]
    assert dump_cover(units, gold(LEAD, SECOND, THIRD, body_chars=None)) == [1.0, None, 1.0, None, 1.0]
    assert dump_cover(units, gold(LEAD, SECOND, THIRD)) == [1.0, 0.0, 1.0, 0.0, 1.0]
    assert dump_cover(units, gold(LEAD, "A new engine", SECOND, THIRD)) == [1.0, 1.0, 1.0, 0.0, 1.0]
    assert dump_cover(units, gold(LEAD, SECOND, THIRD, body_chars=2000)) == [1.0, None, 1.0, None, 1.0]


def test_a_dateline_that_may_stand_counts_neither_way() -> None:
    units = ["BRACKWATER (Agency) -", LEAD, SECOND]
    assert dump_cover(units, gold(LEAD, SECOND, lead_prefix="BRACKWATER (Agency) -")) == [None, 1.0, 1.0]
    assert dump_cover([f"{units[0]} {LEAD}", SECOND], gold(LEAD, SECOND, lead_prefix=units[0])) == [1.0, 1.0]


def test_glued_and_cut_text_is_shared_out() -> None:
    shares = dump_cover([f"Ferry saved by the council {LEAD}", f"{SECOND} Most read"], gold(LEAD, SECOND))
    assert [s is not None and 0.7 < s < 1 for s in shares] == [True, True]
    assert dump_cover([LEAD[:50], LEAD[50:], SECOND[:30], SECOND[30:], "x"], gold(LEAD, SECOND)) == [1, 1, 1, 1, 0]


def test_a_document_without_article_has_no_body_and_one_without_its_edges_no_answer() -> None:
    assert dump_cover(["News", LEAD], Gold(body_first_80="", body_last_80="")) == [0.0, 0.0]
    assert dump_cover(["News", THIRD], gold(LEAD, SECOND)) == [None, None]
