"""Waits while somebody else writes to the warehouse: there is one writer at a time. Readers never wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from cleaners.errors import WarehouseError

Answer = TypeVar("Answer")

BUSY = "try again when it has finished"
"""What the warehouse says when it is in use; a test makes sure that it does."""

WRITER_WAITS = 120.0
"""Seconds that a run waits: what it has cleaned is worth it."""


def patiently(attempt: Callable[[], Answer], seconds: float = WRITER_WAITS) -> Answer:
    """The answer of `attempt`, tried again while the warehouse is in use.

    Args:
        attempt: opens the warehouse, and leaves nothing half done where that fails.
        seconds: how long to wait at most.

    Raises:
        WarehouseError: it is still in use, or something else is wrong.
    """
    deadline = time.monotonic() + seconds
    pause = 0.05
    while True:
        try:
            return attempt()
        except WarehouseError as error:
            if BUSY not in str(error) or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause = min(2.0, pause * 2)
