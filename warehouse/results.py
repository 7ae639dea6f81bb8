"""What a batch of inputs ends in: the values that `stage` writes and `load` reads."""

from __future__ import annotations

from dataclasses import dataclass

from cleaners.model import Article, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An input that `clean` never answered for: unreadable, timed out, or it took the worker down.

    Attributes:
        source: the path or address it was read from.
        reason: snake_case word, such as `unreadable`, `timeout` or `worker_died`.
        stage: where it failed: `intake`, `clean` or `stage`.
        message: what happened and what to do about it.
        document_id: identity of the raw bytes, where they could be read.
        size: bytes of the raw document, where known.
        attempts: how often it was tried in this batch; the warehouse adds them up.
        rules_version: fingerprint of the rules it failed under, where known: a plan can wait until they change.
    """

    source: str
    reason: str
    stage: str
    message: str
    document_id: str | None = None
    size: int | None = None
    attempts: int = 1
    rules_version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document that the warehouse holds already under today's rules, met at one more source.

    Staging it adds the source to `audit.sources` without cleaning the bytes again.
    """

    document_id: str
    source: str


type_of_kind = {"article": Article, "rejected": Rejected, "quarantined": Quarantined, "seen": Seen}
"""The word in a staged file's `kind` column, and the class it stands for."""

Result = Article | Rejected | Quarantined | Seen
"""Anything that can be staged."""
