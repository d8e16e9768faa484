"""What stands in the bays: a resting room, a laboratory, a park, an examination room, a half-open door.

A room is drawn about the middle of its bay's floor in stage px; furniture in units of the persons that use it,
hundredths of a head, about a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.scenery import Plane
from scenes.cast.patient.liver import smooth_line
from scenes.sets.eligibility.arcade import Bay
from scenes.stage.drawing import contour, fill
from scenes.stage.style import (
    BANK_MARROW,
    BODY_GROUND,
    CLATHRIN,
    CLOTH_COAT,
    DEVICE,
    DNA_B,
    DOOR,
    HARM_GROUND,
    INK,
    LAMP,
    MARROW,
    PAPER_CARD,
    RED_CELL,
    STONE,
    UPHOLSTERY,
    WATER,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

ColoredForm = tuple[BaseGeometry, str, float]
"""A form, its color, and the contour in ink round it (px; 0 for none)."""
_LINE: Final = 2.6


def painted(view: View, *forms: ColoredForm, within: BaseGeometry | None = None) -> Plane:
    """Forms as one plane, back to front; of each only what lies within the bay."""
    plane = Plane(view)
    for form, color, line in forms:
        seen = form if within is None else form.intersection(within)
        if line:
            plane.add(contour(seen, line, INK, view))
        plane.add(fill(seen, color, view, smooth=False, tolerance_px=0.2))
    return plane


def tube(points: list[tuple[float, float]], wide: float) -> BaseGeometry:
    """A smooth line of a width, round at its ends."""
    return LineString(smooth_line(np.array(points, dtype=float))).buffer(wide / 2, quad_segs=6)


# --- rooms ------------------------------------------------------------------------------


def _room(bay: Bay, wall: str, floor: str) -> list[ColoredForm]:
    """A wall in the light that falls in from the upper left, and a floor."""
    w, h = bay.opening, bay.high
    beam = Polygon([(-0.2 * w, h), (0.34 * w, h), (0.95 * w, 0), (0.1 * w, 0)])
    ground = box(-w, -9, w, 0.105 * h)
    return [
        (box(-w, -9, w, h + 9), wall, 0), (beam, lighter(wall, 0.45), 0), (ground, floor, 0),
        (beam.intersection(ground), lighter(floor, 0.28), 0),
        (box(-w, 0.105 * h, w, 0.105 * h + 6), inked(wall, 0.14), 0),
    ]


def _resting(bay: Bay) -> list[ColoredForm]:
    return _room(bay, lighter(HARM_GROUND, 0.28), mix(DOOR, HARM_GROUND, 0.62))


def _laboratory(bay: Bay) -> list[ColoredForm]:
    return _room(bay, mix(WATER, PAPER_CARD, 0.55), mix(WATER, INK, 0.12))


def _park(bay: Bay) -> list[ColoredForm]:
    w, h = bay.opening, bay.high
    x = np.linspace(-0.6, 0.6, 40)
    far = Polygon([*zip(x * w, (0.26 + 0.035 * np.sin(5 * x + 1)) * h, strict=True), (0.6 * w, -9), (-0.6 * w, -9)])
    near = Polygon([*zip(x * w, (0.155 + 0.025 * np.sin(4 * x - 1)) * h, strict=True), (0.6 * w, -9), (-0.6 * w, -9)])
    crown = shapely.union_all([Point(0.33 * w + a * w, b * h).buffer(r * w, quad_segs=10) for a, b, r in (
        (0.0, 0.62, 0.13), (-0.10, 0.55, 0.11), (0.11, 0.55, 0.12), (0.0, 0.51, 0.13))])
    leaf = lighter(CLATHRIN, 0.34)
    return [
        (box(-w, -9, w, h + 9), lighter(WATER, 0.2), 0), (far, lighter(BANK_MARROW, 0.35), 0),
        (box(0.315 * w, 0.14 * h, 0.35 * w, 0.55 * h), mix(DOOR, BANK_MARROW, 0.35), 0), (crown, leaf, 0),
        (affinity.scale(affinity.translate(crown, -6, 8), 0.72, 0.72), lighter(leaf, 0.22), 0),
        (near, mix(BANK_MARROW, CLATHRIN, 0.10), 0), (box(-w, -9, w, 0.05 * h), mix(STONE, BANK_MARROW, 0.25), 0),
    ]


def _examination(bay: Bay) -> list[ColoredForm]:
    return _room(bay, BODY_GROUND, mix(BODY_GROUND, CLATHRIN, 0.30))


def _door(bay: Bay) -> list[ColoredForm]:
    """A door that stands half open to a room with light in it."""
    w, h = bay.opening, bay.high
    left, right, top = -0.29 * w, 0.16 * w, 0.67 * h
    leaf = Polygon([(right, 0.06 * h), (right, top), (right + 0.24 * w, top + 0.03 * h), (right + 0.24 * w, 0)])
    panels = shapely.union_all([
        Polygon([(right + 0.04 * w, (b + 0.012) * h), (right + 0.04 * w, t * h), (right + 0.20 * w, (t + 0.012) * h),
                 (right + 0.20 * w, (b - 0.006) * h)])
        for b, t in ((0.12, 0.30), (0.36, 0.61))
    ])
    knob = Point(right + 0.22 * w, 0.325 * h).buffer(0.016 * h)
    light = Polygon([(left, 0.06 * h), (right, 0.06 * h), (right + 0.16 * w, -9), (left - 0.1 * w, -9)])
    opening = box(left, 0.06 * h, right, top)
    lamp = Polygon([(left + 0.13 * w, top - 0.12 * h), (left + 0.29 * w, top - 0.12 * h),
                    (left + 0.25 * w, top - 0.045 * h), (left + 0.17 * w, top - 0.045 * h)])
    room = _room(bay, mix(DOOR, MARROW, 0.66), mix(DOOR, STONE, 0.45))
    return [
        *room, (opening.buffer(0.022 * w, join_style="mitre"), mix(DOOR, INK, 0.12), 1.6), (opening, LAMP, 0),
        (opening.intersection(box(left, 0, right, 0.16 * h)), inked(LAMP, 0.10), 0),
        (LineString([(left + 0.21 * w, top), (left + 0.21 * w, top - 0.05 * h)]).buffer(1.5), INK, 0),
        (lamp, PAPER_CARD, 1.6), (light, lighter(LAMP, 0.25), 0),
        (leaf, DOOR, 2.4), (panels, inked(DOOR, 0.12), 0), (knob, DEVICE, 0),
    ]


_ROOMS: Final[tuple[Callable[[Bay], list[ColoredForm]], ...]] = (_resting, _laboratory, _park, _examination, _door)


def back(stage: View, bay: Bay, number: int) -> Plane:
    """What is behind all that stands in a bay."""
    return painted(bay.view(stage), *_ROOMS[number](bay), within=bay.inside())


# --- furniture ----------------------------------------------------------------------------


def armchair(view: View) -> tuple[Plane, Plane]:
    """An armchair about its seat: what is behind the person, and the arm on our side; who sits faces right."""
    cloth = inked(UPHOLSTERY, 0.04)
    rest = tube([(-46, -60), (-62, 40), (-104, 214)], 74)
    seat = box(-60, -92, 118, -2).buffer(10, quad_segs=6)
    far = tube([(-60, 66), (60, 70), (112, 66)], 34)
    feet = shapely.union_all([box(x, -160, x + 18, -100) for x in (-84, 104)])
    side = shapely.union_all([box(-74, -128, 112, 44), tube([(-86, 54), (20, 60), (108, 54)], 40)])
    side = side.buffer(-14).buffer(20, quad_segs=8)
    light = tube([(-84, 62), (20, 68), (98, 63)], 13)
    return (
        painted(view, (feet, mix(DOOR, INK, 0.4), 2.0), (far, inked(cloth, 0.14), _LINE),
                (rest, inked(cloth, 0.06), _LINE),
                (affinity.translate(rest.buffer(-14), -8, 3), lighter(cloth, 0.14), 0),
                (seat, inked(cloth, 0.10), _LINE)),
        painted(view, (side, cloth, _LINE), (light, lighter(cloth, 0.34), 0),
                (box(-66, -96, 100, -92), inked(cloth, 0.16), 0)),
    )


def plant(view: View) -> Plane:
    """A plant in a pot, about its foot."""
    pot = Polygon([(-34, 8), (34, 8), (46, 78), (-46, 78)]).buffer(3)
    leaf = Point(0, 1).buffer(1, quad_segs=10)
    leaves = [
        affinity.rotate(affinity.translate(affinity.scale(leaf, 15, high / 2, origin=(0, 0)), 0, 70), turn, (0, 62))
        for turn, high in ((-46, 120), (42, 128), (-20, 168), (18, 158), (0, 186))
    ]
    dark, light = (shapely.union_all(leaves[k::2]) for k in (0, 1))
    return painted(view, (dark, inked(CLATHRIN, 0.12), 2.2), (light, lighter(CLATHRIN, 0.12), 2.2),
                   (pot, lighter(DOOR, 0.25), _LINE), (box(-50, 70, 50, 84), lighter(DOOR, 0.42), 2.0))


def stool(view: View) -> Plane:
    """A stool about its seat."""
    legs = [Polygon([(s * 34 - 6, -18), (s * 34 + 6, -18), (s * 48 + 6, -160), (s * 48 - 6, -160)]) for s in (-1, 1)]
    bar = box(-44, -100, 44, -92)
    return painted(view, (shapely.union_all([*legs, bar]), DEVICE, 1.6),
                   (box(-56, -22, 56, -2).buffer(6, quad_segs=5), UPHOLSTERY, _LINE))


#: Height of a bench's top over the floor, and of an eyepiece over that, units.
BENCH: Final = 300.0


def bench(view: View, left: float, right: float) -> Plane:
    """A bench about the floor, from one place to another, with tubes in a rack at its right end."""
    legs = shapely.union_all([box(x, 0, x + 16, BENCH - 20) for x in (left + 60, right - 40)])
    top = box(left, BENCH - 22, right, BENCH)
    return painted(view, (legs, lighter(DEVICE, 0.45), 1.6), (top, CLOTH_COAT, _LINE))


def rack(view: View) -> Plane:
    """Four tubes in a rack, about the middle of its foot."""
    glass = [box(x - 8, 8, x + 8, 92).buffer(3) for x in (-45, -15, 15, 45)]
    blood = shapely.union_all([g.intersection(box(-99, 0, 99, 52)) for g in glass])
    caps = shapely.union_all([box(x - 11, 88, x + 11, 106).buffer(2) for x in (-45, -15, 15, 45)])
    return painted(view, (shapely.union_all(glass), PAPER_CARD, 1.8), (blood, RED_CELL, 0), (caps, DNA_B, 1.6),
                   (box(-66, 0, 66, 34).buffer(3), lighter(DOOR, 0.2), 2.0))


def microscope(view: View) -> Plane:
    """A microscope about its eyepiece, which looks to the upper left; its foot is 176 units lower."""
    foot = box(4, -176, 118, -162).buffer(4, quad_segs=4)
    arm = tube([(98, -164), (112, -112), (100, -66), (66, -44)], 26)
    body = tube([(2, -2), (62, -54)], 25)
    eye = tube([(-5, 4), (8, -7)], 31)
    nose = shapely.union_all([box(54, -98, 74, -52), box(58, -122, 70, -98)]).buffer(2)
    stand = box(28, -140, 104, -131).buffer(2)
    knob = Point(106, -112).buffer(13)
    gray = lighter(DEVICE, 0.30)
    return painted(view, (foot, DEVICE, 2.0), (stand, DEVICE, 2.0), (nose, DEVICE, 2.0), (arm, gray, 2.0),
                   (body, lighter(DEVICE, 0.55), 2.0), (eye, DEVICE, 2.0), (knob, lighter(DEVICE, 0.15), 2.0))
