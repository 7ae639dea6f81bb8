"""The version of the next release's schema, by the release of the same profile that it follows."""

from __future__ import annotations

from pathlib import Path

from cleaners.errors import ReleaseError
from cleaners.model import SCHEMA_VERSION
from warehouse.contract import Contract
from warehouse.contract_file import CONTRACT_FILE, read_contract
from warehouse.latest import read_latest
from warehouse.release_contract import release_contract
from warehouse.release_profiles import Profile
from warehouse.release_schema_diff import next_version, schema_changes

_SHOWN = 5


def versioned_contract(root: Path, profile: Profile, *, major: bool) -> Contract:
    """The contract of the next release of a profile, with the semantic version that follows from the last one.

    Args:
        root: the folder of releases.
        profile: what the release holds.
        major: whether a change that breaks readers is meant.

    Raises:
        ReleaseError: if readers of the last release would break, and that is not meant.
    """
    contract = release_contract(profile)
    previous = last_release(root, profile.name)
    if previous is None or not (previous / CONTRACT_FILE).exists():
        return contract
    old = read_contract(previous)
    changes = schema_changes(old, contract)
    version = next_version(old["version"], changes, SCHEMA_VERSION)
    breaking = [f"{change.place} ({change.kind})" for change in changes if change.breaking]
    if breaking and not major:
        more = f" and {len(breaking) - _SHOWN} more" if len(breaking) > _SHOWN else ""
        raise ReleaseError(
            f"{root}: readers of {previous.name} would break by {', '.join(breaking[:_SHOWN])}{more}; nothing was "
            f"published. Where that is meant, say --major: the schema becomes {version}"
        )
    return {**contract, "version": version}


def last_release(root: Path, profile: str) -> Path | None:
    """The last full release of a profile, by `latest.json`; none where there is none, or where it is gone."""
    latest = read_latest(root)
    known = latest.get("profiles")
    entry = known.get(profile) if isinstance(known, dict) else None
    name = entry.get("release") if isinstance(entry, dict) else None
    folder = root / name if isinstance(name, str) and Path(name).name == name else None
    return folder if folder is not None and folder.is_dir() else None
