"""Round pictograms: what to report, what else can happen, what is checked.

Each is a disc of radius 52 with a ring and two to four shapes, contours of 4.4 (stage px at scale 1).
Vermilion is only where something does harm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.marks import drop_form
from scenes.cast.patient.liver import outline as liver_outline
from scenes.cast.patient.liver import smooth_line, smooth_ring
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill
from scenes.stage.style import (
    BODY,
    BODY_GROUND,
    BRUISE,
    CLEARING_NUCLEUS,
    DNA_B,
    HEALTHY,
    HEALTHY_B,
    INK,
    JAUNDICE,
    LIVER_AT_REST,
    PAPER_CARD,
    PAYLOAD,
    PLATELET,
    RED_CELL,
    SPARK_GLOW,
    STONE,
    WHITE,
    inked,
    lighter,
)
from scenes.stage.view import View

RADIUS: Final = 52.0
_RING: Final = 5.0
LINE: Final = 4.4
_COOL: Final = lighter(DNA_B, 0.62)

ColoredForm = tuple[BaseGeometry, str, float]
"""A form, its color, and the contour in ink round it (0 for none)."""


def _line(points: Sequence[tuple[float, float]], wide: float, smooth: bool = False) -> BaseGeometry:
    xy = np.array(points, dtype=float)
    return LineString(smooth_line(xy) if smooth else xy).buffer(wide / 2, quad_segs=5)


def _ring(points: Sequence[tuple[float, float]]) -> Polygon:
    return smooth_ring(np.array(points, dtype=float))


def _disc(x: float, y: float, radius: float) -> BaseGeometry:
    return Point(x, y).buffer(radius, quad_segs=12)


def _drop(x: float, y: float, high: float) -> BaseGeometry:
    form = drop_form(1.0)
    low, top = form.bounds[1], form.bounds[3]
    scale = high / (top - low)
    return affinity.translate(affinity.scale(form, scale, scale, origin=(0, (low + top) / 2)), x,
                              y - (low + top) / 2)


def _eye() -> list[ColoredForm]:
    white = _ring([(-39, -3), (-22, 14), (0, 20), (22, 14), (39, -3), (20, -16), (0, -20), (-20, -16)])
    lid = _line([(-36, 17), (-18, 30), (4, 34), (24, 29), (37, 18)], 4.4, smooth=True)
    return [
        (white, JAUNDICE, LINE), (affinity.scale(white, 0.86, 0.7).intersection(white), lighter(JAUNDICE, 0.35), 0),
        (_disc(0, 0, 16), CLEARING_NUCLEUS, 3), (_disc(0, 0, 7.5), INK, 0), (_disc(-5, 6, 3.6), WHITE, 0),
        (lid, INK, 0),
    ]


def _belly() -> list[ColoredForm]:
    trunk = _ring([(-30, 60), (-27, 30), (-31, 8), (-34, -14), (-31, -36), (-33, -62), (33, -62), (31, -36),
                   (34, -14), (31, 8), (27, 30), (30, 60)])
    arms = [_line([(s * 44, 56), (s * 45, 0), (s * 50, -60)], 13) for s in (-1, 1)]
    return [
        *((arm, inked(BODY, 0.05), LINE) for arm in arms), (trunk, lighter(BODY, 0.12), LINE),
        (_disc(0, -8, 29), lighter(BODY, 0.5), 2.2), (_disc(0, -6, 19), SPARK_GLOW, 0),
        (_disc(0, -6, 10.5), PAYLOAD, 0), (_disc(0, -31, 2.6), INK, 0),
    ]


def _scale() -> list[ColoredForm]:
    body = box(-29, -21, 9, 19).buffer(5, quad_segs=5)
    window = _disc(-10, 1, 14).intersection(box(-40, 1, 20, 40))
    arrow = Polygon([(24, -25), (32, -25), (32, 2), (40, 2), (28, 22), (16, 2), (24, 2)])
    return [
        (body, DNA_B, LINE), (window, PAPER_CARD, 3.4), (_line([(-10, 2), (-2, 10)], 3.2), INK, 0),
        (_line([(-24, -12), (4, -12)], 4), inked(DNA_B, 0.45), 0),
        (affinity.translate(arrow, 1, 0), PAYLOAD, 3.6),
    ]


def _thermometer() -> list[ColoredForm]:
    def turned(form: BaseGeometry) -> BaseGeometry:
        return affinity.translate(affinity.rotate(form, -28, origin=(0, 0)), -2, 0)

    tube = shapely.union_all([_line([(0, -20), (0, 31)], 17), _disc(0, -22, 14)])
    fluid = shapely.union_all([_line([(0, -20), (0, 18)], 7.5), _disc(0, -22, 9.4)])
    marks = shapely.union_all([_line([(14, y), (21, y)], 3.6) for y in (0, 10, 20, 30)])
    return [(turned(tube), WHITE, LINE), (turned(fluid), PAYLOAD, 0), (turned(marks), INK, 0)]


def _bruise() -> list[ColoredForm]:
    blot = _ring([(1, 2), (9, 9), (17, 7), (27, 12), (38, 2), (35, -9), (40, -21), (27, -26), (17, -34), (5, -27),
                  (4, -15), (-3, -8)])
    return [
        (blot, lighter(BRUISE, 0.42), 0),
        (affinity.rotate(affinity.scale(blot, 0.68, 0.62), 40), lighter(BRUISE, 0.16), 0),
        (affinity.rotate(affinity.scale(blot, 0.36, 0.3), 110), BRUISE, 0),
        (_drop(-17, 4, 50), RED_CELL, LINE), (_line([(-27, -3), (-25, -11)], 4.6), lighter(RED_CELL, 0.6), 0),
    ]


def _cells() -> list[ColoredForm]:
    out: list[ColoredForm] = []
    for x, y, r in ((-15, 13, 16), (17, 17, 14)):
        out += [(_disc(x, y, r), RED_CELL, 3.4), (_disc(x, y, 0.5 * r), lighter(RED_CELL, 0.3), 0)]
    flakes = [(-24, -19), (-8, -27), (9, -16), (25, -22)]
    return out + [
        (affinity.rotate(affinity.scale(_disc(x, y, 7), 1.15, 0.66), 37 * i), PLATELET, 2.6)
        for i, (x, y) in enumerate(flakes)
    ]


def _germ() -> list[ColoredForm]:
    rod = affinity.rotate(_line([(-17, 0), (17, 0)], 24), 32, origin=(0, 0))
    spots = [affinity.rotate(_disc(x, y, 3), 32, origin=(0, 0)) for x, y in ((-14, 3), (-1, -3), (12, 3))]
    hairs = [
        affinity.rotate(_line([(s * 28, y), (s * 36, y + 5), (s * 43, y - 3)], 3, smooth=True), 32, origin=(0, 0))
        for s in (-1, 1) for y in (-5, 6)
    ]
    return [(shapely.union_all(hairs), INK, 0), (rod, HEALTHY, LINE),
            (shapely.union_all(spots), inked(HEALTHY, 0.4), 0)]


def _blood() -> list[ColoredForm]:
    return [(_drop(0, 2, 64), RED_CELL, LINE), (_line([(-14, -8), (-11, -19)], 5.4), lighter(RED_CELL, 0.6), 0)]


def _drip() -> list[ColoredForm]:
    bag = box(-15, -4, 15, 34).buffer(4, quad_segs=5)
    level = bag.intersection(box(-30, -20, 30, 16))
    tube = _line([(0, -8), (0, -20), (6, -28), (16, -30), (24, -36)], 3.6, smooth=True)
    return [(tube, INK, 0), (bag, WHITE, LINE), (level, lighter(PAYLOAD, 0.45), 0),
            (_line([(-6, 27), (6, 27)], 3.2), INK, 0)]


_BEAT: Final = [(-40, 0), (-19, 0), (-12, 8), (-6, -20), (3, 26), (9, -8), (15, 0), (40, 0)]


def _rhythm() -> list[ColoredForm]:
    heart = _ring([(0, 19), (9, 29), (24, 30), (34, 17), (30, 0), (16, -17), (0, -31), (-16, -17), (-30, 0),
                   (-34, 17), (-24, 30), (-9, 29)])
    return [(heart, lighter(RED_CELL, 0.25), LINE), (_line([(0.86 * x, 0.55 * y) for x, y in _BEAT], 4.4), INK, 0)]


def _trace() -> list[ColoredForm]:
    paper = box(-34, -24, 34, 24).buffer(3)
    grid = shapely.union_all([
        *(_line([(x, -24), (x, 24)], 1.6) for x in (-17, 0, 17)), *(_line([(-34, y), (34, y)], 1.6) for y in (-12, 12)),
    ])
    return [(paper, PAPER_CARD, LINE), (grid, lighter(RED_CELL, 0.55), 0),
            (_line([(0.8 * x, 0.72 * y) for x, y in _BEAT], 4.2), INK, 0)]


def _tube() -> list[ColoredForm]:
    def turned(form: BaseGeometry) -> BaseGeometry:
        return affinity.rotate(form, -24, origin=(0, 0))

    glass = _line([(0, -24), (0, 24)], 22)
    return [(turned(glass), WHITE, LINE), (turned(glass.buffer(-2).intersection(box(-20, -50, 20, 8))), RED_CELL, 0),
            (turned(box(-13, 20, 13, 34).buffer(2)), HEALTHY_B, 3.6)]


def _liver() -> list[ColoredForm]:
    form = affinity.translate(affinity.scale(liver_outline(), 0.72, 0.72, origin=(50, 33)), -50, -33)
    light = affinity.translate(form.buffer(-6), -2, 2).intersection(form)
    return [(form, LIVER_AT_REST, LINE), (light, lighter(LIVER_AT_REST, 0.16), 0)]


def _clock() -> list[ColoredForm]:
    marks = shapely.union_all([
        _line([(25 * np.cos(a), 25 * np.sin(a)), (29 * np.cos(a), 29 * np.sin(a))], 3.4)
        for a in np.arange(12) * np.pi / 6
    ])
    past = Polygon([(0, 0), *((22 * np.sin(a), 22 * np.cos(a)) for a in np.linspace(0, 2 * np.pi, 49))])
    hands = shapely.union_all([_line([(0, 0), (0, 21)], 4.4), _line([(0, 0), (11, 6)], 4.4)])
    return [(_disc(0, 0, 34), WHITE, LINE), (past, lighter(HEALTHY_B, 0.72), 0), (marks, INK, 0), (hands, INK, 0)]


_DRAWN: Final[dict[str, tuple[str, Callable[[], list[ColoredForm]]]]] = {
    "eye": (STONE, _eye), "belly": (BODY_GROUND, _belly), "scale": (PAPER_CARD, _scale),
    "fever": (_COOL, _thermometer), "bruise": (STONE, _bruise), "counts": (_COOL, _cells),
    "germ": (PAPER_CARD, _germ), "blood": (STONE, _blood), "drip": (_COOL, _drip),
    "rhythm": (PAPER_CARD, _rhythm), "trace": (_COOL, _trace), "tube": (STONE, _tube),
    "liver": (BODY_GROUND, _liver), "clock": (STONE, _clock),
}
NAMES: Final = tuple(_DRAWN)


class Pictogram(Actor):
    """One sign; its origin is its middle.

    Parameters
    ----------
    view
        1 for a disc of radius 52 px.
    name
        One of ``NAMES``.
    """

    #: Ground and drawing of each sign, by name.
    drawn: ClassVar[Mapping[str, tuple[str, Callable[[], list[ColoredForm]]]]] = _DRAWN

    def __init__(self, view: View, name: str) -> None:
        super().__init__(view)
        self.name = name
        ground, draw = self.drawn[name]
        inside = _disc(0, 0, RADIUS - _RING)
        self._layer(Point(0, 0).buffer(RADIUS, quad_segs=24), INK)
        self._layer(Point(0, 0).buffer(RADIUS - _RING, quad_segs=24), ground)
        for form, color, line in draw():
            if line:
                self._layer(form.buffer(line / 2, quad_segs=5).intersection(inside), INK)
            self._layer(form.buffer(-line / 2, quad_segs=5).intersection(inside) if line else
                        form.intersection(inside), color)

    def _layer(self, form: BaseGeometry, color: str) -> None:
        self.add(Part(fill(form, color, self.view, smooth=False, tolerance_px=0.2)))


def in_line(signs: Sequence[str], apart: float) -> VGroup:
    """These signs in one line, their discs ``apart`` px from each other."""
    view = View(1.0)
    step = 2 * RADIUS + apart
    return VGroup(*(Pictogram(view.at(view.point(step * i, 0)), sign) for i, sign in enumerate(signs)))
