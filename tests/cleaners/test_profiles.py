"""Portal profiles: each matches what it says it matches, nothing it says it does not, and quickly."""

import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaners import clean
from cleaners.errors import RuleError
from cleaners.line_rules import Hit, apply_line_rules
from cleaners.markup import view_of_markup
from cleaners.model import Label
from cleaners.plaintext import view_of_text
from cleaners.profile import Profile, Recognise
from cleaners.recognise import recognise
from cleaners.rulebook import rulebook
from cleaners.rules import LineRule, SelectRule, read_table
from cleaners.tiling import Tiling

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "cleaners" / "profiles").glob("*.toml"))
GOLDENS = ROOT / "tests" / "goldens"
PROFILES = {path.stem: read_table(path.read_text(encoding="utf-8"), path.name, Profile) for path in FILES}
SELECTORS = [pytest.param(p, r, id=f"{p.id}/{r.id}") for p in PROFILES.values() for r in p.select]
LINE_RULES = [pytest.param(p, r, id=f"{p.id}/{r.id}") for p in PROFILES.values() for r in p.rule]

Quick = Callable[[Callable[[], object], float], bool]

PROSE = "The new quay was opened on Tuesday by the mayor and her two deputies."
LONG = 20_000
"""Characters of a hostile line."""
SLOWEST = 0.2
"""Seconds that a pattern may take on one."""


# --- the files ------------------------------------------------------------------------------------


def test_there_are_profiles_enough() -> None:
    assert len(PROFILES) >= 15


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_id_is_the_file_name(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8"))["id"] == path.stem


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_has_a_golden(profile: Profile) -> None:
    cases = [p for p in (GOLDENS / profile.id).glob("*") if p.suffix in (".txt", ".html")]
    assert cases, f"write tests/goldens/{profile.id}/<case>.txt and .json"


def test_every_golden_folder_has_a_profile() -> None:
    assert {p.name for p in GOLDENS.iterdir() if p.is_dir()} <= set(PROFILES)


def test_no_two_profiles_claim_a_domain() -> None:
    claimed = [domain for profile in PROFILES.values() for domain in profile.recognise.domains]
    assert len(claimed) == len(set(claimed))


@pytest.mark.parametrize(
    "wrong",
    [
        "colour = 'red'",
        "kind = 'shop'",
        "[[select]]\nid = 'a'\ncss = 'p'\nlabel = 'body'\nexamples = ['<p>x</p>']\nwhy = 'so'",
        "[[rule]]\nid = 'a'\nlabel = 'body'\npattern = 'x'\nexamples = []",
        "[[rule]]\nid = 'a'\nlabel = 'body'\npattern = '(?P<colour>x)'\nexamples = ['x']",
        "[[rule]]\nid = 'a'\nlabel = 'prose'\npattern = 'x'\nexamples = ['x']",
        "[recognise.more]\nform = 'html'",
    ],
)
def test_an_unknown_key_or_value_is_an_error(wrong: str) -> None:
    top, _, tables = wrong.partition("\n") if wrong.startswith(("colour", "kind")) else ("", "", wrong)
    kind = "" if top.startswith("kind") else "kind = 'board'"
    text = f"id = 'a'\nname = 'A'\n{kind}\n{top}\n[recognise]\n{tables}"
    with pytest.raises(RuleError, match=r"a\.toml: .*mend the file"):
        read_table(text, "a.toml", Profile)


def test_no_toml_is_an_error() -> None:
    with pytest.raises(RuleError, match="no valid TOML"):
        read_table("id = ", "a.toml", Profile)


# --- selectors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "rule"), SELECTORS)
def test_a_selector_matches_its_examples_and_no_counter_example(profile: Profile, rule: SelectRule) -> None:
    for example in rule.examples:
        assert LexborHTMLParser(example).css(rule.css), example
    for example in rule.counter_examples:
        assert not LexborHTMLParser(example).css(rule.css), example


@pytest.mark.parametrize("profile", [p for p in PROFILES.values() if p.html], ids=lambda p: p.id)
def test_selectors_of_containers_and_recognition_can_be_read(profile: Profile) -> None:
    page = LexborHTMLParser("<p>x</p>")
    for css in [*(profile.html.container if profile.html else []), *profile.recognise.selectors]:
        page.css(css)


# --- line rules -----------------------------------------------------------------------------------


def hits_on(rule: LineRule, line: str, owner: str = "test") -> list[Hit]:
    """What a rule does to a line, in the zone that it is for."""
    running = [PROSE] * 7
    before = ["A line"] if rule.scope == "before" else []
    lines = [*running, *before, line] if rule.zone == "tail" else [*before, line, *running]
    text = "\n".join(lines)
    at = text.index("\n".join([*before, line]))
    found = apply_line_rules(Tiling(view_of_text(text)), [rule], owner)
    return [hit for hit in found if at <= hit.start <= at + len("\n".join([*before, line]))]


@pytest.mark.parametrize(("profile", "rule"), LINE_RULES)
def test_a_line_rule_matches_its_examples_and_no_counter_example(profile: Profile, rule: LineRule) -> None:
    for example in rule.examples:
        assert hits_on(rule, example), example
    for example in rule.counter_examples:
        assert not hits_on(rule, example), example


def hostile(examples: list[str]) -> list[str]:
    """Long texts that patterns like to get lost in: the examples over and over, and what they begin with."""
    seeds = [*examples, *(e[:1] for e in examples), *(e[: len(e) // 2] for e in examples), " ", "가 ", "a/", "1.", "(["]
    return [(seed * (LONG // len(seed) + 1))[: LONG - 1] + "\u00a7" for seed in dict.fromkeys(seeds) if seed]


@pytest.mark.slow
@pytest.mark.parametrize(("profile", "rule"), LINE_RULES)
def test_a_line_rule_is_quick_on_hostile_lines(profile: Profile, rule: LineRule, quick: Quick) -> None:
    for text in hostile(rule.examples):
        view = view_of_text(text)
        assert quick(lambda view=view: apply_line_rules(Tiling(view), [rule], profile.id), SLOWEST), text[:60]


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_recognition_is_quick_on_hostile_text(profile: Profile, quick: Quick) -> None:
    marks = profile.recognise
    words = [e for rule in profile.rule for e in rule.examples][:6]
    for text in [
        *hostile(words or ["x"]),
        "\n" * LONG,
        "가나다\n" * (LONG // 4),
        *(f"{w}\n" * (LONG // len(w)) for w in words),
    ]:
        view = view_of_text("x")
        view.text = text
        for pattern in [*marks.every, *marks.some, *marks.never]:
            alone = profile.model_copy(update={"recognise": Recognise(form="text", every=[pattern])})
            found = partial(recognise, view, "", [alone])
            assert quick(found, SLOWEST), (pattern, text[:60])


# --- recognition ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    sorted(p for p in GOLDENS.glob("*/*") if p.suffix in (".txt", ".html")),
    ids=lambda p: f"{p.parent.name}/{p.name}",
)
def test_a_golden_is_recognised_by_its_own_profile_and_no_other(path: Path) -> None:
    if '"portal"' not in path.with_suffix(".json").read_text(encoding="utf-8"):
        pytest.skip("shows no sign of its portal")
    profiles = clean(path.read_bytes(), str(path)).profiles
    assert path.parent.name in profiles
    others = [p for p in profiles if p != path.parent.name]
    assert all(PROFILES[p].layer != PROFILES[path.parent.name].layer for p in others)


def profile_with(**recognise_keys: object) -> Profile:
    return Profile(id="test", name="Test", kind="portal", recognise=Recognise(**recognise_keys))


PAGE = '<html><head><link rel="canonical" href="https://news.example.org/1"></head><body><div class="story">The quay</div></body></html>'


@pytest.mark.parametrize(
    ("keys", "page", "text"),
    [
        ({"domains": ["example.org"]}, True, False),
        ({"domains": ["ample.org"]}, False, False),
        ({"selectors": [".story"]}, True, False),
        ({"selectors": [".story", ".none"]}, False, False),
        ({"selectors": [".none"], "every": ["quay"]}, True, True),
        ({"every": ["The", "quay"]}, True, True),
        ({"every": ["The", "boat"]}, False, False),
        ({"some": ["boat", "quay"]}, True, True),
        ({"every": ["The"], "some": ["boat"]}, False, False),
        ({"domains": ["example.org"], "every": ["The"], "never": ["quay"]}, False, False),
        ({"domains": ["agency.example"], "every": ["The"]}, False, True),
        ({"form": "text", "every": ["quay"]}, False, True),
        ({"form": "html", "every": ["quay"]}, True, False),
        ({}, False, False),
    ],
)
def test_address_markup_and_words_are_each_enough(keys: dict[str, object], page: bool, text: bool) -> None:
    profile = profile_with(**keys)
    assert bool(recognise(view_of_markup(PAGE), "", [profile])) is page
    assert bool(recognise(view_of_text("The quay"), "https://news.example.org/1", [profile])) is text


def test_the_higher_rank_wins_then_the_address_then_the_first_id() -> None:
    low = profile_with(selectors=[".story"], rank=-1).model_copy(update={"id": "low"})
    by_words = profile_with(every=["quay"]).model_copy(update={"id": "a-words"})
    by_address = profile_with(domains=["example.org"]).model_copy(update={"id": "z-address"})
    later = profile_with(every=["quay"]).model_copy(update={"id": "b-words"})
    view = view_of_markup(PAGE)
    assert [p.id for p in recognise(view, "", [low, by_words, by_address])] == ["z-address"]
    assert [p.id for p in recognise(view, "", [by_words, later])] == ["a-words"]
    assert [p.id for p in recognise(view, "", [low])] == ["low"]


def test_one_profile_of_each_layer_the_articles_first() -> None:
    page = profile_with(every=["quay"])
    article = profile_with(selectors=[".story"]).model_copy(update={"id": "inner", "layer": "article"})
    assert [p.id for p in recognise(view_of_markup(PAGE), "", [page, article])] == ["inner", "test"]


# --- scopes that only profiles use ----------------------------------------------------------------


def test_a_rule_of_scope_before_labels_the_line_before() -> None:
    rule = LineRule(
        id="t", label=Label.HEADLINE, scope="before", zone="head", pattern=r"By \w+, \d{4}", examples=["By Doe, 2024"]
    )
    tiling = Tiling(view_of_text(f"Menu\nA new quay\nBy Doe, 2024\n{PROSE}\n{PROSE}\n{PROSE}\nBy Roe, 2023"))
    hits = apply_line_rules(tiling, [rule], "test")
    assert [tiling.text_of(s) for s in tiling if s.label is Label.HEADLINE] == ["A new quay"]
    assert [hit.rule_id for hit in hits] == ["test/t"]


def test_nothing_stands_before_the_first_line() -> None:
    rule = LineRule(id="t", label=Label.HEADLINE, scope="before", pattern=r"By \w+", examples=["By Doe"])
    tiling = Tiling(view_of_text(f"By Doe\n{PROSE}"))
    assert apply_line_rules(tiling, [rule], "test") == []


def test_the_installed_rulebook_holds_all_of_them() -> None:
    assert set(rulebook().profiles) == set(PROFILES)
