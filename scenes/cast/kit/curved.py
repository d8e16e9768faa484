"""Curved membrane as geometry: dents, necks, bodies that join and part.

Shape is geometry, not keyframes: a body (a disc, an oval) that leaves or joins another one is
the union of both, closed by a fillet. The fillet *is* the neck: it narrows as the bodies part
and pinches off by itself. So budding and fusion never jump, and any frame can be drawn without
the frames before it. Lengths are nm, angles radians.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import polygons

#: Thickness of the bilayer, nm (ledger: ``membrane``).
THICKNESS: Final = 4.5
#: Radius of pit and vesicle at mid-membrane, nm: with its coat about 100 across.
VESICLE_RADIUS: Final = 37.5
#: Heads stand this far apart along the band and this far from its middle, nm.
_HEAD_STEP, _HEAD_ROW = 1.85, 1.50
#: Between the points a band is drawn through, nm.
STEP: Final = 2.6
_SEGMENTS = 20  # of a quarter circle, for bodies


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
    return shapely.buffer(shapely.Point(float(center[0]), float(center[1])), radius, quad_segs=_SEGMENTS)


def ellipse(
    center: Sequence[float] | np.ndarray, half: tuple[float, float], angle: float = 0.0
) -> BaseGeometry:
    """An oval body with half axes ``half`` (nm), the first at ``angle`` (radians)."""
    unit = shapely.buffer(shapely.Point(0, 0), 1.0, quad_segs=_SEGMENTS)
    turned = affinity.rotate(affinity.scale(unit, *half), angle, (0, 0), use_radians=True)
    return affinity.translate(turned, float(center[0]), float(center[1]))


@dataclass(frozen=True)
class Oval:
    """An oval body that is carried about: center, half axes (nm), angle of the first."""

    center: tuple[float, float]
    half: tuple[float, float]
    angle: float = 0.0

    def body(self, swell: float = 0.0) -> BaseGeometry:
        """Its outline at mid-membrane, ``swell`` nm larger all round."""
        half = (self.half[0] + swell, self.half[1] + swell)
        return ellipse(self.center, half, self.angle)

    def at(self, along: float, across: float) -> np.ndarray:
        """A place in its own frame (nm along the first and the second axis), nm."""
        c, s = np.cos(self.angle), np.sin(self.angle)
        turn = np.array([[c, -s], [s, c]])
        return np.asarray(np.asarray(self.center) + turn @ np.array([along, across]))

    def moved(self, center: Sequence[float] | np.ndarray, angle: float) -> Oval:
        """The same body elsewhere, turned to another angle."""
        return Oval((float(center[0]), float(center[1])), self.half, angle)

    def confine(self, place: np.ndarray, margin: float) -> np.ndarray:
        """A place folded back inside, ``margin`` nm off the wall, as if it had bounced."""
        c, s = np.cos(self.angle), np.sin(self.angle)
        turn = np.array([[c, -s], [s, c]])
        own = turn.T @ (np.asarray(place) - np.asarray(self.center))
        room = np.array(self.half) - margin
        far = float(np.linalg.norm(own / room))
        if far > 1e-9:
            folded = 1 - abs((far + 1) % 4 - 2)  # a triangle wave: 0, 1, back to 0, on to -1
            own = own * (folded / far)
        return np.asarray(np.asarray(self.center) + turn @ own)


def joined(bodies: Sequence[BaseGeometry], fillet: float) -> list[Polygon]:
    """Bodies that touch, or nearly do, made one by a neck with rounded shoulders.

    The gap between two bodies is bridged while it is small against the fillet (nm); the
    bridge narrows to nothing and parts without a jump.
    """
    whole = shapely.union_all(list(bodies))
    grown = shapely.buffer(whole, fillet, quad_segs=_SEGMENTS)
    return polygons(shapely.buffer(grown, -fillet, quad_segs=_SEGMENTS))


@dataclass(frozen=True)
class MembraneStretch:
    """One stretch of membrane: points of its middle line, shape (n, 2), nm, evenly spaced.

    Attributes
    ----------
    anchor
        Arc length (nm) at which the lipids stand still; they flow toward and away from it.
    """

    points: np.ndarray
    closed: bool
    anchor: float = 0.0

    @cached_property
    def length(self) -> float:
        """Arc length, nm."""
        return float(np.linalg.norm(np.diff(self.looped, axis=0), axis=1).sum())

    @cached_property
    def looped(self) -> np.ndarray:
        """The points, the first repeated at the end of a closed run."""
        return np.vstack([self.points, self.points[:1]]) if self.closed else self.points

    @cached_property
    def steps(self) -> tuple[np.ndarray, np.ndarray]:
        """From each point to the next (n, 2), and the square of its length (n,)."""
        step = np.diff(self.looped, axis=0)
        return step, np.einsum("ij,ij->i", step, step)

    def at(self, arc: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Places and left-hand normals at arc lengths (nm), shapes (n, 2)."""
        line = self.looped
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


def around(polygon: Polygon, still: Sequence[float] | np.ndarray | None = None) -> MembraneStretch:
    """The outline of a body as a closed run; its lipids stand still nearest to ``still``."""
    ring = np.asarray(shapely.geometry.polygon.orient(polygon, 1.0).exterior.coords)[:-1, :2]
    if still is not None:
        nearest = int(np.argmin(np.linalg.norm(ring - np.asarray(still), axis=1)))
        ring = np.roll(ring, -nearest, axis=0)
    return MembraneStretch(spaced(ring, closed=True), closed=True)


def spaced(line: np.ndarray, closed: bool) -> np.ndarray:
    """Points at even arc length along a line, about ``STEP`` nm apart."""
    looped = np.vstack([line, line[:1]]) if closed else line
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(looped, axis=0), axis=1))])
    count = max(int(along[-1] / STEP), 8)
    arc = np.linspace(0, along[-1], count + 1)
    spaced = np.stack([np.interp(arc, along, looped[:, i]) for i in range(2)], axis=1)
    return spaced[:-1] if closed else spaced


def nearest_wall(
    runs: Sequence[MembraneStretch], place: Sequence[float] | np.ndarray
) -> tuple[np.ndarray, float]:
    """The point of these runs nearest to a place (nm), and the angle (radians) of the normal.

    The normal is the left-hand one: inward on bodies, which run counterclockwise.
    """
    target = np.asarray(place, dtype=float)
    best: tuple[float, np.ndarray, float] | None = None
    for run in runs:
        start, (step, square) = run.looped[:-1], run.steps
        along = np.einsum("ij,ij->i", target - start, step)
        share = np.clip(along / np.maximum(square, 1e-12), 0, 1)
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


@cache
def _blob(seed: int, corners: int = 9) -> BaseGeometry:
    """An uneven round silhouette of radius about 1."""
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False) + rng.uniform(-0.2, 0.2, corners)
    far = rng.uniform(0.78, 1.1, corners)
    ring = Polygon(np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1))
    soft = shapely.buffer(shapely.buffer(ring, -0.45, quad_segs=6), 0.5, quad_segs=6)
    return soft


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
