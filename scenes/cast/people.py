"""A hundred people as icons, some of them filled, and the liver: how a risk is shown.

Lengths in stage px: these are signs, not bodies. Every array has the same 100 people, the same size and
the same color, whatever it counts, so that benefit and harm weigh what their numbers weigh.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.pieces import pieces_of
from scenes.stage.actor import Actor, Part
from scenes.stage.draw import catmull_rom, contour, fill, opened_by
from scenes.stage.style import CLATHRIN, INK, LIVER, PAPER_CARD, WHITE, inked, lighter, mix
from scenes.stage.view import View

COLUMNS: Final = 10
_AISLE: Final = 0.2  # of a step, after five


def person(height: float) -> BaseGeometry:
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
    """

    def __init__(
        self, view: View, step: float, filled: int, color: str = LIVER, total: int = 100
    ) -> None:
        super().__init__(view)
        self.total, self.filled, self.step = total, filled, step
        icon = person(0.88 * step)
        places = np.array([self.place(i) for i in range(total)])
        icons = [affinity.translate(icon, *p) for p in places]
        middles = places + np.array([0, 0.44 * step])
        line = max(1.4, 0.045 * step)
        self.empty = [
            pieces_of([shapely.buffer(f, line, quad_segs=3) for f in icons], mix(INK, WHITE, 0.42), view,
                      centers=middles),
            pieces_of(icons, PAPER_CARD, view, centers=middles),
        ]
        chosen, at = icons[:filled], middles[:filled]
        inset = [opened_by(shapely.buffer(f, -0.055 * step), 0.01 * step) for f in chosen]
        self.full = [
            pieces_of([shapely.buffer(f, line, quad_segs=3) for f in chosen], inked(color, 0.55), view,
                      centers=at),
            pieces_of(chosen, color, view, centers=at),
            pieces_of(inset, lighter(color, 0.13), view, centers=at),
        ]
        self.add(*self.empty, *self.full)
        self.gather(1.0)
        self.color_in(0.0)

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
        shares = np.clip((share * 1.2 - order) / 0.2, 0, 1)
        for layer in self.full:
            layer.grow(shares * shares * (3 - 2 * shares))


#: The liver's outline from the front, in hundredths of its width; y up.
_LIVER: Final = np.array([
    (9, 55), (20, 64), (36, 66), (49, 61), (57, 57), (66, 60), (80, 63), (92, 61), (100, 53), (98, 44),
    (89, 38), (77, 34), (66, 29), (58, 22), (50, 14), (40, 6), (28, 1), (16, 2), (7, 10), (2, 24), (2, 42),
], dtype=float)
_VEINS: Final = (
    ((52, 55), (44, 46), (34, 40), (20, 36)),
    ((50, 52), (44, 38), (34, 26), (24, 14)),
    ((60, 53), (68, 48), (78, 48), (90, 51)),
)


class Liver(Actor):
    """The liver from the front, 100 units wide, 68 high: vermilion where it is at risk, brown at rest.

    An organ's sign, not to scale (a liver is about 23 cm wide).
    """

    def __init__(self, view: View, color: str = LIVER) -> None:
        super().__init__(view)
        outline = _smooth_ring(_LIVER)
        left = outline.intersection(Polygon([(-9, -9), (57, -9), (57, 22), (58, 90), (-9, 90)]))
        right = outline.difference(left)
        gall = _smooth_ring(np.array([(38, 8), (45, 11), (49, 4), (46, -5), (40, -6), (37, 0)], dtype=float))
        line = view.nm(5.0)
        self.add(Part(contour(gall, view.px_per_nm * line, INK, view)), Part(fill(gall, CLATHRIN, view)))
        self.add(Part(contour(outline, view.px_per_nm * line, INK, view)))
        self.add(Part(fill(outline, inked(color, 0.12), view)))
        for lobe in (left, right):
            for k, (inset, shift, tone) in enumerate(
                ((1.6, 0.8, 0.0), (5.5, 3.2, 0.13), (12.0, 6.5, 0.24))
            ):
                layer = affinity.translate(shapely.buffer(lobe, -inset), -0.7 * shift, 0.6 * shift)
                layer = layer.intersection(shapely.buffer(lobe, -1.2))
                self.add(Part(fill(opened_by(layer, 1.0 + k), lighter(color, tone), view)))
        for vein in _VEINS:
            path = LineString(_smooth_line(np.array(vein, dtype=float)))
            width = np.linspace(2.4, 0.8, 4)
            parts = [
                substring(path, k / 4, (k + 1) / 4, normalized=True).buffer(w)
                for k, w in enumerate(width)
            ]
            self.add(Part(fill(shapely.union_all(parts), lighter(color, 0.62), view)))
        ridge = LineString(_smooth_line(np.array([(57, 57), (58.5, 45), (57.5, 32), (58, 22)], dtype=float)))
        self.add(Part(fill(ridge.buffer(0.6), inked(color, 0.5), view)))


def _smooth_line(points: np.ndarray) -> np.ndarray:
    """A curve through points, sampled."""
    flat = np.column_stack([points, np.zeros(len(points))])
    return _sampled(catmull_rom(flat, closed=False))


def _smooth_ring(points: np.ndarray) -> Polygon:
    flat = np.column_stack([points, np.zeros(len(points))])
    return Polygon(_sampled(catmull_rom(flat)))


def _sampled(curves: np.ndarray) -> np.ndarray:
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    out = []
    for a, b, c, d in curves[:, :2].reshape(-1, 4, 2):
        out.append((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)
    return np.vstack([*out, curves[-1:, :2]])
