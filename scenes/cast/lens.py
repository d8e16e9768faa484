"""The lens: one round magnifier, used in every clip wherever something is enlarged.

A ring stands on the place that is magnified; two tangents lead to a larger ring in which
the same place is drawn again, finer, from actors built at the lens's own scale. The pale
beam lies behind the molecules (in front of them it would bleach them).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import Polygon
from shapely.geometry import Point as Spot

from scenes.cast.protein import Protein
from scenes.stage.actor import Part
from scenes.stage.draw import blank, discs, fill
from scenes.stage.layout import PX_PER_UNIT, Point, u
from scenes.stage.style import INK, LENS_RING, PAPER_CARD, WHITE
from scenes.stage.view import View

_HALO: Final = 8.0  # px of pale halo outside the ring
_SOURCE_RING: Final = 3.0  # px
_TANGENT: Final = 2.6  # px
_BEAM: Final = 0.72  # opacity of the beam over the crowd


class Lens(VGroup):
    """A magnifier; add its ``beam`` behind the molecules, the lens itself above them.

    Parameters
    ----------
    view
        The picture's view.
    source_nm, source_radius_nm
        What is magnified: middle and radius, nm of the view.
    center
        Middle of the lens in the picture, Manim units.
    radius_px
        Its radius inside the ring, stage px.
    inside
        Color of its ground.
    """

    def __init__(
        self,
        view: View,
        source_nm: np.ndarray | tuple[float, float],
        source_radius_nm: float,
        center: Point,
        radius_px: float,
        inside: str = PAPER_CARD,
    ) -> None:
        super().__init__()
        self.radius_px, self.source_nm = radius_px, np.asarray(source_nm, dtype=float)
        self.source_radius_nm = source_radius_nm
        self.zoom = radius_px / (source_radius_nm * view.px_per_nm)
        unit = view.unit * self.zoom
        self.view = View(
            view.px_per_nm * self.zoom,
            (float(center[0] - self.source_nm[0] * unit), float(center[1] - self.source_nm[1] * unit)),
        )
        source = view.point(*self.source_nm)
        self.beam = self._draw_beam(source, center, source_radius_nm * view.unit)
        self._draw_rings(source, center, source_radius_nm * view.unit, inside)

    # --- building -------------------------------------------------------------------------
    def _draw_beam(self, source: Point, center: Point, small: float) -> VGroup:
        """The pale wedge between the rings, with its two tangents."""
        plain = View(PX_PER_UNIT)  # one "nm" is one unit
        large = u(self.radius_px)
        rings = [Spot(*source[:2]).buffer(small), Spot(*center[:2]).buffer(large)]
        hull = shapely.convex_hull(shapely.union_all(rings))
        wedge = shapely.difference(hull, shapely.union_all(rings))
        beam = VGroup(fill(wedge, PAPER_CARD, plain, opacity=_BEAM, smooth=False))
        touching = _tangents(source[:2], small, center[:2], large)
        for start, end in touching:
            beam.add(fill(_bar(start, end, u(_TANGENT)), INK, plain, smooth=False))
        return beam

    def _draw_rings(self, source: Point, center: Point, small: float, inside: str) -> None:
        plain = View(PX_PER_UNIT)
        ring = blank(INK)
        outer = discs([source[:2]], small + u(_SOURCE_RING / 2), INK, plain)
        inner = discs([source[:2]], small - u(_SOURCE_RING / 2), INK, plain)
        ring.set_points(np.vstack([outer.points, inner.points[::-1]]))
        radius = u(self.radius_px)
        self.add(
            ring,
            discs([center[:2]], radius + u(LENS_RING + _HALO), WHITE, plain),
            discs([center[:2]], radius + u(LENS_RING), INK, plain),
            discs([center[:2]], radius, inside, plain),
        )

    def magnify(self, *actors: Protein) -> Lens:
        """Draw actors, posed in the lens's own ``view``, inside the ring; cut at its edge."""
        glass = Spot(*self.source_nm).buffer(self.source_radius_nm, quad_segs=48)
        shapely.prepare(glass)
        for actor in actors:
            for geometry, color in actor.posed_sheets():
                seen = shapely.intersection(geometry, glass)
                if not seen.is_empty and seen.area > 1e-4:
                    self.add(Part(fill(seen, color, self.view, tolerance_px=0.35)))
        return self


def _tangents(
    a: np.ndarray, small: float, b: np.ndarray, large: float
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Where the two outer tangents touch a circle at ``a`` and one at ``b``."""
    span = b - a
    distance = float(np.linalg.norm(span))
    along = float(np.arctan2(span[1], span[0]))
    opening = float(np.arccos(np.clip((small - large) / distance, -1, 1)))
    found = []
    for sign in (-1, 1):
        angle = along + sign * opening
        out = np.array([np.cos(angle), np.sin(angle)])
        found.append((a + small * out, b + large * out))
    return found


def _bar(start: np.ndarray, end: np.ndarray, width: float) -> Polygon:
    """A straight bar between two points."""
    along = (end - start) / np.linalg.norm(end - start)
    across = np.array([-along[1], along[0]]) * width / 2
    return Polygon([start + across, end + across, end - across, start - across])
