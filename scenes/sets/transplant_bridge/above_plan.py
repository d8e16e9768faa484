"""What is drawn on the plan of the boardwalk from above, and the way that goes on behind Day 100.

Lengths in stage px, y up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.many_shapes import smooth
from scenes.cast.kit.marks import drop_form
from scenes.sets.transplant_bridge.boardwalk import DeckPlan
from scenes.sets.transplant_bridge.plan_sheet import (
    CENTER,
    FINE,
    OUTLINE,
    RISK,
    Lines,
    check_board,
    dashed,
    drawn,
    grid,
)
from scenes.stage.layout import Box

_GRID: Final = 54.0
#: Checks on the way behind Day 100: how far behind, and how wide, as shares of the deck's width; smaller and smaller.
_CHECKS: Final = ((1.05, 0.50), (1.80, 0.42), (2.42, 0.36), (2.95, 0.30), (3.40, 0.25), (3.78, 0.21))


def plan_lines(
    plan: DeckPlan, frame: Box, shores: Sequence[np.ndarray], others: Sequence[BaseGeometry],
    drops: Sequence[tuple[float, float, float]],
) -> Lines:
    """All lines of the plan: deck, lane, shores, ``others`` (feet, gangways), drops (places and areas)."""
    calendar, h, lane = plan.calendar, plan.half, plan.half + 4.0
    end = float(plan.length(calendar.end))
    s = np.linspace(plan.form.first - 28, end, 160)
    place = np.interp(s, plan.length(np.linspace(0, calendar.end, 300)), np.linspace(0, calendar.end, 300))
    risk = np.array([calendar.risk(float(p)) for p in place]) * (plan.form.lane - 4) * 0.96

    def along(off: float | np.ndarray) -> LineString:
        return LineString(plan.line.side(s, np.broadcast_to(off, s.shape)))

    def across(place: float, low: float, high: float) -> LineString:
        return LineString(plan.line.side(np.full(2, float(plan.length(place))), np.array([low, high])))

    stretches = [a for _, a, _ in calendar.stretches()] + [calendar.end]
    windows = [Point(*plan.head(name)).buffer(1.18 * plan.form.window) for name in plan.heads]
    deck = shapely.union_all([plan.line.band(0, end, -h, lane + plan.form.lane), *windows])
    return [
        *grid((0, -frame.height), (frame.width, 0), _GRID),
        *drawn(OUTLINE, along(-h), along(h), along(h + plan.form.lane), *(across(p, -h, h) for p in stretches)),
        *drawn(FINE, *(across(w, -h, h) for w in calendar.weeks()), *(o.difference(deck) for o in others)),
        *drawn(FINE, *(affinity.translate(drop_form(area), x, y) for x, y, area in drops)),
        *drawn(FINE, *(LineString(shore).difference(deck) for shore in shores)),
        *drawn(CENTER, *dashed(along(0), 16, 9)),
        *drawn(RISK, along(lane + risk)),
        *_onward(plan, end),
        *drawn(CENTER, *(dash for height in _heights(shores[1], plan, end) for dash in dashed(height, 34, 20))),
    ]


def _onward(plan: DeckPlan, end: float) -> Lines:
    """The way behind Day 100: narrower and narrower, with smaller and smaller checks."""
    h, line = plan.half, plan.line
    s = np.linspace(end, line.length, 90)
    half = h * (1 - 0.62 * smooth((s - end) / (5.2 * 2 * h)))
    lines = drawn(OUTLINE, *(LineString(line.side(s, side * half)) for side in (-1, 1)))
    for away, wide in _CHECKS:
        at = end + away * 2 * h
        if at < line.length - h:
            x, y = line.at(at)
            lines += check_board((float(x), float(y)), wide * 2 * h)
    return lines


def _heights(shore: np.ndarray, plan: DeckPlan, end: float) -> list[LineString]:
    """Height lines of the far bank: its shore again and again, clear of the way and the last window."""
    h = plan.half
    onward = plan.line.band(end - 3 * h, plan.line.length, -h, h)
    clear = shapely.union_all([onward, Point(*plan.head("day_100")).buffer(1.4 * plan.form.window)])
    lines = [LineString(shore - [0, 34.0 * k**1.25]).difference(clear) for k in range(1, 10)]
    return [part for line in lines for part in shapely.get_parts(line) if part.length > 40]
