"""What is asked of a process, and what it tells while it is at work.

A task is anything that can be pickled and done: beats to be drawn (:mod:`production.draw.task`), the pictures between
two clips, a clip to be held against the rules. Whoever does it needs to know no more of it than this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Task(Protocol):
    """Something for one process to do."""

    @property
    def clip(self) -> str:
        """Name of the clip that it is about: a process that has been through it is quicker there."""

    def do(self, keep: Keeper, tell: Callable[[Told], None], wanted: Callable[[], bool]) -> Any:
        """Do it; what it returns goes to whoever asked.

        Parameters
        ----------
        keep
            Where pieces stand that are there already, and go that are made.
        tell
            Is told of what is made, and now and then how much is drawn.
        wanted
            Whether it is still to be done; if not, `GaveUpError` may be raised.
        """


class Keeper(Protocol):
    """Where pieces are kept by their names."""

    def has(self, name: str) -> bool:
        """Whether a piece is there."""

    def put(self, name: str, piece: bytes) -> bool:
        """Keep a piece; whether that could be done."""


@dataclass(frozen=True)
class Share:
    """A beat to be drawn, or some of its groups of pictures.

    Attributes
    ----------
    beat
        Its number in the clip, from 0.
    runs
        Which groups: for each run the first one's number, and that of the one behind its last; None at the beat's end.
    """

    beat: int
    runs: tuple[tuple[int, int | None], ...] = ((0, None),)

    def has(self, group: int) -> bool:
        """Whether a group belongs to it."""
        return any(first <= group and (stop is None or group < stop) for first, stop in self.runs)

    @property
    def ends(self) -> bool:
        """Whether it goes to the beat's end."""
        return self.runs[-1][1] is None


@dataclass(frozen=True)
class Drew:
    """So many frames more are drawn."""

    frames: int


@dataclass(frozen=True)
class Made:
    """A piece is there: in the keep, or here if it could not be put there."""

    name: str
    piece: bytes | None = None


@dataclass(frozen=True)
class Done:
    """The task is done, after so many seconds of work, and this came of it.

    Attributes
    ----------
    leaves
        Whether whoever did it does no more: another is to be found for what comes next.
    """

    seconds: float = 0.0
    result: Any = None
    leaves: bool = False


@dataclass(frozen=True)
class Failed:
    """It cannot be done."""

    error: Exception


Told = Drew | Made | Done | Failed


class GaveUpError(Exception):
    """The task is no longer wanted."""
