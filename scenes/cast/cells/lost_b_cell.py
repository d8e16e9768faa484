"""A healthy B cell: it carries CD22 as well, and is lost as a blast is: it shrinks, blebs and grows pale.

Drawn 7 µm across, about half a blast (ledger: ``b_cell_size``); a broken ring shows how far it reached before.
Drawn at 32 px/µm; the studs of CD22 are far larger than life.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.cell import Cell, CellKind
from scenes.cast.cells.forms import UM, inset, on_skin, round_outline
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.actor import LifeSize
from scenes.stage.drawing import closed_by, discs
from scenes.stage.layout import Point
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.presence import set_haze, set_presence
from scenes.stage.style import ANTIBODY_VL, CD22_TIP, HEALTHY_B, INK, MARROW, inked, lighter, mix
from scenes.stage.view import View

RADIUS: Final = 3.5 * UM
_CYTOPLASM: Final = lighter(ANTIBODY_VL, 0.58)
_KIND: Final = CellKind(RADIUS, _CYTOPLASM, lighter(ANTIBODY_VL, 0.2), lighter(HEALTHY_B, 0.12), 0.70)
#: What is left of its radius, and its blebs: direction (degrees) and radius (share of what is left).
_LEFT: Final = 0.74
_BLEBS: Final = ((20, 0.24), (83, 0.36), (151, 0.28), (214, 0.20), (262, 0.38), (327, 0.30))
_STUDS: Final = (8, 47, 84, 126, 163, 205, 246, 281, 320)


class LostBCell(Cell):
    """A healthy B cell; its origin is its middle; :meth:`shrink` sets how far it is lost."""

    life_size = LifeSize("b_cell_size.um", 0.95, 1.15, unit_nm=1000)

    def __init__(self, view: View, *, seed: int = 31) -> None:
        super().__init__(view, _KIND, seed)
        self.ring, self.dense, self.studs = VGroup(), VGroup(), VGroup()
        arcs = [shapely.LineString(1.06 * RADIUS * np.column_stack([np.cos(t), np.sin(t)]))
                for t in np.arange(26)[:, None] * 2 * np.pi / 26 + np.linspace(0, 0.14, 6)]
        self._add_fill(self.ring, mix(INK, MARROW, 0.45), shapely.buffer(shapely.union_all(arcs), view.nm(1.5)))
        self._make_crescent()
        self._stud_parts = RedrawnFill(INK), RedrawnFill(CD22_TIP)
        self.studs.add(*self._stud_parts)
        self.submobjects = [self.ring, *self.submobjects]
        self.add(self.dense, self.studs)
        self._living = round_outline(RADIUS, 0.010, seed)
        self._drawn: object = None
        self.shrink(0.0, 0.0)
        self.pose((0.0, 0.0))

    def shrink(self, share: float, time: float) -> LostBCell:
        """Shrink and bleb by ``share`` (0-1); ``time`` (s) keeps the blebs in slow motion; shown at the next pose."""
        state = (share, stepped(time) if share > 0 else 0.0)
        if state != self._drawn:
            self._drawn = state
            self.draw_skin(self._outline(*state))
            spots = np.array([on_skin(self.outline, np.radians(a), RADIUS) for a in _STUDS])
            for part, px in zip(self._stud_parts, (7.6, 5.2), strict=True):
                part.rest = discs(spots, self.built.nm(px), INK, self.built).points
            set_presence(self.ring, ease(share, 0.1, 0.5))
            set_presence(self.dense, ease(share, 0.3, 0.6))
            set_presence(self.inside, 1 - ease(share, 0.0, 0.5))
            set_haze(self.core, _CYTOPLASM, 0.5 * share)
            self.shrunken = {id(group): 1 - 0.2 * share for group in (self.core, self.dense)}
        return self

    def _outline(self, share: float, time: float) -> BaseGeometry:
        """Its skin: a smaller body, and blebs that swell one after the other."""
        if share <= 0:
            return self._living
        left = RADIUS * (1 - (1 - _LEFT) * ease(share, 0.0, 0.8))
        shapes: list[BaseGeometry] = [round_outline(left, 0.02, self.seed)]
        for i, (degrees, size) in enumerate(_BLEBS):
            radius = left * size * ease(share, 0.12 * i, 0.4) * (1 + 0.1 * float(wobble(self.seed + i, time)[0]))
            way = np.radians(degrees)
            shapes.append(shapely.Point(0.9 * left * np.cos(way), 0.9 * left * np.sin(way)).buffer(max(radius, 1.0)))
        return closed_by(shapely.union_all(shapes), 0.10 * RADIUS)

    def _make_crescent(self) -> None:
        """Dense chromatin against one side of the nucleus."""
        r = RADIUS * self.kind.nucleus_share
        body = inset(round_outline(r, 0.010, self.seed + 1), 0.06 * r)
        bite = shapely.Point(0.42 * r, 0.12 * r).buffer(0.98 * r, quad_segs=16)
        beads = [shapely.Point(x * r, y * r).buffer(s * r) for x, y, s in ((0.40, -0.28, 0.2), (0.36, 0.26, 0.13))]
        dense = shapely.union_all([shapely.difference(body, bite), *beads])
        self._add_fill(self.dense, inked(HEALTHY_B, 0.35), dense, 1.6)
        self._add_fill(self.dense, inked(HEALTHY_B, 0.08), dense)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``cd22`` (a stud) or the cell's ``middle``."""
        return {**super().anchors(), "cd22": lambda: self.spot(*on_skin(self.outline, np.radians(_STUDS[2]), RADIUS))}
