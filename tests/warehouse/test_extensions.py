"""DuckDB's extensions for a lake: no unsigned one is loaded, and a signature is proved once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse import extensions

NAME = "ducklake"


@pytest.fixture(scope="module")
def file() -> Path:
    found = extensions._file(NAME)
    if found is None:
        pytest.skip("the wheels of DuckDB's extensions are not installed (the extra lake)")
    return Path(found[0])


def test_a_connection_takes_no_unsigned_extension_the_second_time_either(file: Path) -> None:
    for _ in range(2):
        con = extensions.connected({"threads": "2"}, NAME)
        asked = "SELECT loaded FROM duckdb_extensions() WHERE extension_name = ?"
        assert con.execute(asked, [NAME]).fetchall() == [(True,)]
        assert con.execute("SELECT current_setting('allow_unsigned_extensions')").fetchall() == [(False,)]
        with pytest.raises(duckdb.Error):
            con.execute("SET allow_unsigned_extensions = true")
        con.close()
    assert any(str(file) in proved for proved in extensions._proved)


def test_a_file_that_was_changed_is_refused(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extensions.connected({}, NAME).close()
    place = tmp_path / "extensions" / f"v{duckdb.__version__}" / file.name
    place.parent.mkdir(parents=True)
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    place.write_bytes(held)

    class Spec:
        submodule_search_locations = (str(tmp_path),)

    monkeypatch.setattr(extensions, "find_spec", lambda _name: Spec)
    for _ in range(2):
        with pytest.raises(duckdb.IOException, match="signature"):
            extensions.connected({}, NAME)
    assert not any(str(place) in proved for proved in extensions._proved)


def test_one_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extensions, "find_spec", lambda _name: None)
    with pytest.raises(extensions.WarehouseError, match="needs DuckDB's extension no_such_one"):
        extensions.connected({"autoinstall_known_extensions": "false"}, "no_such_one")
