"""Where what moves on the way in is, as far as everything has come; nm, angles in radians."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.curved import VESICLE_RADIUS, Oval, Pit, disc
from scenes.sets.internalization.progress import Progress
from scenes.sets.internalization.world_map import WorldMap, profile
from scenes.stage.layout import Place
from scenes.stage.motion import blend, ease

#: Rounding of the pit's mouth and of every neck, nm.
FILLET: Final = 9.0


class Positions:
    """Where bodies and their cargo are now.

    Attributes
    ----------
    places, progress
        Where things stood, and how far they have come: assign another to see another moment.
    pit
        How a dent of the surface becomes a vesicle.
    """

    def __init__(self, places: WorldMap) -> None:
        self.places, self.progress = places, Progress()
        self.pit = Pit(fillet=FILLET)

    # --- the vesicle and the endosome that it joins ------------------------------------------

    def vesicle(self) -> np.ndarray:
        """Center of the hero's dent, vesicle or lobe."""
        p = self.progress
        if p.ride <= 0:
            return np.array([0.0, -self.pit.depth(p.budding)])
        start = np.array([0.0, -self.pit.depth(1.0)])
        return along((start, np.asarray(self.places.way), self._nest()), p.ride)

    def hero_up(self) -> float:
        """Where the hero's stem points: up in the pit, into the endosome at last."""
        turn = ease(self.progress.ride, 0.06, 0.40)  # done before the two membranes meet
        return float(np.pi / 2 + (self.endosome().angle - np.pi / 2) * turn)

    def endosome(self) -> Oval:
        """The endosome where it is carried now."""
        start, (center, angle) = self.places.endosome, self.places.end
        s = self.progress.journey
        return start.moved(blend(start.center, center, s), start.angle + (angle - start.angle) * s)

    def _nest(self) -> np.ndarray:
        """Where the vesicle comes to rest: a lobe at the near end of the endosome."""
        home = self.endosome()
        return home.at(-(home.half[0] - VESICLE_RADIUS - 2.0), 0.0)

    # --- the carrier that goes back ------------------------------------------------------------

    def carrier(self) -> np.ndarray:
        """Center of the lobe that leaves and returns to the surface."""
        x, y = self.places.recycler
        port = self.places.port
        height = float(profile(np.array([port]))[0])
        stops = ((x, y + 24.0), (port, height - self.pit.depth(1.0) - 8),
                 (port, height + VESICLE_RADIUS))
        return along(stops, self.progress.back)

    def returning_up(self) -> float:
        """Where the returning stem points: off its endosome while it hangs on it, then up."""
        away = self.carrier() - np.asarray(self.places.recycler)
        held = 1 - ease(self.progress.back, 0.35, 0.3)
        return float(np.pi / 2 + (np.arctan2(away[1], away[0]) - np.pi / 2) * held)

    def returning_dent(self) -> BaseGeometry | None:
        """The carrier as a dent of the surface, once it is about to join it."""
        if self.progress.back <= 0 or self._carrier_depth() > self.pit.depth(1.0) + 1.5:
            return None
        return disc(self.carrier(), VESICLE_RADIUS)

    def carrier_budding(self) -> float:
        """The carrier's budding read backward: 1 while it is free, 0 when it has merged."""
        deep = self.pit.depth(1.0)
        return float(np.clip((self._carrier_depth() + VESICLE_RADIUS) / (deep + VESICLE_RADIUS), 0, 1))

    def carrier_clear(self) -> float:
        """How far the carrier is from the surface that it returns to: 0 about to join it, 1 from 25 nm on."""
        return float(np.clip((self._carrier_depth() - self.pit.depth(1.0)) / 25.0, 0, 1))

    def _carrier_depth(self) -> float:
        height = float(profile(np.array([self.places.port]))[0])
        return height - float(self.carrier()[1])

    def endosomes_hidden(self) -> bool:
        """Whether the endosomes are not there yet, nor the carrier that leaves one of them."""
        return self.progress.endosomes <= 0 and self.progress.back <= 0


def along(stops: Sequence[Place | np.ndarray], share: float) -> np.ndarray:
    """A place on the smooth way through three stops: share 0, about the middle, 1."""
    a, b, c = (np.asarray(s, dtype=float) for s in stops)
    # The quadratic Bezier that passes b at its own share of the way.
    first = float(np.linalg.norm(b - a))
    t = first / (first + float(np.linalg.norm(c - b)))
    bend = (b - (1 - t) ** 2 * a - t**2 * c) / (2 * t * (1 - t))
    s = share
    return np.asarray((1 - s) ** 2 * a + 2 * s * (1 - s) * bend + s**2 * c)
