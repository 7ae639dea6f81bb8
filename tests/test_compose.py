"""docker-compose.yml, Dockerfile and .env.example: valid, closed to the outside, and without a secret."""

from __future__ import annotations

import functools
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
COMPOSE_FILE = ROOT / "docker-compose.yml"
COMPOSE = yaml.safe_load(COMPOSE_FILE.read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text("utf-8"))
STEPS = [(m[1], m[2]) for m in re.finditer(r"^([A-Z]+) (.+)$", DOCKERFILE, re.MULTILINE)]
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
REQUIRED = set(re.findall(r"\$\{(\w+):\?", COMPOSE_FILE.read_text("utf-8")))
SECRET = re.compile(r"PASSW|AUTH|SECRET|TOKEN|CREDENTIAL|KEY|CONNECTION_URL")
ELSEWHERE = {"timezone", "clean_cron", "release_cron", "maintenance_cron", "debug"}
"""Settings without a use in the worker: prefect.yaml says when flows run."""

each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)


@functools.cache
def compose_command() -> list[str]:
    for command in (["docker-compose"], ["docker", "compose"]):
        try:
            subprocess.run([*command, "version"], capture_output=True, check=True, timeout=60)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    pytest.skip("neither docker-compose nor docker compose is installed")


def config(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The verdict of compose, which sees these variables and no .env of the machine."""
    nothing = folder / "empty.env"
    nothing.touch()
    environment = {name: value for name, value in os.environ.items() if name not in REQUIRED}
    command = [*compose_command(), "--env-file", str(nothing), "--file", str(COMPOSE_FILE), "config", "--quiet"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**environment, **variables}
    )


def test_compose_accepts_the_file(tmp_path: Path) -> None:
    done = config(tmp_path, **dict.fromkeys(REQUIRED, "placeholder"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("missing", sorted(REQUIRED))
@pytest.mark.parametrize("kind", ["unset", "empty"])
def test_a_missing_secret_is_an_error_that_names_it(missing: str, kind: str, tmp_path: Path) -> None:
    given = dict.fromkeys(REQUIRED, "placeholder") | {missing: ""}
    if kind == "unset":
        del given[missing]
    done = config(tmp_path, **given)
    assert done.returncode != 0
    assert f"set {missing} in .env" in done.stderr


def test_the_example_leaves_every_secret_open() -> None:
    lines = dict(line.split("=", 1) for line in EXAMPLE.splitlines() if re.match(r"\w+=", line))
    assert {"POSTGRES_PASSWORD", "PREFECT_SERVER_API_AUTH_STRING"} == REQUIRED
    assert {name: lines[name] for name in REQUIRED} == dict.fromkeys(REQUIRED, "")


def test_the_example_names_only_what_compose_reads() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    read = set(re.findall(r"\$\{(\w+)", COMPOSE_FILE.read_text("utf-8"))) | set(SERVICES["worker"]["environment"])
    assert named - read == {"COMPOSE_PROJECT_NAME"}


@each_service
def test_no_secret_is_written_out(service: dict[str, Any]) -> None:
    secrets = {name: value for name, value in service.get("environment", {}).items() if SECRET.search(name)}
    given = {
        name: str(value) for name, value in secrets.items() if value is not None
    }  # others are the operator's own, if any
    assert [name for name, value in given.items() if not re.fullmatch(r"\$\{\w+:\?[^}]+\}", value)] == []


def test_published_ports_are_on_loopback() -> None:
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert published
    assert [port for port in published if not str(port).startswith("127.0.0.1:")] == []
    assert not any("network_mode" in service for service in SERVICES.values())


@pytest.mark.parametrize("name", [name for name, service in SERVICES.items() if "ports" not in service])
def test_what_publishes_nothing_reaches_nothing_outside(name: str) -> None:
    networks = SERVICES[name]["networks"]
    assert networks
    assert all(COMPOSE["networks"][network]["internal"] for network in networks)


@each_service
def test_a_service_has_a_health_check_or_runs_once(service: dict[str, Any]) -> None:
    assert ("healthcheck" in service) != service["restart"].startswith("on-failure")


@each_service
def test_services_wait_for_more_than_a_start(service: dict[str, Any]) -> None:
    for name, wait in service.get("depends_on", {}).items():
        wanted = "service_healthy" if "healthcheck" in SERVICES[name] else "service_completed_successfully"
        assert wait == {"condition": wanted}


@each_service
def test_services_are_confined(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service.get("user") in (None, "postgres")  # None: the user of our own image
    assert not any("docker.sock" in str(volume) for volume in service.get("volumes", []))


def test_the_image_has_a_base_of_choice() -> None:
    first = next(index for index, (word, _) in enumerate(STEPS) if word == "FROM")
    assert [value.partition("=")[0] for word, value in STEPS[:first] if word == "ARG"] == ["BASE_IMAGE"]
    assert all(value.startswith("${BASE_IMAGE}") for word, value in STEPS if word == "FROM")
    assert "BASE_IMAGE" in SERVICES["server"]["build"]["args"]


def test_the_image_runs_as_an_ordinary_user() -> None:
    last_stage = STEPS[max(index for index, (word, _) in enumerate(STEPS) if word == "FROM") :]
    users = [value for word, value in last_stage if word == "USER"]
    assert len(users) == 1
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", users[0])


def test_the_image_installs_from_the_locks() -> None:
    installs = [value for word, value in STEPS if word == "RUN" and "pip install" in value]
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(installs[1].split())


def test_no_secret_goes_into_a_layer() -> None:
    names = [name for word, value in STEPS if word in ("ARG", "ENV") for name in re.findall(r"(\w+)=", value)]
    assert names
    assert not any(SECRET.search(name) for name in names)


def test_the_build_sees_nothing_but_what_it_copies() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert lines[0] == "*"
    admitted = {line[1:] for line in lines if line.startswith("!")}
    assert all((ROOT / path).exists() for path in admitted)
    assert {path.split("/")[0] for path in admitted}.isdisjoint({".env", ".git", "data", "tests", "seeds", ".venv"})
    named = {"requirements/build.txt", "requirements/lake.txt", "prefect.yaml"}
    assert admitted >= named | {"pyproject.toml", "README.md", "LICENSE", "cleaners", "warehouse", "flows"}


def test_every_setting_reaches_the_worker() -> None:
    passed = set(SERVICES["worker"]["environment"])
    in_image = {name for word, value in STEPS if word == "ENV" for name in re.findall(r"(\w+)=", value)}
    settings = {PREFIX + name.upper() for name in Settings.model_fields if name not in ELSEWHERE}
    assert {name for name in passed | in_image if name.startswith(PREFIX)} == settings


def test_the_work_pool_is_the_one_of_prefect_yaml() -> None:
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    (pool,) = {deployment["work_pool"]["name"] for deployment in deployments}
    assert f"work-pool create {pool} " in " ".join(SERVICES["deploy"]["command"])
    command = SERVICES["worker"]["command"]
    assert command[command.index("--pool") + 1] == pool
    assert command[command.index("--limit") + 1] == "1"  # the warehouse has one writer
