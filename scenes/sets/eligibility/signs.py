"""Signs in the gates: an arrow that turns back, a small family, and the tests that come first.

Lengths in stage px; the origin of each is the middle of the gate's floor.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.redrawn import RedrawnFill
from scenes.cast.kit.scenery import Plane
from scenes.cast.patient.liver import Liver
from scenes.cast.patient.person import HEIGHT, Age, Person
from scenes.stage.actor import Actor
from scenes.stage.drawing import contour, discs, fill
from scenes.stage.style import (
    ANTIBODY_CH2,
    BANK_MARROW,
    CLATHRIN,
    CONDITIONING,
    HEALTHY,
    HEALTHY_B,
    INK,
    LIVER_AT_REST,
    PAPER_CARD,
    RED_CELL,
    STONE,
    WATER,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

_RING: Final = 5.0


class ReturnArrow(Actor):
    """An arrow round a place that comes back to where it began: the disease came back.

    Parameters
    ----------
    view
        1 px per unit; the origin is the arrow's middle.
    radius, thick
        Px.
    """

    def __init__(self, view: View, radius: float, thick: float) -> None:
        super().__init__(view)
        self.radius, self.thick = radius, thick
        self._halo, self._line = RedrawnFill(PAPER_CARD), RedrawnFill(INK)
        self.add(self._halo, self._line)
        self.draw(0.0)

    def draw(self, share: float) -> None:
        """Draw the arrow up to a share 0 to 1 of its way."""
        angles = np.radians(112 + np.linspace(0, share, 40) * 306)
        spots = self.radius * np.column_stack([np.cos(angles), np.sin(angles)])
        shown: BaseGeometry = Polygon()
        if share > 0:
            out, along = spots[-1] / self.radius, np.array([-np.sin(angles[-1]), np.cos(angles[-1])])
            wide = 1.75 * self.thick * min(1.0, 6 * share)
            tip = Polygon([spots[-1] + wide * out, spots[-1] - wide * out, spots[-1] + 1.75 * wide * along])
            shown = shapely.union(LineString(spots).buffer(self.thick / 2, quad_segs=6), tip)
        own = View(self.view.px_per_nm)
        self._halo.draw(shapely.buffer(shown, 5.0), own)
        self._line.draw(shown, own)
        self.pose((0.0, 0.0))


class FamilyOfThree(VGroup):
    """An adult who holds a toddler's hand, and a child, on grass."""

    #: Place in the gate (shares of its width), age, color, and how far the arms are raised.
    _PEOPLE: Final[tuple[tuple[float, Age, str, tuple[float, float]], ...]] = (
        (-0.235, "adult", ANTIBODY_CH2, (0.0, 4.0)),
        (0.02, "toddler", CONDITIONING, (62.0, 0.0)),
        (0.27, "child", HEALTHY_B, (0.0, 0.0)),
    )

    def __init__(self, view: View, wide: float, high: float) -> None:
        super().__init__()
        x = np.linspace(-0.6, 0.6, 40)
        rise = 0.115 + 0.012 * np.sin(6 * x) - 0.05 * x**2
        grass = Polygon([*zip(x * wide, rise * high, strict=True), (0.6 * wide, -20), (-0.6 * wide, -20)])
        self.add(Plane(view, fill(grass, mix(BANK_MARROW, WATER, 0.1), view)))
        scale = min(0.80 * high / HEIGHT["adult"], 0.98 * wide / HEIGHT["adult"])
        self.people = [
            Person(view, age, color, HEIGHT[age] * scale, arms).stand(share * wide, 0.035 * high)
            for share, age, color, arms in self._PEOPLE
        ]
        self.add(*self.people)


class Checkup(VGroup):
    """Three signs: a tube of blood, the liver at rest, a heart with its trace.

    Attributes
    ----------
    signs
        Tube, liver, heart; each arrives by itself.
    """

    def __init__(self, view: View, wide: float, high: float) -> None:
        super().__init__()
        if high > 1.6 * wide:  # a narrow gate: one above the other
            radius = min(0.24 * wide, 0.126 * high)
            places = [(0.0, y * high) for y in (0.79, 0.485, 0.18)]
        else:
            radius = 0.185 * wide
            places = [(0.0, 0.69 * high), (-0.235 * wide, 0.28 * high), (0.235 * wide, 0.28 * high)]
        spots = [view.at(view.point(*place)) for place in places]
        draw = (self._tube, self._liver, self._heart)
        self.signs = [VGroup(_disc(v, radius), sign(v, radius)) for v, sign in zip(spots, draw, strict=True)]
        self.add(*self.signs)

    @staticmethod
    def _tube(view: View, r: float) -> Plane:
        """A tube, half full of blood, with its cap."""
        def lean(form: BaseGeometry) -> BaseGeometry:
            return affinity.rotate(form, -24, origin=(0, 0))

        glass = box(-0.15 * r, -0.46 * r, 0.15 * r, 0.42 * r).buffer(0.09 * r, quad_segs=8)
        level = lean(glass).intersection(box(-r, -r, r, -0.02 * r))
        cap = lean(box(-0.27 * r, 0.42 * r, 0.27 * r, 0.66 * r).buffer(0.035 * r))
        light = lean(box(-0.16 * r, -0.40 * r, -0.08 * r, 0.36 * r).buffer(0.03 * r))
        return Plane(
            view, contour(lean(glass), 4.2, INK, view), fill(lean(glass), PAPER_CARD, view),
            fill(level, RED_CELL, view), fill(light, lighter(RED_CELL, 0.62), view, opacity=0.7),
            contour(cap, 4.0, INK, view), fill(cap, ANTIBODY_CH2, view),
        )

    @staticmethod
    def _liver(view: View, r: float) -> Liver:
        scale = 1.26 * r / 100
        return Liver(view.at(view.point(-0.63 * r, -0.40 * r)).scaled(scale), LIVER_AT_REST)

    @staticmethod
    def _heart(view: View, r: float) -> Plane:
        """A heart, and over it the line of an electrocardiogram."""
        t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        x = 16 * np.sin(t) ** 3
        y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
        heart = affinity.translate(Polygon(np.column_stack([x, y]) * 0.0365 * r), 0, 0.06 * r)
        steps = np.array([(-0.78, 0), (-0.30, 0), (-0.20, 0.14), (-0.10, 0), (-0.02, -0.10), (0.07, 0.46),
                          (0.17, -0.30), (0.25, 0), (0.36, 0.10), (0.46, 0), (0.78, 0)]) * r
        trace = LineString(steps)
        return Plane(
            view, contour(heart, 3.4, inked(RED_CELL, 0.45), view), fill(heart, lighter(RED_CELL, 0.42), view),
            fill(trace.buffer(0.075 * r, quad_segs=4), lighter(RED_CELL, 0.86), view),
            fill(trace.buffer(0.032 * r, quad_segs=4), INK, view),
        )


def _disc(view: View, radius: float) -> Plane:
    """A white disc in an ink ring on a pale halo."""
    rings = ((radius + 1.9 * _RING, mix(STONE, INK, 0.10)), (radius + _RING, INK), (radius, PAPER_CARD))
    return Plane(view, *(discs([(0, 0)], r, color, view) for r, color in rings))


class OnTheirWay(VGroup):
    """A line for the end card: the path, and people of all ages on it.

    Parameters
    ----------
    shape
        ``landscape``, ``portrait`` or ``square``.
    """

    #: Length of the line, and who stands where along it (shares of the length).
    _LONG: Final = {"landscape": 1728.0, "portrait": 972.0, "square": 972.0}
    _WHO: Final[tuple[tuple[float, Age, str], ...]] = (
        (0.06, "adult", HEALTHY), (0.30, "child", HEALTHY_B), (0.52, "adult", ANTIBODY_CH2),
        (0.60, "toddler", CONDITIONING), (0.86, "adult", CLATHRIN),
    )

    def __init__(self, shape: str) -> None:
        super().__init__()
        view, long = View(1.0), self._LONG[shape]
        way = box(0, -34, long, -8)
        marks = [
            LineString([(x - 6, -14), (x + 5, -21), (x - 6, -28)]) for x in np.arange(40, long - 20, 72.0)
        ]
        self.add(Plane(
            view, fill(shapely.buffer(way, 5, join_style="mitre"), INK, view, smooth=False),
            fill(way, lighter(STONE, 0.30), view, smooth=False),
            fill(shapely.union_all(marks).buffer(1.9), mix(STONE, INK, 0.30), view, smooth=False),
        ))
        for share, age, color in self._WHO:
            person = Person(view, age, color, HEIGHT[age] * 0.52)
            self.add(person.stand(share * long, -18.0))
