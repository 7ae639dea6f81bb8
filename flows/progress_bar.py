"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text


class _Count(ProgressColumn):
    """`done/total`, or what is done where no total is known; nothing where nothing is counted."""

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text(f"{int(task.completed):,}" if task.completed else "")
        return MofNCompleteColumn().render(task)


class ProgressBar:
    """A `Watch` for a person. Shows nothing where standard error is no terminal."""

    def __init__(self, *, show: bool = True) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            _Count(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            refresh_per_second=5,
            disable=not (show and console.is_terminal),
        )
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def phase(self, name: str, total: int | None) -> None:
        """Show what is done now; without a name the bar is taken away."""
        if name:
            self._bar.reset(self._task, total=total, description=name)
        else:
            self._bar.stop()

    def advance(self, count: int) -> None:
        """Move the bar."""
        self._bar.advance(self._task, count)
