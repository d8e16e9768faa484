"""The way of the free drug to DNA: it wanders, bumps in vain, strays, and comes within reach by chance.

Sizes nm, times s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from scenes.stage.actor import rotation
from scenes.stage.layout import Place
from scenes.stage.motion import JITTER_RATE, Wander, ease

#: How far the free drug wanders in a second (nm, rms a dimension) and turns (radians).
SPEED: Final = 0.62
TURN: Final = 0.30
#: From the DNA's axis to its edge, nm; and how the drug's long axis leans at angle 0 (radians).
_DNA_EDGE: Final = 1.05
_LEAN: Final = -0.88

Pin = tuple[float, Place]


@dataclass(frozen=True)
class StrikePlaces:
    """Where the drug is met; nm along the DNA and across it (up), from the groove.

    Attributes
    ----------
    base_pairs, groove_at, angle
        The DNA: length, where along it (nm) the groove lies, how it lies (radians).
    start, bump, stray, reach
        Where the free drug begins, bumps in vain, strays, and comes within reach.
    """

    base_pairs: int
    groove_at: float
    angle: float
    start: Place
    bump: Place
    stray: Place
    reach: Place


class DrugPath:
    """Where the free drug is at any time: known at its pins, anywhere between.

    Attributes
    ----------
    caught_at
        When it is within reach of the groove; infinite until :meth:`meet` says so.
    """

    def __init__(self, places: StrikePlaces, seed: int) -> None:
        self.places, self.seed, self.caught_at = places, seed, np.inf
        self._pins: tuple[Pin, ...] = ((0.0, self.beside(places.start)),)
        self._turns: tuple[Pin, ...] = ((0.0, (places.angle - 0.7, 0.0)),)

    def linger(self, until: float) -> None:
        """Keep it near its start until a time: it wanders, it does not leave."""
        rng = np.random.default_rng(self.seed)
        x, y = self.places.start
        for time in np.arange(3.0, until, 3.0):
            dx, dy = rng.normal(0, 0.3, 2)
            self._pins += ((float(time), self.beside((x + dx, y + 0.5 * dy))),)

    def meet(self, start: float) -> float:
        """From ``start`` on: bump, stray, come within reach, be caught. Returns when."""
        place = tuple(float(v) for v in self.at(start))
        times = start + np.array([1.6, 3.2, 4.8])
        spots = (self.places.bump, self.places.stray, self.places.reach)
        self._pins = (
            (start, (place[0], place[1])),
            *((float(t), self.beside(spot)) for t, spot in zip(times, spots, strict=True)),
        )
        turned = self.turn_at(start)
        level = self.places.angle + 2 * np.pi * round((turned - self.places.angle) / (2 * np.pi))
        self._turns = ((start, (turned, 0.0)), (float(times[-1]), (level + 0.45, 0.0)))
        self.caught_at = float(times[-1])
        return self.caught_at

    def walked(self) -> np.ndarray:
        """Where it went until it was caught, nm, 15 a second, shape (t, 2)."""
        until = self.caught_at if np.isfinite(self.caught_at) else 0.0
        clock = np.arange(0.0, until, 1 / JITTER_RATE)
        return np.array([self.at(float(t)) for t in clock]).reshape(-1, 2)

    def beside(self, spot: tuple[float, float]) -> tuple[float, float]:
        """Nm along and across the DNA from the groove to nm of the view."""
        along = np.array([self.places.groove_at + spot[0], spot[1]])
        x, y = rotation(self.places.angle) @ along
        return float(x), float(y)

    def at(self, time: float) -> np.ndarray:
        """Where it is at a time, nm of the view.

        It cannot pass through the DNA: until it is within reach of the groove its path bends
        round the DNA's edge, however it lies.
        """
        place = Wander(self.seed, SPEED, self._pins).at(time)
        lie = self.turn_at(time) - self.places.angle + _LEAN
        reach = 0.42 + 0.85 * abs(np.sin(lie))
        edge = (_DNA_EDGE + reach) * (1 - ease(time, self.caught_at - 0.5, 0.5))
        own = rotation(-self.places.angle) @ place
        own[1] = edge + _soft(own[1] - edge)
        return np.asarray(rotation(self.places.angle) @ own)

    def turn_at(self, time: float) -> float:
        """How it lies at a time, radians."""
        return float(Wander(self.seed + 1, TURN, self._turns).at(time)[0])


def _soft(distance: float, width: float = 0.12) -> float:
    """A distance that cannot become negative, bent smoothly near zero."""
    return float(width * np.logaddexp(0.0, distance / width))
