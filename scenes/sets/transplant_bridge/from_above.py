"""The bridge from above: a boardwalk over the water, one plank a day, marrow windows beside it.

Lengths in stage px (y up, so a place px from the top is ``-y``); the way follows any line that a shape gives.
Deck days become lengths along that line, ``px_per_day`` each; only the stretch that leaves days out takes
what remains.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow import UM, Marrow, outer_radius
from scenes.cast.cells.marrow_cells import WINDOW, MarrowState
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.banks import shoreline
from scenes.sets.transplant_bridge.boardwalk import SILL, Ground, Way
from scenes.sets.transplant_bridge.bridge import Bridge, Doses, Traveler, by_color, ripples, risk_color, written
from scenes.sets.transplant_bridge.calendar import DECK_COLOR, READY, TIMELESS, Calendar
from scenes.stage.drawing import contour, fill
from scenes.stage.layout import Zones
from scenes.stage.style import (
    BANK_ILLNESS,
    BANK_MARROW,
    ENGRAFTMENT,
    INK,
    PAPER_CARD,
    STONE,
    WATER,
    WHITE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View


class BridgeAbove(Bridge):
    """The bridge from above.

    Parameters
    ----------
    zones, ground
        The picture, and how the way lies in it.
    course, states, doses_1, doses_2, takes, onset, seed
        As for :class:`scenes.sets.transplant_bridge.from_side.SideBridge`.
    """

    def __init__(
        self, zones: Zones, ground: Ground, course: Calendar, states: Sequence[MarrowState],
        doses_1: Sequence[str], doses_2: Sequence[str], takes: str, onset: Sequence[str], seed: int,
    ) -> None:
        corner = zones.point(0, 0)
        super().__init__(course, View(1.0, (corner[0], corner[1])))
        self.zones, self.ground = zones, ground
        self.way_line = Way(ground.line, ground.bends)
        self._rng = np.random.default_rng(seed)
        self.half = ground.width / 2
        self.heads = dict(zip(("start", "check", "day_0", "day_100"), ground.windows, strict=True))
        self.land = self._land()
        self.waves = self._waves()
        self.sketch = self._sketch()
        self.trough = self._trough()
        self.way = self._way()
        self.towers: dict[str, Plane] = {}
        self.discs = self._windows(states)
        self.drops = {c: self._doses(c) for c in (1, 2)}
        self.figures = {1: self._figures(1, doses_1), 2: self._figures(2, doses_2)}
        self.tick = ticked(44.0, self.deck_point(course.ready + READY / 2), self.view, 3.6)
        self.takes = self._takes(takes)
        self.onset = self._onset(onset)
        self.traveler = Traveler(View(1.0), 12.0)
        self.planes = [
            self.land, self.waves, self.sketch, self.trough, self.way, *self.discs.values(),
            *self.drops.values(), *self.figures[1], *self.figures[2],
            self.tick, self.takes, self.onset,
        ]
        self.begin()

    # --- places ------------------------------------------------------------------------------

    def length(self, place: float | np.ndarray) -> np.ndarray:
        """Deck days to px along the way."""
        g, course = self.ground, self.course
        ends = [0.0, *(end for _, _, end in course.stretches())]
        px = [g.first]
        for name, start, end in course.stretches():
            px.append(px[-1] + (end - start) * g.px_per_day)
            if name == "later":
                rest = self.way_line.length - g.window - (course.end - end) * g.px_per_day
                px[-1] = max(rest, px[-1])
        return np.asarray(np.interp(place, ends, px) + np.minimum(np.asarray(place), 0) * g.px_per_day)

    def head(self, name: str) -> tuple[float, float]:
        """Middle of a marrow window; px, y up."""
        x, y = self.heads[name]
        return x, -y

    def spot(self, x: float, y: float) -> np.ndarray:
        """A place of the picture (px, y up) as a point of the stage."""
        return self.view.point(x, y)

    def standing(self, place: float) -> tuple[float, float]:
        """The traveler stands on the deck's right-hand side."""
        return self.deck_point(place, -self.half - 0.0)

    def deck_middle(self, place: float) -> tuple[float, float]:
        """Middle of the deck at a place: where a leader ends."""
        return self.deck_point(place)

    def lane_point(self, place: float) -> tuple[float, float]:
        """A point in the liver lane's fill."""
        return self.deck_point(place, self.half + 0.45 * self.ground.lane)

    def let_fall(self, cycle: int, shares: np.ndarray) -> None:
        """Doses come down on their planks, larger while they are still above them."""
        self.drops[cycle].land(shares)

    def deck_point(self, place: float, off: float = 0.0) -> tuple[float, float]:
        """A place of the deck, ``off`` px to its left."""
        point = self.way_line.side(float(self.length(place)), off)
        return float(point[0]), float(point[1])

    def _band(self, low: float, high: float, right: float, left: float) -> Polygon:
        return self.way_line.band(float(self.length(low)), float(self.length(high)), right, left)

    # --- land and water --------------------------------------------------------------------------

    def _land(self) -> Plane:
        frame = self.zones.frame
        whole = box(-60, -frame.height - 60, frame.width + 60, 60)
        shapes = [fill(whole, WATER, self.view, smooth=False)]
        for y, color, side in (
            (self.ground.shores[0], BANK_ILLNESS, 200.0),
            (self.ground.shores[1], BANK_MARROW, -frame.height - 200.0),
        ):
            shore = shoreline(y, frame.width, self._rng)
            bank = Polygon([*shore, (shore[-1][0], side), (shore[0][0], side)])
            for grow, share in ((20.0, 0.72), (9.0, 0.5)):
                shapes.append(fill(shapely.buffer(bank, grow), mix(color, WATER, share), self.view))
            shapes.append(contour(bank, 4.6, INK, self.view))
            tint = 0.22 if color == BANK_ILLNESS else 0.28
            shapes.append(fill(bank, lighter(color, tint), self.view))
        return Plane(self.view, *shapes)

    def _waves(self) -> Plane:
        """Short wave marks, clear of the way and of its windows."""
        blocked = shapely.union_all([
            LineString(self.way_line.points).buffer(self.half + self.ground.lane + 34),
            *(shapely.Point(*self.head(n)).buffer(self.ground.window + 46) for n in self.heads),
            *(box(left, -bottom, right, -top) for left, top, right, bottom in self.ground.quiet),
        ])
        top, bottom = self.ground.shores
        places: list[np.ndarray] = []
        for _ in range(4000):
            spot = np.array([
                self._rng.uniform(40, self.zones.frame.width - 40), -self._rng.uniform(top + 40, bottom - 36),
            ])
            clear = blocked.distance(shapely.Point(*spot)) > 26
            if clear and all(abs(spot - p)[0] > 110 or abs(spot - p)[1] > 46 for p in places):
                places.append(spot)
            if len(places) >= 16:
                break
        self.ripples = ripples(places, (46, 62), 4.0, self.view, self._rng)
        return Plane(self.view, self.ripples[0])

    # --- the way ------------------------------------------------------------------------------------

    def _gangway(self, name: str, place: float) -> Polygon:
        """The footbridge from a window to its place on the way."""
        middle, near = np.array(self.head(name)), np.array(self.deck_point(place))
        ahead = (near - middle) / np.linalg.norm(near - middle)
        across = np.array([-ahead[1], ahead[0]]) * 26
        return Polygon([middle - across, near - across, near + across, middle + across])

    def _feet(self, side: float) -> BaseGeometry:
        """Stone feet that look out from under the way, every third week, ``side`` px from its middle."""
        out = []
        for place in self.course.weeks()[::3]:
            s = float(self.length(place)) - 3.5 * self.ground.px_per_day
            base = [self.way_line.side(s + k, side) for k in (-24.0, 24.0)]
            cut = [self.way_line.side(s + k, side + np.copysign(23, side)) for k in (9.0, -9.0)]
            if -cut[0][1] > self.ground.shores[0]:  # on the first bank none is needed
                out.append(Polygon([*base, *cut]))
        return shapely.union_all(out)

    def _sketch(self) -> Plane:
        """The way while it is only planned: pale, whole, with its shadow, its feet and its windows."""
        g, line = self.ground, self.way_line
        deck = line.band(0, line.length, -self.half, self.half)
        edge = outer_radius(g.window) - 3.0
        rings = [shapely.Point(*self.head(n)).buffer(edge, quad_segs=24) for n in self.heads]
        gangways = [
            self._gangway("check", self.course.check), self._gangway("day_0", self.course.day_0),
        ]
        everything = shapely.union_all([
            deck, *rings, *gangways,
        ])
        approach = line.band(0, g.first - SILL, -self.half, self.half)
        seams = [
            line.band(s, s + 1.6, -self.half, self.half) for s in np.arange(10, g.first - SILL, 9.5)
        ]
        across = shapely.union_all(gangways)
        feet = self._feet(self.half)
        if g.inner_feet:
            feet = feet.union(self._feet(-self.half))
        shapes = [
            fill(affinity.translate(everything, 9, -11), mix(WATER, INK, 0.10), self.view, smooth=False),
            contour(feet, 3.4, INK, self.view), fill(feet, inked(STONE, 0.10), self.view, smooth=False),
            contour(across, 3.4, INK, self.view), fill(across, inked(STONE, 0.04), self.view, smooth=False),
            contour(deck, 3.4, mix(INK, WATER, 0.35), self.view),
            fill(deck, mix(STONE, WHITE, 0.45), self.view, smooth=False),
            fill(approach, lighter(BANK_ILLNESS, 0.62), self.view, smooth=False),
            fill(shapely.union_all(seams), mix(BANK_ILLNESS, INK, 0.12), self.view, smooth=False),
        ]
        for ring in rings[1:]:
            shapes += [
                contour(ring, 3.0, mix(INK, WATER, 0.35), self.view),
                fill(ring, mix(STONE, WHITE, 0.35), self.view),
                fill(shapely.buffer(ring, -12), mix(STONE, WHITE, 0.75), self.view),
            ]
        return Plane(self.view, *shapes)

    def _way(self) -> Plane:
        """Planks, the white gate of Day 0, dots where days are left out, and posts, two a week."""
        planks = self.course.planks()
        ink, under, face, light, colors, middles = [], [], [], [], [], []
        h = self.half
        for name, a, b in planks:
            joint = 0.0 if name in TIMELESS else 0.09
            ink.append(self._band(a - 0.04, b + 0.04, -h - 4.2, h + 4.2))
            under.append(self._band(a - 0.03, b + 0.03, -h, h))
            face.append(self._band(a + joint, b - joint, -h, h) if joint else under[-1])
            light.append(self._lit_edge(a + joint, b - joint + (0.03 if not joint else 0)))
            colors.append(DECK_COLOR[name])
            middles.append(self.deck_point((a + b) / 2))
        start = self.ground.first
        ink[0] = ink[0].union(self.way_line.band(start - SILL - 4, start, -h - 4.2, h + 4.2))
        under[0] = under[0].union(self.way_line.band(start - SILL, start + 1, -h, h))
        at = np.array(middles)
        self.deck = [
            *by_color(ink, [INK] * len(planks), self.view, at),
            *by_color(under, [inked(c, 0.20) for c in colors], self.view, at),
            *by_color(face, colors, self.view, at),
            *by_color(light, [lighter(c, 0.22) for c in colors], self.view, at),
            *self._bars(), *self._dots(),
        ]
        self.cables = self._posts()
        return Plane(self.view, *self.deck, *self.cables)

    def _lit_edge(self, low: float, high: float) -> Polygon:
        """The edge of a plank that faces the light (upper left), as wide as it faces it."""
        toward = float(self.way_line.left(float(self.length((low + high) / 2))) @ np.array([-0.6, 0.8]))
        wide, h = 10 * abs(toward), self.half
        return self._band(low, high, h - wide, h) if toward > 0 else self._band(low, high, -h, -h + wide)

    def _bars(self) -> list[ManyShapes]:
        """Bars across the deck where one stretch ends, a white one at Day 0; they come with a plank."""
        course, h = self.course, self.half
        ends = {round(b, 3): i for i, (_, _, b) in enumerate(course.planks())}
        bars = [course.check, course.ready, course.conditioning]
        unit = self.ground.px_per_day
        forms = [self._band(x - 2 / unit, x + 2 / unit, -h, h) for x in bars]
        x = course.day_0
        forms.append(self._band(x - 11 / unit, x + 11 / unit, -h - 14, h + 14))
        kin = [ends[round(place, 3)] for place in (*bars, x)]
        at = np.array([self.deck_point(place) for place in (*bars, x)])
        gate = self._band(x - 7 / unit, x + 7 / unit, -h - 10, h + 10)
        return [
            many_shapes(forms, INK, self.view, kin=kin, centers=at, smooth=False),
            many_shapes([gate], WHITE, self.view, kin=kin[-1:], centers=at[-1:], smooth=False),
        ]

    def _dots(self) -> list[ManyShapes]:
        later = [i for i, (name, _, _) in enumerate(self.course.planks()) if name == "later"]
        if not later:
            return []
        start, end = self.course.planks()[later[0]][1], self.course.planks()[later[-1]][2]
        places = [self.deck_point(start + (end - start) * t) for t in (0.32, 0.5, 0.68)]
        dots = [shapely.Point(*p).buffer(7.5) for p in places]
        kin = [later[len(later) // 2 + k] for k in (-1, 0, 1)]
        return [many_shapes(dots, INK, self.view, kin=kin, centers=np.array(places))]

    def _posts(self) -> list[ManyShapes]:
        """A pair of rail posts for each week."""
        weeks = self.course.weeks()
        at = [[self.deck_point(w, side * self.half) for side in (-1, 1)] for w in weeks]
        pairs = [shapely.union_all([shapely.Point(*p).buffer(5.6) for p in pair]) for pair in at]
        rings = [shapely.buffer(pair, 3.2) for pair in pairs]
        middle = np.array([np.mean(pair, axis=0) for pair in at])
        return [
            many_shapes(rings, INK, self.view, centers=middle),
            many_shapes(pairs, lighter(STONE, 0.5), self.view, centers=middle),
        ]

    # --- what it carries ------------------------------------------------------------------------------

    def _windows(self, states: Sequence[MarrowState]) -> dict[str, Marrow]:
        full, few, empty, new = states
        scale = self.ground.window / (WINDOW * UM)
        made = {}
        for name, (before, after) in {
            "start": (full, full), "check": (full, few), "day_0": (few, empty), "day_100": (empty, new),
        }.items():
            at = self.view.point(*self.head(name))
            made[name] = Marrow(View(scale, (at[0], at[1])), before, after, rim="stone")
        return made

    def _doses(self, cycle: int) -> Doses:
        spot = self.ground.beside[0]
        places = [self._on_plank(x, *spot) for x in self.course.dose_places(cycle)]
        return Doses(
            self.view, np.array(places), self.course.doses(cycle), self.ground.drop_area, 3.6
        )

    def _on_plank(self, place: float, along: float, off: float) -> tuple[float, float]:
        s = float(self.length(place))
        point = self.way_line.side(s + along, off)
        return float(point[0]), float(point[1])

    def _figures(self, cycle: int, doses: Sequence[str]) -> list[Plane]:
        spot = self.ground.beside[1]
        return [
            Plane(self.view, written(
                dose, self.ground.figure, self._on_plank(place, *spot), self.view, WHITE
            ))
            for place, dose in zip(self.course.dose_places(cycle), doses, strict=True)
        ]

    def _takes(self, text: str) -> Plane:
        """Lighter planks where donor cells usually take hold, with their days."""
        low, high = (self.course.after(d) for d in (self.course.takes_low, self.course.takes_high))
        h = self.half
        middle = self.deck_point((low + high) / 2)
        words = [written(text, self.ground.figure - 4, middle, self.view)] if text else []
        planks = self._band(low, high, -h + 1, h - 1)
        return Plane(
            self.view, fill(planks, lighter(ENGRAFTMENT, 0.74), self.view, smooth=False), *words
        )

    def _onset(self, texts: Sequence[str]) -> Plane:
        """First, median and last day on which VOD began: lines across the lane, days on the deck."""
        course, h = self.course, self.half
        out = h + self.ground.lane
        days = (course.vod_low, course.vod_median, course.vod_high)
        shapes, lines = [], []
        for day, text, thick in zip(days, texts, (1.8, 2.8, 1.8), strict=True):
            s = float(self.length(course.after(day)))
            clear = float(self.length(course.day_0)) + 16 + 0.4 * self.ground.figure
            lines.append(self.way_line.band(s - thick, s + thick, h - 4, out + (13 if thick > 2 else 7)))
            x, y = self.way_line.side(max(s, clear), h * 0.36)
            shapes.append(written(text, self.ground.figure, (float(x), float(y)), self.view, WHITE))
        low, high = (float(self.length(course.after(d))) for d in (days[0], days[2]))
        lines.append(self.way_line.band(low, high, out + 4, out + 8))
        return Plane(self.view, fill(shapely.union_all(lines), INK, self.view, smooth=False), *shapes)

    def _trough(self) -> Plane:
        """The liver lane beside the deck: filled as wide and as deep in color as the risk."""
        course, h, wide = self.course, self.half + 4.0, self.ground.lane
        forms, colors, at = [], [], []
        for _, a, b in course.planks():
            s = np.linspace(float(self.length(a)) - 0.4, float(self.length(b)) + 0.4, 5)
            place = np.linspace(a, b, 5)
            far = h + np.array([course.risk(p) for p in place]) * (wide - 4) * 0.96
            near = self.way_line.side(s, np.full(5, h))
            forms.append(Polygon(np.vstack([near, self.way_line.side(s, far)[::-1]])))
            colors.append(risk_color(round(course.risk((a + b) / 2) * 30) / 30))
            at.append(near[2])
        self.lane = by_color(forms, colors, self.view, np.array(at))
        outline = self.way_line.band(
            float(self.length(0)), float(self.length(course.end)), h - 4, h + wide - 4
        )
        deck = self.way_line.band(0, self.way_line.length, -self.half, self.half)
        shadow = affinity.translate(outline, 9, -11).difference(shapely.union_all([deck, outline]))
        feet = self._feet(self.half + wide)
        return Plane(
            self.view, contour(feet, 3.4, INK, self.view),
            fill(feet, inked(STONE, 0.10), self.view, smooth=False),
            fill(shadow, mix(WATER, INK, 0.10), self.view, smooth=False),
            contour(outline, 3.6, INK, self.view),
            fill(outline, PAPER_CARD, self.view, smooth=False),
            *self.lane,
        )
