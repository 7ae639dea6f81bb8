"""Limits past which a run counts as failed, for schedulers: `rejected:5%`, `quarantined:10`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaners.errors import CleancopyError, SettingsError

if TYPE_CHECKING:
    from flows.clean_job import CleanReport
    from warehouse import RunSummary

_LIMIT = re.compile(r"(rejected|quarantined):(\d+(?:\.\d+)?)(%?)")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many, or so large a share, are allowed."""

    what: str
    most: float
    percent: bool

    def __str__(self) -> str:
        return f"{self.what}:{self.most:g}{'%' if self.percent else ''}"


class LimitError(CleancopyError):
    """The run did its work, but a limit is passed; `report` has the figures."""

    def __init__(self, message: str, report: CleanReport) -> None:
        super().__init__(message)
        self.report = report


def parse_limits(texts: Sequence[str]) -> tuple[Limit, ...]:
    """Read limits as they are written in options and settings.

    Raises:
        SettingsError: a text is no limit.
    """
    limits = []
    for text in texts:
        match = _LIMIT.fullmatch(text.strip())
        if match is None:
            raise SettingsError(f"fail_on: {text!r} is no limit; write rejected:5% or quarantined:10")
        limits.append(Limit(match[1], float(match[2]), bool(match[3])))
    return tuple(limits)


def passed_limits(limits: Sequence[Limit], summary: RunSummary) -> list[str]:
    """A sentence for each limit that the run's figures pass. A limit itself is still allowed."""
    counts = {"rejected": sum(summary.rejected.values()), "quarantined": sum(summary.quarantined.values())}
    inputs = summary.documents + counts["quarantined"]
    sentences = []
    for limit in limits:
        count = counts[limit.what]
        figure = 100 * count / inputs if limit.percent and inputs else float(count)
        if inputs and figure > limit.most:
            share = f" ({figure:.1f}%)" if limit.percent else ""
            sentences.append(f"{count} of {inputs} inputs are {limit.what}{share}, more than --fail-on {limit} allows")
    return sentences


def check_limits(limits: Sequence[Limit], report: CleanReport) -> None:
    """Say so if a run passes its limits.

    Raises:
        LimitError: it does.
    """
    sentences = passed_limits(limits, report.this_run)
    if sentences:
        raise LimitError("; ".join(sentences), report)
