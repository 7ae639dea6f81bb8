"""The data contract as a file: written beside this module and into every release, read from a release."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from cleaners.errors import ReleaseError
from warehouse.contract import Contract, data_contract

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml reads the same seven times as fast; it is not everywhere."""

CONTRACT_FILE = "contract.odcs.yaml"

_TABLE = re.compile(r"[a-z][a-z0-9_]*")
"""What names a table, and so a folder of the release: nothing that leads out of it."""

_REMEDY = "take the release from where it came from again, or write it anew"


def as_yaml(contract: Contract) -> str:
    """A contract as the text of a file."""
    return yaml.safe_dump(contract, sort_keys=False, allow_unicode=True, width=120)


def read_contract(folder: Path) -> Contract:
    """The contract that a release carries.

    Raises:
        ReleaseError: if there is none, or it is no data contract.
    """
    path = folder / CONTRACT_FILE
    try:
        contract = yaml.load(path.read_text("utf-8"), _LOADER)  # noqa: S506 - a safe one
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ReleaseError(f"{path}: the data contract can't be read ({error}); {_REMEDY}") from error
    if not isinstance(contract, dict) or contract.get("kind") != "DataContract" or not contract.get("schema"):
        raise ReleaseError(f"{path}: this is no data contract; {_REMEDY}")
    for table in contract["schema"]:
        name = table.get("name") if isinstance(table, dict) else None
        if not isinstance(name, str) or not _TABLE.fullmatch(name):
            raise ReleaseError(f"{path}: {name!r} can't name a table of a release; {_REMEDY}")
    return contract


def write_contract() -> None:
    """Write `contract.odcs.yaml` beside this module."""
    Path(__file__).with_name(CONTRACT_FILE).write_text(as_yaml(data_contract()), encoding="utf-8")
