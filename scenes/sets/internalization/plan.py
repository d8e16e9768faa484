"""What the way in is made of: where things stand, how far they have come, which ways they take.

One world for all of it: x to the right, y up, nm, the origin on the surface where the pit
forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scenes.cast.kit.curved import VESICLE_RADIUS, MembraneStretch, Oval, nearest_wall
from scenes.sets.internalization.cargo import Foot
from scenes.stage.motion import ease

Spot = tuple[float, float]

#: Angle from the bottom at which a pair's feet stand: on flat membrane 10 nm to each side, in
#: the vesicle well up its sides.
FEET: Final = (10.0 / VESICLE_RADIUS, float(np.radians(62.0)))


@dataclass(frozen=True)
class Layout:
    """Where things stand, nm.

    Attributes
    ----------
    extent
        Left, bottom, right, top of what is drawn.
    way
        Where the free vesicle passes between the surface and the endosome.
    endosome, end
        The endosome that the vesicle joins, and its center and angle when it has been carried
        toward the nucleus.
    name_at
        Where on the endosome's wall its name points: degrees from the right, as seen.
    recycler, port
        Lower lobe of the endosome that sends some back, and where along x they return.
    nucleus, nucleus_radius, pores
        Its center, radius, and the angles of its pores.
    pairs, rods
        Where along x other bound pairs and free CD22 stand on the surface.
    """

    extent: tuple[float, float, float, float]
    way: Spot
    endosome: Oval
    end: tuple[Spot, float]
    name_at: float
    recycler: Spot
    port: float
    nucleus: Spot
    nucleus_radius: float
    pores: tuple[float, ...]
    pairs: tuple[float, ...]
    rods: tuple[float, ...]


@dataclass
class Moment:
    """How far each thing has come, 0-1 unless said.

    Attributes
    ----------
    budding
        Of the pit (see :class:`~scenes.cast.kit.curved.Pit`).
    shed
        The coat's falling away.
    ride
        Of the free vesicle into the endosome.
    journey
        Of the endosome toward the nucleus.
    back
        Of the carrier that returns to the surface.
    vesicle_ph, endosome_ph, carrier_ph
        pH of the lumens.
    company
        Presence of the endosomes and all in them.
    nucleus, hero
        Presence of the nucleus and of the hero pair.
    rest
        When (s) the hero pair came to rest; it sways until then.
    """

    budding: float = 0.0
    shed: float = 0.0
    ride: float = 0.0
    journey: float = 0.0
    back: float = 0.0
    vesicle_ph: float = 7.4
    endosome_ph: float = 6.5
    carrier_ph: float = 6.5
    company: float = 1.0
    nucleus: float = 1.0
    hero: float = 1.0
    rest: float = 1e6


def profile(x: np.ndarray) -> np.ndarray:
    """Height of the undented surface over x, nm: flat about the pit, a slow swell beyond."""
    away = 1 - np.exp(-((x / 150.0) ** 4))
    return np.asarray(away * (4.5 * np.sin(x / 62.0) - 0.012 * np.abs(x)))


def toward(angle: float) -> np.ndarray:
    """Unit vector at an angle (radians)."""
    return np.array([np.cos(angle), np.sin(angle)])


def spread(budding: float) -> float:
    """Angle of the feet from the bottom (radians) as the dent deepens."""
    return float(FEET[0] + (FEET[1] - FEET[0]) * ease(budding, 0.0, 0.85))


def feet(
    center: np.ndarray, radius: float, spread: float, up: float, walls: Sequence[MembraneStretch]
) -> list[Foot]:
    """Left and right foot of a pair in a round body, on the walls as they are."""
    return [
        nearest_wall(walls, center + radius * toward(up + np.pi + turn))
        for turn in (-spread, spread)
    ]


def along(stops: Sequence[Spot | np.ndarray], share: float) -> np.ndarray:
    """A place on the smooth way through three stops: share 0, about the middle, 1."""
    a, b, c = (np.asarray(s, dtype=float) for s in stops)
    # The quadratic Bezier that passes b at its own share of the way.
    first = float(np.linalg.norm(b - a))
    t = first / (first + float(np.linalg.norm(c - b)))
    bend = (b - (1 - t) ** 2 * a - t**2 * c) / (2 * t * (1 - t))
    s = share
    return np.asarray((1 - s) ** 2 * a + 2 * s * (1 - s) * bend + s**2 * c)
