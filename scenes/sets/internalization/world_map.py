"""Where things stand in the world of ``internalization`` before anything has moved, nm.

X to the right, y up, the origin on the surface where the pit forms.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.cast.kit.curved import Oval
from scenes.stage.layout import Place


@dataclass(frozen=True)
class WorldMap:
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
    track, reticulum, mitochondrion
        Scenery behind all this: a microtubule's ends, bends of a cisterna, a body of which the rim is seen.
    """

    extent: tuple[float, float, float, float]
    way: Place
    endosome: Oval
    end: tuple[Place, float]
    name_at: float
    recycler: Place
    port: float
    nucleus: Place
    nucleus_radius: float
    pores: tuple[float, ...]
    pairs: tuple[float, ...]
    rods: tuple[float, ...]
    track: tuple[Place, Place]
    reticulum: tuple[Place, ...]
    mitochondrion: Oval


def profile(x: np.ndarray) -> np.ndarray:
    """Height of the undented surface over x, nm: flat about the pit, a slow swell beyond."""
    away = 1 - np.exp(-((x / 150.0) ** 4))
    return np.asarray(away * (4.5 * np.sin(x / 62.0) - 0.012 * np.abs(x)))
