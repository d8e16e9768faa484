"""Payloads that have come loose: they wander, and bounce off the wall of what holds them.

Sizes nm, angles radians.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from scenes.cast.molecules.domain import DetailName
from scenes.cast.molecules.payload import ON_ANTIBODY, Payload
from scenes.sets.internalization.cargo import toward
from scenes.stage.motion import Wander, brownian, ease, stepped
from scenes.stage.view import View

#: Root-mean-square nm over one second of a payload in the open, and of one that has arrived.
_OPEN, _CALM = 12.0, 3.5
#: How much larger than life a free payload is drawn in the view of organelles.
FREE: Final = 2.0


class LoosePayload(Payload):
    """A payload after its linker was cut: it starts where it hung, and wanders.

    It grows from the size drawn on antibodies to that of free ones in this view.

    Parameters
    ----------
    start
        Where it came off, nm, and its angle.
    since
        When (s).
    seed, speed
        Which path; root-mean-square nm over one second.

    Attributes
    ----------
    way
        Where it goes once it has left the endosome.
    """

    free = True

    def __init__(
        self, view: View, start: tuple[np.ndarray, float], since: float, seed: int,
        speed: float = 9.0, detail: DetailName = "organelle",
    ) -> None:
        super().__init__(view, scale=FREE, detail=detail, linked=detail != "organelle")
        self.start, self.since, self.seed, self.speed = start, since, seed, speed
        self.way: Wander | None = None
        self.rest, self.wall = np.zeros(2), (np.zeros(2), 0.0)
        self._began = brownian(seed, since), brownian(seed + 5, since, dims=1)
        self._full_px = self.built_px_per_nm

    def strayed(self, time: float) -> np.ndarray:
        """How far it would have wandered in the open since it came off, nm."""
        now = stepped(time)
        walk = brownian(self.seed, now) - self._began[0]
        # The first moments are quiet, so that one sees it part before it drifts.
        parted = 1.6 * ease(now, self.since, 0.7) * toward(self.start[1])
        return np.asarray(parted + self.speed * walk * ease(now, self.since, 1.6))

    def stray(
        self, pins: Sequence[tuple[float, np.ndarray]], toward_rest: np.ndarray,
        wall: tuple[np.ndarray, float],
    ) -> LoosePayload:
        """Let it wander in the open, known to be at two places at two times (s, nm).

        Until the second it bounces off a round ``wall`` (center and radius, nm); then it stays
        about there and comes, in its own time, to a last place.
        """
        (start, here), (end, there) = pins
        known = tuple((t, (float(p[0]), float(p[1]))) for t, p in ((start, here), (end, there)))
        self.way = Wander(self.seed + 1, _OPEN, known)
        self.rest, self.wall = np.asarray(toward_rest, dtype=float), wall
        return self

    def strayed_to(self, time: float) -> np.ndarray:
        """Where it is at a time (s) once it is out."""
        assert self.way is not None
        now, (end, there) = stepped(time), self.way.pins[-1]
        if now <= end:
            middle, radius = self.wall
            away = self.way.at(now) - middle
            # The wall gives way at the last: there, the pore is.
            keeps = radius + (float(np.linalg.norm(there - middle)) - radius) * ease(
                now, end - 0.7, 0.7)
            far = float(np.linalg.norm(away))
            return np.asarray(middle + away * (max(far, 2 * keeps - far) / far))
        quiet = _CALM * (brownian(self.seed + 2, now) - brownian(self.seed + 2, end))
        return np.asarray(there + (self.rest - there) * ease(now, end, 1.6) + quiet)

    def drift(self, place: np.ndarray, time: float, view: View) -> LoosePayload:
        """Stand at a place (nm) at a time (s), tumbling."""
        grown = ease(time, self.since, 0.8)
        share = ON_ANTIBODY / FREE + (1 - ON_ANTIBODY / FREE) * grown
        self.view = view
        self.built_px_per_nm = self._full_px / share
        now = stepped(time)
        spin = brownian(self.seed + 5, now, dims=1) - self._began[1]
        self.pose(place, self.start[1] + 1.1 * grown * float(spin[0]))
        return self
