"""Copyright lines and terms of use are lifted as printed, in every language of the lexicons that has them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaners import Article, clean

SAMPLES: dict[str, str] = tomllib.loads((Path(__file__).parent / "language_samples.toml").read_text("utf-8"))["sample"]


def read(language: str, line: str) -> tuple[str | None, str | None]:
    """Copyright notice and usage terms of a dump that ends in a line."""
    prose = "\n".join(f"{SAMPLES[language]} {i} {SAMPLES[language]}" for i in range(4))
    article = clean(f"{prose}\n{line}\n".encode(), "dump.txt")
    assert isinstance(article, Article)
    assert line not in article.body
    return article.copyright_notice, article.usage_terms


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "<저작권자 ⓒ 들판신문, 무단전재 및 재배포 금지>"),
        ("ko", "ⓒ 들판신문사"),
        ("ko", "무단전재 및 재배포 금지"),
        ("ko", "저작권자 © 들판신문 무단전재 및 재배포 금지"),
        ("ko", "Copyright ⓒ 들판신문. All rights reserved."),
        ("ja", "無断転載を禁じます"),
        ("ja", "Copyright © 野原新聞 無断転載禁止"),
        ("zh-Hans", "版权所有，未经授权不得转载"),
        ("zh-Hant", "版權所有，未經授權不得轉載"),
        ("fr", "© Le Matin des Champs. Tous droits réservés."),
        ("id", "Copyright © Harian Ladang 2026"),
        ("id", "Hak cipta dilindungi undang-undang"),
        ("en", "Copyright 2026 Valley Courier. All rights reserved."),
        ("en", "© 2026 Valley Courier"),
        ("de", "© 2026 Feldbote. Alle Rechte vorbehalten."),
        ("es", "© 2026 El Campo. Todos los derechos reservados."),
        ("pt", "© 2026 O Campo. Todos os direitos reservados."),
        ("pl", "Wszelkie prawa zastrzeżone"),
        ("ru", "© 2026 Полевой вестник. Все права защищены."),
        ("tr", "Tüm hakları saklıdır"),
        ("nl", "© 2026 De Veldbode. Alle rechten voorbehouden."),
    ],
)
def test_a_copyright_line_is_lifted_as_printed(language: str, line: str) -> None:
    notice, terms = read(language, line)
    assert notice == line
    assert terms is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "AI 학습 및 활용 금지"),
        ("fr", "Reproduction interdite"),
        ("ja", "生成AIの学習への利用を禁じます"),
        ("zh-Hans", "未经许可，禁止将本文用于人工智能训练"),
        ("fr", "L'utilisation de cet article pour entraîner une intelligence artificielle est interdite."),
        (
            "id",
            "Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis untuk AI di situs web ini tanpa izin tertulis.",
        ),
        ("en", "No part of this article may be used to train artificial intelligence."),
        ("de", "Die Nutzung der Inhalte für Text- und Data-Mining ist ausdrücklich vorbehalten."),
    ],
)
def test_terms_of_use_are_lifted_as_printed(language: str, line: str) -> None:
    notice, terms = read(language, line)
    assert terms == line
    assert notice is None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("it", "© RIPRODUZIONE RISERVATA"),
        ("ko", "<저작권자(c) 들판신문, 무단 전재-재배포, AI 학습 및 활용 금지>"),
        ("ko", "Copyright ⓒ 들판신문. All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지"),
    ],
)
def test_a_line_that_names_a_holder_and_terms_is_both(language: str, line: str) -> None:
    assert read(language, line) == (line, line)
