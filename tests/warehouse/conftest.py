"""Puts the folder of these tests on the path, for `sample_records`, and makes a warehouse of the first layout."""

import sys
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent))

FIRST_LAYOUT = Path(__file__).with_name("layout_1.sql")


@pytest.fixture
def one_file(tmp_path: Path) -> Path:
    """A warehouse as cleancopy left it when it knew one file only: five articles, a rejection and a quarantine row."""
    from sample_records import article, quarantined, rejected, staged

    import warehouse
    from cleaners.model import SCHEMA_VERSION

    new, old = tmp_path / "new" / "w.duckdb", tmp_path / "old.duckdb"
    results = [*(article(number) for number in range(5)), rejected(6), quarantined(7)]
    warehouse.load(new, [staged(tmp_path, "old", *results)])
    con = duckdb.connect(str(old))
    con.execute(FIRST_LAYOUT.read_text("utf-8"))
    con.execute(f"ATTACH '{new}' AS new (READ_ONLY)")
    tables = "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = 'old'"
    for (table,) in con.execute(tables).fetchall():
        columns = ", ".join(f'"{name}"' for name, *_ in con.execute(f"DESCRIBE {table}").fetchall())
        con.execute(f"INSERT INTO {table} SELECT {columns} FROM new.{table}")  # noqa: S608
    con.execute("UPDATE audit.schema_info SET layout = 1, record_version = ?, definitions = 'old'", [SCHEMA_VERSION])
    con.close()
    return old
