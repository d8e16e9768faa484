"""The liver from the front: at rest in its own brown, at risk in the color of harm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.ops import substring

from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import catmull_rom, contour, fill, opened_by
from scenes.stage.layout import Point
from scenes.stage.style import CLATHRIN, INK, LIVER, inked, lighter
from scenes.stage.view import View

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


def outline() -> Polygon:
    """The liver's outline, 100 wide and 68 high."""
    return smooth_ring(_LIVER)


class Liver(Actor):
    """The liver from the front; 100 units wide, 68 high.

    Parameters
    ----------
    view
        Px per unit; the origin is its lower left corner.
    color
        Vermilion where it is at risk.
    line_px
        Width of its contour.
    """

    def __init__(self, view: View, color: str = LIVER, line_px: float = 5.0) -> None:
        super().__init__(view)
        whole = outline()
        left = whole.intersection(Polygon([(-9, -9), (57, -9), (57, 22), (58, 90), (-9, 90)]))
        right = whole.difference(left)
        gall = smooth_ring(np.array([(38, 8), (45, 11), (49, 4), (46, -5), (40, -6), (37, 0)], dtype=float))
        self.add(Part(contour(gall, line_px, INK, view)), Part(fill(gall, CLATHRIN, view)))
        self.add(Part(contour(whole, line_px, INK, view)))
        self.add(Part(fill(whole, inked(color, 0.12), view)))
        for lobe in (left, right):
            for k, (inset, shift, tone) in enumerate(
                ((1.6, 0.8, 0.0), (5.5, 3.2, 0.13), (12.0, 6.5, 0.24))
            ):
                layer = affinity.translate(shapely.buffer(lobe, -inset), -0.7 * shift, 0.6 * shift)
                layer = layer.intersection(shapely.buffer(lobe, -1.2))
                self.add(Part(fill(opened_by(layer, 1.0 + k), lighter(color, tone), view)))
        for vein in _VEINS:
            path = LineString(smooth_line(np.array(vein, dtype=float)))
            width = np.linspace(2.4, 0.8, 4)
            parts = [
                substring(path, k / 4, (k + 1) / 4, normalized=True).buffer(w)
                for k, w in enumerate(width)
            ]
            self.add(Part(fill(shapely.union_all(parts), lighter(color, 0.62), view)))
        ridge = LineString(smooth_line(np.array([(57, 57), (58.5, 45), (57.5, 32), (58, 22)], dtype=float)))
        self.add(Part(fill(ridge.buffer(0.6), inked(color, 0.5), view)))

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``liver``: the middle of its right lobe."""
        return {"liver": lambda: self.spot(27.0, 36.0)}


def smooth_line(points: np.ndarray) -> np.ndarray:
    """A curve through points, sampled."""
    flat = np.column_stack([points, np.zeros(len(points))])
    return _sampled(catmull_rom(flat, closed=False))


def smooth_ring(points: np.ndarray) -> Polygon:
    """A closed curve through points."""
    flat = np.column_stack([points, np.zeros(len(points))])
    return Polygon(_sampled(catmull_rom(flat)))


def _sampled(curves: np.ndarray) -> np.ndarray:
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    out = []
    for a, b, c, d in curves[:, :2].reshape(-1, 4, 2):
        out.append((1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d)
    return np.vstack([*out, curves[-1:, :2]])
