"""The sieve never keeps a rule from a line that it matches."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.model import Label
from cleaners.pattern_facts import can_be, fold, read_facts
from cleaners.rule_sieve import Sieve, sieve_of
from cleaners.rulebook import rulebook
from cleaners.rules import LineRule

BOOK = rulebook()
LISTS = {i: BOOK.lexicons[i].rule for i in BOOK.lexicons} | {p.id: p.rule for p in BOOK.profiles.values()}
SIEVES = {name: Sieve(rules, patience=0) for name, rules in LISTS.items()}
SAMPLES = sorted({text for rules in LISTS.values() for r in rules for text in (*r.examples, *r.counter_examples)})


def matches(rule: LineRule, text: str) -> bool:
    if rule.scope in ("line", "before", "block"):
        return rule.regex.fullmatch(text) is not None
    if rule.scope == "start":
        return rule.regex.match(text) is not None
    return rule.regex.search(text) is not None


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_rule_that_matches_is_a_candidate(name: str) -> None:
    for text in {t.strip() for t in SAMPLES if t.strip()}:
        found = SIEVES[name].candidates(text, head=True, tail=True)
        ids = [r.id for r in found]
        assert ids == [r.id for r in LISTS[name] if r.id in ids], "the order of precedence"
        assert {r.id for r in LISTS[name] if matches(r, text)} <= set(ids), text


@given(
    st.sampled_from(sorted(LISTS)), st.sampled_from(SAMPLES), st.sampled_from(SAMPLES), st.integers(0, 40), st.data()
)
def test_nor_is_one_missed_in_a_changed_line(name: str, one: str, other: str, cut: int, data: st.DataObject) -> None:
    mixed = (one[: len(one) - cut] + other[cut:]).strip()
    text = data.draw(st.sampled_from([mixed, mixed.upper(), mixed.lower(), mixed.title(), mixed.swapcase()]))
    if text:
        found = SIEVES[name].candidates(text, head=True, tail=True)
        assert {r.id for r in LISTS[name] if matches(r, text)} <= {r.id for r in found}


@given(
    st.sampled_from(
        [
            r"a?b",
            r"(?i:k|[r-t])x",
            r"[^a-c]\s",
            r"(?:|ab)c",
            r"\W{0,2}(?:one|two)",
            r"(?=a)\w+",
            r"(?i)ſ.",
            "(?s).a",
            "(a)?b",
        ]
    ),
    st.text("abcdxkKstSTr\u017f\u212a one\ntw.", max_size=6),
)
def test_small_patterns(pattern: str, text: str) -> None:
    facts = read_facts(pattern)
    if re.fullmatch(pattern, text):
        assert facts.shortest <= len(text) <= facts.longest
        assert not facts.words or any(word in fold(text) for word in facts.words)
        assert any(
            len(head) <= len(text) + 1 and all(can_be(leaf, sign) for leaf, sign in zip(head, text, strict=False))
            for head in facts.heads
        )


def test_what_a_pattern_takes_for_one_sign_folds_to_one() -> None:
    cased = "".join(c for c in map(chr, range(sys.maxunicode + 1)) if c.lower() != c or c.upper() != c)
    for sign in cased:
        for twin in re.findall(re.escape(sign), cased, re.IGNORECASE):
            assert fold(sign)[:1] == fold(twin)[:1]
            assert can_be(("LITERAL", ord(sign), True), twin)


def test_lists_are_told_apart_by_identity_and_built_once() -> None:
    rules = BOOK.lexicons["und"].rule
    assert sieve_of(rules) is sieve_of(rules)
    assert sieve_of(rules) is not sieve_of(list(rules))


def test_zone_and_length_keep_rules_out() -> None:
    rule = LineRule(id="a", label=Label.SHARE, pattern="[^\n]+", zone="head", examples=["a"])
    sieve = Sieve([rule], patience=0)
    assert list(sieve.candidates("a", head=True, tail=False)) == [rule]
    assert not sieve.candidates("a", head=False, tail=True)
    assert not sieve.candidates("a" * 601, head=True, tail=True)
