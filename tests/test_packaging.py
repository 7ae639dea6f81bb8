"""The locks install as they stand, and the wheel holds what the code reads."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
PACKAGES = ("cleaners", "warehouse", "flows")
LOCKS = {  # what each of them has to hold
    "build": PYPROJECT["build-system"]["requires"],
    "runtime": PROJECT["dependencies"],
    "dask": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dask"],
    "lake": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lake"],
    "dev": PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"] + PYPROJECT["build-system"]["requires"],
}
PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w, -]+\])?==(?P<version>[^\s;]+)(?P<rest>(?:.*\\\n)*.*)", re.MULTILINE)


def read_lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, set[Version]]:
    """The locked versions; a package has two where they depend on the Python version."""
    found: dict[str, set[Version]] = {}
    for match in PIN.finditer(read_lock(name)):
        found.setdefault(canonicalize_name(match["name"]), set()).add(Version(match["version"]))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_version_carries_a_hash(name: str) -> None:
    entries = list(PIN.finditer(read_lock(name)))
    lines = [line for line in read_lock(name).splitlines() if line and not line[0].isspace() and line[0] != "#"]
    assert len(entries) == len(lines), "a line that is no pinned version"
    assert [m["name"] for m in entries if "--hash=sha256:" not in m["rest"]] == []


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").iterdir()), ids=lambda p: p.name)
def test_locks_name_no_registry(path: Path) -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file:", path.read_text("utf-8"))


@pytest.mark.parametrize(("name", "wanted"), LOCKS.items(), ids=LOCKS)
def test_locks_answer_pyproject(name: str, wanted: list[str]) -> None:
    locked = pins(name)
    for requirement in map(Requirement, wanted):
        versions = locked.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement} is not locked: make lock"
        assert all(requirement.specifier.contains(v) for v in versions), f"{requirement} against {versions}: make lock"


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(LOCKS, 2)))
def test_locks_install_together(one: str, other: str) -> None:
    first, second = pins(one), pins(other)
    shared = first.keys() & second.keys()
    assert {package: first[package] for package in shared} == {package: second[package] for package in shared}


def test_fastapi_stays_where_prefect_works() -> None:
    """Prefect 3.8.8 allows newer ones, `pip check` is content, and the first flow dies."""
    (fastapi,) = [Requirement(r) for r in PROJECT["dependencies"] if Requirement(r).name == "fastapi"]
    assert not fastapi.specifier.contains("0.151.0")


one_worker = pytest.mark.xdist_group("wheel")
"""The wheel is built once."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as for a release: by way of the source archive, with the locked build backend."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "LICENSE", PROJECT["readme"]):
        shutil.copy(ROOT / name, source)
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(source)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(out.glob("*.whl"))


@one_worker
def test_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    in_tree = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    in_wheel = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert in_tree == in_wheel
    assert {Path(name).suffix for name in in_wheel} >= {".py", ".toml", ".sql", ".typed"}


@one_worker
def test_wheel_cleans_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere it imports, finds its rules, and cleans."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import cleaners, warehouse, flows.cli\n"
        f"assert all(m.__file__.startswith({str(tmp_path)!r}) for m in (cleaners, warehouse, flows.cli))\n"
        "print(type(cleaners.clean('제목\\n\\n본문입니다.'.encode())).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in {"Article", "Rejected"}


@one_worker
def test_wheel_metadata(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(n for n in names if n.endswith(".dist-info/METADATA"))).decode()
        entry_points = archive.read(next(n for n in names if n.endswith("entry_points.txt"))).decode()
    assert "License-Expression: Apache-2.0" in metadata
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "cleancopy = flows.cli:main" in entry_points
