"""What stands in a home: a sofa, a mug, keys on a hook, a refrigerator with a note, a picture by a child."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon

from scenes.cast.clinic.thing import Thing, quiet, ribbon, ring, rounded_box
from scenes.stage.actor import Part
from scenes.stage.drawing import fill
from scenes.stage.layout import Point
from scenes.stage.style import (
    BLANKET,
    CONDITIONING,
    FRIDGE,
    INK,
    LAWN,
    LEAF,
    PAPER_CARD,
    PLATELET,
    SKIRTING,
    STEEL,
    UPHOLSTERY,
    WOOD,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

_SOFA: Final = mix(UPHOLSTERY, LEAF, 0.35)


class SofaBack(Thing):
    """Behind whoever rests on it; the origin is the seat's surface under the hips."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for x in (-150, 330):
            self.solid(rounded_box(x - 9, -172, x + 9, -120, 3), WOOD)
        back = ring((-168, -30), (-172, 120), (-158, 168), (-110, 178), (90, 172), (300, 174), (350, 164), (364, 120),
                    (360, -30))
        self.solid(back, _SOFA)
        self.lines([(94, 160), (96, 90), (92, 10)], color=quiet(_SOFA, 0.35), wide=0.5)
        self.solid(rounded_box(-166, -126, 362, -52, 14), inked(_SOFA, 0.06))
        for left, right in ((-158, 96), (99, 354)):
            self.solid(rounded_box(left, -62, right, 2, 20), lighter(_SOFA, 0.08))
        self.solid(ring((-160, 4), (-150, 60), (-128, 120), (-96, 142), (-80, 110), (-96, 50), (-104, 6), (-130, -6)),
                   lighter(BLANKET, 0.2), light=0.2)


class SofaArms(Thing):
    """Its arms, at both ends, before whoever rests on it."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for left, right in ((-206, -148), (346, 404)):
            self.solid(rounded_box(left, -140, right, 92, 26), _SOFA)


class Mug(Thing):
    """A mug; the origin is the middle of its foot."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        handle = shapely.Point(21, 22).buffer(15, quad_segs=8).difference(shapely.Point(21, 22).buffer(8.5))
        self.solid(handle, PLATELET, light=0)
        self.solid(rounded_box(-20, 0, 20, 46, 7), PLATELET, light=0.16)
        self.flat(ribbon([(-20, 34), (20, 34)], 3, smooth=False).intersection(rounded_box(-18, 0, 18, 46)),
                  lighter(PLATELET, 0.45))


class SideTable(Thing):
    """A small round table, ``high`` units; the origin is the middle of its top."""

    def __init__(self, view: View, high: float) -> None:
        super().__init__(view)
        self.solid(rounded_box(-6, -high, 6, -4, 2), WOOD)
        self.solid(rounded_box(-40, -high, 40, -high + 11, 5), WOOD)
        self.solid(rounded_box(-62, -14, 62, 0, 6), WOOD, light=0.2)


class KeyHooks(Thing):
    """A board with hooks, and on one of them the keys of a car; the origin is the board's middle."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.solid(rounded_box(-70, -15, 70, 15, 5), WOOD, light=0.2)
        for x in (-44, 0, 44):
            self.flat(ribbon([(x, 2), (x, -14), (x + 5, -20), (x + 11, -16)], 1.5 * self.line), INK)
        loop = shapely.Point(6, -34).buffer(16, quad_segs=10)
        self.flat(loop.exterior.buffer(1.0 * self.line), INK)
        for turn, cut in ((-16, True), (14, False)):
            self._key(turn, cut)

    def _key(self, turn: float, cut: bool) -> None:
        def hung(form: shapely.geometry.base.BaseGeometry) -> shapely.geometry.base.BaseGeometry:
            return affinity.translate(affinity.rotate(form, turn, origin=(0, 0)), 6, -48)

        if not cut:  # the remote of a car
            self.solid(hung(rounded_box(-13, -52, 13, 0, 9)), mix(INK, STEEL, 0.3), light=0.12)
            self.flat(hung(rounded_box(-6, -24, 6, -14, 3)), STEEL)
            self.flat(hung(rounded_box(-6, -40, 6, -30, 3)), STEEL)
            return
        bow = shapely.Point(0, -12).buffer(13).difference(shapely.Point(0, -6).buffer(4))
        blade = Polygon([(-4.5, -22), (4.5, -22), (4.5, -66), (0, -72), (-4.5, -66), (-4.5, -60), (-9, -56),
                         (-4.5, -52), (-8, -46), (-4.5, -42)])
        self.solid(hung(shapely.union(bow, blade)), STEEL, light=0.25)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``keys``: on the car's remote."""
        return {"keys": lambda: self.spot(19, -76)}


class Fridge(Thing):
    """A refrigerator, ``wide`` by ``high`` units; the origin is its lower left corner."""

    def __init__(self, view: View, wide: float, high: float, seam: float) -> None:
        super().__init__(view)
        body = rounded_box(0, 0, wide, high, 20)
        self.solid(body, FRIDGE, light=0.35)
        self.flat(ribbon([(0, seam), (wide, seam)], 1.3 * self.line, smooth=False).intersection(body), INK)
        for low, top in ((seam + 22, seam + 122), (seam - 78, seam - 18)):
            self.solid(rounded_box(wide - 34, low, wide - 22, top, 6), STEEL, light=0.25)


class Drawing(Thing):
    """A child's picture under a magnet; the origin is its middle."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        def tilted(form: shapely.geometry.base.BaseGeometry) -> shapely.geometry.base.BaseGeometry:
            return affinity.rotate(form, -3, origin=(0, 0))

        self.solid(tilted(rounded_box(-54, -33, 54, 33, 3)), PAPER_CARD, line=0.8, light=0, shade=0.06)
        self.flat(tilted(ribbon([(-42, -20), (-10, -14), (14, -18), (42, -17)], 1.8)), LEAF)
        self.flat(tilted(rounded_box(-26, -16, -23, 0)), WOOD)
        self.flat(tilted(shapely.Point(-24, 6).buffer(10)), LAWN)
        house = shapely.LineString([(8, -17), (8, -2), (20, 10), (32, -2), (32, -17)])
        self.flat(tilted(house.buffer(0.9)), PLATELET)
        self.flat(tilted(shapely.Point(38, 20).buffer(5)), CONDITIONING)
        self.solid(shapely.Point(0, 33).buffer(7), PLATELET, line=0.7)


class Ledge(Thing):
    """Wood in the foreground from edge to edge, seen a little from above: its upper side and its front.

    The origin is the picture's middle; `lie` says where its far and its near edge are.

    Parameters
    ----------
    view
        One px a unit.
    wide, low
        The picture's width and height, px.
    """

    def __init__(self, view: View, wide: float, low: float) -> None:
        super().__init__(view)
        half, drawn = wide / 2 + 20, View(view.px_per_nm)

        # Long quiet lines in the wood, none as long as the next; captions stand on them.
        ways = [
            [((x + 0.125 * k) * wide, -y + 3 * np.sin(2.1 * k + y)) for k in range(5)]
            for x, y in ((-0.52, 52.0), (0.08, 40.0), (-0.3, 112.0), (-0.6, 154.0), (0.2, 138.0))
        ]
        lines = shapely.union_all([ribbon(way, 3.0) for way in ways])
        grain = Part(fill(lines, inked(lighter(WOOD, 0.06), 0.05), drawn, smooth=False))

        def down_from(edge: float, color: str) -> Part:
            return Part(fill(shapely.box(-half, -low, half, edge), color, drawn, smooth=False))

        self._top = [down_from(2.0, INK), down_from(-2.0, lighter(WOOD, 0.22))]
        self._front = [down_from(5.0, mix(WOOD, SKIRTING, 0.6)), down_from(0.0, lighter(WOOD, 0.06)), grain]
        self.add(*self._top, *self._front)

    def lie(self, far: float, near: float) -> None:
        """Put its far and its near edge at heights over the origin, px."""
        for parts, y in ((self._top, far), (self._front, near)):
            for part in parts:
                part.pose(np.eye(2), np.asarray(self.view.point(0, y)[:2]))
