"""Gates: a wall with arched doors along a path, each door a condition that must be met.

A relative of the bridge: the same stone, the same ink. Lengths in stage px, y up from the stage's upper left
corner (so all y are negative). Doors stand behind the wall, what is in a gate behind its door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import contour, fill
from scenes.stage.style import BODY, INK, PAPER_CARD, STONE, inked, lighter, mix
from scenes.stage.view import View

#: Px at an opening of 344 px; smaller gates have thinner stones.
_OPENING: Final = 344.0
_VOUSSOIR: Final = 34.0
_STONES: Final = 12
_CONTOUR: Final = 5.0
_COURSE: Final = 46.0
#: An open leaf is seen edge-on: this share of its width.
_EDGE_ON: Final = 0.075


@dataclass(frozen=True)
class Gate:
    """One gate: an opening with a round arch.

    Attributes
    ----------
    x, floor
        Middle, and height of its floor.
    opening, straight
        Width, and height from the floor to where the arch springs.
    """

    x: float
    floor: float
    opening: float
    straight: float

    @property
    def high(self) -> float:
        """From the floor to the top of the arch."""
        return self.straight + self.opening / 2

    @property
    def weight(self) -> float:
        """How thick stones and lines are, 1 at an opening of 344 px."""
        return float(np.sqrt(self.opening / _OPENING))

    def form(self, grow: float = 0.0) -> BaseGeometry:
        """The opening, its arch ``grow`` px wider."""
        r = self.opening / 2 + grow
        spring = self.floor + self.straight
        arch = shapely.Point(self.x, spring).buffer(r, quad_segs=24)
        return shapely.union(arch.intersection(box(self.x - r, spring - 0.5, self.x + r, spring + r)),
                             box(self.x - r, self.floor, self.x + r, spring))

    def view(self, stage: View) -> View:
        """A view whose origin is the middle of its floor."""
        return stage.at(stage.point(self.x, self.floor))


class Door(Actor):
    """Two leaves that swing open; closed as made.

    Attributes
    ----------
    share
        How far it is open, 0 to 1.
    """

    def __init__(self, view: View, gate: Gate) -> None:
        super().__init__(view)
        self.gate, self.share = gate, 0.0
        self._sides: dict[Part, int] = {}
        whole, w = gate.form(2), gate.weight
        for side in (-1, 1):
            far = gate.x + side * gate.opening
            half = box(min(gate.x, far), gate.floor, max(gate.x, far), gate.floor + gate.high + 4)
            leaf = shapely.intersection(whole, half)
            panel = shapely.buffer(shapely.buffer(leaf, -30 * w), 12 * w, quad_segs=6)
            cut = box(gate.x - gate.opening, gate.floor + 0.44 * gate.straight, gate.x + gate.opening,
                      gate.floor + 0.44 * gate.straight + 26 * w)
            panels = shapely.buffer(shapely.difference(panel, cut), -4 * w)
            knob = shapely.Point(gate.x + side * 15 * w, gate.floor + 0.5 * gate.straight).buffer(6.5 * w)
            shade = shapely.difference(panels, affinity.translate(panels, 3.5 * w, -3.5 * w))
            for form, color in (
                (leaf, INK), (shapely.buffer(leaf, -2.2), BODY), (panels, inked(BODY, 0.20)),
                (shapely.buffer(panels, -2.2 * w), lighter(BODY, 0.26)),
                (shade, inked(BODY, 0.10)), (knob, INK),
            ):
                part = Part(fill(form, color, view, smooth=False, tolerance_px=0.15))
                self._sides[part] = side
                self.add(part)

    def swing(self, share: float) -> Door:
        """Open both leaves by a share 0 to 1."""
        self.share = share
        wide = 1 - (1 - _EDGE_ON) * float(np.sin(0.5 * np.pi * share))
        matrix = np.diag([wide, 1.0])
        for part, side in self._sides.items():
            jamb = self.view.point(self.gate.x + side * self.gate.opening / 2, 0)[0]
            part.pose(matrix, np.array([(1 - wide) * jamb, 0.0]))
        return self


class GateWall:
    """A wall with gates, a path before it, and a tick over each gate.

    Attributes
    ----------
    gates
        The gates from left to right.
    backs, doors, ticks
        Of each gate: the ground in its opening, its door, the tick on its keystone.
    wall, path
        What stands before the doors, and where one walks.
    """

    def __init__(
        self, stage: View, gates: tuple[Gate, ...], ends: tuple[float, float], wide: float,
        grounds: tuple[str, ...],
    ) -> None:
        self.gates = gates
        self._stage, self._w = stage, gates[0].weight
        self._ends = ends
        self.backs = [
            Plane(stage, fill(gate.form(6), ground, stage, tolerance_px=0.2))
            for gate, ground in zip(gates, grounds, strict=True)
        ]
        self.doors = [Door(stage, gate) for gate in gates]
        self.wall = self._build_wall()
        self.ticks = [self._tick(gate) for gate in gates]
        self.path = self._build_path(wide)

    @property
    def crown(self) -> float:
        """Height where the wall ends and the cornice begins."""
        gate = self.gates[0]
        return gate.floor + gate.high + (_VOUSSOIR + 4) * self._w

    def level(self) -> float:
        """Where feet stand on the path."""
        return self.gates[0].floor - 27 * self._w

    def _build_wall(self) -> Plane:
        """Wall, courses, voussoirs, imposts, keystones and cornice, around the openings."""
        w, wall = self._w, Plane(self._stage)
        floor, (left, right) = self.gates[0].floor, self._ends
        holes = shapely.union_all([gate.form() for gate in self.gates])
        face = shapely.difference(box(left, floor, right, self.crown + 6), holes)
        self._lay(wall, face, STONE, _CONTOUR * w)
        self._lay(wall, self._courses(face), inked(STONE, 0.075))
        for gate in self.gates:
            self._arch(wall, gate)
        imposts = [
            box(x - 30 * w, y - 11 * w, x + 30 * w, y + 11 * w)
            for gate in self.gates for y in (gate.floor + gate.straight,)
            for x in (gate.x - gate.opening / 2 - 28 * w, gate.x + gate.opening / 2 + 28 * w)
        ]
        ledge = shapely.union_all(imposts).intersection(box(left - 9 * w, floor, right + 9 * w, self.crown))
        self._lay(wall, shapely.difference(ledge, holes), inked(STONE, 0.12), 3.6 * w)
        cornice = box(left - 16 * w, self.crown, right + 16 * w, self.crown + 30 * w).buffer(3 * w)
        self._lay(wall, cornice, lighter(STONE, 0.62), _CONTOUR * w)
        shadow = box(left - 16 * w, self.crown - 1, right + 16 * w, self.crown + 7 * w)
        self._lay(wall, shadow, inked(STONE, 0.05))
        for gate in self.gates:
            self._lay(wall, self._keystone(gate), PAPER_CARD, 4.6 * w)
        return wall

    def _lay(self, plane: Plane, form: BaseGeometry, color: str, line: float = 0.0) -> None:
        if line:
            grown = shapely.buffer(form, line, quad_segs=3, join_style="mitre", mitre_limit=1.6)
            plane.add(Part(fill(grown, INK, self._stage, smooth=False, tolerance_px=0.2)))
        plane.add(Part(fill(form, color, self._stage, smooth=False, tolerance_px=0.2)))

    def _courses(self, face: BaseGeometry) -> BaseGeometry:
        """Joints of the stones: thin lines, every second course shifted."""
        left, low, right, high = face.bounds
        lines: list[BaseGeometry] = []
        step = _COURSE * self._w
        for k, y in enumerate(np.arange(low + step, high, step)):
            lines.append(LineString([(left, y), (right, y)]))
            long = 3.1 * step
            for x in np.arange(left + (k % 2) * long / 2, right, long):
                lines.append(LineString([(x, y - step), (x, y)]))
        return shapely.intersection(shapely.union_all(lines).buffer(1.2), face)

    def _arch(self, wall: Plane, gate: Gate) -> None:
        w, spring = self._w, gate.floor + gate.straight
        inner, outer = gate.opening / 2, gate.opening / 2 + _VOUSSOIR * w
        upper = box(gate.x - outer, spring, gate.x + outer, spring + outer)
        middle = shapely.Point(gate.x, spring)
        ring = middle.buffer(outer, quad_segs=24).difference(middle.buffer(inner, quad_segs=24))
        ring = ring.intersection(upper)
        self._lay(wall, middle.buffer(outer + 3.6 * w, quad_segs=24).difference(
            middle.buffer(inner, quad_segs=24)).intersection(box(*upper.bounds).buffer(4 * w)).intersection(
            box(gate.x - 2 * outer, spring, gate.x + 2 * outer, spring + 2 * outer)), INK)
        self._lay(wall, ring, inked(STONE, 0.34))
        cuts = [
            LineString([(gate.x + inner * np.cos(a), spring + inner * np.sin(a)),
                        (gate.x + outer * np.cos(a), spring + outer * np.sin(a))]).buffer(1.4 * w)
            for a in np.linspace(0, np.pi, _STONES + 1)
        ]
        self._lay(wall, shapely.difference(ring, shapely.union_all(cuts)), lighter(STONE, 0.42))
        edge = shapely.difference(shapely.buffer(gate.form(), 1.0), shapely.buffer(gate.form(), -_CONTOUR * w))
        above = box(gate.x - outer, gate.floor, gate.x + outer, spring + outer)
        self._lay(wall, shapely.intersection(edge, above), INK)

    def _keystone(self, gate: Gate) -> Polygon:
        w, top = self._w, gate.floor + gate.high
        low, high = top - 13 * w, top + (_VOUSSOIR + 22) * w
        return Polygon([
            (gate.x - 30 * w, low), (gate.x + 30 * w, low), (gate.x + 37 * w, high), (gate.x - 37 * w, high),
        ])

    def _tick(self, gate: Gate) -> Plane:
        w, top = self._w, gate.floor + gate.high
        return ticked(34 * w, (gate.x, top + 23 * w), self._stage, 3.4 * w)

    def _build_path(self, wide: float) -> Plane:
        """The path, from one side of the picture to the other, with marks for its direction."""
        path, w, floor = Plane(self._stage), self._w, self.gates[0].floor
        left, right = -30.0, wide + 30.0
        self._lay(path, box(left, floor - 39 * w, right, floor), INK)
        self._lay(path, box(left, floor - 34 * w, right, floor - 5 * w), lighter(STONE, 0.30))
        marks = [
            LineString([(x - 6 * w, floor - 11 * w), (x + 5 * w, floor - 19.5 * w), (x - 6 * w, floor - 28 * w)])
            for x in np.arange(self._ends[0] - 22 * w, right, 72 * w)
        ]
        self._lay(path, shapely.union_all(marks).buffer(1.9 * w), mix(STONE, INK, 0.30))
        return path


def speech_bubble(view: View, wide: float, high: float) -> Plane:
    """A speech bubble; the tip of its tail is the view's origin."""
    body = affinity.scale(shapely.Point(0, 0).buffer(0.5, quad_segs=16), wide, high)
    body = affinity.translate(body, 0.06 * wide, 0.72 * high)
    tail = Polygon([(0, 0), (-0.10 * wide, 0.42 * high), (0.20 * wide, 0.34 * high)])
    form = shapely.buffer(shapely.buffer(shapely.union(body, tail), 3), -3)
    return Plane(view, contour(form, 4.6, INK, view), fill(form, PAPER_CARD, view))
