"""A beat as it is planned, before anybody has played it."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.script.cue import Cue


@dataclass(frozen=True)
class PlannedBeat:
    """A beat before it is played.

    Attributes
    ----------
    number
        Its place in the clip, from 0.
    times
        Names what is known of it once it was played, whatever the size of its pictures.
    picture
        Names its pictures, encoded.
    seconds
        About how long it is: its narration, and what every beat adds.
    cues
        The captions in its picture, if they stand there; times (s) from its first word.
    """

    number: int
    name: str
    times: str
    picture: str
    seconds: float
    cues: tuple[Cue, ...] = ()
