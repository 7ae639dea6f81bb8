import random
from collections.abc import Callable

import pytest

from training.metrics import f1
from training.targets import ceiling, cover

LEAD = "The town council of Brackwater voted on Monday to keep the old ferry running through the winter."
SECOND = "Passengers had gathered four thousand signatures, said the mayor, who has taken the boat since childhood."
THIRD = "A new engine will be paid for by the lottery fund, and fares stay as they are until next summer."


def kept(units: list[str], gold: str) -> list[bool]:
    return [share >= 0.5 for share in cover(units, gold)]


def test_white_space_quotes_composition_and_bullets_do_not_matter() -> None:
    gold = 'Le caf\u00e9 a ferm\u00e9, dit-il : "on ne peut plus payer".\n- un \ufb01let de truite'
    units = ["Le cafe\u0301 a  ferme\u0301,\ndit-il\u00a0: «on ne peut plus payer».", "• un filet de truite", "Menu"]
    assert cover(units, gold) == [1.0, 1.0, 0.0]


@pytest.mark.parametrize("repeated", [LEAD, SECOND, THIRD])
def test_the_paragraph_claims_its_text_and_not_the_teaser_that_repeats_it(repeated: str) -> None:
    gold = "\n".join([LEAD, SECOND, THIRD])
    teasers = ["Most read", repeated, "Ferry saved", repeated]
    body = [LEAD, "Advertisement", SECOND, "Share", THIRD]
    want = [True, False, True, False, True]
    assert kept([*teasers, *body], gold) == [False] * 4 + want
    assert kept([*body, *teasers], gold) == want + [False] * 4
    assert kept([*teasers, *body, *teasers], gold) == [False] * 4 + want + [False] * 4


def test_an_advertisement_that_begins_like_the_next_paragraph_breaks_no_chain() -> None:
    gold = f"{SECOND}\nThe winter timetable is out."
    units = ["The winter timetable is out.", "Most read", SECOND, "The winter sale", "The winter timetable is out."]
    assert kept(units, gold) == [False, False, True, False, True]


def test_each_word_of_the_gold_is_claimed_once() -> None:
    assert sum(cover([LEAD, SECOND, LEAD, LEAD], LEAD)) == pytest.approx(1.0, abs=0.1)


def test_text_in_another_order_than_the_gold_is_still_claimed() -> None:
    assert kept([THIRD, "Share this", LEAD, SECOND], "\n".join([LEAD, SECOND, THIRD])) == [True, False, True, True]


def test_short_units_count_where_the_gold_has_them() -> None:
    gold = "\n".join(["Ferries", LEAD, "New engine", SECOND, "Cheap", THIRD])
    menu = ["Ferries", "New engine", *["Menu and more"] * 60]
    body = ["Ferries", "Share", LEAD, "Share", "New engine", "Share", SECOND, "Share", "Cheap", "Share", THIRD]
    assert kept([*menu, *body, *menu], gold) == [False] * 62 + [u != "Share" for u in body] + [False] * 62


def test_a_unit_that_is_half_byline_is_half_claimed() -> None:
    first, second = LEAD[: len(LEAD) // 2], LEAD[len(LEAD) // 2 :]
    assert cover([f"{first} {second}"], second)[0] == pytest.approx(0.5, abs=0.1)


def test_scripts_without_spaces_are_matched_by_character() -> None:
    gold = "町議会は月曜日、古い渡し船を冬の間も動かすことを決めた。新しい機関は宝くじの基金で賄う。"
    units = [
        "ホーム",
        "町議会は月曜日、古い渡し船を",
        "冬の間も動かすことを決めた。",
        "【写真】渡し船",
        "新しい機関は宝くじの基金で賄う。",
    ]
    assert kept(units, gold) == [False, True, True, False, True]


def test_nothing_is_claimed_of_pages_without_the_gold() -> None:
    assert cover([], LEAD) == []
    assert cover(["***", "", "Imprint"], LEAD) == [0.0, 0.0, 0.0]
    assert cover([LEAD], "") == [0.0]


def test_ceiling_is_the_f1_of_what_is_kept() -> None:
    assert ceiling(["Menu", LEAD, SECOND, "Footer"], f"{LEAD}\n{SECOND}") == 1.0
    assert ceiling([f"{SECOND} {LEAD} {LEAD}", LEAD], LEAD) == 0.0
    assert 0.5 < ceiling([f"{LEAD} Continue reading in our new application"], LEAD) < 0.9


@pytest.mark.parametrize(
    ("body", "gold", "score"),
    [("a b c", "a b c", 1.0), ("a b", "a c", 0.5), ("", "a", 0.0), ("", "", 1.0), ("一二三四五", "一二三四六", 0.5)],
)
def test_f1(body: str, gold: str, score: float) -> None:
    assert f1(body, gold) == pytest.approx(score)


def test_a_long_page_takes_well_under_a_second(quick: Callable[[Callable[[], object], float], bool]) -> None:
    chance = random.Random(4)  # noqa: S311
    words = [f"word{n}" for n in range(900)]
    units = [" ".join(chance.choices(words, k=12)) for _ in range(3000)]
    gold = "\n".join([*units[1000:2000], *["again and again and again"] * 50])
    assert quick(lambda: cover(units, gold), 3)  # 0.3 s where it was written
    shares = cover(units, gold)
    assert [s >= 0.5 for s in shares] == [1000 <= n < 2000 for n in range(3000)]
