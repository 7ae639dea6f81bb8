"""The one error tree of the project.

    CleancopyError                something a user can act on; the message says what, to which input, what to do
    ├── RuleError                 a profile, lexicon or registry file is wrong (file, key, reason)
    ├── UndecodableError          the bytes are text in no supported encoding   (becomes a `Rejected`)
    ├── WarehouseError            the warehouse can't be opened, read or loaded
    │   └── ReleaseError          a release can't be written or does not hold what its manifest says
    ├── SettingsError             a setting, option or environment variable can't be used
    └── IntakeError               an input can't be read (becomes a quarantine row)

`cleaners.clean` raises none of them for bad input: what can't be cleaned comes back as a `Rejected`.
"""

from __future__ import annotations


class CleancopyError(Exception):
    """Base of every error that the project raises on purpose."""


class RuleError(CleancopyError):
    """A data file of rules (profile, lexicon, outlet registry) does not hold what it must."""


class UndecodableError(CleancopyError):
    """Bytes that no supported encoding explains without loss."""


class WarehouseError(CleancopyError):
    """The warehouse can't be opened, read or loaded."""


class ReleaseError(WarehouseError):
    """A release can't be written, or does not hold what its manifest says."""


class SettingsError(CleancopyError):
    """A setting, option or environment variable can't be used."""


class IntakeError(CleancopyError):
    """An input can't be read; `reason` is the snake_case word that the quarantine stores."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
