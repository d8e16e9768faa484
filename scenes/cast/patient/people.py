"""A hundred people as icons, some of them filled: how a benefit or a risk is shown.

Lengths in stage px: these are signs, not bodies. Every array has the same 100 people, is filled from the
same end and in the same order, whatever it counts, so that benefit and harm weigh what their numbers weigh.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.many_shapes import many_shapes, smooth
from scenes.stage.actor import Actor
from scenes.stage.drawing import opened_by
from scenes.stage.style import INK, LIVER, PAPER_CARD, WHITE, inked, lighter, mix
from scenes.stage.view import View

COLUMNS: Final = 10
_AISLE: Final = 0.2  # of a step, after five
_PALE: Final = 0.72  # white in the color of those who are no longer counted


def person_icon(height: float) -> BaseGeometry:
    """Head and shoulders, ``height`` px high, the feet's middle at the origin."""
    h = height
    head = shapely.Point(0, h * (1 - 0.205)).buffer(0.205 * h, quad_segs=6)
    t = np.linspace(0, np.pi, 18)
    shoulders = np.column_stack([0.36 * h * np.cos(t), 0.30 * h + 0.25 * h * np.sin(t) ** 0.8])
    body = Polygon(np.vstack([[(0.36 * h, 0)], shoulders, [(-0.36 * h, 0)]]))
    body = shapely.buffer(shapely.buffer(body, -0.05 * h), 0.05 * h, quad_segs=4)
    return shapely.union_all([head, body])


class People(Actor):
    """A hundred icon people in ten rows; the first ``filled`` of them, from the bottom left, in color.

    Parameters
    ----------
    view
        1 px per unit; the origin is the array's lower left corner.
    step
        Px from one person to the next.
    filled
        How many are filled.
    color
        Of the filled ones.
    kept
        How many of the filled ones stay so when the rest of them turns pale; all if left out.
    """

    def __init__(
        self, view: View, step: float, filled: int, color: str = LIVER, total: int = 100,
        kept: int | None = None,
    ) -> None:
        super().__init__(view)
        self.total, self.filled, self.step = total, filled, step
        self.kept = filled if kept is None else kept
        icon = person_icon(0.88 * step)
        places = np.array([self.place(i) for i in range(total)])
        icons = [affinity.translate(icon, *p) for p in places]
        middles = places + np.array([0, 0.44 * step])
        line = max(1.4, 0.045 * step)
        self.empty = [
            many_shapes([shapely.buffer(f, line, quad_segs=3) for f in icons], mix(INK, WHITE, 0.42), view,
                      centers=middles),
            many_shapes(icons, PAPER_CARD, view, centers=middles),
        ]
        chosen, at = icons[:filled], middles[:filled]
        inset = [opened_by(shapely.buffer(f, -0.055 * step), 0.01 * step) for f in chosen]
        self.full = [
            many_shapes([shapely.buffer(f, line, quad_segs=3) for f in chosen], inked(color, 0.55), view,
                      centers=at),
            many_shapes(chosen, color, view, centers=at),
            many_shapes(inset, lighter(color, 0.13), view, centers=at),
        ]
        rest = slice(self.kept, None)
        self.pale = many_shapes(chosen[rest], lighter(color, _PALE), view, centers=at[rest])
        self.add(*self.empty, *self.full, self.pale)
        self.gather(1.0)
        self.color_in(0.0)
        self.thin_out(0.0)

    @property
    def wide(self) -> float:
        """Px from the first to the last person's far side."""
        return self.step * (COLUMNS - 1 + _AISLE + 0.64)

    @property
    def high(self) -> float:
        """Px from the lowest feet to the topmost head."""
        return self.step * (self.total / COLUMNS - 1 + _AISLE + 0.88)

    def place(self, i: int) -> tuple[float, float]:
        """Feet of person ``i``: rows from the bottom, an aisle after five."""
        row, column = divmod(i, COLUMNS)
        x = self.step * (column + _AISLE * (column >= 5) + 0.32)
        y = self.step * (row + _AISLE * (row >= 5))
        return x, y

    def gather(self, share: float) -> None:
        """Let the people arrive, the lowest row first."""
        order = np.arange(self.total) / self.total
        shares = np.clip((share * 1.25 - order) / 0.25, 0, 1)
        for layer in self.empty:
            layer.grow(shares)

    def color_in(self, share: float) -> None:
        """Fill those who are counted, one after the other."""
        order = np.arange(self.filled) / max(self.filled, 1)
        shares = smooth((share * 1.2 - order) / 0.2)
        for layer in self.full:
            layer.grow(shares)

    def thin_out(self, share: float) -> None:
        """Let those beyond the ``kept`` ones turn pale, the last one first."""
        count = self.filled - self.kept
        order = np.arange(count)[::-1] / max(count, 1)
        self.pale.grow(smooth((share * 1.2 - order) / 0.2))
