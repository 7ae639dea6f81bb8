"""A memory limit on what runs in a process."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")


@contextmanager
def memory_limit(mebibytes: int) -> Iterator[None]:
    """Let the body take that much more address space than the process has; more raises `MemoryError` in it.

    Without effect where the system does not tell a process its size (macOS).
    """
    size = _address_space()
    if size is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size + mebibytes * 2**20
    hard = before[1]
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int | None:
    """Bytes of address space that this process has now."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
