"""Every recipe of docs/sql.md, and every SQL block of the warehouse page, runs and answers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from sample_records import article, quarantined, rejected, staged, tiled

import warehouse
from cleaners.model import Label

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "sql.md").read_text("utf-8")
RECIPES = re.findall(r"^### (\d+\. .*?)\n.*?```sql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
OF_TWO_VERSIONS = re.findall(r"```sql versions\n(.*?)```", PAGE, re.DOTALL)
OF_ADDRESSES = re.findall(r"```sql addresses\n(.*?)```", PAGE, re.DOTALL)
OF_A_RELEASE = re.findall(r"```sql release\n(.*?)```", PAGE, re.DOTALL)
NOW = datetime(2026, 3, 4, tzinfo=UTC)
MAY_BE_EMPTY = ("13. ", "11. ", "20. ", "30. ")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipes")
    path = folder / "w.duckdb"
    results = [*(article(n) for n in range(40)), rejected(60), rejected(61), quarantined(70)]
    results.append(article(3, source="dumps/copy.html"))
    story = [f"The harbour of town {n} gets a new quay, its mayor said on day {n * 17}." for n in range(9)]
    results.append(article(90, body="\n\n".join(story), headline="A new quay"))
    results.append(article(91, body="\n\n".join(story[:4]), headline="Harbour grows"))
    warehouse.begin_run(path, "run", started_at=NOW, software="test")
    warehouse.load(
        path, [staged(folder, "a", *results), staged(folder, "b", *map(_with_a_template_line, range(80, 86)))]
    )
    warehouse.load(path, [staged(folder, "c", article(5, rules_version="rules-2", headline="Other"))])
    warehouse.refresh(path)
    warehouse.finish_run(path, "run", finished_at=NOW)
    return path


def _with_a_template_line(number: int) -> warehouse.Result:
    text, ledger = tiled((Label.BODY, f"News {number}"), (Label.BODY, "Download our app today"))
    return article(number, portal="naver", visible_text=text, ledger=ledger)


def test_there_are_enough_recipes_in_order() -> None:
    assert len(RECIPES) >= 10
    assert [int(title.split(".")[0]) for title, _ in RECIPES] == list(range(1, len(RECIPES) + 1))
    assert len(re.findall(r"```sql\n", PAGE)) == len(RECIPES)


@pytest.mark.parametrize(("title", "sql"), RECIPES, ids=[title for title, _ in RECIPES])
def test_a_recipe_answers(path: Path, title: str, sql: str) -> None:
    answer = warehouse.query(path, sql)
    if not title.startswith(MAY_BE_EMPTY):
        assert answer.num_rows > 0


def test_a_line_of_the_template_is_found(path: Path) -> None:
    (sql,) = [sql for title, sql in RECIPES if title.startswith("10.")]
    (row,) = warehouse.query(path, sql).to_pylist()
    assert (row["line"], row["documents"]) == ("Download our app today", 6)


@pytest.mark.files
def test_recipes_for_two_versions(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    warehouse.load(path, [staged(tmp_path, "a", article(1), article(2))], publish=False)
    warehouse.refresh(path)
    changed = article(1, rules_version="rules-2", headline="Other", ledger=article(1).ledger[:1])
    warehouse.load(path, [staged(tmp_path, "b", changed, article(3))], publish=False)
    warehouse.refresh(path)
    con = duckdb.connect()
    attach, *questions = OF_TWO_VERSIONS
    for name, file in (
        ("data/warehouse.duckdb.d/version-000006", f"{path}.d/version-000001"),
        ("data/warehouse", path),
    ):
        attach = attach.replace(f"{name}.duckdb", str(file).removesuffix(".duckdb") + ".duckdb")
    con.execute(attach)
    changes, rules, growth = (con.execute(sql).fetchall() for sql in questions)
    con.close()
    assert [(change, before, after) for _, change, before, after, _ in changes] == [
        ("added", None, "Headline 3"),
        ("changed", "Headline 1", "Other"),
    ]
    assert rules
    assert [(version, articles, more) for version, _, _, articles, more in growth] == [(2, 3, 1), (1, 2, 2)]


@pytest.mark.parametrize("sql", OF_A_RELEASE)
def test_recipes_for_a_release(path: Path, tmp_path: Path, sql: str) -> None:
    release = warehouse.write_release(path, tmp_path, software="test")
    duckdb.execute(sql.replace("RELEASE", str(release.path))).fetchall()


def test_every_mart_and_macro_is_listed(path: Path) -> None:
    marts = warehouse.query(path, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'mart'")
    macros = warehouse.query(
        path,
        "SELECT function_name FROM duckdb_functions() "
        "WHERE function_type = 'table_macro' AND NOT internal AND schema_name = 'main'",
    )
    assert set(re.findall(r"^\| `mart\.(\w+)` \|", PAGE, re.MULTILINE)) == {r["table_name"] for r in marts.to_pylist()}
    assert set(re.findall(r"^\| `(\w+)\(\w+\)` \|", PAGE, re.MULTILINE)) == {
        r["function_name"] for r in macros.to_pylist()
    }


def test_every_table_is_on_the_page_of_the_warehouse(path: Path) -> None:
    page = (DOCS / "warehouse.md").read_text("utf-8")
    for row in warehouse.query(path, "FROM duckdb_tables()").to_pylist():
        assert f"`{row['schema_name']}.{row['table_name']}`" in page or row["schema_name"] == "mart"


@pytest.mark.files
def test_addresses_are_attached_and_joined(path: Path) -> None:
    (number, *_) = (version.number for version in warehouse.versions(path))
    con = duckdb.connect()
    for sql in OF_ADDRESSES:
        named = sql.replace("data/warehouse.duckdb", str(path)).replace("000007", f"{number:06}")
        answer = con.execute(named).fetchall()
    con.close()
    assert ("홍길동", "hong1@paper.example", 1) in answer
