"""The docs are whole: every command, option, setting, exit code and reason stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
import yaml

from flows import cli_exit
from flows.cli import COMMANDS, cli
from flows.settings import Settings

ROOT = Path(__file__).parents[2]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
SETTINGS = (ROOT / "docs" / "settings.md").read_text("utf-8")
SOURCES = {path.name: path.read_text("utf-8") for path in (ROOT / "flows").glob("*.py")}


def command(name: str) -> click.Command:
    found: click.Command | None = cli
    for part in name.split():
        assert isinstance(found, click.Group)
        found = found.get_command(click.Context(found), part)
    assert found is not None
    return found


def commands() -> list[str]:
    """All commands, those of groups as `group command`."""
    found = []
    for name in COMMANDS:
        one = command(name)
        found += [f"{name} {part}" for part in one.commands] if isinstance(one, click.Group) else [name]
    return found


@pytest.mark.parametrize("name", commands())
def test_a_command_is_documented_with_every_option(name: str) -> None:
    (row,) = re.findall(rf"^\| `cleancopy {name}\b.*$", OPERATIONS, re.MULTILINE)
    options = {o for p in command(name).params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")}
    assert set(re.findall(r"`(--[a-z-]+)`", row)) | ({"--to"} & options) == options


@pytest.mark.parametrize("name", [*COMMANDS, *commands()])
def test_a_command_s_help_has_an_example_and_every_option_says_what_it_does(name: str) -> None:
    found = command(name)
    assert f"cleancopy {name}" in (found.epilog or "")
    assert found.help
    assert all(p.help for p in found.params if isinstance(p, click.Option))


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `CLEANCOPY_\w+` \| (.*) \|$", SETTINGS, re.MULTILINE))
    assert set(rows) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert f"`CLEANCOPY_{name.upper()}`" in SETTINGS
        assert rows[name].endswith(f"| {field.description}"), name
        if isinstance(field.default, int | str | Path) and not isinstance(field.default, bool):
            assert rows[name].startswith(f"`{field.default}`"), name


def test_every_exit_code_is_documented() -> None:
    codes = {value for name, value in vars(cli_exit).items() if name.startswith("EXIT_") and isinstance(value, int)}
    assert set(map(int, re.findall(r"^\| (\d+) \|", OPERATIONS, re.MULTILINE))) == codes | {0}
    assert all(re.search(rf"^  {code} ", cli_exit.EXIT_CODES, re.MULTILINE) for code in codes)


def test_every_reason_is_documented() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \| (?:intake|clean|stage) \|", OPERATIONS, re.MULTILINE))
    used: set[str] = set()
    for text in SOURCES.values():
        used |= set(re.findall(r"(?:IntakeError|Loss|failed)\(\s*\"([a-z_]+)\"", text))
        used |= set(re.findall(r"_refuse\(\s*\w+,\s*\"([a-z_]+)\"", text))
    used -= {"broken_batch"}  # a fault of the staging folder, not of an input
    used |= {"directory_loop", "broken_link", "unstorable", "raw_missing", "raw_damaged"}
    assert documented == used


def test_prefect_yaml_and_the_docs_agree() -> None:
    yaml_text = (ROOT / "prefect.yaml").read_text("utf-8")
    deployments = yaml.safe_load(yaml_text)["deployments"]
    assert [d["entrypoint"] for d in deployments] == [
        "flows.clean_flow.clean",
        "flows.release_flow.release",
        "flows.maintenance_flow.maintenance",
    ]
    defaults = [Settings.model_fields[f"{name}_cron"].default for name in ("clean", "release", "maintenance")]
    assert [d["schedules"][0]["cron"] for d in deployments] == defaults
    assert all(d["concurrency_limit"]["limit"] == 1 and d["schedules"][0]["timezone"] for d in deployments)


def test_no_module_of_flows_carries_the_name_of_a_package_or_standard_module() -> None:
    """Prefect's file form puts flows/ first on the path, where such a file would hide the real one."""
    import importlib.util
    import sys
    from importlib.metadata import packages_distributions

    taken = set(sys.stdlib_module_names) | set(packages_distributions())
    names = {name.removesuffix(".py") for name in SOURCES} - {"__init__", "__main__"}
    assert not names & taken
    assert all(importlib.util.find_spec(name) is None for name in names)


def test_the_artifacts_are_documented_under_keys_that_stay() -> None:
    keys = {key for text in SOURCES.values() for key in re.findall(r"\"(cleancopy-[a-z-]+)\"", text)}
    keys |= {"cleancopy-clean-by-portal", "cleancopy-clean-by-language"}
    assert keys == set(re.findall(r"`(cleancopy-[a-z-]+)`", OPERATIONS))
