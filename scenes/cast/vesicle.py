"""Curved membrane: dent, pit, coated vesicle, endosome, lysosome.

At this scale a lipid bilayer is a band 4.5 nm thick (ledger: ``membrane``) with a row of
heads on either face. Its shape is geometry, not keyframes: a body (a disc, an ellipse) that
leaves or joins another one is the union of both, closed by a fillet. The fillet *is* the
neck: it narrows as the bodies part, and pinches off by itself. So budding and fusion never
jump, and any frame can be drawn without the frames before it.

Sizes (nm): pit and vesicle 37.5 in radius at mid-membrane, which with the clathrin coat is
about 100 across (ledger: ``ccv``); neck of the open pit 35 (art direction). Endosome and
lysosome are drawn smaller than life (ledger: ``early_endosome``, ``lysosome_size``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject
from manim.constants import CapStyleType, LineJointType
from manim.utils.color import ManimColor
from shapely import affinity
from shapely.geometry import Point as Place
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.draw import blank, catmull_rom, outline_points, polygons, stroke
from scenes.stage.layout import Point
from scenes.stage.presence import repaint
from scenes.stage.style import (
    INK,
    LIPID_HEAD,
    LIPID_TAIL,
    ORGANELLE,
    PLASMA,
    inked,
    lighter,
    mix,
    ph_color,
)
from scenes.stage.view import View

#: Thickness of the bilayer, nm (ledger: ``membrane``).
THICKNESS: Final = 4.5
#: Radius of pit and vesicle at mid-membrane, nm: with its coat about 100 across.
VESICLE_RADIUS: Final = 37.5
#: Heads stand this far apart along the band and this far from its middle, nm.
_HEAD_STEP, _HEAD_ROW, _HEAD_RADIUS = 1.85, 1.50, 0.74
_CORE = 2.1  # nm, the pale oil between the heads
_STEP = 2.6  # nm between the points a band is drawn through
_SEGMENTS = 20  # of a quarter circle, for bodies
_K = 4 / 3  # handle length of a cubic that draws half a circle of radius 1


# --- geometry ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Pit:
    """A dent that becomes a vesicle, as a function of how far the budding has come.

    The dent is a disc that sinks through the membrane, joined to it by fillets. Budding 0 is
    flat membrane, about 0.8 an omega with a 35 nm neck, 1 the moment it pinches off.

    Attributes
    ----------
    radius, fillet
        Of the vesicle at mid-membrane and of the mouth's rounding, nm.
    """

    radius: float = VESICLE_RADIUS
    fillet: float = 9.0

    def depth(self, budding: float) -> float:
        """How far below the membrane the disc's center lies, nm (negative: above it)."""
        return -self.radius + (self._pinch + self.radius) * float(np.clip(budding, 0, 1))

    def rounding(self, budding: float) -> float:
        """Radius of the mouth's fillet, nm: a shallow dent has wide, soft shoulders."""
        return self.fillet + 26.0 * (1 - float(np.clip(budding / 0.7, 0, 1))) ** 2

    def neck(self, budding: float) -> float:
        """Width of the opening at its narrowest, mid-membrane, nm; infinite before it has one."""
        rise, r = self.depth(budding) - self.rounding(budding), self.rounding(budding)
        if rise <= 0:
            return float("inf")
        across = (self.radius + r) ** 2 - rise**2
        return 2 * max(float(np.sqrt(max(across, 0.0))) - r, 0.0)

    def wall(self, budding: float) -> float:
        """Angle (radians) from the bottom up to which the wall is the disc's own."""
        rise, r = self.depth(budding) - self.rounding(budding), self.rounding(budding)
        across = float(np.sqrt(max((self.radius + r) ** 2 - rise**2, 0.0)))
        return float(np.arctan2(across, -rise))

    def budding_at_neck(self, width: float) -> float:
        """How far the budding has come when the neck is this wide (nm)."""
        low, high = 0.5, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if self.neck(middle) > width else (low, middle)
        return (low + high) / 2

    @property
    def _pinch(self) -> float:
        """Depth at which the two sides of the neck meet."""
        return self.fillet + float(np.sqrt((self.radius + self.fillet) ** 2 - self.fillet**2))


def disc(center: Sequence[float] | np.ndarray, radius: float) -> BaseGeometry:
    """A round body, nm."""
    return shapely.buffer(Place(float(center[0]), float(center[1])), radius, quad_segs=_SEGMENTS)


def ellipse(
    center: Sequence[float] | np.ndarray, half: tuple[float, float], angle: float = 0.0
) -> BaseGeometry:
    """An oval body with half axes ``half`` (nm), the first at ``angle`` (radians)."""
    unit = shapely.buffer(Place(0, 0), 1.0, quad_segs=_SEGMENTS)
    turned = affinity.rotate(affinity.scale(unit, *half), angle, (0, 0), use_radians=True)
    return affinity.translate(turned, float(center[0]), float(center[1]))


def joined(bodies: Sequence[BaseGeometry], fillet: float) -> list[Polygon]:
    """Bodies that touch, or nearly do, made one by a neck with rounded shoulders.

    The gap between two bodies is bridged while it is small against the fillet (nm); the
    bridge narrows to nothing and parts without a jump.
    """
    whole = shapely.union_all(list(bodies))
    grown = shapely.buffer(whole, fillet, quad_segs=_SEGMENTS)
    return polygons(shapely.buffer(grown, -fillet, quad_segs=_SEGMENTS))


@dataclass(frozen=True)
class Run:
    """One stretch of membrane: points of its middle line, shape (n, 2), nm, evenly spaced.

    Attributes
    ----------
    anchor
        Arc length (nm) at which the lipids stand still; they flow toward and away from it.
    """

    points: np.ndarray
    closed: bool
    anchor: float = 0.0

    @property
    def length(self) -> float:
        """Arc length, nm."""
        return float(np.linalg.norm(np.diff(self._looped, axis=0), axis=1).sum())

    @property
    def _looped(self) -> np.ndarray:
        return np.vstack([self.points, self.points[:1]]) if self.closed else self.points

    def at(self, arc: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places and left-hand normals at arc lengths (nm), shapes (n, 2)."""
        line = self._looped
        along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
        if self.closed:
            arc = np.mod(arc, along[-1])
        place = np.stack([np.interp(arc, along, line[:, i]) for i in range(2)], axis=1)
        slope = np.gradient(line, along, axis=0)
        if self.closed:
            slope[0] = slope[-1] = slope[0] + slope[-1]
        tangent = np.stack([np.interp(arc, along, slope[:, i]) for i in range(2)], axis=1)
        tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
        return place, np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)

    def heads(self) -> np.ndarray:
        """Centers of the lipid heads on both faces, shape (n, 2), nm."""
        length = self.length
        if self.closed:
            step = length / max(round(length / _HEAD_STEP), 3)
            arc = self.anchor + step * np.arange(round(length / step))
        else:
            first = np.mod(self.anchor, _HEAD_STEP)
            arc = np.arange(first, length, _HEAD_STEP)
        place, normal = self.at(arc)
        return np.vstack([place + _HEAD_ROW * normal, place - _HEAD_ROW * normal])


def around(polygon: Polygon, still: Sequence[float] | np.ndarray | None = None) -> Run:
    """The outline of a body as a closed run; its lipids stand still nearest to ``still``."""
    ring = np.asarray(shapely.geometry.polygon.orient(polygon, 1.0).exterior.coords)[:-1, :2]
    if still is not None:
        nearest = int(np.argmin(np.linalg.norm(ring - np.asarray(still), axis=1)))
        ring = np.roll(ring, -nearest, axis=0)
    return Run(_spaced(ring, closed=True), closed=True)


def _spaced(line: np.ndarray, closed: bool) -> np.ndarray:
    """Points at even arc length along a line, about ``_STEP`` nm apart."""
    looped = np.vstack([line, line[:1]]) if closed else line
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(looped, axis=0), axis=1))])
    count = max(int(along[-1] / _STEP), 8)
    arc = np.linspace(0, along[-1], count + 1)
    spaced = np.stack([np.interp(arc, along, looped[:, i]) for i in range(2)], axis=1)
    return spaced[:-1] if closed else spaced


# --- drawing --------------------------------------------------------------------------------


def _head_points(centers: np.ndarray, radius: float, view: View) -> np.ndarray:
    """Manim points of many small discs, two curves each: there are hundreds of them."""
    half = radius * np.array([[-1, 0], [-1, _K], [1, _K], [1, 0]])
    unit = np.vstack([half, -half])
    placed = (centers[:, None, :] + unit[None]).reshape(-1, 2)
    return view.points(placed)


class Membrane(VGroup):
    """A bilayer along any number of runs: ink, heads and pale core, each one path.

    Parameters
    ----------
    view
        Scale; :meth:`follow` may be given another one, so the band zooms with the picture.
    haze, ground
        Mixes all of it toward a ground color: a membrane further back.
    """

    def __init__(self, view: View, *, ground: str = PLASMA, haze: float = 0.0) -> None:
        super().__init__()
        self.view = view
        self.ink = self._band(mix(INK, ground, haze))
        self.body = self._band(mix(inked(LIPID_HEAD, 0.34), ground, haze))
        self.core = self._band(mix(LIPID_TAIL, ground, haze))
        self.heads = blank(mix(LIPID_HEAD, ground, haze))
        self.add(self.ink, self.body, self.core, self.heads)

    @staticmethod
    def _band(color: str) -> VMobject:
        shape = VMobject(stroke_color=color, fill_opacity=0)
        shape.joint_type, shape.cap_style = LineJointType.ROUND, CapStyleType.BUTT
        return shape

    def follow(self, runs: Sequence[Run], view: View | None = None) -> Membrane:
        """Draw the band along these runs."""
        view = self.view = view or self.view
        path = [catmull_rom(view.points(run.points), run.closed) for run in runs]
        points = np.vstack(path) if path else np.zeros((0, 3))
        thick = THICKNESS * view.px_per_nm
        widths = (thick + 2 * ORGANELLE.outer, thick, _CORE * view.px_per_nm)
        for band, width in zip((self.ink, self.body, self.core), widths, strict=True):
            band.points = points.copy()
            band.stroke_width = stroke(width)
        heads = [_head_points(run.heads(), _HEAD_RADIUS, view) for run in runs]
        self.heads.points = np.vstack(heads) if heads else np.zeros((0, 3))
        return self


class Compartment(VGroup):
    """A body with a lumen: vesicle, endosome, lysosome, alone or while they join or part.

    The lumen takes the color of its pH. Specks are the quiet molecules inside.
    """

    def __init__(self, view: View, *, ph: float = 7.4) -> None:
        super().__init__()
        self.view = view
        self.lumen = blank(ph_color(ph))
        self.specks = blank(self._speck(ph))
        self.membrane = Membrane(view)
        self.regions: list[Polygon] = []
        self.runs: list[Run] = []
        self.ph = ph
        self.add(self.lumen, self.specks, self.membrane)

    @staticmethod
    def _speck(ph: float) -> str:
        return mix(ph_color(ph), inked(LIPID_HEAD, 0.12), 0.24)

    def set_ph(self, ph: float) -> Compartment:
        """Color the lumen for a pH."""
        self.ph = ph
        for shape, color in ((self.lumen, ph_color(ph)), (self.specks, self._speck(ph))):
            rgba = np.array([[*ManimColor(color).to_rgb(), 1.0]])
            repaint(shape, rgba)
        return self

    def shape(
        self,
        regions: Sequence[Polygon],
        still: Sequence[float] | np.ndarray | None = None,
        view: View | None = None,
    ) -> Compartment:
        """Take the form of these bodies (nm); lipids stand still nearest to ``still``."""
        self.view = view or self.view
        self.regions = list(regions)
        self.runs = [around(region, still) for region in self.regions]
        self.lumen.points = (
            np.vstack([catmull_rom(self.view.points(run.points)) for run in self.runs])
            if self.runs else np.zeros((0, 3))
        )
        self.membrane.follow(self.runs, self.view)
        return self

    def strew(self, specks: Sequence[BaseGeometry]) -> Compartment:
        """Put quiet molecules (nm) into the lumen; those not wholly inside are left out."""
        room = shapely.buffer(shapely.union_all(self.regions), -(THICKNESS / 2 + 1.5))
        inside = [s for s in specks if room.contains(s)]
        self.specks.points = outline_points(shapely.union_all(inside), self.view)
        return self

    def wall_near(self, place: Sequence[float] | np.ndarray) -> tuple[np.ndarray, float]:
        """The point of the wall nearest to a place (nm), and the angle of its inward normal."""
        return nearest_wall(self.runs, place)

    def spot(self, x: float, y: float) -> Point:
        """A place in nm as a point in the picture."""
        return self.view.point(x, y)


def nearest_wall(
    runs: Sequence[Run], place: Sequence[float] | np.ndarray
) -> tuple[np.ndarray, float]:
    """The point of these runs nearest to a place (nm), and the angle (radians) of the normal.

    The normal is the left-hand one: inward on bodies, which run counterclockwise.
    """
    target = np.asarray(place, dtype=float)
    best: tuple[float, np.ndarray, float] | None = None
    for run in runs:
        line = run._looped
        start, step = line[:-1], np.diff(line, axis=0)
        along = np.einsum("ij,ij->i", target - start, step)
        share = np.clip(along / np.maximum(np.einsum("ij,ij->i", step, step), 1e-12), 0, 1)
        spots = start + step * share[:, None]
        gaps = np.linalg.norm(spots - target, axis=1)
        i = int(np.argmin(gaps))
        # Blend the directions of neighboring chords, or a sliding foot would jerk at corners.
        last = len(step) - 1
        before = step[(i - 1) % len(step) if run.closed else max(i - 1, 0)]
        after = step[(i + 1) % len(step) if run.closed else min(i + 1, last)]
        s = float(share[i])
        slope = 0.5 * (before * (1 - s) + after * s) + 0.5 * step[i]
        angle = float(np.arctan2(slope[0], -slope[1]))
        if best is None or gaps[i] < best[0]:
            best = (float(gaps[i]), spots[i], angle)
    assert best is not None
    return best[1], best[2]


class Surface(VGroup):
    """The cell's surface: plasma above, the membrane, and a dent that may become a vesicle.

    Parameters
    ----------
    view
        Scale.
    profile
        Height of the membrane's middle (nm) over x (nm, an array).
    left, right, top
        How far it is drawn, nm: past the picture's edges.
    """

    def __init__(
        self,
        view: View,
        profile: Callable[[np.ndarray], np.ndarray],
        *,
        left: float,
        right: float,
        top: float,
    ) -> None:
        super().__init__()
        self.view, self.profile = view, profile
        self.left, self.right, self.top = left, right, top
        x = np.arange(left, right + _STEP, _STEP)
        self._line = np.stack([x, profile(x)], axis=1)
        self._outside = Polygon(
            [(left, top), *[(float(a), float(b)) for a, b in self._line], (float(x[-1]), top)]
        )
        self.plasma = blank(PLASMA)
        self.membrane = Membrane(view)
        self.runs: list[Run] = []
        self.add(self.plasma, self.membrane)
        self.take_in(None)

    def height(self, x: float) -> float:
        """Height of the undented membrane's middle at x, nm."""
        return float(self.profile(np.array([x]))[0])

    def take_in(
        self,
        body: BaseGeometry | None,
        fillet: float = 9.0,
        at: float = 0.0,
        view: View | None = None,
    ) -> list[Polygon]:
        """Join a body to the outside: a dent if it lies half in, a pit with a neck if deeper.

        Parameters
        ----------
        body
            The body (nm), or None for an undented surface.
        fillet
            Rounding of the mouth, nm.
        at
            Where along x (nm) the dent is: lipids flow in toward it from both sides.

        Returns
        -------
        list of Polygon
            Regions that have come off: the vesicle, once the neck has parted.
        """
        self.view = view or self.view
        came_off: list[Polygon] = []
        line = self._line
        if body is not None:
            regions = joined([self._outside, body], fillet)
            regions.sort(key=lambda region: region.area)
            came_off, line = regions[:-1], self._lower_edge(regions[-1])
        self.runs = [Run(_spaced(line, closed=False), closed=False)]
        run = self.runs[0]
        self.runs = [Run(run.points, closed=False, anchor=self._deepest(run, at))]
        self._fill()
        return came_off

    def foot(self, x: float) -> tuple[np.ndarray, float]:
        """Where something stands on the surface near x (nm), and the angle of its normal."""
        return nearest_wall(self.runs, (x, self.height(x)))

    def _lower_edge(self, outside: Polygon) -> np.ndarray:
        ring = np.asarray(shapely.geometry.polygon.orient(outside, 1.0).exterior.coords)[:-1, :2]
        start = int(np.argmin(np.linalg.norm(ring - self._line[0], axis=1)))
        ring = np.roll(ring, -start, axis=0)
        end = int(np.argmin(np.linalg.norm(ring - self._line[-1], axis=1)))
        return ring[: end + 1]

    @staticmethod
    def _deepest(run: Run, at: float) -> float:
        steps = np.linalg.norm(np.diff(run.points, axis=0), axis=1)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        # Half the length between the two points that stand well clear of the dent.
        left = along[int(np.argmin(np.abs(run.points[:, 0] - (at - 95.0))))]
        right = along[int(np.argmin(np.abs(run.points[::-1, 0] - (at + 95.0)))) * -1 - 1]
        return float((left + right) / 2)

    def _fill(self) -> None:
        line = self.runs[0].points
        ends = np.array([[self.right + _STEP, self.top], [self.left, self.top]])
        ring = np.vstack([line, ends])
        edge = catmull_rom(self.view.points(line), closed=False)
        corners = self.view.points(np.vstack([line[-1:], ends, line[:1]]))
        straight = np.stack(
            [corners[:-1] + (corners[1:] - corners[:-1]) * s for s in (0, 1 / 3, 2 / 3, 1)], axis=1
        ).reshape(-1, 3)
        del ring
        self.plasma.points = np.vstack([edge, straight])
        self.membrane.follow(self.runs, self.view)


# --- quiet contents ----------------------------------------------------------------------------


@cache
def _blob(seed: int, corners: int = 9) -> BaseGeometry:
    """An uneven round silhouette of radius about 1."""
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False) + rng.uniform(-0.2, 0.2, corners)
    far = rng.uniform(0.78, 1.1, corners)
    ring = Polygon(np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1))
    return shapely.buffer(shapely.buffer(ring, 0.25, quad_segs=4), -0.2, quad_segs=4)


def specks(
    room: BaseGeometry, seed: int, count: int, low: float = 2.2, high: float = 4.4
) -> list[BaseGeometry]:
    """Quiet molecules (radius ``low``-``high`` nm) strewn in a room (nm), clear of each other."""
    rng = np.random.default_rng(seed)
    left, bottom, right, top = room.bounds
    placed: list[BaseGeometry] = []
    tries = 0
    while len(placed) < count and tries < 60 * count:
        tries += 1
        x, y, r = rng.uniform(left, right), rng.uniform(bottom, top), rng.uniform(low, high)
        blob = affinity.translate(
            affinity.scale(_blob(int(rng.integers(40))), r, r, origin=(0, 0)), x, y
        )
        if room.contains(blob) and all(blob.distance(other) > 1.8 for other in placed):
            placed.append(blob)
    return placed


__all__ = [
    "Compartment", "Membrane", "Pit", "Run", "Surface", "THICKNESS", "VESICLE_RADIUS", "around",
    "disc", "ellipse", "joined", "lighter", "nearest_wall", "specks",
]
