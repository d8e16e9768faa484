"""What is asked of a process that draws, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.running_order import Entry
from scenes.script.request import Request


def group_name(picture: str, number: int) -> str:
    """Name of an encoded group of pictures of a beat, counted from 0."""
    return f"{picture}.{number:03}"


def poster_name(picture: str) -> str:
    """Name of the poster, a PNG, that stands at the end of a beat."""
    return f"{picture}.poster"


def record_name(record: str) -> str:
    """Name of what is known of a beat once it was played."""
    return f"{record}.beat"


@dataclass(frozen=True)
class Part:
    """A beat to be drawn, or some of its groups of pictures.

    Attributes
    ----------
    beat
        Its number in the clip, from 0.
    picture
        Name of its pictures.
    runs
        Which groups: for each run the first one's number, and that of the one behind its last; None at the beat's end.
    """

    beat: int
    picture: str
    runs: tuple[tuple[int, int | None], ...] = ((0, None),)

    def has(self, group: int) -> bool:
        """Whether a group belongs to it."""
        return any(first <= group and (stop is None or group < stop) for first, stop in self.runs)

    @property
    def ends(self) -> bool:
        """Whether it goes to the beat's end."""
        return self.runs[-1][1] is None


@dataclass(frozen=True)
class Task:
    """Some beats of a clip, in order, for one process to draw.

    Attributes
    ----------
    parts
        What to draw. Without any the clip is gone through to its end, for the records of its beats.
    fresh
        Whether to draw also what is there already.
    """

    number: int
    entry: Entry
    request: Request
    parts: tuple[Part, ...]
    fresh: bool = False


@dataclass(frozen=True)
class Told:
    """Something that is told of a task while it is worked on."""

    task: int


@dataclass(frozen=True)
class Drew(Told):
    """So many frames more are drawn."""

    frames: int


@dataclass(frozen=True)
class Made(Told):
    """A piece is there: in the store, or here if it could not be put there."""

    name: str
    piece: bytes | None = None


@dataclass(frozen=True)
class Done(Told):
    """All that was asked for is there, after so many seconds of work."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Failed(Told):
    """It cannot be done."""

    error: Exception


class GaveUpError(Exception):
    """The film is no longer wanted."""
