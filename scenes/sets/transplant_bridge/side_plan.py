"""What is drawn on the plan of the bridge from the side, and the road that goes on behind Day 100.

Lengths in deck days (d), as for :mod:`scenes.sets.transplant_bridge.side_outline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.many_shapes import smooth
from scenes.cast.kit.marks import drop_form
from scenes.sets.transplant_bridge.plan_sheet import (
    CENTER,
    FINE,
    OUTLINE,
    RISK,
    Lines,
    check_sign,
    dashed,
    drawn,
    grid,
)
from scenes.sets.transplant_bridge.side_outline import HEAD, LANE, LANE_TOP, RADIUS, THICK, TRUSS, SideOutline

#: How far to both sides, down and up anything is drawn, d.
WEST: Final = -48.0
EAST: Final = 214.0
LOW: Final = -52.0
HIGH: Final = 80.0
#: Check signs along the road behind Day 100: how far behind, and how wide; smaller and smaller, d.
_SIGNS: Final = ((19.5, 5.4), (27.5, 4.6), (34.2, 3.9), (39.8, 3.3), (44.5, 2.8), (48.6, 2.3), (52.2, 1.9))
_TREES: Final = ((23.6, 1.2), (31.0, 1.0), (37.1, 0.8))


def plan_lines(outline: SideOutline, bank: Polygon, drops: Sequence[tuple[float, float, float]]) -> Lines:
    """All lines of the plan; ``drops`` are places and areas of the doses."""
    end, weeks = outline.calendar.end, outline.calendar.weeks()
    x = np.linspace(0, end, 141)
    top = outline.top(x)

    def along(depth: float | np.ndarray) -> LineString:
        return LineString(np.column_stack([x, top + depth]))

    def across(place: float, upper: float, lower: float) -> LineString:
        high = float(outline.top(place))
        return LineString([(place, high + upper), (place, high + lower)])

    risk = np.array([outline.calendar.risk(float(place)) for place in x])
    stretches = [a for _, a, _ in outline.calendar.stretches()] + [end]
    zigzag = np.column_stack([x, top - THICK - TRUSS * (np.arange(len(x)) % 2)])
    heads = [place for name, place in outline.heads.items() if name != "start"]
    return [
        *grid((0.0, -42.0), (EAST, 70.0), 7.0),
        *drawn(OUTLINE, along(0), along(-THICK), along(LANE_TOP), along(LANE_TOP - LANE)),
        *drawn(OUTLINE, *(across(place, 0, -THICK) for place in stretches)),
        *drawn(FINE, LineString(zigzag), along(-THICK - TRUSS), *(across(w, 0, -0.9) for w in weeks)),
        *drawn(FINE, *outline.stays(), *(outline.legs(place) for place in heads)),
        *drawn(FINE, *(affinity.translate(drop_form(area), px, py) for px, py, area in drops)),
        *drawn(CENTER, *(d for place in heads for d in dashed(across(place, HEAD - RADIUS, 0), 1.4, 0.7))),
        *drawn(RISK, along(LANE_TOP - LANE + 0.94 * LANE * risk)),
        *_onward(end, bank),
    ]


def road_edges(end: float) -> tuple[np.ndarray, np.ndarray]:
    """Upper and lower edge of the road behind Day 100: level at first, then up and narrower; shapes (n, 2)."""
    u = np.linspace(0, EAST - end, 60)
    upper = 9.6 * smooth((u - 12) / 50)
    lower = -THICK + (THICK + 9.0) * smooth((u - 10) / 54)
    return np.column_stack([end + u, upper]), np.column_stack([end + u, lower])


def _onward(end: float, bank: Polygon) -> Lines:
    """The far bank with its road, which goes on with smaller and smaller checks."""
    upper, lower = road_edges(end)
    middle = LineString((upper + lower)[8:] / 2)
    hill = np.column_stack([upper[10:, 0], upper[10:, 1] + 2.2 * smooth((upper[10:, 0] - end - 11) / 30)])
    lines = drawn(OUTLINE, LineString(upper), LineString(lower))
    lines += drawn(FINE, LineString(hill), *dashed(middle, 1.8, 1.4))
    cliff = shapely.get_coordinates(bank.exterior)[1:45]
    cliff = cliff[cliff[:, 1] < -THICK]
    lines += drawn(OUTLINE, LineString(cliff))
    for inset in (3.5, 7.5, 12.0):
        layer = affinity.translate(LineString(cliff[2:]), inset, inset * 0.3)
        lines += drawn(CENTER, *dashed(layer, 2.2, 1.3))
    height = LineString(upper)
    for away, size in _SIGNS:
        lines += check_sign((end + away, _height(height, end + away)), size)
    for away, size in _TREES:
        foot = _height(LineString(hill), end + away)
        crown = shapely.Point(end + away, foot + 1.9 * size).buffer(size, quad_segs=4)
        lines += drawn(FINE, crown, LineString([(end + away, foot), (end + away, foot + 0.9 * size)]))
    return lines


def _height(line: LineString, x: float) -> float:
    xy = shapely.get_coordinates(line)
    return float(np.interp(x, xy[:, 0], xy[:, 1]))


def strokes(
    rng: np.random.Generator, low: float, high: float, y: tuple[float, float], count: int,
) -> list[BaseGeometry]:
    """Loose level strokes of a reflection between two places."""
    found: list[BaseGeometry] = []
    for _ in range(count):
        wide, x = rng.uniform(2.2, 7.5), rng.uniform(low, high)
        height = rng.uniform(*y)
        bent = [(x + wide * t, height + 0.10 * np.sin(6 * t + x)) for t in (0, 0.33, 0.66, 1.0)]
        found.append(LineString(bent).buffer(rng.uniform(0.09, 0.17), quad_segs=2))
    return found
