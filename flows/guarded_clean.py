"""One document cleaned within limits: a record, or the failure that took its place. Never raises for the document."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from flows.memory_limit import memory_limit
from flows.time_limit import OutOfTime, time_limit

if TYPE_CHECKING:
    from cleaners.model import Article, Rejected

Cleaner = Callable[[bytes, str], "Article | Rejected"]
"""What `cleaners.clean` is; tests put others in its place."""

CLEANER = "cleaners:clean"
"""Where the cleaner is found, as `module:function`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document has no record: it could not be read, or it took the cleaner down."""

    source: str
    reason: str
    stage: str
    """`intake` or `clean`."""
    message: str
    document_id: str | None = None
    size: int | None = None


def load_cleaner(name: str = CLEANER, scraped_at: datetime | None = None) -> Cleaner:
    """The function that `module:function` names; given the time of scraping, it is told with every document."""
    module, _, function = name.partition(":")
    found: Cleaner = getattr(importlib.import_module(module), function)
    return told(found, scraped_at)


def told(cleaner: Cleaner, scraped_at: datetime | None) -> Cleaner:
    """A cleaner that knows when its documents were fetched."""
    if scraped_at is None:
        return cleaner
    knowing: Callable[..., Article | Rejected] = cleaner
    return partial(knowing, scraped_at=scraped_at)


def clean_guarded(
    cleaner: Cleaner, data: bytes, source: str, seconds: float, mebibytes: int | None = None
) -> Article | Rejected | Failure:
    """Clean one document within a time limit and, where told, a memory limit.

    Reasons of the failures: `timeout`, `out_of_memory`, `cleaner_failed` (a fault of ours).
    """

    def failed(reason: str, message: str) -> Failure:
        return Failure(source, reason, "clean", message)

    # An exception holds on to all that its frames hold, so the memory is there again only after the handler: nothing
    # that takes any is done within. The memory limit is the inner one, so that it is lifted before the clock is stopped.
    cause: type[BaseException]
    try:
        with time_limit(seconds), memory_limit(mebibytes) if mebibytes else nullcontext():
            return cleaner(data, source)
    except OutOfTime:
        cause = OutOfTime
    except MemoryError:
        cause = MemoryError
    except RecursionError:
        cause = RecursionError
    except Exception as error:  # noqa: BLE001 - the border where any fault of the cleaner becomes a row in quarantine
        what = f"{type(error).__name__}: {error}"[:300]
        return failed("cleaner_failed", f"the cleaner raised {what}; this is a fault of the cleaner, please report it")
    if cause is OutOfTime:
        return failed("timeout", f"not done after {seconds:g} s; raise the timeout, or look at the file")
    if cause is MemoryError:
        return failed(
            "out_of_memory", "it took more memory than a worker may use; raise memory_mb, or look at the file"
        )
    return failed("cleaner_failed", "it is nested too deeply; this is a fault of the cleaner, please report it")
