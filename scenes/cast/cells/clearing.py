"""The cell that clears: a large calm cell that takes up the bodies of a dead one.

Drawn 17 µm across (macrophages measure 15-21 µm). Where it meets a body its edge swells round
it, closes and carries it inward: a cup, then a vacuole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.cell import Cell, CellKind
from scenes.cast.cells.forms import UM, chromatin, granules, round_outline
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.drawing import closed_by, opened_by
from scenes.stage.layout import Point
from scenes.stage.motion import ease
from scenes.stage.style import BLAST, CELL, CLEARING, CLEARING_NUCLEUS, INK, MARROW, inked, lighter, mix
from scenes.stage.view import View

RADIUS: Final = 8.5 * UM
_KIND: Final = CellKind(RADIUS, CLEARING, mix(CLEARING, CLEARING_NUCLEUS, 0.48), CLEARING_NUCLEUS, 0.42)
#: Free rim round a body that is taken up, and how far a cup swells beyond the body.
_RIM: Final = 0.46 * UM
_SWELL: Final = 0.70
#: Vacuoles with what is left of earlier bodies: place and radius, shares of the radius.
_VACUOLES: Final = ((-0.36, -0.50, 0.125), (-0.02, -0.70, 0.080))
_NUCLEUS_AT: Final = (0.30, 0.10)


@dataclass(frozen=True)
class Meal:
    """A body being taken up: middle (nm, the cell's own frame), radius (nm), how far (0-1)."""

    place: np.ndarray
    radius: float
    share: float


class ClearingCell(Cell):
    """A clearing cell; its origin is its middle; :meth:`take_up` bends its edge."""

    def __init__(self, view: View, *, seed: int = 21) -> None:
        super().__init__(view, _KIND, seed)
        self._calm = round_outline(RADIUS, 0.012, seed, modes=(2, 3, 4))
        self.draw_skin(self._calm)
        self._make_vacuoles()
        self.floor = RedrawnFill(MARROW)
        self.add(self.floor)
        self.pose((0.0, 0.0))

    def take_up(self, meals: Sequence[Meal]) -> Cell:
        """Form a cup round each body, close it, and hold the body in a vacuole."""
        shape: BaseGeometry = self._calm
        for meal in meals:
            if meal.share > 0:
                shape = shapely.union(shape, self._cup(meal))
        shape = closed_by(shape, 0.9 * UM)
        for meal in meals:
            if meal.share > 0:
                room = meal.radius + _RIM * ease(meal.share, 0.0, 0.3)
                shape = shapely.difference(shape, shapely.Point(*meal.place).buffer(room, quad_segs=16))
        self.draw_skin(opened_by(shape, 0.30 * UM))
        line = self.built.nm(CELL.outer - 2.6)
        rooms = [shapely.Point(*m.place).buffer(m.radius + _RIM - line) for m in meals if m.share > 0.4]
        self.floor.draw(shapely.union_all(rooms) if rooms else shapely.Polygon(), self.built)
        return self.pose(self.position, self.angle)

    def _cup(self, meal: Meal) -> BaseGeometry:
        """What the edge has grown round a body: first behind it, at last all round it."""
        inward = -meal.place / max(float(np.linalg.norm(meal.place)), 1.0)
        rise = ease(meal.share, 0.0, 0.5)
        shut = ease(meal.share, 0.45, 0.45)
        radius = (meal.radius + _RIM) * (0.4 + 0.6 * rise) + _SWELL * meal.radius * rise
        middle = meal.place + inward * meal.radius * (1.5 - 0.55 * rise) * (1 - shut)
        return shapely.Point(*middle).buffer(radius, quad_segs=16)

    def _make_granules(self) -> None:
        """Beans and dots all over, clear of nucleus and vacuoles."""
        at = np.array(_NUCLEUS_AT) * RADIUS
        keep_off = [shapely.Point(*at).buffer(RADIUS * self.kind.nucleus_share * 1.12)]
        keep_off += [shapely.Point(x * RADIUS, y * RADIUS).buffer(1.5 * s * RADIUS) for x, y, s in _VACUOLES]
        taken = shapely.union_all(keep_off)
        found = granules(RADIUS, 0.05 * RADIUS, 0.86 * RADIUS, 24, 70, self.seed)
        shapes = shapely.union_all([g for g in found if not shapely.intersects(g, taken)])
        self._add_fill(self.inside, mix(self.kind.granules, self.kind.nucleus, 0.45), shapes, 1.0)
        self._add_fill(self.inside, self.kind.granules, shapes)

    def _make_nucleus(self) -> None:
        """A kidney-shaped nucleus off the middle, its chromatin like lace."""
        r, base = RADIUS * self.kind.nucleus_share, self.kind.nucleus
        whole = affinity.scale(round_outline(r, 0.02, self.seed + 1), 0.86, 1.0, origin=(0, 0))
        bite = shapely.Point(0.72 * r, 0.52 * r).buffer(0.46 * r, quad_segs=16)
        kidney = opened_by(shapely.difference(whole, bite), 0.14 * r)
        at = np.array(_NUCLEUS_AT) * RADIUS
        shape = affinity.translate(affinity.rotate(kidney, 20, origin=(0, 0)), *at)
        self._add_fill(self.core, INK, shape, CELL.between)
        self._add_fill(self.core, lighter(base, 0.10), shape)
        tones = inked(base, 0.16), inked(base, 0.10), lighter(base, 0.22)
        for tone, threads in zip(tones, chromatin(r, self.seed + 2), strict=True):
            self._add_fill(self.core, tone, shapely.intersection(affinity.translate(threads, *at), shape))

    def _make_vacuoles(self) -> None:
        """Two vacuoles low in the cell, with pale remains."""
        group = VGroup()
        for x, y, size in _VACUOLES:
            place = x * RADIUS, y * RADIUS
            rim = affinity.translate(round_outline(size * RADIUS, 0.02, self.seed), *place)
            rest = affinity.translate(round_outline(size * 0.66 * RADIUS, 0.03, self.seed + 3), *place)
            self._add_fill(group, INK, rim, CELL.between * 0.8)
            self._add_fill(group, lighter(MARROW, 0.4), rim)
            self._add_fill(group, mix(lighter(BLAST, 0.62), CLEARING, 0.25), rest, CELL.inner)
            self._add_fill(group, mix(lighter(BLAST, 0.76), CLEARING, 0.15), rest)
        self.add(group)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``middle``: beside its nucleus."""
        return {"middle": lambda: self.spot(-0.5 * RADIUS, 0.2 * RADIUS)}
