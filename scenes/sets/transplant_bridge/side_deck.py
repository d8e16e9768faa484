"""What the bridge from the side is built of: planks with their truss, cables, towers."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.bridge import by_color
from scenes.sets.transplant_bridge.calendar import DECK_COLOR, TIMELESS
from scenes.sets.transplant_bridge.side_outline import THICK, SideOutline
from scenes.stage.drawing import contour, fill
from scenes.stage.style import INK, PAPER, STONE, WATER, WHITE, inked, lighter, mix
from scenes.stage.view import View

#: The scale that the bridge is built at.
BASE: Final = View(20.0)
#: Where the first bank ends, d.
SHORE: Final = 0.2


def planks(outline: SideOutline) -> list[ManyShapes]:
    """Deck and truss, plank by plank."""
    planks = outline.calendar.planks()
    ink, under, face, light, truss, colors = [], [], [], [], [], []
    for name, a, b in planks:
        timeless = name in TIMELESS
        joint = 0.0 if timeless else 0.05
        ink.append(outline.band(a - 0.03, b + 0.03, 0.25, -THICK - 0.25))
        under.append(outline.band(a - 0.02, b + 0.02, 0, -THICK))
        face.append(outline.band(a + joint, b - joint + 0.02 * timeless, 0, -THICK))
        light.append(outline.band(a + joint, b - joint + 0.02 * timeless, 0, -0.55))
        truss.append(outline.truss(a, b) if round(a) % 2 == 0 else _flipped(outline, a, b))
        colors.append(DECK_COLOR[name])
    base = np.array([((a + b) / 2, float(outline.top((a + b) / 2)) - THICK) for _, a, b in planks])
    return [
        *by_color(truss, [mix(INK, WATER, 0.2)] * len(planks), BASE, base),
        *by_color(ink, [INK] * len(planks), BASE, base),
        *by_color(under, [inked(c, 0.26) for c in colors], BASE, base),
        *by_color(face, colors, BASE, base),
        *by_color(light, [lighter(c, 0.24) for c in colors], BASE, base),
        *_bars(outline), *_dots(outline),
    ]


def _flipped(outline: SideOutline, a: float, b: float) -> BaseGeometry:
    shape = outline.truss(a, b)
    return affinity.scale(shape, -1, 1, origin=((a + b) / 2, 0))


def cables(outline: SideOutline) -> ManyShapes:
    """From the tower nearest to each week's end down to the deck."""
    stays = outline.stays()
    heads = np.array([stay.coords[0] if not stay.is_empty else (0.0, 0.0) for stay in stays])
    color = mix(INK, PAPER, 0.28)
    return many_shapes([stay.buffer(0.09) for stay in stays], color, BASE, centers=heads, smooth=False)


def tower(outline: SideOutline, name: str) -> Plane:
    """What carries a window."""
    x = outline.heads[name]
    legs = outline.legs(x)
    dark = legs.intersection(box(x + 0.25, -5, x + 5, 40))
    shapes = [
        contour(legs, 4.5, INK, BASE), fill(legs, inked(STONE, 0.10), BASE, smooth=False),
        fill(dark, inked(STONE, 0.24), BASE, smooth=False),
    ]
    side = {"start": -1, "day_100": 1}.get(name)
    if side is not None:
        back = fill(outline.anchors(x, side), mix(INK, PAPER, 0.28), BASE, smooth=False)
        shapes.insert(0, back)
    return Plane(BASE, *shapes)


def _bars(outline: SideOutline) -> list[ManyShapes]:
    """Bars across the deck where one stretch ends, a white one at Day 0; they come with a plank."""
    ends = {round(b, 3): i for i, (_, _, b) in enumerate(outline.calendar.planks())}
    calendar = outline.calendar
    bars = [calendar.check, calendar.ready, calendar.conditioning]
    forms = [outline.band(x - 0.13, x + 0.13, 0.1, -THICK - 0.1) for x in bars]
    x = calendar.day_0
    forms.append(outline.band(x - 0.62, x + 0.62, 0.55, -THICK - 0.55))
    kin = [ends[round(x, 3)] for x in (*bars, calendar.day_0)]
    feet = np.array([(x, float(outline.top(x)) - THICK) for x in (*bars, calendar.day_0)])
    gate = outline.band(x - 0.36, x + 0.36, 0.30, -THICK - 0.30)
    return [
        many_shapes(forms, INK, BASE, kin=kin, centers=feet, smooth=False),
        many_shapes([gate], WHITE, BASE, kin=kin[-1:], centers=feet[-1:], smooth=False),
    ]


def _dots(outline: SideOutline) -> list[ManyShapes]:
    """Three dots on the stretch that leaves days out."""
    planks = outline.calendar.planks()
    later = [i for i, (name, _, _) in enumerate(planks) if name == "later"]
    if not later:
        return []
    middle = (planks[later[0]][1] + planks[later[-1]][2]) / 2
    places = [(x, float(outline.top(x)) - THICK / 2) for x in (middle - 1.8, middle, middle + 1.8)]
    dots = [shapely.Point(*p).buffer(0.5) for p in places]
    kin = [later[len(later) // 2 + k] for k in (-1, 0, 1)]
    return [many_shapes(dots, INK, BASE, kin=kin, centers=np.array(places))]
