"""A batch: the documents that one worker cleans and stages, as a small JSON file that flows hand around by its path.

Its name is a hash of what it holds and of the rules, and so is the name of the staged file it becomes. The same work
is known again by that, in the next run too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from cleaners.errors import IntakeError

BATCH_FORMAT = 3
"""Raised when a worker reads batch files differently."""


IDLE = -1
"""What a worker reports between two documents, while it writes results; else the place of a document in its batch."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one document may go."""

    timeout: float
    memory_mb: int
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Why a document took its worker down; it is not tried again in this batch."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Item:
    """A document to clean."""

    document_id: str
    path: str
    source: str
    size: int
    duplicates: tuple[str, ...] = ()
    """Further sources of the same bytes."""
    scraped_at: str | None = None
    """When it was fetched, in ISO 8601 with its UTC offset, where somebody said so."""
    attempts: int = 0
    """How often it has failed before."""
    raw: bool = False
    """Whether `path` is the folder of a raw store, that the document is read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What a worker has to know."""

    rules: str
    """Fingerprint of all rules in force; failures are stored under it."""
    items: tuple[Item, ...]

    @property
    def key(self) -> str:
        """Hash of the inputs and of the rules."""
        return hashlib.sha256(self._text().encode()).hexdigest()[:32]

    @property
    def attempt(self) -> str | None:
        """What tells this try from others of the same documents; null where all are tried for the first time."""
        return self.key if any(item.attempts for item in self.items) else None

    def _text(self) -> str:
        value = {
            "format": BATCH_FORMAT,
            "rules": self.rules,
            "items": [asdict(item) for item in self.items],
        }
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def write(self, folder: Path) -> Path:
        """Write the batch file into a folder, and return its path.

        Raises:
            WarehouseError: it can't be written.
        """
        from warehouse import replace_staged  # not above: a keeper forks, and pyarrow's threads would not like that

        path = folder / f"{self.key}.batch.json"
        with replace_staged(path) as beside:
            beside.write_text(self._text(), encoding="ascii")
        return path


def read_batch(path: Path) -> Batch:
    """Read a batch file.

    Raises:
        IntakeError: `broken_batch`; it is not there, damaged, or of another version.
    """
    try:
        value = json.loads(path.read_text(encoding="ascii"))
        if value["format"] != BATCH_FORMAT:
            raise IntakeError("broken_batch", f"{path}: a batch file of another version; run again")
        items = tuple(Item(**{**i, "duplicates": tuple(i["duplicates"])}) for i in value["items"])
        return Batch(rules=value["rules"], items=items)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntakeError("broken_batch", f"{path}: the batch file can't be read ({error}); run again") from error


def staged_file(batch_file: Path) -> Path:
    """Where the batch's staged file stands, or will stand."""
    return batch_file.with_name(batch_file.name.removesuffix(".batch.json") + ".parquet")


def cut(items: Sequence[Item], size: int, rules: str) -> list[Batch]:
    """Cut documents into batches of `size`.

    All but the last are full. So what is left of a run that broke off is cut into the very batches that it had not
    loaded, and their staged files are used.
    """
    return [Batch(rules=rules, items=tuple(items[i : i + size])) for i in range(0, len(items), size)]
