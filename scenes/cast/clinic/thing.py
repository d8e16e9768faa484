"""Things that stand in rooms: solid pieces, each with a contour, a body, a light and a shade.

Their unit is a hundredth of the head of whoever is beside them: a person and a chair have one scale. The light
comes from the upper left, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.stage.actor import Actor
from scenes.stage.drawing import fill
from scenes.stage.style import INK, inked, lighter, mix
from scenes.stage.view import View

Spots = Sequence[tuple[float, float]]

#: Px of a contour where a head is 100 px high, and how it grows with the scale.
_CONTOUR: Final = 3.4
_GROWS: Final = 0.6
_TOLERANCE: Final = 0.25  # px


def rounded_box(left: float, low: float, right: float, top: float, corner: float = 0.0) -> Polygon:
    """An upright box with round corners."""
    corner = min(corner, 0.499 * (right - left), 0.499 * (top - low))
    form = shapely.box(left + corner, low + corner, right - corner, top - corner)
    return form.buffer(corner, quad_segs=8) if corner > 0 else form


def ring(*spots: tuple[float, float]) -> Polygon:
    """A smooth closed outline through places."""
    return smooth_ring(np.array(spots, dtype=float)).buffer(0)


def ribbon(spots: Spots, wide: float, smooth: bool = True) -> BaseGeometry:
    """A band of even width with round ends along places."""
    xy = np.array(spots, dtype=float)
    return LineString(smooth_line(xy) if smooth else xy).buffer(wide / 2, quad_segs=5)


def dashes(spots: Spots, wide: float, on: float, off: float) -> BaseGeometry:
    """A broken band along a way, its strokes and gaps evened out so that it begins and ends with a stroke."""
    way = LineString(np.array(spots, dtype=float))
    count = max(round((way.length + off) / (on + off)), 1)
    scale = way.length / (count * (on + off) - off)
    starts = np.arange(count) * (on + off) * scale
    return shapely.union_all([
        shapely.ops.substring(way, s, s + on * scale).buffer(wide / 2, cap_style="flat") for s in starts
    ])


class Thing(Actor):
    """Something of a room; its unit is a hundredth of a head.

    Attributes
    ----------
    line
        Width of its contours, in units.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.line = view.nm(_CONTOUR * view.px_per_nm**_GROWS)

    def flat(self, form: BaseGeometry, color: str) -> None:
        """A form in one color."""
        self.add(fill(form, color, self.view, smooth=False, tolerance_px=_TOLERANCE))

    def solid(
        self, form: BaseGeometry, color: str, *, line: float = 1.0, light: float = 0.1, shade: float = 0.12,
        ink: str = INK,
    ) -> None:
        """A form with a contour (``line`` times the usual), a shade at its lower right and a light body."""
        wide = self.line
        if line:
            self.flat(form.buffer(line * wide / 2, quad_segs=4), ink)
        inner = form.buffer(-line * wide / 2, quad_segs=4) if line else form
        self.flat(inner, inked(color, shade) if shade else color)
        low, high = np.array(form.bounds[:2]), np.array(form.bounds[2:])
        deep = float(np.clip(0.055 * min(high - low), 0.6, 7.0))
        if shade:
            body = affinity.translate(inner, -deep, deep).intersection(inner)
            self.flat(body, color)
        if light:
            bright = affinity.translate(inner.buffer(-2.2 * deep, quad_segs=4), -0.8 * deep, 0.8 * deep)
            self.flat(bright.intersection(inner), lighter(color, light))

    def lines(self, *ways: Spots, color: str = INK, wide: float = 0.55, smooth: bool = True) -> None:
        """Fine lines within a thing, ``wide`` times a contour."""
        self.flat(shapely.union_all([ribbon(way, wide * self.line, smooth) for way in ways]), color)

    def shadow(self, form: BaseGeometry, ground: str, share: float = 0.10) -> None:
        """What it throws on what is behind it."""
        self.flat(form, inked(ground, share))


def quiet(color: str, share: float = 0.45) -> str:
    """The color of fine lines on a color."""
    return mix(color, INK, share)
