"""Signs in the bays: an arrow that turns back, the tests that come first, what is asked about first. Lengths in px."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.redrawn import RedrawnFill
from scenes.cast.kit.scenery import Plane
from scenes.cast.patient.liver import Liver, smooth_ring
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import CALLER, CHILD, GRANDFATHER, MOTHER, PATIENT
from scenes.cast.people.stance import walking
from scenes.stage.actor import Actor
from scenes.stage.drawing import contour, discs, fill
from scenes.stage.style import DNA_B, INK, LIVER, LIVER_AT_REST, PAPER_CARD, RED_CELL, STONE, inked, lighter
from scenes.stage.view import View


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


class Checkup(VGroup):
    """Two signs side by side: the liver at rest, and a heart with its trace; each arrives by itself.

    Parameters
    ----------
    view
        1 px per unit; the origin is the middle between them.
    radius, apart
        Of a sign's disc, and from one middle to the other, px.
    """

    def __init__(self, view: View, radius: float, apart: float) -> None:
        super().__init__()
        left, right = (view.at(view.point(side * apart / 2, 0)) for side in (-1, 1))
        self.signs = [VGroup(_disc(left, radius), _liver(left, radius)),
                      VGroup(_disc(right, radius), _heart(right, radius))]
        self.add(*self.signs)


def _liver(view: View, r: float, color: str = LIVER_AT_REST) -> Liver:
    scale = 1.26 * r / 100
    return Liver(view.at(view.point(-0.63 * r, -0.40 * r)).scaled(scale), color, 3.0)


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
        view, contour(heart, 2.6, inked(RED_CELL, 0.45), view), fill(heart, lighter(RED_CELL, 0.42), view),
        fill(trace.buffer(0.08 * r, quad_segs=4), lighter(RED_CELL, 0.86), view),
        fill(trace.buffer(0.04 * r, quad_segs=4), INK, view),
    )


def _disc(view: View, radius: float) -> Plane:
    """A white disc in an ink ring."""
    return Plane(view, *(discs([(0, 0)], r, color, view) for r, color in ((radius + 3.4, INK), (radius, PAPER_CARD))))


class AskFirst(VGroup):
    """A board with what is asked about first: a scarred liver, an earlier VOD of the liver, a pregnancy.

    Parameters
    ----------
    view
        1 px per unit; the origin is the board's middle.
    wide, high
        Of the board, px.

    Attributes
    ----------
    board, signs
        The board, and liver, VOD and pregnancy, which arrive by themselves.
    """

    def __init__(self, view: View, wide: float, high: float) -> None:
        super().__init__()
        card = box(-wide / 2, -high / 2, wide / 2, high / 2).buffer(5, quad_segs=5)
        self.board = Plane(view, contour(card, 3.4, INK, view), fill(card, PAPER_CARD, view))
        r = 0.49 * min(0.95 * high, wide / 3)
        liver, vod, unborn = (view.at(view.point(x * wide, 0)) for x in (-0.335, 0.01, 0.345))
        again = ReturnArrow(vod, 0.90 * r, 0.14 * r)
        again.draw(1.0)
        self.signs = [_scarred(liver, 1.22 * r), VGroup(_liver(vod, 0.78 * r, LIVER), again), _pregnant(unborn, r)]
        self.add(self.board, *self.signs)


def _scarred(view: View, r: float) -> VGroup:
    """A liver that is ill already: knots in it."""
    knots = [(-0.42, 0.16), (-0.30, -0.16), (-0.10, 0.10), (0.14, 0.16), (0.36, 0.20), (-0.14, -0.20)]
    spots = np.array(knots) * r
    return VGroup(_liver(view, r), Plane(
        view, discs(spots, 0.115 * r, inked(LIVER_AT_REST, 0.55), view),
        discs(spots + r * np.array([-0.02, 0.025]), 0.075 * r, lighter(LIVER_AT_REST, 0.45), view),
    ))


def _pregnant(view: View, r: float) -> Plane:
    """A pregnant woman from the side."""
    head = Point(-0.10 * r, 0.72 * r).buffer(0.215 * r, quad_segs=10)
    body = smooth_ring(np.array([
        (-0.14, 0.44), (0.06, 0.42), (0.16, 0.22), (0.17, 0.08), (0.42, -0.10), (0.44, -0.34), (0.20, -0.50),
        (0.16, -0.72), (0.15, -0.98), (-0.28, -0.98), (-0.30, -0.62), (-0.36, -0.30), (-0.27, 0.02), (-0.30, 0.28),
    ]) * r)
    womb = Point(0.19 * r, -0.21 * r).buffer(0.135 * r, quad_segs=8)
    whole = shapely.union(head, body)
    return Plane(view, contour(whole, 2.6, INK, view), fill(whole, DNA_B, view), fill(womb, PAPER_CARD, view))


class OnTheirWay(VGroup):
    """A line for the end card: the pavement, and persons of all ages on it.

    Parameters
    ----------
    shape
        ``landscape``, ``portrait`` or ``square``.
    """

    #: Length of the line, and who walks or stands where along it (shares of the length).
    _LONG: Final = {"landscape": 1728.0, "portrait": 972.0, "square": 972.0}
    _WHO: Final = ((0.06, PATIENT, 70.0), (0.31, GRANDFATHER, 0.0), (0.55, MOTHER, 250.0), (0.61, CHILD, 120.0),
                   (0.90, CALLER, 320.0))

    def __init__(self, shape: str) -> None:
        super().__init__()
        view, long = View(1.0), self._LONG[shape]
        way = box(0, -15, long, 0)
        self.add(Plane(view, fill(shapely.buffer(way, 4, join_style="mitre"), INK, view, smooth=False),
                       fill(way, lighter(STONE, 0.30), view, smooth=False)))
        for share, look, steps in self._WHO:
            self.add(Figure(view.at(view.point(share * long, 4)), look, 15, walking(steps, 1.0 if steps else 0.0)))
