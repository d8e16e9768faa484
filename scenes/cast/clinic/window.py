"""A window, what is seen in it by day and by night, the light that falls through it, and the plant below."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.clinic.thing import Thing, quiet, ribbon, ring, rounded_box
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.style import (
    CONDITIONING,
    INK,
    LAWN,
    LEAF,
    POT,
    SKIRTING,
    SKY_DAY,
    SKY_NIGHT,
    SPARK_CORE,
    WALL,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

_NIGHT_HILL: Final = mix(SKY_NIGHT, INK, 0.55)
_FRAME: Final = 12.0


def _moon() -> BaseGeometry:
    return shapely.Point(0, 0).buffer(12).difference(shapely.Point(7, 5).buffer(10.5))


class Window(Thing):
    """A window with two panes, ``wide`` by ``high`` units; its origin is its lower left corner.

    Night comes once, from the right: `turn_to_night` draws it over the day.
    """

    def __init__(self, view: View, wide: float, high: float) -> None:
        super().__init__(view)
        self.solid(rounded_box(0, 0, wide, high, 3), SKIRTING, light=0, shade=0.05)
        self.pane = rounded_box(_FRAME, _FRAME, wide - _FRAME, high - _FRAME)
        self.flat(self.pane.buffer(0.35 * self.line, join_style="mitre"), INK)
        self.flat(self.pane, SKY_DAY)
        far, near = self._hills(wide, high)
        sun = (0.30 * wide, 0.76 * high)
        self.flat(shapely.Point(sun).buffer(26, quad_segs=10).intersection(self.pane), lighter(SKY_DAY, 0.4))
        self.flat(shapely.Point(sun).buffer(13, quad_segs=10), mix(CONDITIONING, SPARK_CORE, 0.45))
        self.flat(far, lighter(LAWN, 0.3))
        self.flat(near, LAWN)
        moon = affinity.translate(_moon(), 0.70 * wide, 0.74 * high)
        stars = [shapely.Point(x * wide, y * high).buffer(1.7, quad_segs=3) for x, y in
                 ((0.2, 0.82), (0.36, 0.66), (0.24, 0.52), (0.46, 0.86), (0.86, 0.56), (0.62, 0.52), (0.84, 0.86))]
        self._dark = (
            (self.pane, RedrawnFill(SKY_NIGHT)),
            (far, RedrawnFill(mix(SKY_NIGHT, _NIGHT_HILL, 0.5))), (near, RedrawnFill(_NIGHT_HILL)),
            (shapely.union_all([moon, *stars]), RedrawnFill(mix(SPARK_CORE, CONDITIONING, 0.12))),
        )
        self.add(*(part for _, part in self._dark))
        bar = rounded_box(wide / 2 - 3.5, _FRAME, wide / 2 + 3.5, high - _FRAME)
        self.solid(bar, SKIRTING, line=0.6, light=0, shade=0)
        self.solid(rounded_box(-10, -13, wide + 10, 1, 3), SKIRTING, light=0.2, shade=0.06)
        self._wide, self._high = wide, high

    def _hills(self, wide: float, high: float) -> tuple[BaseGeometry, BaseGeometry]:
        x = np.linspace(-5, wide + 5, 30)
        shapes = []
        for base, swing, phase in ((0.36, 0.035, 0.4), (0.24, 0.045, 2.2)):
            y = high * (base + swing * np.sin(2 * np.pi * x / wide + phase))
            shapes.append(Polygon([(-5, 0), *zip(x, y, strict=True), (wide + 5, 0)]).intersection(self.pane))
        return shapes[0], shapes[1]

    def turn_to_night(self, share: float) -> None:
        """Let the night come in from the right, up to a share (0-1) of the window."""
        lean = 0.35 * self._high
        edge = self._wide + lean - share * (self._wide + 2 * lean)
        far, top = 4 * self._wide, self._high + 5
        dark = Polygon([(edge, -5), (edge - lean, top), (far, top), (far, -5)])
        for form, part in self._dark:
            part.draw(form.intersection(dark), View(self.view.px_per_nm), smooth=False)
            part.pose(np.eye(2), self.offset())


class LightPatch(Thing):
    """The light that a window throws on a wall: two leaning panes, wider toward the floor."""

    def __init__(self, view: View, wide: float, high: float) -> None:
        super().__init__(view)
        for left, right in ((0.0, 0.46), (0.52, 1.0)):
            pane = Polygon([(left * wide, high), (right * wide, high - 0.06 * wide), (right * wide + 0.22 * wide, 0),
                            (left * wide + 0.22 * wide, 0)])
            self.flat(pane, mix(WALL, SKIRTING, 0.6))


class Plant(Thing):
    """A plant in a pot; the origin is the middle of its foot."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for turn, long, color in ((52, 74, inked(LEAF, 0.08)), (-56, 72, inked(LEAF, 0.08)), (26, 96, LEAF),
                                  (-28, 92, LEAF), (-2, 116, lighter(LEAF, 0.12))):
            leaf = ring((0, 0), (9, 0.25 * long), (14, 0.55 * long), (9, 0.85 * long), (0, long), (-9, 0.85 * long),
                        (-14, 0.55 * long), (-9, 0.25 * long))
            place = affinity.translate(affinity.rotate(leaf, turn, origin=(0, 0)), 0, 58)
            self.solid(place, color, light=0.12)
            vein = affinity.rotate(LineString([(0, 8), (0, 0.8 * long)]), turn, origin=(0, 0))
            self.flat(affinity.translate(vein, 0, 58).buffer(0.22 * self.line), quiet(color, 0.4))
        pot = Polygon([(-34, 56), (34, 56), (27, 4), (22, 0), (-22, 0), (-27, 4)])
        self.solid(pot, POT)
        self.solid(rounded_box(-38, 50, 38, 66, 5), lighter(POT, 0.12))


class Pots(Thing):
    """Little pots on a sill: a home."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        for x, high in ((0, 26), (34, 22)):
            self.flat(shapely.union_all([
                ribbon([(x, 18), (x + dx, 18 + high)], 5) for dx in (-10, -3, 4, 11)
            ]), LEAF)
            self.solid(rounded_box(x - 13, 0, x + 13, 22, 4), POT, line=0.8)
