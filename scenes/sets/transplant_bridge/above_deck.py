"""What the boardwalk from above is built of: planks, posts, stone feet, gangways."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow import outer_radius
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.boardwalk import SILL, DeckPlan
from scenes.sets.transplant_bridge.bridge import by_color
from scenes.sets.transplant_bridge.calendar import DECK_COLOR, TIMELESS
from scenes.stage.drawing import contour, fill
from scenes.stage.style import BANK_ILLNESS, BANK_MARROW, INK, STONE, WATER, WHITE, inked, lighter, mix
from scenes.stage.view import View


def ground(plan: DeckPlan, view: View) -> Plane:
    """What lies below the way and its windows: shadow, stone feet, gangways, and the way on both banks."""
    g, line = plan.form, plan.line
    end = float(plan.length(plan.calendar.end))
    deck = line.band(0, end, -plan.half, plan.half)
    rings = [shapely.Point(*plan.head(n)).buffer(outer_radius(g.window) - 3.0, quad_segs=24) for n in plan.heads]
    across, feet = gangways(plan), all_feet(plan)
    approach = line.band(0, g.first - SILL, -plan.half, plan.half)
    onward = line.band(end - 2, end + 3 * plan.half, -plan.half, plan.half)
    seams = [line.band(s, s + 1.6, -plan.half, plan.half) for s in np.arange(10, g.first - SILL, 9.5)]
    shapes = [
        fill(affinity.translate(shapely.union_all([deck, *rings, across]), 9, -11), mix(WATER, INK, 0.10), view,
             smooth=False),
        contour(feet, 3.4, INK, view), fill(feet, inked(STONE, 0.10), view, smooth=False),
        contour(across, 3.4, INK, view), fill(across, inked(STONE, 0.04), view, smooth=False),
        contour(approach, 3.4, INK, view), fill(approach, lighter(BANK_ILLNESS, 0.62), view, smooth=False),
        fill(shapely.union_all(seams), mix(BANK_ILLNESS, INK, 0.12), view, smooth=False),
        contour(onward, 3.4, INK, view), fill(onward, lighter(BANK_MARROW, 0.5), view, smooth=False),
    ]
    return Plane(view, *shapes)


def gangways(plan: DeckPlan) -> BaseGeometry:
    """The footbridges from windows that stand beside the way."""
    found = [
        _gangway(plan, name, place) for name, place in (
            ("check", plan.calendar.check), ("day_0", plan.calendar.day_0), ("day_100", plan.calendar.end),
        )
    ]
    return shapely.union_all(found)


def all_feet(plan: DeckPlan) -> BaseGeometry:
    """Stone feet on both sides where they show."""
    feet = feet_under(plan, plan.half)
    return feet.union(feet_under(plan, -plan.half)) if plan.form.inner_feet else feet


def planks(plan: DeckPlan, view: View) -> list[ManyShapes]:
    """Planks, the white gate of Day 0, and dots where days are left out."""
    planks = plan.calendar.planks()
    ink, under, face, light, colors, middles = [], [], [], [], [], []
    h = plan.half
    for name, a, b in planks:
        joint = 0.0 if name in TIMELESS else 0.09
        ink.append(plan.band(a - 0.04, b + 0.04, -h - 4.2, h + 4.2))
        under.append(plan.band(a - 0.03, b + 0.03, -h, h))
        face.append(plan.band(a + joint, b - joint, -h, h) if joint else under[-1])
        light.append(_lit_edge(plan, a + joint, b - joint + (0.03 if not joint else 0)))
        colors.append(DECK_COLOR[name])
        middles.append(plan.point((a + b) / 2))
    start = plan.form.first
    ink[0] = ink[0].union(plan.line.band(start - SILL - 4, start, -h - 4.2, h + 4.2))
    under[0] = under[0].union(plan.line.band(start - SILL, start + 1, -h, h))
    at = np.array(middles)
    return [
        *by_color(ink, [INK] * len(planks), view, at),
        *by_color(under, [inked(c, 0.20) for c in colors], view, at),
        *by_color(face, colors, view, at),
        *by_color(light, [lighter(c, 0.22) for c in colors], view, at),
        *_bars(plan, view), *_dots(plan, view),
    ]


def posts(plan: DeckPlan, view: View) -> list[ManyShapes]:
    """A pair of rail posts for each week."""
    weeks = plan.calendar.weeks()
    at = [[plan.point(w, side * plan.half) for side in (-1, 1)] for w in weeks]
    pairs = [shapely.union_all([shapely.Point(*p).buffer(5.6) for p in pair]) for pair in at]
    rings = [shapely.buffer(pair, 3.2) for pair in pairs]
    middle = np.array([np.mean(pair, axis=0) for pair in at])
    return [
        many_shapes(rings, INK, view, centers=middle),
        many_shapes(pairs, lighter(STONE, 0.5), view, centers=middle),
    ]


def feet_under(plan: DeckPlan, side: float) -> BaseGeometry:
    """Stone feet that look out from under the way, every third week, ``side`` px from its middle."""
    out = []
    for place in plan.calendar.weeks()[::3]:
        s = float(plan.length(place)) - 3.5 * plan.form.px_per_day
        base = [plan.line.side(s + k, side) for k in (-24.0, 24.0)]
        cut = [plan.line.side(s + k, side + np.copysign(23, side)) for k in (9.0, -9.0)]
        if -cut[0][1] > plan.form.shores[0]:  # on the first bank none is needed
            out.append(Polygon([*base, *cut]))
    return shapely.union_all(out)


def _gangway(plan: DeckPlan, name: str, place: float) -> Polygon:
    """The footbridge from a window to its place on the way."""
    middle, near = np.array(plan.head(name)), np.array(plan.point(place))
    ahead = (near - middle) / np.linalg.norm(near - middle)
    across = np.array([-ahead[1], ahead[0]]) * 26
    return Polygon([middle - across, near - across, near + across, middle + across])


def _lit_edge(plan: DeckPlan, low: float, high: float) -> Polygon:
    """The edge of a plank that faces the light (upper left), as wide as it faces it."""
    toward = float(plan.line.left(float(plan.length((low + high) / 2))) @ np.array([-0.6, 0.8]))
    wide, h = 10 * abs(toward), plan.half
    return plan.band(low, high, h - wide, h) if toward > 0 else plan.band(low, high, -h, -h + wide)


def _bars(plan: DeckPlan, view: View) -> list[ManyShapes]:
    """Bars across the deck where one stretch ends, a white one at Day 0; they come with a plank."""
    calendar, h = plan.calendar, plan.half
    ends = {round(b, 3): i for i, (_, _, b) in enumerate(calendar.planks())}
    bars = [calendar.check, calendar.ready, calendar.conditioning]
    unit = plan.form.px_per_day
    forms = [plan.band(x - 2 / unit, x + 2 / unit, -h, h) for x in bars]
    x = calendar.day_0
    forms.append(plan.band(x - 11 / unit, x + 11 / unit, -h - 14, h + 14))
    kin = [ends[round(place, 3)] for place in (*bars, x)]
    at = np.array([plan.point(place) for place in (*bars, x)])
    gate = plan.band(x - 7 / unit, x + 7 / unit, -h - 10, h + 10)
    return [
        many_shapes(forms, INK, view, kin=kin, centers=at, smooth=False),
        many_shapes([gate], WHITE, view, kin=kin[-1:], centers=at[-1:], smooth=False),
    ]


def _dots(plan: DeckPlan, view: View) -> list[ManyShapes]:
    """Three dots on the stretch that leaves days out."""
    later = [i for i, (name, _, _) in enumerate(plan.calendar.planks()) if name == "later"]
    if not later:
        return []
    start, end = plan.calendar.planks()[later[0]][1], plan.calendar.planks()[later[-1]][2]
    places = [plan.point((start + end) / 2, off) for off in (30.0, 0.0, -30.0)]
    dots = [shapely.Point(*p).buffer(7.5) for p in places]
    kin = [later[len(later) // 2 + k] for k in (-1, 0, 1)]
    return [many_shapes(dots, INK, view, kin=kin, centers=np.array(places))]
