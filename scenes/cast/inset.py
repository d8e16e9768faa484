"""A lens drawn out to a capsule: the film's one magnifier, for things that are long.

Ring, halo, pale inside and two tangents as in :mod:`scenes.cast.lens`; only the glass is
longer than high, so that a formula fits.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import LineString
from shapely.geometry import Point as Spot

from scenes.stage.draw import discs, fill
from scenes.stage.layout import PX_PER_UNIT, Point, u
from scenes.stage.style import INK, LENS_RING, PAPER_CARD, WHITE
from scenes.stage.view import View

_HALO: Final = 8.0  # px
_SOURCE_RING: Final = 3.0  # px
_TANGENT: Final = 2.6  # px
_BEAM: Final = 0.80


class Capsule(VGroup):
    """A capsule-shaped lens; show its ``beam`` below, the capsule itself above.

    Parameters
    ----------
    source, source_radius_px
        What is magnified: middle (Manim units) and radius (stage px) of the small ring.
    center, width_px, height_px
        The glass.
    """

    def __init__(
        self,
        source: Point,
        source_radius_px: float,
        center: Point,
        width_px: float,
        height_px: float,
    ) -> None:
        super().__init__()
        self.center_point = np.asarray(center, dtype=float)
        plain = View(PX_PER_UNIT)  # one "nm" is one unit
        radius, reach = u(height_px / 2), u((width_px - height_px) / 2)
        axis = LineString([(center[0] - reach, center[1]), (center[0] + reach, center[1])])
        small = u(source_radius_px)
        ring = Spot(*source[:2]).buffer(small, quad_segs=24)
        glass = axis.buffer(radius, quad_segs=24)
        hull = shapely.convex_hull(shapely.union(ring, glass))
        wedge = shapely.difference(hull, shapely.union(ring, glass))
        sides = shapely.difference(
            shapely.boundary(hull), shapely.buffer(shapely.union(ring, glass), 1e-4)
        )
        tangents = shapely.buffer(sides, u(_TANGENT / 2), cap_style="flat")
        self.beam = VGroup(
            fill(wedge, PAPER_CARD, plain, opacity=_BEAM, smooth=False),
            fill(tangents, INK, plain, smooth=False),
        )
        thick = u(_SOURCE_RING / 2)
        circle = discs([source[:2]], small + thick, INK, plain)
        hole = discs([source[:2]], small - thick, INK, plain)
        circle.set_points(np.vstack([circle.points, hole.points[::-1]]))
        self.add(circle)
        for grow, color in ((LENS_RING + _HALO, WHITE), (LENS_RING, INK), (0.0, PAPER_CARD)):
            self.add(fill(axis.buffer(radius + u(grow), quad_segs=24), color, plain,
                          tolerance_px=0.1))
