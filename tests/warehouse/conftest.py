"""Puts the folder of these tests on the path, for `sample_records`; makes a warehouse of the first layout; and, with
`--lake`, puts a lake behind every path, so that the same tests run on DuckLake with PostgreSQL."""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

from lakes import Lakes
from postgres_server import PostgresServer, postgres_server

import warehouse
from cleaners.errors import WarehouseError
from warehouse import connection, planning, publishing, purging, querying, restricted, upkeep
from warehouse.extensions import connected

NOT_OF_A_LAKE = {"test_contract.py", "test_extensions.py", "test_lake.py", "test_record_doc.py", "test_text_diff.py"}
"""What opens no warehouse, or a lake in any case; left out with `--lake`."""


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--lake"):
        settings.register_profile("lake", settings.default, max_examples=2)
        settings.load_profile("lake")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.getoption("--lake") and collection_path.name in NOT_OF_A_LAKE else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--lake"):
        for item in items:
            if item.get_closest_marker("files") is not None:
                item.add_marker(pytest.mark.skip(reason="about the files of a warehouse"))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    try:
        connected({}, "postgres_scanner", "ducklake").close()
    except WarehouseError as error:
        pytest.skip(str(error))
    with postgres_server(tmp_path_factory.mktemp("postgres")) as server:
        yield server


@pytest.fixture(scope="session", autouse=True)
def _behind_every_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """With `--lake`, the path of a warehouse stands for a lake of its own."""
    if not request.config.getoption("--lake"):
        yield
        return
    lakes = Lakes(request.getfixturevalue("postgres"), tmp_path_factory.mktemp("lakes"))
    with pytest.MonkeyPatch.context() as patch:
        for module in (connection, planning, publishing, purging, querying, restricted, upkeep):
            patch.setattr(module, "lake_of", lakes.lake_of)
        patch.setattr(connection, "lake_open_for_writing", lakes.open_for_writing)
        patch.setattr(warehouse, "on_a_lake", lakes, raising=False)
        yield


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
