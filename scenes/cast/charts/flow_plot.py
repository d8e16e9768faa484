"""A flow cytometry plot: each dot a cell, further right the more CD22 it carries. An illustration.

The dots are normal deviates from a fixed seed, thinned so that none lies on another; they are no patient's
cells (ledger: ``flow_picture``). What the axis means is said in pictures below it: a bare cell, a cell with
rods. Lengths in stage px; the origin is the middle of the gate's floor.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import substring

from scenes.cast.cells.small_cell import BareCell, SmallCell
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.marks import lettered
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import discs, fill
from scenes.stage.style import BLAST, CD22, INK, LABEL, NEGATIVE_CELL, PAPER_CARD, inked, mix
from scenes.stage.view import View
from scenes.stage.words import width_px

#: Counts, middles and spreads of the two clouds, in shares of the plot's field.
_NEGATIVE: Final = (26, (0.17, 0.27), (0.062, 0.085))
_POSITIVE: Final = (96, (0.66, 0.57), (0.085, 0.13))
#: The outline that counts a cell as positive: middle, half axes (shares of the field), tilt in degrees.
_GATE: Final = ((0.66, 0.57), (0.30, 0.445), -4.0)
_NEAREST: Final = 1.55  # of a dot's radius: none lies nearer to another


def _cloud(
    count: int, middle: tuple[float, float], spread: tuple[float, float], field: np.ndarray,
    apart: float, rng: np.random.Generator,
) -> np.ndarray:
    """Normal deviates in px, shape (count, 2), none nearer to another than ``apart``."""
    kept: list[np.ndarray] = []
    while len(kept) < count:
        share = np.asarray(middle) + np.asarray(spread) * rng.normal(size=2)
        spot = share * field
        inside = (share > 0.03).all() and (share < 0.99).all()
        if inside and all(np.linalg.norm(spot - other) >= apart for other in kept):
            kept.append(spot)
    return np.array(kept)


class FlowPlot(Actor):
    """The plot, its axes, its gate and what the axis means.

    Parameters
    ----------
    view
        1 px per unit; the origin is the middle of the floor below the plot.
    wide, high
        Room that it may take.
    axis
        What is counted along the axis, as written.
    size
        Em height of that word.

    Attributes
    ----------
    positive
        Share (0-1) of its dots that lie inside the gate.
    name_of_axis
        What the axis counts; it is put up by itself, when it can be seen.
    """

    def __init__(self, view: View, wide: float, high: float, axis: str, size: float, seed: int) -> None:
        super().__init__(view)
        self.corner = np.array([-0.355 * wide, 0.315 * high])
        self.field = np.array([0.70 * wide, min(0.43 * high, 0.66 * wide)])
        self.dot = max(0.0148 * wide, 3.3)
        rng = np.random.default_rng(seed)
        few = min(1.0, float(self.field.prod()) / (430 * self.dot**2 * np.pi))  # a small plot has room for fewer
        clouds = [
            _cloud(round(few * count), middle, spread, self.field, _NEAREST * self.dot, rng)
            for count, middle, spread in (_NEGATIVE, _POSITIVE)
        ]
        self.spots = np.vstack(clouds) + self.corner
        self.gate = self._outline()
        self.positive = float(np.mean(shapely.contains_xy(self.gate, self.spots)))
        self._draw_gate()
        self._draw_axes()
        self._draw_dots(len(clouds[0]), rng)
        self._say_what_it_counts(wide, high, axis, size)

    def _outline(self) -> Polygon:
        (x, y), (a, b), tilt = _GATE
        at, half = self.corner + self.field * (x, y), self.field * (a, b)
        oval = affinity.rotate(affinity.scale(Point(0, 0).buffer(1, quad_segs=16), *half), tilt)
        found = affinity.translate(oval, *at)
        assert isinstance(found, Polygon)
        return found

    def _draw_gate(self) -> None:
        ring = np.asarray(self.gate.exterior.coords)
        around = LineString(ring)
        count = int(around.length // (4.4 * self.dot))
        dashes = [
            substring(around, k / count, (k + 0.58) / count, normalized=True).buffer(0.34 * self.dot)
            for k in range(count)
        ]
        self.add(Part(fill(self.gate, mix(PAPER_CARD, CD22, 0.13), self.view)))
        self.add(many_shapes(dashes, CD22, self.view))

    def _draw_axes(self) -> None:
        (x, y), (w, h) = self.corner, self.field
        head = 2.5 * self.dot
        lines = LineString([(x, y + h + head), (x, y), (x + w + head, y)]).buffer(0.48 * self.dot, join_style="mitre")
        tips = [
            Polygon([(x - head * 0.72, y + h + head), (x + head * 0.72, y + h + head), (x, y + h + 2.5 * head)]),
            Polygon([(x + w + head, y - head * 0.72), (x + w + head, y + head * 0.72), (x + w + 2.5 * head, y)]),
        ]
        self.add(Part(fill(shapely.union_all([lines, *tips]), INK, self.view, smooth=False)))

    def _draw_dots(self, negative: int, rng: np.random.Generator) -> None:
        """A layer for contours and one for bodies of each cloud; each dot can arrive by itself."""
        self._turn = rng.permutation(len(self.spots)) / len(self.spots)
        self.layers: list[ManyShapes] = []
        for rows, color in ((np.arange(negative), NEGATIVE_CELL), (np.arange(negative, len(self.spots)), BLAST)):
            for radius, tone in ((self.dot, inked(color, 0.55)), (0.76 * self.dot, color)):
                shapes = [discs([self.spots[i]], radius, tone, self.view).points for i in rows]
                places = self.view.points(self.spots[rows])[:, :2]
                self.layers.append(ManyShapes(shapes, places, tone, kin=[int(i) for i in rows]))
        self.add(*self.layers)

    def _say_what_it_counts(self, wide: float, high: float, axis: str, size: float) -> None:
        y, radius = 0.135 * high, max(0.062 * wide, 13.0)
        middle, apart = -0.025 * wide, max(0.275 * wide, width_px(axis, size, "semibold") / 2 + radius + 10)
        for cell, x in (
            (BareCell(self.view, radius), middle - apart),
            (SmallCell(self.view, "blast", radius, rods=(62.0, 90.0, 118.0)), middle + apart),
        ):
            cell.pose((x, y - 0.3 * radius))
            self.add(cell)
        self.name_of_axis = lettered(axis, size, (middle, y - 0.3 * radius), self.view, LABEL["cd22"])

    def count(self, share: float) -> None:
        """Let the cells arrive one after the other: share 0 to 1 of them have been counted."""
        shares = np.clip((share * 1.06 - self._turn) / 0.06, 0.0, 1.0)
        for layer in self.layers:
            layer.grow(shares)

