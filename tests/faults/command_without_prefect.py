"""The command line with the job itself in place of the flow around it: the same files, processes, messages and exit codes,
without the seconds that Prefect takes to start. Its clock is off by the seconds in the file that CLOCK names."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

from flows import clean_job, cli, cli_run
from flows.clean_job import CleanReport, CleanRequest, run_clean
from flows.settings import Settings


def _run(_options: dict[str, Any], settings: Settings, *, show: bool, parameters: dict[str, Any]) -> CleanReport:
    del show
    asked = {name: value for name, value in parameters.items() if name != "paths"}
    return run_clean(CleanRequest(paths=tuple(map(Path, parameters["paths"])), settings=settings, **asked))


class _Clock(datetime.datetime):
    """The time that the flow sees."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]
        off = int(Path(os.environ["CLOCK"]).read_text())
        return datetime.datetime.now(tz) + datetime.timedelta(seconds=off)


if __name__ == "__main__":
    if "CLOCK" in os.environ:
        clean_job.datetime = _Clock  # type: ignore[misc]
    cli_run._run = _run
    cli.main()
