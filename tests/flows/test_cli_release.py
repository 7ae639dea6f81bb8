"""`cleancopy release`: options, output, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.cli_release import make
from warehouse import profiles

PAGE = "<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
PARAGRAPHS = "".join(
    f"<p>The harbour council met on day {n} and spoke at length about the new quay, its cost and the crews it needs.</p>"
    for n in range(6)
)


@dataclass(frozen=True)
class Place:
    """A working directory with dumps."""

    folder: Path

    def dump(self, name: str, title: str) -> None:
        text = PAGE.format(
            title=title, text=PARAGRAPHS + f"<p>{title} is what the mayor called it, write to desk@paper.example.</p>"
        )
        (self.folder / "in").mkdir(exist_ok=True)
        (self.folder / "in" / name).write_text(text, "utf-8")

    def load(self) -> None:
        """Clean the dumps into the warehouse, without Prefect."""
        from flows.clean_job import CleanRequest, run_clean
        from flows.settings import read_settings

        settings = read_settings(warehouse=self.folder / "w.duckdb", staging=self.folder / "staging", workers=1)
        run_clean(CleanRequest(settings=settings, paths=(self.folder / "in",), release=False))

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "CLEANCOPY_WAREHOUSE": str(self.folder / "w.duckdb"), "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "-m", "flows", *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def made(self, *arguments: str) -> dict[str, Any]:
        done = self.call("release", "make", "--to", "r", "--json", *arguments)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    found = Place(tmp_path_factory.mktemp("cli"))
    found.dump("a.html", "A quay for the harbour")
    found.load()
    found.made("--name", "old")
    found.dump("b.html", "Cranes come by sea")
    found.load()
    found.made("--name", "new")
    found.made("--name", "step", "--since", "old")
    return found


def test_verify(place: Place) -> None:
    done = place.call("release", "verify", "r/new")
    assert (done.returncode, done.stdout.startswith("r/new: sound (2 articles, ")) == (0, True)
    assert json.loads(place.call("release", "verify", "r/new", "--json").stdout)["sound"] is True
    done = place.call("release", "verify", "r")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no release" in done.stderr


def test_list(place: Place) -> None:
    lines = place.call("release", "list", "r").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["release", "new", "old", "step"]
    assert lines[3].split()[1:3] == ["standard", "1.0.0"]
    assert lines[3].endswith("  old")
    assert [one["name"] for one in json.loads(place.call("release", "list", "r", "--json").stdout)] == [
        "new",
        "old",
        "step",
    ]


def test_diff(place: Place) -> None:
    done = place.call("release", "diff", "r/old", "r/new")
    assert done.returncode == 0
    assert "Schema: the same" in done.stdout
    assert "Articles: 1 added, 0 changed, 0 withdrawn, 1 unchanged" in done.stdout
    found = json.loads(place.call("release", "diff", "r/old", "r/step", "--json").stdout)
    assert (found["same"], found["breaking"], found["documents"]["added"]) == (False, False, 1)
    codes = {
        (new, limit): place.call("release", "diff", "r/old", new, "--fail-on", limit).returncode
        for new in ("r/old", "r/new")
        for limit in ("breaking", "changed")
    }
    assert codes == {
        ("r/old", "breaking"): 0,
        ("r/old", "changed"): 0,
        ("r/new", "breaking"): 0,
        ("r/new", "changed"): 3,
    }


def test_diff_of_profiles_names_what_breaks(place: Place) -> None:
    place.made("--profile", "text", "--name", "text")
    done = place.call("release", "diff", "r/new", "r/text", "--fail-on", "breaking")
    assert done.returncode == 3
    assert "readers may break" in done.stdout
    assert "articles.portal" in done.stdout


def test_apply(place: Place) -> None:
    done = place.call("release", "apply", "r/old", "r/step", "--to", "mine", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["manifest"] == json.loads((place.folder / "r" / "new" / "manifest.json").read_text("utf-8"))
    assert place.call("release", "apply", "r/old", "r/new", "--to", "mine").returncode == 1


def test_an_older_version_is_released_and_is_not_the_latest(place: Place) -> None:
    latest = (place.folder / "r" / "latest.json").read_text("utf-8")
    made = place.made("--at", "1", "--name", "as-it-was")
    assert made["manifest"] == json.loads((place.folder / "r" / "old" / "manifest.json").read_text("utf-8"))
    assert (place.folder / "r" / "latest.json").read_text("utf-8") == latest
    done = place.call("release", "make", "--to", "r", "--at", "70")
    assert (done.returncode, "there is no version 70" in done.stderr) == (1, True)


def test_options_that_cannot_be_used(place: Place) -> None:
    for arguments in (("--profile", "most"), ("--with-emails", "--profile", "text")):
        done = place.call("release", "make", "--to", "r", *arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    done = place.call("release", "make", "--to", "r", "--since", "nothing")
    assert done.returncode == 1
    assert "no release" in done.stderr


def test_the_help_names_all_profiles() -> None:
    (option,) = [option for option in make.params if option.name == "profile"]
    text = getattr(option, "help", "")
    assert all(f"{name}" in text.replace(",", "").replace(".", "").split() for name in profiles())
