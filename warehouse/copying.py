"""Copies of large files, as cheap as the file system makes them.

Nobody may write to the source meanwhile, and nobody in this process may have it open by DuckDB, whose lock would be
gone. All of them flush to disk, and raise OSError where the disk does not take it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CLONE = 0x40049409
"""The ioctl FICLONE of Linux: the copy shares the blocks of the original until one of the two is written."""

_NOT_HERE = {errno.EOPNOTSUPP, errno.ENOTTY, errno.EXDEV, errno.EINVAL, errno.ENOSYS, errno.EPERM, errno.ETXTBSY}
_PIECE = 1 << 30
_BLOCK = 1 << 18
"""What is compared and written at once: the size of DuckDB's blocks."""


def clone_file(source: Path, target: Path) -> bool:
    """Make a file that shares its blocks with another, which takes no time and no room.

    Returns:
        False, and nothing is made, where the file system has no clones; XFS and Btrfs have, ext4 has not.
    """
    try:
        with _both(source, target, os.O_CREAT | os.O_EXCL) as (reading, writing):
            fcntl.ioctl(writing, _CLONE, reading)
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise
        return False
    return True


def copy_file(source: Path, target: Path) -> None:
    """Copy all bytes of a file to a new one, within the kernel."""
    with _both(source, target, os.O_CREAT | os.O_EXCL) as (reading, writing):
        left = os.fstat(reading).st_size
        while left:
            done = _some_bytes(reading, writing, left)
            if not done:
                raise OSError(errno.EIO, "the file became shorter while it was copied")
            left -= done


def _some_bytes(reading: int, writing: int, left: int) -> int:
    if hasattr(os, "copy_file_range"):
        try:
            return os.copy_file_range(reading, writing, min(left, _PIECE))
        except OSError as error:
            if error.errno not in _NOT_HERE:
                raise
    return os.write(writing, os.read(reading, min(left, _BLOCK)))


def update_file(source: Path, target: Path) -> int:
    """Make a file equal to another by writing the blocks that differ; both are read.

    Returns:
        Bytes written.
    """
    written = at = 0
    theirs, ours = bytearray(_BLOCK), bytearray(_BLOCK)
    with _both(source, target, 0) as (reading, writing):
        while count := os.preadv(reading, [theirs], at):
            if os.preadv(writing, [ours], at) < count or theirs[:count] != ours[:count]:
                os.pwrite(writing, memoryview(theirs)[:count], at)
                written += count
            at += count
        os.ftruncate(writing, at)
    return written


def is_unused(path: Path) -> bool:
    """Whether nobody has a file open, in this process or another, by whatever program.

    The kernel grants a write lease on just such a file. False as well where it can't tell: on a file system without
    leases, or where the file belongs to another user.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        # Who opens the file in this moment makes the kernel send a signal; this one is ignored by default.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


@contextmanager
def _both(source: Path, target: Path, how: int) -> Iterator[tuple[int, int]]:
    """Handles of both files; what is written is flushed, and where that fails there is no target."""
    reading = os.open(source, os.O_RDONLY)
    try:
        writing = os.open(target, os.O_RDWR | how, 0o666)
        try:
            yield reading, writing
            os.fsync(writing)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        finally:
            os.close(writing)
    finally:
        os.close(reading)
