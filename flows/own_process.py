"""Starts a module of this project as a process, joined to ours by pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import flows


def own_module(
    module: str, *arguments: str, stderr: int | IO[bytes] | None, new_session: bool = False
) -> subprocess.Popen[str]:
    """Start `python -m module` with pipes for standard input and output.

    Args:
        module: dotted name of the module.
        arguments: its arguments.
        stderr: where its standard error goes.
        new_session: put it out of reach of the terminal's Ctrl-C.
    """
    # -P: the working directory, which may hold anything, is no place to import from.
    home = str(Path(flows.__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), home)))
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        start_new_session=new_session,
        env={**os.environ, "PYTHONPATH": path},
    )
