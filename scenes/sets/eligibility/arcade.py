"""An arcade from edge to edge: open bays in a wall, each with a question that is asked before the drug is given.

A relative of the bridge: the same stone, the same ink. Lengths in stage px, y up from the stage's upper left
corner (so all y are negative). What is in a bay stands before its back and behind its dusk, and all of it behind
the wall.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.stage.actor import Part
from scenes.stage.drawing import fill
from scenes.stage.style import DUSK, INK, PAPER_CARD, PAVEMENT, STONE, inked, lighter
from scenes.stage.view import View

#: Px where a bay is 344 px wide; narrower ones have thinner stones.
_OPENING: Final = 344.0
_VOUSSOIR: Final = 34.0
_STONES: Final = 13
_CONTOUR: Final = 4.6
_COURSE: Final = 46.0
#: How much of what is in a bay is hidden before light falls on it.
_DARK: Final = 0.80
#: And how much of it while another bay is spoken of.
_DIM: Final = 0.40
_STEP: Final = 24.0


@dataclass(frozen=True)
class Bay:
    """One bay: an opening with a flat arch.

    Attributes
    ----------
    x, floor
        Middle, and height of its floor.
    opening, high
        Width, and height from the floor to the top of its arch.
    rise
        How high the arch is of that.
    """

    x: float
    floor: float
    opening: float
    high: float
    rise: float

    @property
    def weight(self) -> float:
        """How thick stones and lines are, 1 at a width of 344 px; wide bays have no thicker ones."""
        return float(np.sqrt(min(self.opening, 304.0) / _OPENING))

    @property
    def spring(self) -> float:
        """Height where its arch begins."""
        return self.floor + self.high - self.rise

    def arch(self, grow: float = 0.0) -> np.ndarray:
        """The arch from the right to the left, ``grow`` px wider, shape (n, 2)."""
        t = np.linspace(0, np.pi, 49)
        half = self.opening / 2 + grow
        return np.column_stack([self.x + half * np.cos(t), self.spring + (self.rise + grow) * np.sin(t)])

    def form(self, grow: float = 0.0) -> Polygon:
        """The opening, ``grow`` px wider."""
        half = self.opening / 2 + grow
        return Polygon([(self.x - half, self.floor), (self.x + half, self.floor), *self.arch(grow)])

    def view(self, stage: View) -> View:
        """A view whose origin is the middle of its floor."""
        return stage.at(stage.point(self.x, self.floor))

    def inside(self) -> Polygon:
        """The opening about the middle of its floor, a little wider, so that the wall covers its edge."""
        return affinity.translate(self.form(6), -self.x, -self.floor)


class Arcade:
    """A wall with bays, from edge to edge, and the pavement before it.

    Attributes
    ----------
    bays
        The bays, in the order in which their questions are asked.
    pavement, wall
        What is walked on, and what stands before the bays.
    dusks, shades, lights, ticks
        Of each bay: what lies over it till light falls on it, and while another is spoken of; the light that then
        lies on the pavement; and the tick on its keystone.
    """

    def __init__(self, stage: View, bays: Sequence[Bay], top: float, wide: float, low: float) -> None:
        self.bays, self._stage, self._w = bays, stage, bays[0].weight
        self._wide, self._top, self._low = wide, -top, -low
        self.floor = min(bay.floor for bay in bays)
        self.pavement = self._build_pavement()
        bright = lighter(PAVEMENT, 0.38)
        self.lights = [Plane(stage, fill(self._light(bay), bright, stage, smooth=False)) for bay in bays]
        self.dusks, self.shades = (
            [Plane(stage, fill(bay.form(5), DUSK, stage, opacity=share, smooth=False)) for bay in bays]
            for share in (_DARK, _DIM)
        )
        self.ticks = [ticked(34 * self._w, self.keystone(bay), stage, 3.4 * self._w) for bay in bays]
        self.wall = self._build_wall()

    def keystone(self, bay: Bay) -> tuple[float, float]:
        """The middle of a bay's keystone."""
        return bay.x, bay.floor + bay.high + 20 * self._w

    # --- what is walked on ------------------------------

    def _build_pavement(self) -> Plane:
        """Slabs down to the picture's edge: lines so faint that words and captions stand quietly on them."""
        plane, floor, left, right = Plane(self._stage), self.floor, -20.0, self._wide + 20
        ground = box(left, self._low - 20, right, floor)
        self._lay(plane, ground, PAVEMENT)
        top, deep = floor - _STEP * self._w, floor - self._low
        eye = self._wide / 2, floor + 0.9 * deep
        feet = np.linspace(-1.3, 2.3, 19) * self._wide
        rays = [LineString([eye, (x, self._low - 20)]) for x in feet]
        rows = [LineString([(left, floor - deep * share), (right, floor - deep * share)]) for share in (0.62, 0.85)]
        joints = shapely.union_all([*rays, *rows]).buffer(1.1).intersection(box(left, self._low - 20, right, top))
        self._lay(plane, joints, inked(PAVEMENT, 0.05))
        self._lay(plane, box(left, top, right, floor), inked(STONE, 0.06))
        self._lay(plane, box(left, top, right, top + 2.4), inked(STONE, 0.30))
        return plane

    def _light(self, bay: Bay) -> BaseGeometry:
        """Where the light of a bay lies on the pavement; a bay above has none there."""
        if bay.floor > self.floor:
            return Polygon()
        top, half = self.floor - _STEP * self._w, 0.45 * bay.opening
        return Polygon([(bay.x - half, top), (bay.x + half, top), (bay.x + 2.02 * half, self._low - 20),
                        (bay.x - 0.5 * half, self._low - 20)])

    # --- the wall ------------------------------

    def _build_wall(self) -> Plane:
        w, wall = self._w, Plane(self._stage)
        holes = shapely.union_all([bay.form() for bay in self.bays])
        face = shapely.difference(box(-20, self.floor, self._wide + 20, self._top), holes)
        self._lay(wall, face, STONE)
        for tone, stones in zip((inked(STONE, 0.035), lighter(STONE, 0.25)), self._stones(face), strict=True):
            self._lay(wall, stones, tone)
        for bay in self.bays:
            self._reveal(wall, bay)
        for floor in {bay.floor for bay in self.bays}:
            self._string_course(wall, floor, holes)
        for bay in self.bays:
            self._arch(wall, bay)
        self._cornice(wall)
        for bay in self.bays:
            self._lay(wall, self._key(bay), PAPER_CARD, 4.2 * w)
        self._lay(wall, box(-20, self.floor - 2, self._wide + 20, self.floor + 2.6), INK)
        return wall

    def _lay(self, plane: Plane, form: BaseGeometry, color: str, line: float = 0.0) -> None:
        if line:
            grown = shapely.buffer(form, line, quad_segs=3, join_style="mitre", mitre_limit=1.6)
            plane.add(Part(fill(grown, INK, self._stage, smooth=False, tolerance_px=0.2)))
        plane.add(Part(fill(form, color, self._stage, smooth=False, tolerance_px=0.2)))

    def _stones(self, face: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
        """Stones that are a little darker, and a little lighter, than the wall."""
        rng, step = np.random.default_rng(7), _COURSE * self._w
        long = 2.5 * step
        tones: tuple[list[BaseGeometry], list[BaseGeometry]] = ([], [])
        for k, y in enumerate(np.arange(self.floor, self._top, step)):
            for x in np.arange(-long * (1 + (k % 2) / 2), self._wide + long, long):
                tone = rng.integers(0, 4)
                if tone < 2:
                    tones[tone].append(box(x + 1.5, y + 1.5, x + long - 1.5, y + step - 1.5))
        dark, light = (shapely.union_all(stones).intersection(face) for stones in tones)
        return dark, light

    def _reveal(self, wall: Plane, bay: Bay) -> None:
        """The thickness of the wall, on the side that light from the upper left does not reach."""
        w, form = self._w, bay.form()
        self._lay(wall, shapely.difference(form, affinity.translate(form, 13 * w, -7 * w)), inked(STONE, 0.34))
        edge = shapely.difference(bay.form(1.0), shapely.buffer(form, -_CONTOUR * 0.8 * w))
        self._lay(wall, edge, INK)

    def _arch(self, wall: Plane, bay: Bay) -> None:
        """Stones over an opening, and the blocks that they spring from."""
        w = self._w
        inner, outer = bay.arch(), bay.arch(_VOUSSOIR * w)
        ring = Polygon([*outer, *inner[::-1]])
        self._lay(wall, ring.buffer(_CONTOUR * 0.8 * w), INK)
        self._lay(wall, ring, inked(STONE, 0.30))
        joints = [
            LineString([inner[round(i)], outer[round(i)]]).buffer(1.3 * w)
            for i in np.linspace(0, len(inner) - 1, _STONES + 1)
        ]
        self._lay(wall, shapely.difference(ring, shapely.union_all(joints)), lighter(STONE, 0.42))
        half, wide = bay.opening / 2, (bay.opening / 2 + (_VOUSSOIR + 10) * w)
        for side in (-1, 1):
            near, far = sorted((bay.x + side * half, bay.x + side * wide))
            self._lay(wall, box(near, bay.spring - 20 * w, far, bay.spring + 2 * w), inked(STONE, 0.10), 3.2 * w)

    def _key(self, bay: Bay) -> Polygon:
        w, (x, y) = self._w, self.keystone(bay)
        return Polygon([(x - 29 * w, y - 30 * w), (x + 29 * w, y - 30 * w), (x + 36 * w, y + 32 * w),
                        (x - 36 * w, y + 32 * w)])

    def _string_course(self, wall: Plane, floor: float, holes: BaseGeometry) -> None:
        """A ledge under the floor of the bays above, and a darker base beside the ones below."""
        w = self._w
        if floor > self.floor:
            self._lay(wall, box(-20, floor - 30 * w, self._wide + 20, floor), lighter(STONE, 0.40), 3.4 * w)
            self._lay(wall, box(-20, floor - 44 * w, self._wide + 20, floor - 34 * w), inked(STONE, 0.13))
        else:
            base = shapely.difference(box(-20, floor, self._wide + 20, floor + 44 * w), holes)
            self._lay(wall, base, inked(STONE, 0.09))

    def _cornice(self, wall: Plane) -> None:
        w, left, right = self._w, -20.0, self._wide + 20
        self._lay(wall, box(left, self._top - 44 * w, right, self._top - 30 * w), inked(STONE, 0.13))
        self._lay(wall, box(left, self._top - 30 * w, right, self._top), lighter(STONE, 0.55), 3.6 * w)
