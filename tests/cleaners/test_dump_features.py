"""What tells the lines of a dump apart that has no markup left: words of page furniture, and sentences cut into lines."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from cleaners.labeller.furniture import furniture, group_names
from cleaners.labeller.measures import measure, words_of
from cleaners.labeller.sentences import NAMES, joined
from cleaners.labeller.units import units_of
from cleaners.plaintext import view_of_text


def shares(text: str) -> dict[str, float]:
    found = furniture(words_of(text), 1)[0]
    return {name: round(float(share), 2) for name, share in zip(group_names(), found, strict=True) if share}


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("Forgot your password?", "account"),
        ("Jetzt Newsletter abonnieren", "account"),
        ("회원가입", "account"),
        ("会員登録はこちら", "account"),
        ("Auf Facebook teilen", "share"),
        ("分享到微信", "share"),
        ("12 Kommentare", "comments"),
        ("댓글 3개", "comments"),
        ("Photo: Getty", "media"),
        ("Читайте подробнее", "further"),
        ("関連記事一覧", "further"),
        ("Todos los derechos reservados", "legal"),
        ("무단 전재 및 재배포 금지", "legal"),
        ("未经授权不得转载", "legal"),
        ("Anzeige", "ads"),
        ("Click to close", "interface"),
        ("Kliknij i zamknij", "interface"),
        ("Wetter Horoskop Fußball", "sections"),
        ("Dipublikasikan 14 Oktober, 10.20 WIB", "moment"),
    ],
)
def test_lines_of_furniture_are_told_by_their_words(line: str, group: str) -> None:
    found = shares(line)
    assert max(found, key=lambda name: found[name]) == group


@pytest.mark.parametrize(
    "sentence",
    [
        "The river rose by two metres overnight and flooded the lower streets of the town.",
        "Der Fluss stieg über Nacht um zwei Meter und überflutete die unteren Straßen der Stadt.",
        "La rivière est montée de deux mètres pendant la nuit et a inondé les rues basses.",
        "El río creció dos metros durante la noche y anegó las calles bajas del pueblo.",
        "Sungai itu naik dua meter semalam dan menggenangi jalan-jalan di bagian bawah kota.",
        "강물이 밤새 이 미터 불어나 마을 아래쪽 거리가 물에 잠겼다.",
        "川の水は一晩で二メートル上がり、町の低い通りが水につかった。",
        "河水一夜之间上涨两米，淹没了镇上低处的街道。",
        "Река за ночь поднялась на два метра и затопила нижние улицы города.",
    ],
)
def test_sentences_of_an_article_hold_few_such_words(sentence: str) -> None:
    assert sum(shares(sentence).values()) <= 0.15


def test_a_word_stands_in_one_group_only_and_is_one_word() -> None:
    data = tomllib.loads(files("cleaners.labeller").joinpath("furniture.toml").read_text("utf-8"))
    words = [word for languages in data.values() for listed in languages.values() for word in listed]
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert [word for word in words if not word.isalnum() or word != word.lower()] == []


def test_words_are_counted_for_the_unit_they_stand_in() -> None:
    view = view_of_text("Subscribe to our newsletter\nThe river rose by two metres.\nAll rights reserved\n")
    units = units_of(view)
    found = furniture(measure(view.text, units).words, len(units))
    assert found.shape == (3, len(group_names()))
    assert found[0, group_names().index("account")] == 0.5
    assert found[1].sum() == 0
    assert found[2, group_names().index("legal")] == pytest.approx(2 / 3)


CUT = """The council, led by
Ada Moreau
, voted on Monday to rebuild the
outer wall
of the harbour before the winter.
Read more
Bridge to reopen
"""


def test_the_parts_of_a_cut_sentence_are_one() -> None:
    view = view_of_text(CUT)
    units = units_of(view)
    m = measure(view.text, units)
    table, good = joined(m, np.zeros(len(units), np.float32))
    before = table[:, NAMES.index("joins_before")].tolist()
    assert before == [0, 0, 1, 1, 1, 0, 0]
    assert (good > 0).tolist() == [False, True, True, True, True, False, False]
    assert good.sum() == m.size[1:5].sum()


@pytest.mark.parametrize("text", ["", "a", "一", "\n\n", "ㅋㅋ\n.\n,\n"])
def test_next_to_nothing_has_features_too(text: str) -> None:
    view = view_of_text(text)
    units = units_of(view)
    if not len(units):
        return
    m = measure(view.text, units)
    table, good = joined(m, np.zeros(len(units), np.float32))
    assert table.shape == (len(units), len(NAMES))
    assert len(good) == len(units)
    assert np.isfinite(furniture(m.words, len(units))).all()
