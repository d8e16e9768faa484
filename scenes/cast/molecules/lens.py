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

from scenes.cast.molecules.protein import Protein
from scenes.stage.actor import Part
from scenes.stage.drawing import blank, discs, fill, polyline
from scenes.stage.layout import PX_PER_UNIT, Point, u
from scenes.stage.motion import ease
from scenes.stage.style import INK, LENS_RING, PAPER_CARD, WHITE
from scenes.stage.view import View

_HALO: Final = 8.0  # px of pale halo outside the ring
_SOURCE_RING: Final = 3.0  # px
_TANGENT: Final = 2.6  # px
_BEAM: Final = 0.72  # opacity of the beam over the crowd
_UNITS: Final = View(PX_PER_UNIT)  # its "nm" are Manim units


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

    Attributes
    ----------
    beam
        The wedge of light from the ring to the glass.
    glass
        What grows: halo, ring, ground, then what is magnified.
    view
        The lens's own view: build and pose actors in it, in the same nm.
    zoom
        How much it magnifies.
    opens, closes
        When it opens and closes, clip time in s; see :meth:`at_time`.
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
        self.opens, self.closes = -np.inf, np.inf
        self._share: float | None = None
        self._from, self._to = view.point(*self.source_nm)[:2], np.asarray(center)[:2]
        self._small, self._large = source_radius_nm * view.unit, u(radius_px)
        self.beam = VGroup(blank(PAPER_CARD, _BEAM), blank(INK), blank(INK))
        self.glass = VGroup()
        self._draw_rings(inside)
        self.open(1.0)

    # --- building -------------------------------------------------------------------------
    def _draw_rings(self, inside: str) -> None:
        ring = blank(INK)
        half = u(_SOURCE_RING / 2)
        outer, inner = (discs(self._from[None], self._small + d, INK, _UNITS) for d in (half, -half))
        ring.set_points(np.vstack([outer.points, inner.points[::-1]]))
        self.add(ring, self.glass)
        for wider, color in ((LENS_RING + _HALO, WHITE), (LENS_RING, INK), (0.0, inside)):
            self.glass.add(Part(discs(self._to[None], self._large + u(wider), color, _UNITS)))

    def magnify(self, *actors: Protein) -> Lens:
        """Draw actors, posed in the lens's own ``view``, inside the ring; cut at its edge."""
        self._share = None  # what comes in is to be posed as all else
        glass = shapely.Point(*self.source_nm).buffer(self.source_radius_nm, quad_segs=48)
        shapely.prepare(glass)
        for actor in actors:
            for geometry, color in actor.posed_fills():
                seen = shapely.intersection(geometry, glass)
                if not seen.is_empty and seen.area > 1e-4:
                    self.glass.add(Part(fill(seen, color, self.view, tolerance_px=0.35)))
        return self

    # --- opening --------------------------------------------------------------------------
    def open(self, share: float) -> Lens:
        """Let the glass grow out of the ring on the molecule: 0 lies on it, 1 is in place."""
        self._share, scale = share, self._small / self._large
        scale += (1 - scale) * share
        middle = self._from + (self._to - self._from) * share
        for part in self.glass:
            assert isinstance(part, Part)
            part.pose(np.eye(2) * scale, middle - scale * self._to)
        self._point_beam(middle, self._large * scale)
        return self

    def at_time(self, time: float) -> Lens:
        """Open or closed as its times say: 0.9 s to open, 0.7 s to close."""
        share = ease(time, self.opens, 0.9) - ease(time, self.closes, 0.7)
        return self if share == self._share else self.open(share)

    def rim(self, degrees: float) -> Point:
        """A place on the open glass's rim, for a leader."""
        out = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        return np.array([*(self._to + out * self._large), 0.0])

    def _point_beam(self, middle: np.ndarray, radius: float) -> None:
        """The pale wedge from the ring to the glass, and its two tangents."""
        if float(np.linalg.norm(middle - self._from)) <= abs(radius - self._small) + 1e-6:
            for part in self.beam:
                part.points = np.zeros((0, 3))
            return
        (a, b), (c, d) = _tangents(self._from, self._small, middle, radius)
        for part, corners in zip(
            self.beam, (np.array([a, b, d, c]), _bar(a, b), _bar(c, d)), strict=True
        ):
            part.points = polyline(np.column_stack([corners, np.zeros(len(corners))]))


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


def _bar(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Corners of a tangent as a thin bar, shape (4, 2)."""
    along = (end - start) / np.linalg.norm(end - start)
    across = np.array([-along[1], along[0]]) * u(_TANGENT) / 2
    return np.array([start + across, end + across, end - across, start - across])
