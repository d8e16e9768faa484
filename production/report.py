"""What the person at the keyboard sees: progress with time left, and a closing table."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from production.jobs import Job, Outcome, Watcher
from production.transcript import clock
from scenes.stage.errors import FilmError

#: Seconds between two lines of progress where the output is no terminal.
_QUIET: float = 10.0


def one_line(error: BaseException) -> str:
    """What to tell a user of an error, on one line."""
    text = " ".join(str(error).split())
    if isinstance(error, FilmError):
        return text
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"{type(error).__name__}: {text} (--debug shows where)"


class Bars(Watcher):
    """Progress bars on a terminal."""

    def __init__(self, console: Console, jobs: int) -> None:
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[frames]}", justify="right"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self.all = self.progress.add_task("all", total=jobs, visible=jobs > 1, frames="")
        self.task: TaskID | None = None
        self.finished = 0

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.progress.stop()

    def begin(self, job: Job) -> None:
        """Show a bar for the job, without an end as long as its length is not known."""
        self.task = self.progress.add_task(job.title, total=None, frames="")

    def frames(self, done: int, total: int) -> None:
        """Move the job's bar on, and the bar of all jobs by as much."""
        if self.task is not None:
            total = max(total, done)
            words = f"{done} of {total} frames"
            self.progress.update(self.task, completed=done, total=total, frames=words)
            self.progress.update(self.all, completed=self.finished + done / total)

    def end(self, outcome: Outcome) -> None:
        """Take the job's bar away, and move the bar of all jobs on."""
        if self.task is not None:
            self.progress.remove_task(self.task)
            self.task = None
        self.finished += 1
        self.progress.update(self.all, completed=self.finished)
        self.progress.console.print(_line(outcome), highlight=False, soft_wrap=True)


class Lines(Watcher):
    """Plain lines for a log: now and then how far it is, and how long it will take."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.job: Job | None = None
        self.begun = 0.0
        self.told: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def begin(self, job: Job) -> None:
        """Wait for the first frame: then it is known how many there will be."""
        self.job, self.told = job, None

    def frames(self, done: int, total: int) -> None:
        """Say how far the job is, not too often."""
        now = time.monotonic()
        if self.job is None or (self.told is not None and now - self.told < _QUIET):
            return
        total = max(total, done)
        if self.told is None:
            self.begun = now
            self._say(f"{self.job.title}: about {total} frames")
        else:
            left = (now - self.begun) * (total - done) / done
            self._say(f"{self.job.title}: {done} of {total} frames, {clock(left)} left")
        self.told = now

    def end(self, outcome: Outcome) -> None:
        """Say what became of the job."""
        self._say(_line(outcome))

    def _say(self, text: str) -> None:
        self.console.print(text, highlight=False, markup=False, soft_wrap=True)


def watcher_for(console: Console, jobs: int) -> Bars | Lines:
    """Bars on a terminal, lines elsewhere."""
    return Bars(console, jobs) if console.is_terminal else Lines(console)


def closing(outcomes: Sequence[Outcome], console: Console) -> None:
    """The table of all that was made, and what failed and why."""
    rows = [_row(outcome) for outcome in outcomes]
    names = ("clip", "length", "size", "took", "file")
    if console.is_terminal:
        table = Table(box=None, pad_edge=False)
        for name in names:
            table.add_column(
                name, justify="left" if name in ("clip", "file") else "right", overflow="fold"
            )
        for row in rows:
            table.add_row(*row)
        console.print(table, highlight=False)
    else:
        widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
        for row in (names, *rows):
            line = "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True))
            console.print(line.rstrip(), highlight=False, markup=False, soft_wrap=True)
    failed = sum(1 for outcome in outcomes if outcome.error is not None)
    if failed:
        console.print(f"{failed} of {len(outcomes)} failed.", highlight=False)


def _line(outcome: Outcome) -> str:
    if outcome.error is not None:
        return f"{outcome.job.title}: FAILED: {one_line(outcome.error)}"
    return f"{outcome.job.title}: done in {clock(outcome.took)}"


def _row(outcome: Outcome) -> tuple[str, ...]:
    job, took = outcome.job.title, f"{outcome.took:.0f} s"
    if outcome.path is None:
        return job, "", "", took, f"FAILED: {one_line(outcome.error or Exception())}"
    size = f"{outcome.size / 1e6:.1f} MB"
    return job, clock(outcome.length), size, took, _shown(outcome.path)


def _shown(path: Path) -> str:
    """A path as short as it can be from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
