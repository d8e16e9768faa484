"""A river that becomes a delta: one stream with firm banks, then arms that are still being explored.

Solid ink is what is established, broken lines what is being studied; water fades toward the land the further an
arm goes. Arms are drawn on along their own length. Lengths in stage px, y up from the stage's upper left corner
(so all y are negative).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.scenery import Plane
from scenes.stage.actor import Part
from scenes.stage.drawing import blank, fill, outlines_now, polygons
from scenes.stage.motion import wobble
from scenes.stage.style import ANTIBODY_CH2, HEIGHT_LINE, INK, LAND, RIVER, WATER_LINE, mix
from scenes.stage.view import View

_SHADES: Final = 11
#: How far the water has faded toward the land at the arms' ends.
_FADED: Final = 0.62
_DASH, _GAP = 16.0, 14.0
_BANK: Final = 4.6
_LEVELS: Final = 7
#: Px round words and discs in which no height line runs, and in which lines are fainter.
_QUIET: Final = (34.0, 66.0, 104.0)
#: How far every arm has run before anybody follows it: the stream is seen to part.
STUB: Final = 0.13


@dataclass(frozen=True)
class Arm:
    """One course of water, px.

    Attributes
    ----------
    points
        Control points of a cubic curve, (x, y) with y up.
    wide
        Its width at the start and at the end.
    """

    points: tuple[tuple[float, float], ...]
    wide: tuple[float, float]

    def at(self, t: np.ndarray) -> np.ndarray:
        """Places on the curve at shares t, shape (n, 2)."""
        a, b, c, d = (np.asarray(p, dtype=float) for p in self.points)
        s = t[:, None]
        return np.asarray((1 - s) ** 3 * a + 3 * (1 - s) ** 2 * s * b + 3 * (1 - s) * s**2 * c + s**3 * d)

    @property
    def line(self) -> LineString:
        """Its middle."""
        return LineString(self.at(np.linspace(0, 1, 60)))

    def body(self) -> BaseGeometry:
        """Its water."""
        t = np.linspace(0, 1, 60)
        spots, wide = self.at(t), np.interp(t, (0, 1), self.wide) / 2
        discs_ = shapely.buffer(shapely.points(spots), wide, quad_segs=10)
        joined = [shapely.convex_hull(shapely.union(a, b)) for a, b in pairwise(discs_)]
        return shapely.union_all(joined)


class River:
    """The river.

    Parameters
    ----------
    stage
        View of the whole picture.
    stream
        What is established.
    arms
        What is being studied, in the order in which they are drawn on.
    quiet
        Boxes and discs that height lines keep clear of.

    Attributes
    ----------
    land, water, banks, ripples
        Planes from back to front; ``water`` and ``banks`` grow with :meth:`run`.
    firm_banks, dashes
        Lines along the stream, and the short ones along the arms.
    """

    def __init__(
        self, stage: View, stream: Arm, arms: Sequence[Arm], quiet: Sequence[BaseGeometry], seed: int
    ) -> None:
        self._stage, self.stream, self.arms = stage, stream, tuple(arms)
        self._lines = [arm.line for arm in arms]
        self._fork = Point(stream.points[-1])
        whole = shapely.union_all([stream.body(), *(arm.body() for arm in arms)])
        self.whole = shapely.buffer(shapely.buffer(shapely.buffer(whole, 34), -50), 16, quad_segs=8)
        self._solid = shapely.intersection(self.whole, self._near(stream, 1.0))
        self._fronts = np.zeros(len(arms))
        self.land = self._build_land(quiet)
        self.water = self._build_water()
        self.banks = self._build_banks()
        self.ripples, self._drift = self._build_ripples(seed, shapely.union_all(list(quiet)))
        self.run(np.full(len(arms), STUB))

    @staticmethod
    def _near(arm: Arm, share: float) -> BaseGeometry:
        """What belongs to a course up to a share of its length: a generous band, round at its front."""
        reach = 0.5 * max(arm.wide) + 22
        way = substring(arm.line, 0, share, normalized=True)
        return way.buffer(reach, quad_segs=10)

    # --- building ------------------------------

    def _build_land(self, quiet: Sequence[BaseGeometry]) -> Plane:
        """Height lines: they follow the banks, the paler the further away."""
        land = Plane(self._stage)
        near = shapely.union_all(list(quiet))
        rings = [shapely.buffer(near, reach) for reach in _QUIET]
        rounder = shapely.simplify(self.whole, 2.0)
        for k in range(_LEVELS):
            away = 26.0 + 27.0 * k + 3.0 * k**1.5
            form = shapely.buffer(shapely.buffer(rounder, away + 50), -50, quad_segs=10)
            shore = shapely.union_all([part.exterior for part in polygons(form)])
            runs = shapely.get_parts(shapely.line_merge(shapely.difference(shore, rings[0])))
            line = shapely.union_all([run for run in runs if run.length > 240])
            depth = 0.46 - 0.30 * k / (_LEVELS - 1)
            for ring, share in zip((*rings[1:], None), (0.34, 0.67, 1.0), strict=True):
                part = line if ring is None else shapely.intersection(line, ring)
                line = shapely.difference(line, ring) if ring is not None else line
                ribbon = shapely.buffer(part, 1.2, quad_segs=2)
                tone = mix(LAND, HEIGHT_LINE, depth * share)
                land.add(Part(fill(ribbon, tone, self._stage, tolerance_px=0.3)))
        return land

    def _build_water(self) -> Plane:
        """The water in shades: each is laid over the one before, further out, so that no seam shows."""
        far = max(float(self._fork.distance(Point(line.coords[-1]))) for line in self._lines)
        self._shades = [self.whole]
        steps = np.linspace(0.0, far, _SHADES + 1)[:-1]
        self._shades += [
            shapely.difference(self.whole, shapely.union(self._fork.buffer(step + 30), self._upstream()))
            for step in steps
        ]
        tones = [RIVER, *(mix(RIVER, LAND, _FADED * (k + 1) / _SHADES) for k in range(_SHADES))]
        self._layers = [Part(blank(tone)) for tone in tones]
        self._edge = Part(blank(mix(WATER_LINE, ANTIBODY_CH2, 0.12)))
        self._inner = shapely.buffer(self.whole, -1.0)
        return Plane(self._stage, *self._layers, self._edge)

    def _upstream(self) -> BaseGeometry:
        """The stream's own bed, which does not fade."""
        return self._near(self.stream, 1.0)

    def _build_banks(self) -> Plane:
        """Solid banks along the stream; dashes along the arms, each with the place where it comes up."""
        banks = Plane(self._stage)
        edge = shapely.boundary(self.whole)
        firm = self._near(self.stream, 1.0)
        solid = shapely.union_all([
            run for run in shapely.get_parts(shapely.line_merge(shapely.intersection(edge, firm)))
            if run.distance(Point(self.stream.points[0])) < 1.2 * max(self.stream.wide)
        ])
        self.firm_banks = solid
        firm = solid.buffer(1)
        banks.add(Part(fill(solid.buffer(_BANK / 2), INK, self._stage, tolerance_px=0.2)))
        rest = shapely.line_merge(shapely.difference(edge, firm))
        dashes = [dash for run in shapely.get_parts(rest) for dash in self._dashes(run)]
        ends = shapely.union_all([Point(line.coords[-1]).buffer(30) for line in self._lines])
        self.dashes = dashes = [dash for dash in dashes if not ends.intersects(dash)]
        self._owner, self._place = self._belong(dashes)
        self._dash_layer = many_shapes(
            [dash.buffer(_BANK / 2 - 0.4, quad_segs=4) for dash in dashes], mix(INK, LAND, 0.22), self._stage,
        )
        banks.add(self._dash_layer)
        return banks

    @staticmethod
    def _dashes(run: LineString) -> list[LineString]:
        count = max(int(run.length // (_DASH + _GAP)), 1)
        step = run.length / count
        return [substring(run, k * step, k * step + _DASH) for k in range(count)]

    def _belong(self, dashes: Sequence[LineString]) -> tuple[np.ndarray, np.ndarray]:
        """For each dash the arm it belongs to, and the arm's length (px) at which the water passes it."""
        owner, place = [], []
        for dash in dashes:
            middle = dash.interpolate(0.5, normalized=True)
            near = int(np.argmin([line.distance(middle) for line in self._lines]))
            owner.append(near)
            place.append(float(self._lines[near].project(middle)))
        return np.array(owner), np.array(place)

    def _build_ripples(self, seed: int, quiet: BaseGeometry) -> tuple[ManyShapes, np.ndarray]:
        """Short strokes that lie in the stream and rock there."""
        rng = np.random.default_rng(seed)
        marks: list[BaseGeometry] = []
        wide = self.stream.wide[0]
        line = self.stream.line
        for _ in range(60):
            at = float(rng.uniform(0.02, 0.98)) * line.length
            a, b = line.interpolate(at), line.interpolate(min(at + rng.uniform(22, 42), line.length))
            along = np.array([b.x - a.x, b.y - a.y])
            off = np.array([-along[1], along[0]]) / max(float(np.linalg.norm(along)), 1e-6)
            off = off * rng.uniform(-0.40, 0.40) * wide
            mark = LineString([(a.x + off[0], a.y + off[1]), (b.x + off[0], b.y + off[1])]).buffer(1.7)
            if mark.distance(quiet) > 12 and all(mark.distance(other) > 30 for other in marks):
                marks.append(mark)
        layer = many_shapes(marks, mix(WATER_LINE, ANTIBODY_CH2, 0.22), self._stage)
        return layer, rng.integers(2**31, size=len(marks))

    # --- moving ------------------------------

    @property
    def lengths(self) -> np.ndarray:
        """Lengths of the arms, px."""
        return np.array([line.length for line in self._lines])

    def run(self, shares: Sequence[float] | np.ndarray) -> None:
        """Let the arms have run a share 0 to 1 of their way each."""
        if np.array_equal(self._fronts, shares):
            return
        self._fronts = np.asarray(shares, dtype=float)
        wet = [self._solid] + [
            self._near(arm, float(share)) for arm, share in zip(self.arms, self._fronts, strict=True) if share > 0
        ]
        reached = shapely.union_all(wet)
        for layer, shade in zip(self._layers, self._shades, strict=True):
            layer.rest = outlines_now([shapely.intersection(shade, reached)], self._stage, tolerance_px=0.3)[0]
            layer.points = layer.rest
        front = shapely.intersection(shapely.boundary(reached), self._inner).buffer(1.7, quad_segs=3)
        self._edge.rest = outlines_now([front], self._stage, tolerance_px=0.3)[0]
        self._edge.points = self._edge.rest
        passed = self._fronts[self._owner] * self.lengths[self._owner] - self._place
        self._dash_layer.grow(np.clip((passed + 24) / 40, 0, 1) * (self._fronts[self._owner] > 0))

    def rock(self, time: float) -> None:
        """Let the strokes in the stream rock, each by itself."""
        sway = np.array([wobble(int(seed), time * 0.5, dims=2) for seed in self._drift])
        self.ripples.grow(np.ones(len(sway)), sway * np.array([0.05, 0.012]))

    def water_at(self, x: float, y: float) -> bool:
        """Whether there is water at a place now."""
        shown = [Polygon(shape.exterior) for shape in polygons(self.whole)]
        wet = [self._solid, *(self._near(a, float(s)) for a, s in zip(self.arms, self._fronts, strict=True) if s > 0)]
        spot = Point(x, y)
        return any(shape.contains(spot) for shape in shown) and any(area.contains(spot) for area in wet)
