"""Progress, told by jobs and shown by whoever watches: nobody, a bar in the terminal, a Prefect artifact."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol


class Watch(Protocol):
    """Is told how far a job is. May be called by many threads."""

    def phase(self, name: str, total: int | None) -> None:
        """Something begins, of known length or not. An empty name: all is done."""

    def advance(self, count: int) -> None:
        """So many more are done."""


class Silent:
    """Nobody watches."""

    def phase(self, name: str, total: int | None) -> None:
        """Ignored."""

    def advance(self, count: int) -> None:
        """Ignored."""


class Several:
    """All of them watch."""

    def __init__(self, *watches: Watch) -> None:
        self.watches = watches

    def phase(self, name: str, total: int | None) -> None:
        """Told on."""
        for watch in self.watches:
            watch.phase(name, total)

    def advance(self, count: int) -> None:
        """Told on."""
        for watch in self.watches:
            watch.advance(count)


watching: ContextVar[Watch] = ContextVar("watching", default=Silent())  # noqa: B039 - it has no state
"""Who watches the flows that are called in this context. A flow's own parameters are for what Prefect can store."""
