from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.errors import SettingsError
from flows.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CLEANCOPY_{name.upper()}", raising=False)


def test_option_before_environment_before_file_before_pyproject_before_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().batch_size == 500
    Path("pyproject.toml").write_text("[tool.cleancopy]\nbatch_size = 1\nworkers = 7\n")
    assert read_settings().batch_size == 1
    Path("cleancopy.toml").write_text("batch_size = 2\n")
    assert (read_settings().batch_size, read_settings().workers) == (2, 7)
    monkeypatch.setenv("CLEANCOPY_BATCH_SIZE", "3")
    assert read_settings().batch_size == 3
    assert read_settings(batch_size=4).batch_size == 4
    assert read_settings(batch_size=None).batch_size == 3


def test_a_list_in_the_environment_has_commas_in_a_file_it_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("cleancopy.toml").write_text('fail_on = ["rejected:5%"]\nextensions = [".PHP", ""]\n')
    assert read_settings().fail_on == ("rejected:5%",)
    assert read_settings().extensions == (".php", "")
    monkeypatch.setenv("CLEANCOPY_FAIL_ON", "rejected:5%, quarantined:3")
    assert read_settings().fail_on == ("rejected:5%", "quarantined:3")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("worker = 3", "there is no setting 'worker'"),
        ("workers = 0", "setting 'workers'"),
        ("workers =", "can't be read"),
        ('extensions = ["txt"]', "with its dot"),
        ('warehouse_memory = "lots"', "setting 'warehouse_memory'"),
    ],
)
def test_a_wrong_setting_is_named(text: str, says: str) -> None:
    Path("cleancopy.toml").write_text(text)
    with pytest.raises(SettingsError, match=says):
        read_settings()


def test_prefect_s_folder_is_beside_the_warehouse() -> None:
    assert read_settings(warehouse="x/y.duckdb").prefect_home == Path("x/prefect").absolute()
