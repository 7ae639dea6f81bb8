"""How print speaks of pictures, sources and rights: the words of the lexicons as patterns."""

from __future__ import annotations

import pytest

from cleaners.print_words import print_words


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("source_word", "Quelle: dpa"),
        ("source_word", "Nguồn: TTXVN"),
        ("source", "2031-02-03 来源：港口日报"),
        ("with_agency", "Com informações da Reuters"),
        ("with_agency", "Le Port avec AFP"),
        ("holder", "© 2031 Harbour News. All rights reserved"),
        ("holder", "저작권자 ⓒ 가나일보 무단전재 금지"),
        ("company", "Harbour Media GmbH"),
        ("company", "가나미디어 주식회사"),
        ("no_holder", "tous droits réservés"),
        ("no_holder", "Getty"),
        ("worded_credit", "Der Kai. Foto: Jan Lenz"),
        ("worded_credit", "부두 전경. 사진제공=가나시"),
        ("worded_credit", "码头 图／王晓岚"),
        ("korean_credit", "인천=홍가람 기자"),
        ("picture_agency", "The quay, Getty Images"),
        ("picture_agency", "Le quai (AFP)"),
        ("photo", "[자료사진=가나시]"),
    ],
)
def test_it_is_found(pattern: str, text: str) -> None:
    assert getattr(print_words(), pattern).search(text), text


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("source_word", "Resources: a list"),
        ("source", "Source: Harbour News"),  # in scripts with capitals it may be anything
        ("with_agency", "Gemeinsam"),
        ("holder_sign", "The rights of passengers"),
        ("company", "Harbour News"),
        ("no_holder", "Allgemeine Zeitung"),
        ("worded_credit", "The photo shows the quay"),
        ("worded_credit", "A photograph by the quay"),
        ("korean_credit", "부두 전경"),
        ("picture_agency", "The japan quay"),
        ("photo", "Photograph by the quay"),
    ],
)
def test_it_is_not_found(pattern: str, text: str) -> None:
    assert not getattr(print_words(), pattern).search(text), text
