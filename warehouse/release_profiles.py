"""Profiles of a release: which columns, which articles, with or without personal data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cleaners.errors import ReleaseError

STANDARD = "standard"
"""The profile of a release where none is named: no personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a release holds.

    Attributes:
        name: its name.
        about: what it is, in a few words.
        columns: columns of an article; all where there are none.
        without: columns that are left out.
        personal_data: with e-mail addresses.
        hashed_emails: with a keyed hash in place of each author's e-mail address, so that authors can be joined.
        ledger: with the ledger, as a second table.
        reserved: what becomes of works whose notice reserves text and data mining: `kept` or `left out`.
    """

    name: str
    about: str
    columns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    personal_data: bool = False
    hashed_emails: bool = False
    ledger: bool = False
    reserved: str = "kept"

    def has(self, column: str) -> bool:
        """Whether an article of the release has a column."""
        return column not in self.without and (not self.columns or column in self.columns)


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by name."""
    tables: dict[str, dict[str, Any]] = tomllib.loads((files("warehouse") / "release_profiles.toml").read_text("utf-8"))
    return {name: Profile(name=name, **_values(table)) for name, table in tables.items()}


def _values(table: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def profile_of(name: str) -> Profile:
    """The profile of that name.

    Raises:
        ReleaseError: if there is none.
    """
    if name not in profiles():
        raise ReleaseError(f"there is no profile {name!r} of a release; those there are: {', '.join(profiles())}")
    return profiles()[name]
