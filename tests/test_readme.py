"""The README is true: its example is cleaned as it says, its profile is valid, its links and commands exist."""

import re
from pathlib import Path

import pytest

from cleaners import Article, clean
from cleaners.profile import Profile
from cleaners.rules import read_table
from warehouse import load, query, refresh, stage

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    found = re.search(rf"<!-- example: {name} -->\s*```\w*\n(.*?)\n\s*```", README, re.DOTALL)
    assert found is not None, name
    return found[1]


def test_before_becomes_after() -> None:
    record = clean(example("before").encode(), "dump.txt")
    assert isinstance(record, Article)
    rows = [(e.label.value, e.rule, record.visible_text[e.start : e.end].strip()) for e in record.ledger]
    wanted = [re.split(r"\s{2,}", line, maxsplit=2) for line in example("after").splitlines()]
    assert [list(row) for row in rows] == wanted
    assert record.outlet is not None
    assert record.outlet.name == "글로벌이코노믹"
    assert [(a.name, a.role) for a in record.authors] == [("한바다", "reporter")]
    assert record.date_published is None


def test_the_example_profile_is_valid() -> None:
    text = "\n".join(line.removeprefix("   ") for line in example("profile").splitlines())
    profile = read_table(text, "README.md", Profile)
    for rule in profile.rule:
        assert all(rule.regex.search(text) for text in rule.examples)
        assert not any(rule.regex.search(text) for text in rule.counter_examples)


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_queries_run(tmp_path: Path) -> None:
    statements = re.search(r"```sql\n(.*?)```", README, re.DOTALL)
    assert statements is not None
    warehouse = tmp_path / "w.duckdb"
    record = clean(example("before").encode(), "dump.txt")
    load(warehouse, [stage([record], tmp_path / "batch.parquet").path])
    refresh(warehouse)
    answers = [query(warehouse, s) for s in statements[1].split(";") if s.strip()]
    assert len(answers) == 3
    assert answers[0].to_pylist() == [{"name": "글로벌이코노믹", "articles": 1, "dated": 0}]
    assert "widget" in answers[1].column("label").to_pylist()


@pytest.mark.parametrize("target", ["run", "test", "check"])
def test_make_targets_exist(target: str) -> None:
    assert f"make {target}" in README
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
