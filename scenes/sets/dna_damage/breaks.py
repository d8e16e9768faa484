"""Where DNA breaks: a hydrogen is pulled out, a small star, three short sparks that fade.

Sizes at 125 px/nm: star 0.5 nm across, sparks 0.2 nm long. They mark a place and are no bodies.
The sparks appear once and fade (no pulse), the star stays.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.marks import star
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.motion import snap
from scenes.stage.style import INK, PAYLOAD, SPARK_CORE, SPARK_GLOW, WHITE
from scenes.stage.view import View

_STAR: Final = 0.27  # nm, outer radius of the cream star
_SPARK: Final = 0.36, 0.56  # nm from the middle: where a spark begins and ends
_HYDROGEN: Final = 0.105  # nm, about its van der Waals radius


class _ScaledMark(Actor):
    """Parts that keep their size in nm when the view's scale changes."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.built = View(view.px_per_nm)

    def add_fill(self, geometry: BaseGeometry, color: str) -> None:
        """Add a fill, geometry in nm."""
        self.add(Part(fill(geometry, color, self.built, smooth=False)))

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> _ScaledMark:
        """Middle to ``position`` (nm of the view), turned, at the scale of the view."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built.px_per_nm
        for part in self.parts():
            part.pose(rotation(self.angle) * zoom * self.size, self.offset())
        return self

    size = 1.0


class BreakStar(_ScaledMark):
    """The cream star in the gap of a cut backbone; it grows once and stays."""

    def __init__(self, view: View, *, seed: int = 1) -> None:
        super().__init__(view)
        turn = 0.7 * seed
        self.add_fill(star(_STAR * 1.42, 0.58, 8, turn + 0.35), SPARK_GLOW)
        self.add_fill(star(_STAR, 0.66, 8, turn), SPARK_CORE)
        self.pose((0.0, 0.0))

    def grow(self, share: float) -> BreakStar:
        """Size as a share of its own; shown at the next pose."""
        self.size = max(share, 1e-3)
        return self


class Sparks(_ScaledMark):
    """Three short sparks that point along +x from the break; they fly out once."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        rays = [
            affinity.rotate(LineString([(_SPARK[0], 0), (_SPARK[1] + extra, 0)]), a, origin=(0, 0))
            for a, extra in ((-34, 0.0), (2, 0.07), (38, -0.02))
        ]
        lines = shapely.union_all(rays)
        self.add_fill(shapely.buffer(lines, 0.062, quad_segs=4), INK)
        self.add_fill(shapely.buffer(lines, 0.040, quad_segs=4), PAYLOAD)
        self.pose((0.0, 0.0))


class Hydrogen(_ScaledMark):
    """A hydrogen atom on its way from the DNA's sugar to the drug."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        line = view.nm(2.6)
        self.add_fill(shapely.Point(0, 0).buffer(_HYDROGEN + line, quad_segs=12), INK)
        self.add_fill(shapely.Point(0, 0).buffer(_HYDROGEN, quad_segs=12), SPARK_CORE)
        self.add_fill(shapely.Point(-0.025, 0.03).buffer(_HYDROGEN * 0.5, quad_segs=12), WHITE)
        self.pose((0.0, 0.0))

    def leap(self, start: np.ndarray, end: np.ndarray, time: float, at: float) -> None:
        """Go from the backbone to the warhead: a short snap that begins ``at`` (s)."""
        s = snap(time, at, 0.4)
        self.pose(start + (end - start) * s)
