"""Prefect's environment, which has to stand before Prefect is imported. What the user has set stays.

Prefect's embedded server would else report home, write some 150 lines of cancelled tasks when it stops, give up after
20 s on a slow machine, and keep its database in the user's home folder.
"""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from cleaners.errors import SettingsError
from flows.settings import Settings

STARTUP_SECONDS = 120
"""How long the embedded server may take to start: the first time it makes its database."""

ALWAYS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(STARTUP_SECONDS),
    "PREFECT_CLI_PROMPT": "false",
}
"""For every use of Prefect."""

QUIET = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",
    "PREFECT_INTERNAL_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SHOW_TRACEBACKS": "false",
}
"""For commands whose terminal is for our own output."""


def prepare(settings: Settings, *, quiet: bool, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set what the user has not set.

    Args:
        settings: says where Prefect's folder is.
        quiet: nothing of Prefect's may reach the terminal.
        environment: where to set it.

    Raises:
        SettingsError: Prefect's folder can't be made.
    """
    defaults = ALWAYS | (QUIET if quiet and not settings.debug else {})
    for name, value in defaults.items():
        environment.setdefault(name, value)
    home = Path(environment.setdefault("PREFECT_HOME", str(settings.prefect_home)))
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{home}: Prefect's folder can't be made ({error.strerror}); set PREFECT_HOME") from error
