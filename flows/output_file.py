"""Where a command's output goes: standard output, or a file that is whole or absent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cleaners.errors import SettingsError
from flows.terminal import ReaderGone


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """A binary stream to write to.

    Args:
        path: the file; it is written beside its place and renamed into it. Without one, standard output.

    Raises:
        SettingsError: the file can't be written.
        ReaderGone: nobody reads standard output any more.
    """
    if path is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    except OSError as error:
        raise SettingsError(f"{path}: can't be written ({error.strerror}); name another file") from error
    finally:
        beside.unlink(missing_ok=True)
