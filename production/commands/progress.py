"""What the person at the keyboard sees: progress with time left, and a closing table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from rich.text import Text

from production.commands.one_line import one_line
from production.finish.clock import clock
from production.make.outcome import Outcome, Watcher
from production.plan.jobs import Job, State
from production.plan.pace import Pace

#: Seconds between two lines of progress where the output is no terminal.
_QUIET: float = 10.0


def say(console: Console, text: str) -> None:
    """Print a line as it is: brackets and colons of a path are neither markup nor the name of a picture."""
    console.print(Text(text), soft_wrap=True)


class Bars(Watcher):
    """A bar for each running job, and one for all of them together."""

    def __init__(self, console: Console, jobs: int) -> None:
        self.progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TextColumn("{task.fields[frames]}", justify="right", markup=False),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
        )
        self.all = self.progress.add_task("all", total=jobs, visible=jobs > 1, frames="")
        self.bars: dict[Job, TaskID] = {}
        self.shares: dict[Job, float] = {}
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

    def waits(self, folder: Path) -> None:
        """Say whom we wait for."""
        say(self.progress.console, _waiting(folder))

    def begin(self, job: Job) -> None:
        """Show a bar for the job, without an end as long as no frame is drawn."""
        self.bars[job] = self.progress.add_task(job.title, total=None, frames="")

    def frames(self, job: Job, done: int, total: int) -> None:
        """Move the job's bar on, and the bar of all jobs by as much."""
        if job in self.bars:
            total = max(total, done)
            words = f"{done} of {total} frames"
            self.progress.update(self.bars[job], completed=done, total=total, frames=words)
            self.shares[job] = done / total
            self._move()

    def end(self, outcome: Outcome) -> None:
        """Take the job's bar away, and move the bar of all jobs on."""
        if outcome.job in self.bars:
            self.progress.remove_task(self.bars.pop(outcome.job))
        self.shares.pop(outcome.job, None)
        self.finished += 1
        self._move()
        say(self.progress.console, _line(outcome))

    def _move(self) -> None:
        self.progress.update(self.all, completed=self.finished + sum(self.shares.values()))


class Lines(Watcher):
    """Plain lines for a log: now and then how far each job is, and how long it will take."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.begun: dict[Job, tuple[float, int]] = {}
        self.told: dict[Job, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def waits(self, folder: Path) -> None:
        """Say whom we wait for."""
        say(self.console, _waiting(folder))

    def frames(self, job: Job, done: int, total: int) -> None:
        """Say how far the job is, not too often."""
        now = time.monotonic()
        if job in self.told and now - self.told[job] < _QUIET:
            return
        total = max(total, done)
        if job not in self.told:
            self.begun[job] = now, done
            say(self.console, f"{job.title}: about {total} frames")
        else:
            start, before = self.begun[job]
            left = (now - start) * (total - done) / max(done - before, 1)
            say(self.console, f"{job.title}: {done} of {total} frames, {clock(left)} left")
        self.told[job] = now

    def end(self, outcome: Outcome) -> None:
        """Say what became of the job."""
        say(self.console, _line(outcome))


@contextmanager
def counted(console: Console, total: int, done: str) -> Iterator[Callable[[str], None]]:
    """Count things up to ``total`` as they are ``done`` ("looked at"), with how long the rest will take.

    What it gives is called with the name of each thing.
    """
    begun = told = time.monotonic()
    count = 0
    bars = Progress(
        BarColumn(), TextColumn("{task.description}", markup=False), TimeRemainingColumn(), console=console,
        transient=True, disable=not console.is_terminal,
    )
    bar = bars.add_task("", total=total)

    def count_one(name: str) -> None:
        nonlocal count, told
        count += 1
        bars.update(bar, advance=1, description=f"{count} of {total} {done} ({name})")
        now = time.monotonic()
        if not console.is_terminal and now - told >= _QUIET and count < total:
            told = now
            left = clock((now - begun) / count * (total - count))
            say(console, f"{count} of {total} {done}, {left} left")

    with bars:
        yield count_one


def watcher_for(console: Console, jobs: int) -> Bars | Lines:
    """Bars on a terminal, lines elsewhere."""
    return Bars(console, jobs) if console.is_terminal else Lines(console)


def closing(outcomes: Sequence[Outcome], console: Console) -> None:
    """The table of all that was made, and what failed and why."""
    rows = [_row(outcome) for outcome in outcomes]
    show_table(("clip", "length", "size", "took", "file"), rows, console)
    failed = sum(1 for outcome in outcomes if outcome.error is not None)
    if failed:
        say(console, f"{failed} of {len(outcomes)} failed.")


def forecast(states: Sequence[State], pace: Pace, hands: int, console: Console,
             refused: Sequence[tuple[Job, Exception]] = ()) -> None:
    """The table of all that would be made: what is up to date, and how long the rest will take.

    Parameters
    ----------
    hands
        How many will draw at once.
    refused
        What cannot be made, and why.
    """
    rows, whole = [], 0.0
    for state in states:
        seconds = pace.seconds(state.job.request, sum(beat.missing for beat in state.missing)) / hands
        whole += seconds
        movie = _shown(state.folder / f"{state.job.name}.mp4")
        rows.append((state.job.title, *_prospect(state, seconds), movie))
    rows += [(job.title, "", "", f"FAILED: {one_line(error)}") for job, error in refused]
    show_table(("clip", "to do", "about", "file"), rows, console)
    say(console, f"{len(states)} jobs, about {clock(whole)} in all.")
    if refused:
        say(console, f"{len(refused)} of {len(states) + len(refused)} would fail.")


def _prospect(state: State, seconds: float) -> tuple[str, str]:
    if state.entry is not None:
        return "nothing: up to date", ""
    if not state.missing:
        return "put together, nothing to draw", clock(1)
    drawn = len(state.beats) - len(state.missing)
    return f"draw {len(state.missing)} of {drawn + len(state.missing)} beats", clock(seconds)


def show_table(names: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> None:
    """A table on a terminal, aligned plain lines elsewhere."""
    if console.is_terminal:
        table = Table(box=None, pad_edge=False)
        for name in names:
            left = name in ("clip", "file", "to do", "part")
            table.add_column(name, justify="left" if left else "right", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        console.print(table, highlight=False)
        return
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    for line in (names, *rows):
        text = "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True))
        say(console, text.rstrip())


def _waiting(folder: Path) -> str:
    return f"another run is writing into {_shown(folder)}: waiting until it is done"


def _line(outcome: Outcome) -> str:
    if outcome.kept:
        return f"{outcome.job.title}: up to date"
    if outcome.error is not None:
        return f"{outcome.job.title}: FAILED: {one_line(outcome.error)}"
    return f"{outcome.job.title}: done in {clock(outcome.took)}"


def _row(outcome: Outcome) -> tuple[str, ...]:
    job, took = outcome.job.title, "-" if outcome.kept else f"{outcome.took:.0f} s"
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
