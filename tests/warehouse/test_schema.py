"""The schema: derived from the record, documented to the last column, refused when it is not ours."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import duckdb
import pytest
from sample_records import article, rows, spoil, staged

import warehouse
from cleaners.errors import WarehouseError
from cleaners.model import SCHEMA_VERSION, Article, Author, DateCandidate, Image, Label, LedgerEntry, OutletCandidate
from warehouse.arrow import arrow_schema
from warehouse.schema import LAYOUT, TABLES

DUCKDB_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN", "date32[day]": "DATE"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("schema") / "w.duckdb"
    warehouse.load(place, [])
    return place


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A warehouse that a test may spoil."""
    warehouse.load(tmp_path / "own.duckdb", [])
    return tmp_path / "own.duckdb"


def columns(path: Path, table: str) -> dict[str, str]:
    schema, name = table.split(".")
    sql = (
        f"SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = '{schema}' AND table_name = '{name}'"  # noqa: S608
    )
    return {row["column_name"]: row["data_type"] for row in rows(path, sql)}


@pytest.mark.parametrize(
    ("table", "kind", "elsewhere"),
    [
        (
            "clean.articles",
            Article,
            {"authors", "images", "date_candidates", "outlet_candidates", "ledger", "visible_text"},
        ),
        ("clean.authors", Author, set()),
        ("clean.images", Image, set()),
        ("audit.ledger", LedgerEntry, set()),
        ("audit.date_candidates", DateCandidate, set()),
        ("audit.outlet_candidates", OutletCandidate, set()),
    ],
)
def test_tables_hold_the_fields_of_the_record_with_their_types(
    path: Path, table: str, kind: type, elsewhere: set[str]
) -> None:
    found = columns(path, table)
    assert {f.name for f in fields(kind)} - elsewhere <= set(found)
    for column in arrow_schema(kind):
        if column.name not in elsewhere and str(column.type) in DUCKDB_TYPES:
            assert found[column.name] == DUCKDB_TYPES[str(column.type)]


@pytest.mark.files
def test_every_table_view_and_column_has_a_comment(path: Path) -> None:
    silent = rows(
        path,
        """
        SELECT schema_name || '.' || table_name || '.' || column_name AS name FROM duckdb_columns()
        WHERE schema_name IN ('clean', 'audit', 'mart') AND coalesce(comment, '') = ''
        UNION ALL
        SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE coalesce(comment, '') = ''
        UNION ALL
        SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal AND coalesce(comment, '') = ''
        """,
    )
    assert silent == []


@pytest.mark.parametrize("table", sorted(TABLES))
def test_comments_on_fields_of_the_record_are_the_records_own_words(path: Path, table: str) -> None:
    schema, name = table.split(".")
    said = {
        row["column_name"]: row["comment"]
        for row in rows(
            path,
            f"SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = '{schema}' AND table_name = '{name}'",  # noqa: S608
        )
    }
    for f in fields(TABLES[table]):
        if f.name in said and f.name != "source":
            assert said[f.name] == f.metadata["doc"]


def test_null_rates_cover_every_field_that_can_be_empty(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "one.duckdb"
    warehouse.load(place, [staged(tmp_path, "a", article(1))])
    warehouse.refresh(place)
    found = {row["field"] for row in rows(place, "SELECT field FROM mart.null_rates")}
    never_empty = {"document_id", "source", "portal", "body", "encoding", "profiles", "rules_version"}
    audit_only = {"date_candidates", "outlet_candidates", "ledger", "visible_text"}
    assert found == {f.name for f in fields(Article)} - never_empty - audit_only


def test_labels_are_all_there(path: Path) -> None:
    parts = {row["label"]: row["part"] for row in rows(path, "FROM audit.labels")}
    assert set(parts) == {label.value for label in Label}
    assert (parts["body"], parts["byline"], parts["share"], parts["blank"]) == (
        "body",
        "lifted",
        "boilerplate",
        "blank",
    )


def test_the_version_is_noted(path: Path) -> None:
    (row,) = rows(path, "SELECT layout, record_version FROM audit.schema_info")
    assert row == {"layout": LAYOUT, "record_version": SCHEMA_VERSION}


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE audit.schema_info SET layout = 99", "made by a newer cleancopy"),
        ("UPDATE audit.schema_info SET record_version = '99.0.0'", "made by a newer cleancopy"),
        ("DELETE FROM audit.schema_info", "has not just one row"),
        ("DROP TABLE audit.schema_info", "no warehouse of cleancopy"),
    ],
)
def test_a_file_of_another_layout_is_refused(own: Path, tmp_path: Path, sql: str, words: str) -> None:
    spoil(own, sql)
    for use in (lambda: warehouse.load(own, []), lambda: warehouse.query(own, "SELECT 1")):
        with pytest.raises(WarehouseError, match=words):
            use()


def test_views_comments_and_labels_are_brought_up_to_date(own: Path) -> None:
    spoil(
        own,
        """
        UPDATE audit.schema_info SET definitions = 'of an older software';
        DROP TABLE mart.coverage;
        CREATE VIEW mart.coverage AS SELECT 1 AS one;
        DROP VIEW mart.rejections;
        DELETE FROM audit.labels;
        COMMENT ON COLUMN clean.articles.body IS 'old words';
        """,
    )
    warehouse.load(own, [])
    assert rows(own, "SELECT portal FROM mart.coverage") == []
    assert rows(own, "FROM mart.rejections") == []
    assert len(rows(own, "FROM audit.labels")) == len(Label)
    sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'articles' AND column_name = 'body'"
    assert rows(own, sql)[0]["comment"].startswith("paragraphs and section headings")


def test_a_schema_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "w.duckdb"
    monkeypatch.setattr("warehouse.schema._record_comments", lambda: "SELECT no_such_function()")
    with pytest.raises(WarehouseError):
        warehouse.load(path, [])
    monkeypatch.undo()
    warehouse.load(path, [])
    warehouse.check(path)


@pytest.mark.files
def test_views_work_where_the_warehouse_is_attached_under_another_name(own: Path) -> None:
    con = duckdb.connect()
    con.execute(f"ATTACH '{own}' AS elsewhere (READ_ONLY)")
    for (view,) in con.execute("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'").fetchall():
        assert con.execute(f"SELECT * FROM elsewhere.mart.{view}").fetchall() == []  # noqa: S608
    con.close()
