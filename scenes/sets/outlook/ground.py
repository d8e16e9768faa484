"""The garden's ground: light from the upper left, hills, a meadow, a bed that goes on to the picture's edge.

Nothing of it moves. Lengths in stage px, y up from the upper left corner, as all places of this set are once flipped.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.scenery import Plane
from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.seedlings import mound, withered
from scenes.stage.actor import Actor
from scenes.stage.drawing import catmull_rom, fill
from scenes.stage.layout import Place, Zones
from scenes.stage.style import HILL, HILL_FAR, INK, LEAF, MEADOW, SKY, SOIL, WHITE, inked, mix
from scenes.stage.view import View


def curve(places: Sequence[Place]) -> np.ndarray:
    """A smooth line through places (y down), shape (n, 2), y up."""
    xy = np.array([(x, -y, 0.0) for x, y in places])
    rows = catmull_rom(xy, closed=False).reshape(-1, 4, 3)
    t = np.linspace(0, 1, 9)[:-1, None]
    parts = [
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d for a, b, c, d in rows
    ]
    return np.asarray(np.vstack([*parts, xy[-1:]])[:, :2])


class Ground(Actor):
    """All that lies behind trees and seedlings."""

    background = True

    def __init__(self, view: View, zones: Zones, plan: Composition) -> None:
        super().__init__(view)
        self._wide, self._high = zones.frame.width, zones.frame.height
        self.add(*self._light(), *self._hills(plan), *self._bed(plan))
        self._shade(plan)
        self._near(zones.pick(130, 190, 120))

    def _below(self, line: np.ndarray) -> Polygon:
        """All of the picture under a line."""
        return Polygon(np.vstack([line, [(line[-1, 0], -self._high - 20), (line[0, 0], -self._high - 20)]]))

    def _light(self) -> list[VMobject]:
        """The sky is lighter toward the upper left: four wide ovals."""
        frame = box(-20, -self._high - 20, self._wide + 20, 20)
        reach, found = float(np.hypot(self._wide, 0.7 * self._high)), list[VMobject]()
        for k, share in enumerate((0.78, 0.58, 0.40, 0.24)):
            round_ = Point(0.04 * self._wide, 0).buffer(1.0, quad_segs=32)
            oval = affinity.scale(round_, share * reach, 0.8 * share * reach)
            found.append(fill(oval.intersection(frame), mix(SKY, WHITE, 0.16 * (k + 1)), self.view))
        return found

    def _hills(self, plan: Composition) -> list[VMobject]:
        shapes: list[VMobject] = []
        for places, color in zip(plan.hills, (HILL_FAR, HILL, MEADOW), strict=True):
            line = curve(places)
            shapes.append(fill(self._below(line), color, self.view, smooth=False))
            edge = LineString(line).buffer(1.5)
            shapes.append(fill(edge, inked(color, 0.16 if color != MEADOW else 0.4), self.view, smooth=False))
        return shapes

    def _bed(self, plan: Composition) -> list[VMobject]:
        """Tilled soil; its furrows lie further apart toward the viewer."""
        edge = curve(plan.bed)
        bed = Polygon(np.vstack([edge, [(self._wide + 40, -self._high - 40)]])).buffer(0)
        furrows: list[BaseGeometry] = []
        top, y = min(y for _, y in plan.bed), 26.0
        while top + y < self._high + 60:
            x = np.linspace(-40, self._wide + 40, 40)
            sag = 0.5 * (x / self._wide - 0.5) ** 2 * y
            furrows.append(LineString(np.column_stack([x, -(top + y + sag)])).buffer(min(1.0 + 0.010 * y, 2.6)))
            y *= 1.0 + 26.0 / (y + 34)
            y += 10
        lines = [bed.buffer(-26).intersection(furrow) for furrow in furrows]
        return [
            fill(LineString(edge).buffer(3.0), inked(SOIL, 0.42), self.view, smooth=False),
            fill(bed, SOIL, self.view, smooth=False),
            *(fill(line, inked(SOIL, 0.07), self.view, smooth=False) for line in lines if not line.is_empty),
        ]

    def _near(self, size: float) -> None:
        """What is nearest: grass in the lower corners, pale, so that captions stand on quiet ground."""
        for k, (x, share) in enumerate(((0.03, 1.0), (0.13, 0.55), (0.97, 0.8))):
            form = affinity.translate(tuft(share * size, k), x * self._wide, -self._high)
            self.add(fill(form, mix(LEAF, MEADOW, 0.55), self.view))

    def _shade(self, plan: Composition) -> None:
        """The tree's shadow, to the lower right, and heaps of soil, two of which nothing comes of."""
        x, y = plan.tree
        oval = affinity.scale(Point(0, 0).buffer(1.0, quad_segs=24), 4.6 * plan.unit, 0.42 * plan.unit)
        self.add(fill(affinity.translate(oval, x + 1.9 * plan.unit, -y), inked(MEADOW, 0.13), self.view))
        for (x, y), size in plan.bare:
            at = self.view.at(self.view.point(x, -y))
            self.add(*mound(at, size))
        (x, y), size = plan.bare[0]
        self.add(*withered(self.view.at(self.view.point(x, -y)), 0.62 * size))
        for x, y in plan.plants:
            self.add(*mound(self.view.at(self.view.point(x, -y)), plan.mound))


def tuft(size: float, seed: int) -> BaseGeometry:
    """Blades of grass that rise from the origin."""
    rng = np.random.default_rng(seed)
    blades: list[BaseGeometry] = []
    for x in np.linspace(-0.8, 0.8, 9):
        tip = np.array([1.5 * x + rng.normal(0, 0.12), (1.05 - 0.45 * abs(x)) * rng.uniform(0.72, 1.1)])
        root, bend = np.array([0.7 * x, -0.2]), np.array([0.8 * x, 0.55 * tip[1]])
        side = np.array([0.055, 0.0])
        blades.append(Polygon(np.array([root - side, bend - 0.7 * side, tip, bend + 0.7 * side, root + side]) * size))
    return shapely.union_all(blades)


def shadow_under(view: View, wide: float) -> Plane:
    """Where a tree on the hill stands: a low shade, to the right."""
    oval = affinity.scale(Point(0.3, 0).buffer(1.0, quad_segs=16), wide, 0.12 * wide, origin=(0, 0))
    return Plane(view, fill(oval, mix(HILL, INK, 0.12), view))
