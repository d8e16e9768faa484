"""Light from the upper left: stepped ovals of a paler ground, and the shadows of what stands on something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity

from scenes.stage.actor import Actor
from scenes.stage.drawing import fill
from scenes.stage.layout import Zones
from scenes.stage.style import INK, WHITE, mix
from scenes.stage.view import View

#: Of each oval, the widest first: half axes in shares of the picture's width and height, share of white.
_STEPS: Final = ((1.02, 0.98, 0.16), (0.80, 0.77, 0.32), (0.60, 0.58, 0.48), (0.42, 0.41, 0.64), (0.26, 0.26, 0.80))
#: Their common middle, in shares of the picture from the upper left.
_MIDDLE: Final = (0.09, 0.06)
#: A shadow: half axes, and how far right of the foot and below it its middle lies, nm.
_SHADOW: Final = ((5.2, 0.62), (4.6, -0.25))


def daylight(zones: Zones, ground: str) -> VGroup:
    """Steps of a ground that gets paler toward the upper left; they do not move."""
    w, h = zones.frame.width, zones.frame.height
    x, y = _MIDDLE[0] * w, -_MIDDLE[1] * h
    view = View(1.0).at(zones.point(0, 0))
    ovals = [affinity.scale(shapely.Point(x, y).buffer(1.0, quad_segs=24), a * w, b * h) for a, b, _ in _STEPS]
    return VGroup(*(fill(oval, mix(ground, WHITE, white), view)
                    for oval, (_, _, white) in zip(ovals, _STEPS, strict=True)))


class Shadows(Actor):
    """Where things that stand at these feet (nm, shape (n, 2)) keep the light away: one path."""

    background = True

    def __init__(self, view: View, feet: Sequence[Sequence[float]] | np.ndarray, strength: float) -> None:
        super().__init__(view)
        (a, b), (aside, down) = _SHADOW
        ovals = [
            affinity.scale(shapely.Point(float(x) + aside, float(y) + down).buffer(1.0), a, b) for x, y in feet
        ]
        self.add(fill(shapely.union_all(ovals), INK, view, opacity=strength))
