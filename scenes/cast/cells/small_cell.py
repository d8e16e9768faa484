"""A cell as a sign: the marrow's own cells, one at a time, with CD22 or a receptor on one side.

Cells are drawn as they lie in the marrow, so that a blast is the same blast everywhere; what stands on them
is far larger than life. Lengths in stage px.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.forms import round_outline
from scenes.cast.cells.marrow_cells import RADIUS, MarrowCell, MarrowKind
from scenes.cast.cells.marrow_drawing import drawing_of
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import contour, fill, union_of_discs
from scenes.stage.style import CD22, CD22_TIP, INK, NEGATIVE_CELL, inked, lighter
from scenes.stage.view import View

#: Beads of one CD22 on a small cell, and the length of all as a share of the cell's radius.
_BEADS: Final = 5
_ROD: Final = 1.5


class SmallCell(Actor):
    """A cell of the marrow, its middle at the origin.

    Parameters
    ----------
    view
        1 px per unit.
    kind
        What it is in the marrow.
    radius
        Px.
    rods
        Directions (degrees) in which a CD22 stands on it.
    """

    def __init__(
        self, view: View, kind: MarrowKind, radius: float, rods: tuple[float, ...] = (), seed: int = 4
    ) -> None:
        super().__init__(view)
        self.radius = radius
        own = View(view.px_per_nm)
        for degrees in rods:
            self._rod(own, np.radians(degrees))
        size = RADIUS[kind][0]
        cell = MarrowCell(kind, 0.0, 0.0, size, round_outline(size, 0.012, seed), seed)
        for color, form, line in drawing_of(cell):
            scaled = affinity.scale(form, radius / size, radius / size, origin=(0, 0))
            grown = shapely.buffer(scaled, line * max(radius / 20, 0.8), quad_segs=4) if line else scaled
            self.add(Part(fill(grown, color, own, tolerance_px=0.2)))
        self.pose((0.0, 0.0))

    def _rod(self, view: View, angle: float) -> None:
        """CD22: a row of beads, the outermost one lighter."""
        out = np.array([np.cos(angle), np.sin(angle)])
        at = self.radius * (0.94 + _ROD * (np.arange(_BEADS) + 0.5) / _BEADS)
        bead = self.radius * 0.62 * _ROD / _BEADS
        spots = at[:, None] * out
        self.add(Part(contour(union_of_discs(spots, bead), 2.4, INK, view)))
        self.add(Part(fill(union_of_discs(spots[:-1], bead), CD22, view)))
        self.add(Part(fill(union_of_discs(spots[-1:], bead * 1.12), CD22_TIP, view)))


class BareCell(Actor):
    """A cell without CD22: gray, nothing on it."""

    def __init__(self, view: View, radius: float) -> None:
        super().__init__(view)
        own, middle = View(view.px_per_nm), shapely.Point(0, 0)
        body: BaseGeometry = middle.buffer(radius, quad_segs=12)
        core = middle.buffer(0.62 * radius, quad_segs=12)
        self.add(
            Part(contour(body, 2.8, INK, own)), Part(fill(body, lighter(NEGATIVE_CELL, 0.60), own)),
            Part(contour(core, 1.6, inked(NEGATIVE_CELL, 0.5), own)), Part(fill(core, NEGATIVE_CELL, own)),
        )
        self.pose((0.0, 0.0))


def receptor(length: float) -> BaseGeometry:
    """The receptor of a CAR-T cell: a short stalk with two arms, along +x from the origin."""
    stalk = LineString([(0, 0), (0.55 * length, 0)])
    arms = [LineString([(0.55 * length, 0), (length, s * 0.34 * length)]) for s in (-1, 1)]
    return shapely.union_all([stalk, *arms]).buffer(0.11 * length, quad_segs=4)
