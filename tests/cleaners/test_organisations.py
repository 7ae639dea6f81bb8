"""Teams, agencies, sites and accounts are no people; people whose names hold a word of theirs are."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from cleaners.job_titles import without_job
from cleaners.known_names import bears_word_as_surname, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.name_words import FILE, NameFile
from cleaners.names import is_particle, is_person
from cleaners.organisations import is_agency, is_outlet_like, is_placeholder, is_team
from cleaners.outlet_index import index_of
from cleaners.rulebook import rulebook
from cleaners.rules import read_table

NAMES = read_table(files("cleaners").joinpath(FILE).read_text(encoding="utf-8"), FILE, NameFile)


def lexicons(language: str) -> list[Lexicon]:
    return [rulebook().lexicons[language], rulebook().lexicons["und"]]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Harbour News Staff"),
        ("en", "The Harbour Newsroom"),
        ("en", "Wire services"),
        ("id", "Redaksi"),
        ("id", "Tim Redaksi Gana"),
        ("ko", "편집부"),
        ("ko", "가나일보 디지털 뉴스팀"),
        ("zh", "编辑部"),
        ("zh", "港口新聞中心"),
        ("ja", "みなと新聞取材班"),
        ("fr", "La rédaction"),
        ("fr", "Rédaction du Port"),
        ("es", "Agencia EFE"),
        ("es", "Redacción Deportes"),
        ("pt", "Agência do Porto"),
        ("it", "Redazione Porto"),
        ("de", "Hafenredaktion"),
        ("nl", "Havenredactie"),
        ("tr", "Liman Haber Merkezi"),
        ("ru", "Редакция «Порта»"),
        ("vi", "Ban biên tập"),
        ("pl", "Redakcja portalu"),
        ("en", "Associated Press"),
        ("en", "the Associated Press"),
        ("en", "CNN Wire"),
        ("zh", "环球网"),
        ("ko", "로이터"),
        ("ja", "共同"),
        ("zh", "法新社"),
        ("ru", "РИА"),
    ],
)
def test_teams(language: str, name: str) -> None:
    assert is_team(name, lexicons(language))


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Ada Verne Executive Digital Editor"),
        ("en", "Ada Verne Staff Writer"),
        ("de", "Anna Müller Redakteurin Politik"),
        ("en", "Emily Post"),
        ("tr", "Ahmet Efe"),
        ("und", "Omar Sid"),
        ("id", "Tim Burton"),
        ("en", "Edita Stafford"),
        ("ko", "홍길동"),
        ("zh", "王晓岚"),
        ("en", "ELLE VERNE"),
    ],
)
def test_people_whose_names_hold_a_word_of_a_team(language: str, name: str) -> None:
    assert not is_team(name, lexicons(language))


def test_an_agency_is_told_by_the_registry() -> None:
    assert all(map(is_agency, ("AFP", "dpa", "dpa-AFX", "Agencia EFE", "연합뉴스", "時事", "TASS", "reuters")))
    assert not any(map(is_agency, ("Ani", "Sid", "Harbour News", "중앙일보", "Le Port")))


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("【ロンドン共同】", "kyodo"),
        ("【北京AFP】", "afp"),
        ("【ソウル聯合ニュース＝高橋太郎】", "yonhap"),
        ("【港町】", None),
        ("【MAP】", None),
        ("（ロンドン共同）", None),
    ],
)
def test_an_agency_behind_a_place(lead: str, agency: str | None) -> None:
    entry = index_of(rulebook().outlets).agency_behind_place(lead)
    assert (entry.id if entry else None) == agency


def test_names_that_only_bylines_print_are_of_one_agency_each() -> None:
    entries = rulebook().outlets.values()
    printed = Counter(name.casefold() for entry in entries for name in entry.byline_names)
    assert {name for name, count in printed.items() if count > 1} == set()
    assert {entry.id for entry in entries if entry.byline_names and entry.kind != "agency"} == set()
    for entry in entries:
        own = {name.casefold() for name in (entry.name, *entry.names)}
        assert not own & {name.casefold() for name in entry.byline_names}, entry.id


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ada Verne Executive Digital Editor", "Ada Verne"),
        ("Ada Verne (Staff Writer)", "Ada Verne"),
        ("Senior Reporter Ada Verne", "Ada Verne"),
        ("Anna Müller Chefredakteurin", "Anna Müller"),
        ("Jeanne Martel grande reporter", "Jeanne Martel grande reporter"),
        ("Harbour News Editor", "Harbour News Editor"),
        ("Edith Head", "Edith Head"),
        ("Ada Verne", "Ada Verne"),
        ("Staff Writer", "Staff Writer"),
        ("", ""),
    ],
)
def test_a_job_beside_a_name_is_cut_off(printed: str, name: str) -> None:
    assert without_job(printed) == name


def test_words_that_are_surnames_as_well() -> None:
    assert all(map(bears_word_as_surname, NAMES.surnames.examples))
    assert not any(map(bears_word_as_surname, NAMES.surnames.counter_examples))
    assert is_outlet_like("Harbour Post")
    assert not is_outlet_like("Emily Post")


def test_the_small_words_of_names() -> None:
    for words, told in (
        (NAMES.particles, lambda text: all(w[0].isupper() or is_particle(w) for w in text.split())),
        (NAMES.never_first, lambda text: not is_person(text)),
        (NAMES.titles, is_known_name),
        (NAMES.phrases, lambda text: not is_known_name(text)),
        (NAMES.no_family_ends, lambda text: not is_known_name(text)),
    ):
        assert [e for e in words.examples if not told(e)] == []
        assert [e for e in words.counter_examples if told(e)] == []


def test_accounts_of_nobody() -> None:
    assert all(map(is_placeholder, ("admin", "Site Admin", "site-admin", "관리자", "Администратор", "佚名", "admin2")))
    assert not any(map(is_placeholder, ("Ada Verne", "Guest Writer", "Admina")))
