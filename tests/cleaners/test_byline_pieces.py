"""Bylines that no rule explains: read by what their pieces can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.byline_pieces import bare_team, has_date, read_line
from cleaners.known_names import is_given_name, is_known_name
from cleaners.lexicon import Lexicon
from cleaners.rulebook import rulebook


def lexicons(language: str) -> list[Lexicon]:
    return [rulebook().lexicons[language], rulebook().lexicons["und"]]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "By Nora Fielding", ["Nora Fielding"]),
        ("en", "March 3rd, 2031 By Nora Fielding", ["Nora Fielding"]),
        ("en", "Published May 7, 2031 by Nora Fielding", ["Nora Fielding"]),
        ("en", "03/01/2031 by Agatha Carlow, Member of the Candidate Committee", ["Agatha Carlow"]),
        ("en", "by Megan Widdon ● March 23, 2031 ● 6 min read", ["Megan Widdon"]),
        ("en", "ByNora Fielding", ["Nora Fielding"]),
        ("en", "Written By Angela Holding-Brell, MD*", ["Angela Holding-Brell"]),
        ("en", "by Daniel Burr, Senior Director, Content & Marketing, Example Institute", ["Daniel Burr"]),
        ("en", "By Brett Crane, Home Expert & Gene Pettin, Security Expert", ["Brett Crane", "Gene Pettin"]),
        ("en", "by Amanda · Dec 20, 2031 at 3:00 am · One comment so far", ["Amanda"]),
        ("en", "By Dolores Chen For Example.Com", ["Dolores Chen"]),
        ("en", "Words: Solene Marchand", ["Solene Marchand"]),
        ("de", "• Von Ralf Oehler", ["Ralf Oehler"]),
        ("de", "Kolumne von Lars Brinkhof", ["Lars Brinkhof"]),
        ("ja", "文・山田太郎", ["山田太郎"]),
        ("zh", "作者：王小明", ["王小明"]),
        ("ru", "Автор: Иван Петров", ["Иван Петров"]),
        ("tr", "Yazan: Elif Kaya", ["Elif Kaya"]),
    ],
)
def test_names_behind_a_by_word(language: str, text: str, names: list[str]) -> None:
    reading = read_line(text, lexicons(language))
    assert list(reading.names) == names
    assert reading.by


@pytest.mark.parametrize(
    ("text", "names", "dated"),
    [
        ("Dec 26, 2031 • Mahesh Dave in Project Management", ["Mahesh Dave"], True),
        ("Dec. 19, 2031 · Nick Matson on behalf of the group", ["Nick Matson"], True),
        ("Aaron Rickard | Senior Writer | July 2, 2031", ["Aaron Rickard"], True),
        ("Zoe Vilar|Published 15 hours ago", ["Zoe Vilar"], True),
        ("Nicole Carr June 3, 2031", ["Nicole Carr"], True),
        ("& Zack Cuero Writer, Hardware", ["Zack Cuero"], False),
        ("Brian Trewin USA TODAY", ["Brian Trewin"], False),
        ("Felix Schrader und Jörg Solden, dpa", ["Felix Schrader", "Jörg Solden"], False),
    ],
)
def test_names_alone(text: str, names: list[str], dated: bool) -> None:
    reading = read_line(text, lexicons("de" if "und" in text.split() else "en"))
    assert (list(reading.names), reading.by, reading.dated) == (names, False, dated)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "By Tuesday the council had raised 3 million dollars."),
        ("en", "By Friday Smith will know"),
        ("en", "Photo by Nora Fielding"),
        ("en", "Reviewed by Nora Fielding, May 3, 2031"),
        ("en", "Contact: Nora Fielding"),
        ("en", "© 2031 Nora Fielding"),
        ("en", "The White House"),
        ("en", "Top 10 U.S. Manufacturers of Household Appliances"),
        (
            "en",
            "Exclusive articles by Nora Fielding, Omar Castle and others. Plus, special newsletters for you every day.",
        ),
        ("de", "Von Angela Mahler lernen"),
        ("fr", "Par la fenêtre entra le vent"),
        ("it", "Di Maria segna ancora"),
        ("es", "Por la mañana"),
        ("zh", "记者 王小明 通讯员 李四"),  # two roles: a rule's
        ("en", "x" * 300),
        ("en", ""),
    ],
)
def test_what_names_nobody(language: str, text: str) -> None:
    reading = read_line(text, lexicons(language))
    assert (reading.names, reading.team) == ((), None)


def test_a_by_word_alone_waits_and_signs_join() -> None:
    assert read_line("Von", lexicons("de")).waits
    assert read_line("Written by", lexicons("en")).waits
    assert read_line("und", lexicons("de")).joins
    assert read_line(",", lexicons("de")).joins
    assert not read_line("undone", lexicons("en")).joins


def test_teams_and_the_site_itself() -> None:
    assert read_line("By the Example Team 2–3 minutes", lexicons("en")).team == "the Example Team"
    assert read_line("By Harbour Lines", lexicons("en"), frozenset({"harbourlines"})).team == "Harbour Lines"
    assert bare_team("Example Staff") == "Example Staff"
    assert bare_team("Our staff of thirty people at work") is None


@pytest.mark.parametrize(
    "text", ["3 Feb 2031", "03.02.2031, 11:26 Uhr", "2031年2月3日", "4 min read", "vor 3 Stunden", "10:25"]
)
def test_dates(text: str) -> None:
    assert has_date(text)


@pytest.mark.parametrize("text", ["Orwell, 1984", "Room 12", "Ada Verne", "1984"])
def test_numbers_that_are_no_date(text: str) -> None:
    assert not has_date(text)


@pytest.mark.parametrize(
    "name",
    [
        "Ada Verne",
        "ADA VERNE",
        "Jean-Luc d’Orée",
        "José Vidal",
        "A. J. Neale",
        "Dr. Ada Verne",
        "Иван Петров",
        "山田太郎",
    ],
)
def test_names_that_are_known(name: str) -> None:
    assert is_known_name(name)


@pytest.mark.parametrize(
    "name", ["Ada", "New York", "U.S. Makers", "Queen of Hearts Ada", "Climate Change", "山口県", "Real Madrid", ""]
)
def test_names_that_are_not(name: str) -> None:
    assert not is_known_name(name)


def test_accents_and_hyphens_do_not_matter() -> None:
    assert is_given_name("Jose")
    assert is_given_name("ÉLODIE")
    assert is_given_name("Ann-Kathrin")
    assert not is_given_name("Harbour")


@given(st.text(alphabet="By Ada Verne,and|•-2031 ./:Von文·", max_size=120))
def test_nobody_is_invented(text: str) -> None:
    line = " ".join(text.split())
    for name in read_line(line, lexicons("en")).names:
        assert "".join(name.split()) in "".join(line.split())
