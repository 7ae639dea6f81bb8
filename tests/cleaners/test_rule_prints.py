"""A record's fingerprint is of the rules that were consulted for it, and of no other: a change of those touches it, a change of others
does not, and can't.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean, current_versions, rules_version
from cleaners.lexicon import Lexicon
from cleaners.model import Article, Rejected
from cleaners.rule_prints import EVERYWHERE, RulePrints
from cleaners.rulebook import _LABELLER_FILES, LexiconShelf, rulebook

SEEDS = sorted(path for path in (Path(__file__).parents[2] / "seeds").rglob("*") if path.is_file())
PAGE = (
    "<html><head><title>Quay</title></head><body><h1>The new quay opens</h1><p>{}</p></body></html>".format(
        "The harbour opened a new quay on Monday after four years of work, the city said in a statement. " * 5
    )
).encode()
Consulted = tuple[Article | Rejected, frozenset[str], bool]


def watched(patch: pytest.MonkeyPatch, data: bytes, name: str) -> Consulted:
    """A record, the lexicons that were opened for it, and whether the labeller was asked."""
    from cleaners.labeller import judge

    opened: set[str] = set()
    asked: list[bool] = []
    get, model = LexiconShelf.__getitem__, judge.installed_model

    def opening(shelf: LexiconShelf, key: str) -> Lexicon:
        opened.add(key)
        return get(shelf, key)

    def asking() -> Any:
        asked.append(True)
        return model()

    with patch.context() as watching:
        watching.setattr(LexiconShelf, "__getitem__", opening)
        watching.setattr(judge, "installed_model", asking)
        record = clean(data, name)
    return record, frozenset(opened), bool(asked)


@pytest.fixture(scope="module")
def records() -> Iterator[dict[str, Consulted]]:
    with pytest.MonkeyPatch.context() as patch:
        found = {path.name: watched(patch, path.read_bytes(), path.name) for path in SEEDS}
        yield {**found, "page": watched(patch, PAGE, "page"), "nothing": watched(patch, b" ", "nothing")}


def unread(records: dict[str, Consulted]) -> set[str]:
    """Those that were rejected before they had a text."""
    return {name for name, (record, _, _) in records.items() if record.encoding is None}


def test_it_is_of_what_was_consulted(records: dict[str, Consulted]) -> None:
    prints = rulebook().prints
    kinds = set()
    for name, (record, opened, asked) in records.items():
        if record.encoding is None:
            assert record.rules_version == prints.of_bytes()
            continue
        expected = {prints.of_text(f, record.profiles, opened, labeller=asked) for f in ("html", "text")}
        assert record.rules_version in expected, name
        assert EVERYWHERE in opened
        kinds.add((opened, asked))
    assert len({opened for opened, _ in kinds}) > 3
    assert {asked for _, asked in kinds} == {True, False}


def test_all_of_them_are_of_today(records: dict[str, Consulted]) -> None:
    assert all(record.rules_version in current_versions(record.profiles) for record, _, _ in records.values())
    assert rules_version(("daum",)) in current_versions(("daum",))
    assert rules_version() in current_versions()


def touched(records: dict[str, Consulted], prints: RulePrints) -> set[str]:
    return {n for n, (record, _, _) in records.items() if record.rules_version not in prints.current(record.profiles)}


def test_a_change_touches_just_those_that_consulted_it(records: dict[str, Consulted]) -> None:
    prints = rulebook().prints
    assert touched(records, prints) == set()
    assert touched(records, replace(prints, code="other")) == set(records)
    assert touched(records, replace(prints, text="other")) == set(records) - unread(records)
    for lexicon in prints.lexicons:
        changed = replace(prints, lexicons={**prints.lexicons, lexicon: "other"})
        assert touched(records, changed) == {n for n, (_, opened, _) in records.items() if lexicon in opened}, lexicon
    changed = replace(prints, labeller="other")
    assert touched(records, changed) == {n for n, (_, _, asked) in records.items() if asked}
    for profile in prints.profiles:
        changed = replace(prints, profiles={**prints.profiles, profile: "other"})
        assert touched(records, changed) == {n for n, (r, _, _) in records.items() if profile in r.profiles}, profile
        gone = {i: one for i, one in prints.profiles.items() if i != profile}
        assert touched(records, replace(prints, profiles=gone)) == touched(records, changed)
    html = replace(prints, marks={**prints.marks, "html": "other"})
    text = replace(prints, marks={**prints.marks, "text": "other"})
    assert touched(records, html) | touched(records, text) == set(records) - unread(records)
    assert "page" in touched(records, html) - touched(records, text)


def test_what_was_not_consulted_makes_no_difference(
    records: dict[str, Consulted], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every lexicon that a document did not open emptied, its record is the same."""
    shelf = rulebook().lexicons
    whole = {i: shelf[i] for i in shelf}
    for name, (record, opened, _) in records.items():
        data = {"page": PAGE, "nothing": b" "}.get(name) or next(p for p in SEEDS if p.name == name).read_bytes()
        empty = {
            i: one.model_copy(update={"rule": [], "byline": [], "date": [], "age": [], "roles": {}, "teams": []})
            for i, one in whole.items()
            if i not in opened
        }
        monkeypatch.setattr(shelf, "_read", {**whole, **empty})
        assert clean(data, name) == record, name


def test_every_data_file_of_the_labeller_counts() -> None:
    folder = Path(clean.__code__.co_filename).parent / "labeller"
    assert sorted(path.name for path in folder.iterdir() if path.suffix in (".toml", ".npz")) == sorted(_LABELLER_FILES)
