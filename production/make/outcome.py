"""What becomes of a job, and who is told how the work goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from production.plan.jobs import Job


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes
    ----------
    path, length, size
        The film's file, its length in s and its size in bytes; a failed job has none.
    took
        Seconds from its beginning to its end.
    error
        Why it failed, or None.
    kept
        Whether all was up to date, so that nothing was done.
    """

    job: Job
    took: float
    path: Path | None = None
    length: float = 0.0
    size: int = 0
    error: Exception | None = None
    kept: bool = False


class Watcher:
    """Is told how the work goes; this one keeps silent."""

    def waits(self, folder: Path) -> None:
        """Another run is writing into the folder; this one waits for it."""

    def begin(self, job: Job) -> None:
        """Somebody has begun to draw it."""

    def frames(self, job: Job, done: int, total: int) -> None:
        """So many of about so many frames are there."""

    def end(self, outcome: Outcome) -> None:
        """Something became of it."""
