"""Where DNA breaks: a hydrogen is pulled out, a small star, three short sparks that fade.

Sizes at 125 px/nm: star 0.5 nm across, sparks 0.2 nm long. They mark a place and are no bodies.
The sparks appear once and fade (no pulse), the star stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.marks import star
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.layout import Point, u
from scenes.stage.motion import snap
from scenes.stage.style import INK, NUCLEUS, PAYLOAD, SPARK_CORE, SPARK_GLOW, WHITE, lighter
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


class CutMark(Actor):
    """The cut for scales at which it could no longer be found: as large in every view, far larger than life.

    Its halo keeps it apart from whatever lies behind it. It appears once and does not pulse.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        px = View(1.0)
        rays = shapely.union_all([
            LineString([(a * np.cos(t), a * np.sin(t)) for a in (23.0, 36.0)])
            for t in np.radians([28, 90, 152, 208, 270, 332])
        ])
        for geometry, color in (
            (shapely.Point(0, 0).buffer(46, quad_segs=12), lighter(NUCLEUS, 0.45)),
            (shapely.buffer(rays, 5.4, quad_segs=4), INK), (shapely.buffer(rays, 3.6, quad_segs=4), PAYLOAD),
            (star(21.0, 0.62, 9, 0.2), SPARK_GLOW), (shapely.buffer(star(15.0, 0.6, 9, 0.55), 1.8), INK),
            (star(15.0, 0.6, 9, 0.55), SPARK_CORE),
        ):
            self.add(Part(fill(geometry, color, px, smooth=False, tolerance_px=0.1)))
        self.pose((0.0, 0.0))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``rim``: above it."""
        return {"rim": lambda: self.spot(0.0, 0.0) + np.array([0.0, u(40), 0.0])}


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
