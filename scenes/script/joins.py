"""The ways in which one clip of a film leads into the next."""

from __future__ import annotations

from dataclasses import dataclass

Share = tuple[float, float]
"""A place in the picture, as shares of its width and height from the upper left corner."""


@dataclass(frozen=True)
class GoesOn:
    """The next clip begins with the very picture that this one ends with."""


@dataclass(frozen=True)
class Dissolve:
    """One picture gives way to the next where it stands; that stands for ``holds`` s before it moves."""

    seconds: float = 0.8
    holds: float = 0.0


@dataclass(frozen=True)
class Zoom:
    """A change of scale that is seen: the picture grows or shrinks into the next.

    At one and the same scale (``times`` is 1) the picture slides until they meet.

    Attributes
    ----------
    times
        How many times larger the next picture shows things (below 1: smaller).
    leaves, enters
        The place where they meet, in the picture that goes and in the one that comes: for
        landscape, portrait and square.
    """

    times: float
    leaves: tuple[Share, Share, Share]
    enters: tuple[Share, Share, Share]
    seconds: float = 1.6


Join = GoesOn | Dissolve | Zoom


def held_of(join: Join, fps: int) -> int:
    """How many of a join's pictures are the one that it leads to."""
    return round(join.holds * fps) if isinstance(join, Dissolve) else 0


def frames_of(join: Join, fps: int) -> int:
    """How many pictures a join takes, at so many a second."""
    if isinstance(join, Dissolve):
        return round(join.seconds * fps) + held_of(join, fps)
    return round(join.seconds * fps) if isinstance(join, Zoom) else 0
