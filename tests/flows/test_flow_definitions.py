"""The flows as Prefect sees them. In a process of their own: Prefect reads its settings when it is imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.prefect_env import prepare
from flows.settings import read_settings

SCRIPT = """
import json, sys
from flows.prefect_env import prepare
from flows.settings import read_settings
prepare(read_settings(), quiet=True)
from prefect.states import Failed
from flows.clean_flow import clean, is_transient
from flows.deployments import deployments
from flows.maintenance_flow import maintenance
from flows.release_flow import release
from flows.workers import WorkerError

class State:
    def __init__(self, error):
        self.error = error
    def result(self, raise_on_failure):
        return self.error

errors = [OSError(5, "disk"), WorkerError("disk", transient=True), WorkerError("bug", transient=False), ValueError("bug")]
print(json.dumps({
    "retried": [is_transient(None, None, State(error)) for error in errors],
    "parameters": {flow.name: sorted(flow.parameters.properties) for flow in (clean, release, maintenance)},
    "deployments": [
        [d.name, d.entrypoint, d.schedules[0].schedule.cron, d.schedules[0].schedule.timezone, d.concurrency_limit, d.parameters]
        for d in deployments(read_settings(timezone="Asia/Seoul"), {"inbox": "in"})
    ],
}))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLEANCOPY_", "PREFECT_"))}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path_factory.mktemp("flows"),
        env=kept,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_only_what_the_disk_did_is_tried_again(seen: dict[str, object]) -> None:
    assert seen["retried"] == [True, True, False, False]


def test_the_parameters_of_the_flows_can_be_stored_by_prefect(seen: dict[str, object]) -> None:
    assert seen["parameters"] == {
        "clean": ["from_raw", "options", "paths", "release", "replay", "retry"],
        "release": ["options", "profile", "with_emails"],
        "maintenance": ["options"],
    }


def test_serve_has_the_deployments_of_prefect_yaml_by_module_path(seen: dict[str, object]) -> None:
    assert seen["deployments"] == [
        ["clean-inbox", "flows.clean_flow.clean", "0 2 * * *", "Asia/Seoul", 1, {"options": {"inbox": "in"}}],
        ["release", "flows.release_flow.release", "0 4 * * *", "Asia/Seoul", 1, {"options": {"inbox": "in"}}],
        [
            "maintenance",
            "flows.maintenance_flow.maintenance",
            "0 5 * * 0",
            "Asia/Seoul",
            1,
            {"options": {"inbox": "in"}},
        ],
    ]


def test_what_the_user_has_set_for_prefect_stays(tmp_path: Path) -> None:
    environment = {"PREFECT_HOME": str(tmp_path / "mine"), "PREFECT_LOGGING_LEVEL": "DEBUG"}
    prepare(read_settings(warehouse=tmp_path / "data" / "w.duckdb"), quiet=True, environment=environment)
    assert environment["PREFECT_HOME"] == str(tmp_path / "mine")
    assert environment["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert environment["DO_NOT_TRACK"] == "1"
    other: dict[str, str] = {}
    prepare(read_settings(warehouse=tmp_path / "data" / "w.duckdb"), quiet=False, environment=other)
    assert other["PREFECT_HOME"] == str(tmp_path / "data" / "prefect")
    assert "PREFECT_LOGGING_LEVEL" not in other
