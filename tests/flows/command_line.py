"""The command line as a subprocess, as a person or a script calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def call(
    *arguments: str,
    cwd: Path,
    stdin: bytes = b"",
    timeout: float = 120,
    flags: tuple[str, ...] = (),
    **environment: str,
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m flows` in a folder, in an environment of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLEANCOPY_", "PREFECT_"))}
    return subprocess.run(
        [sys.executable, *flags, "-m", "flows", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=timeout,
        check=False,
        env=kept | environment,
    )
