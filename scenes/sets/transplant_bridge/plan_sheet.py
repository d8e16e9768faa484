"""The plan of what is still to come: ink on paper that leaves, from the torn edge on, as the days come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
import shapely.ops
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow_cells import WINDOW, MarrowState
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.tear import Way
from scenes.stage.actor import Part
from scenes.stage.drawing import blank, catmull_rom, fill, polyline, stroke
from scenes.stage.style import INK, LIVER, PAPER, PAPER_CARD, PLAN_GRID, WHITE, mix
from scenes.stage.view import View


@dataclass(frozen=True)
class Pen:
    """How a line of the plan is drawn: its color, and its width in px whatever the camera shows."""

    color: str
    px: float


OUTLINE: Final = Pen(mix(INK, PAPER, 0.34), 2.6)
FINE: Final = Pen(mix(INK, PAPER, 0.52), 1.7)
CENTER: Final = Pen(mix(INK, PAPER, 0.66), 1.3)
GRID: Final = Pen(mix(PAPER, PLAN_GRID, 0.42), 1.6)
RISK: Final = Pen(mix(LIVER, PAPER, 0.2), 3.0)
PENS: Final = (GRID, CENTER, FINE, RISK, OUTLINE)

#: Lines are cut into pieces no longer than this, px: each leaves when the edge has passed it.
_PIECE: Final = 60.0
#: Of each pen there is a path for so much of the way, px: only those at the edge are drawn anew.
_STRIP: Final = 320.0

Lines = list[tuple[Pen, np.ndarray]]


class Redrawn(Part):
    """A part whose rest form changes while a camera moves it."""

    def __init__(self, shape: VMobject) -> None:
        super().__init__(shape)
        self._matrix, self._offset = np.eye(2), np.zeros(2)

    def pose(self, matrix: np.ndarray, offset: np.ndarray) -> None:
        """As :meth:`Part.pose`; remembered for the next form."""
        self._matrix, self._offset = matrix, offset
        super().pose(matrix, offset)

    def take_form(self, rest: np.ndarray) -> None:
        """Take another rest form."""
        if rest is not self.rest:
            self.rest = rest
            self.pose(self._matrix, self._offset)


class _Strip(Redrawn):
    """The lines of one pen along a stretch of the way.

    ``ends`` are the pieces' ends, shape (n, 2, 2); ``reached`` how far along the edge is when it comes by them, (n, 2).
    """

    def __init__(self, ends: np.ndarray, reached: np.ndarray, pen: Pen, view: View) -> None:
        shape = VMobject(stroke_color=pen.color, fill_opacity=0)
        shape.set_stroke(width=stroke(pen.px), opacity=1)
        self._view, self._ends, self._reached = view, ends, reached
        shape.set_points(self._form(ends))
        super().__init__(shape)
        self._whole, self._nothing = self.rest, np.zeros((0, 3))

    def tear(self, along: float) -> None:
        """Leave of the lines what the edge has not come to."""
        if self._reached.min() >= along:
            self.take_form(self._whole)
        elif self._reached.max() <= along:
            self.take_form(self._nothing)
        else:
            self.take_form(self._form(self._left(along)))

    def _left(self, along: float) -> np.ndarray:
        here = (self._reached > along).any(axis=1)
        ends, times = self._ends[here], self._reached[here]
        span = times[:, 1] - times[:, 0]
        cut = (along - times[:, 0]) / np.where(np.abs(span) < 1e-9, 1.0, span)
        at = ends[:, 0] + (ends[:, 1] - ends[:, 0]) * cut[:, None]
        ends = ends.copy()
        for end in (0, 1):
            gone = times[:, end] <= along
            ends[gone, end] = at[gone]
        return ends

    def _form(self, ends: np.ndarray) -> np.ndarray:
        start, end = (self._view.points(ends[:, i]) for i in (0, 1))
        return np.stack([start + (end - start) * share for share in (0, 1 / 3, 2 / 3, 1)], axis=1).reshape(-1, 3)


class PlanSheet(Plane):
    """Paper from the torn edge on, with the plan's lines on it."""

    def __init__(self, way: Way, lines: Lines, view: View) -> None:
        self.way = way
        # The torn fiber, the shade of the picture that lies on the paper, and the paper.
        colors = (mix(PAPER, WHITE, 0.75), mix(PAPER, INK, 0.10), PAPER)
        self._sheets = [Redrawn(blank(color)) for color in colors]
        self._rims = tuple(width / way.px for width in (0.0, 5.0, 13.0))
        self._strips = list(_strips(way, lines, view))
        self._along = -np.inf
        super().__init__(view, *self._sheets, *self._strips)

    def tear(self, along: float) -> None:
        """Let the edge stand so far along the way."""
        if along == self._along:  # the day has come to a halt
            return
        self._along = along
        for sheet, rim in zip(self._sheets, self._rims, strict=True):
            sheet.take_form(polyline(self.view.points(self.way.sheet(along + rim))))
        for strip in self._strips:
            strip.tear(along + self._rims[1])


def _strips(way: Way, lines: Lines, view: View) -> Iterator[_Strip]:
    """The lines of each pen, cut into pieces and sorted along the way."""
    for pen in PENS:
        rows = [line for p, line in lines if p == pen]
        cut = [shapely.get_coordinates(shapely.segmentize(LineString(row), _PIECE / way.px)) for row in rows]
        ends = np.concatenate([np.stack([c[:-1], c[1:]], axis=1) for c in cut] or [np.zeros((0, 2, 2))])
        if not len(ends):
            continue
        reached = way.reached(ends.reshape(-1, 2)).reshape(-1, 2)
        place = np.floor(reached.min(axis=1) * way.px / _STRIP).astype(int)
        for k in np.unique(place):
            yield _Strip(ends[place == k], reached[place == k], pen, view)


def rings(form: BaseGeometry) -> list[np.ndarray]:
    """The outlines of a form, or the lines that it is, as rows of points."""
    boundary = form.boundary if shapely.get_dimensions(form) == 2 else form
    return [shapely.get_coordinates(part) for part in shapely.get_parts(boundary) if not part.is_empty]


def drawn(pen: Pen, *forms: BaseGeometry) -> Lines:
    """The outlines of forms, or lines, with one pen."""
    return [(pen, row) for form in forms for row in rings(form)]


def dashed(line: LineString, on: float, off: float) -> list[LineString]:
    """A line in dashes."""
    starts = np.arange(0, line.length, on + off)
    return [shapely.ops.substring(line, s, min(s + on, line.length)) for s in starts]


def grid(low: tuple[float, float], high: tuple[float, float], step: float) -> Lines:
    """A cross at each corner of the squares between two places: whole lines would cut the picture in two."""
    corners = [(x, y) for x in np.arange(low[0], high[0], step) for y in np.arange(low[1], high[1], step)]
    arm = 0.2 * step
    level = [np.array([(x - arm, y), (x + arm, y)]) for x, y in corners]
    upright = [np.array([(x, y - arm), (x, y + arm)]) for x, y in corners]
    return [(GRID, row) for row in (*upright, *level)]


def check_sign(foot: tuple[float, float], size: float) -> Lines:
    """A check on a post, ``size`` wide, its foot at a place: follow-up."""
    x, y = foot
    return [
        *check_board((x, y + 1.12 * size), size), *drawn(FINE, LineString([foot, (x, y + 0.62 * size)])),
    ]


def check_board(middle: tuple[float, float], size: float) -> Lines:
    """A square with a check in it."""
    tick = [(-0.24, 0.0), (-0.06, -0.2), (0.26, 0.22)]
    corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)]
    return [(OUTLINE, np.array(middle) + size * np.array(row)) for row in (tick, corners)]


def planned_window(
    middle: tuple[float, float], radius: float, state: MarrowState, view: View
) -> Plane:
    """A window onto the marrow while it is only planned: outlines of its cells on white paper, center lines."""
    disc = shapely.Point(*middle).buffer(radius, quad_segs=24)
    size = radius / WINDOW
    shapes: list[VMobject] = [fill(disc, PAPER_CARD, view)]
    inside = shapely.Point(0, 0).buffer(WINDOW, quad_segs=24)
    fine: list[BaseGeometry] = []
    for cell in state:
        fine.append(cell.outline.intersection(inside).simplify(0.35))
        if cell.kind != "fat":
            fine.append(affinity.scale(cell.outline, 0.56, 0.56).intersection(inside).simplify(0.35))
    placed = [affinity.translate(affinity.scale(f, size, size, origin=(0, 0)), *middle) for f in fine]
    cross = [LineString([(-1.24, 0), (1.24, 0)]), LineString([(0, -1.24), (0, 1.24)])]
    lines = [affinity.translate(affinity.scale(c, radius, radius, origin=(0, 0)), *middle) for c in cross]
    for pen, forms in ((FINE, placed), (CENTER, lines), (OUTLINE, [disc])):
        shapes.append(inked_lines(pen, forms, view))
    return Plane(view, *shapes)


def inked_lines(pen: Pen, forms: Sequence[BaseGeometry], view: View) -> VMobject:
    """Outlines of forms as one stroked path."""
    shape = VMobject(stroke_color=pen.color, fill_opacity=0)
    shape.set_stroke(width=stroke(pen.px), opacity=1)
    shape.set_points(np.vstack([
        catmull_rom(view.points(row[:-1])) if (row[0] == row[-1]).all() else polyline(view.points(row), closed=False)
        for form in forms for row in rings(form)
    ]))
    return shape
