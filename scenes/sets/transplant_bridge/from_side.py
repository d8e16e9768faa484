"""The bridge from the side: cable-stayed, marrow windows as tower heads, a deck of days, water below.

Lengths in deck days (d), x along the deck from the first day of treatment, y up from the banks' road. The
base view is 20 px a day; a camera shows it smaller as a whole and at about that size in parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.marrow import UM, Marrow
from scenes.cast.cells.marrow_cells import WINDOW, MarrowState
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.banks import FAR, headland
from scenes.sets.transplant_bridge.bridge import Bridge, Doses, Traveler, by_color, ripples, risk_color, written
from scenes.sets.transplant_bridge.calendar import DECK_COLOR, READY, TIMELESS, Calendar
from scenes.stage.drawing import contour, fill
from scenes.stage.style import (
    BANK_ILLNESS,
    BANK_MARROW,
    ENGRAFTMENT,
    INK,
    PAPER,
    PAPER_CARD,
    STONE,
    WATER,
    WHITE,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View

BASE: Final = View(20.0)

THICK: Final = 4.0  # deck
TRUSS: Final = 1.3
LANE: Final = 2.6
_LANE_TOP: Final = -THICK - TRUSS - 0.55  # below the deck's top
HEAD: Final = 15.2  # middle of a marrow window above the deck
RADIUS: Final = 10.5  # of the window
_CAMBER: Final = 1.5
_START: Final = -3.4  # the first tower stands on the bank
_SHORE: Final = 0.2
DROP_ROW: Final = -12.0
FIGURE_ROW: Final = -15.5
_DROP_AREA: Final = 11.0  # d² for 1 mg/m²
_LINE: Final = 5.0  # px, contours of the deck in the base view


class SideBridge(Bridge):
    """The bridge from the side.

    Parameters
    ----------
    course
        The days.
    states
        Marrow in time: full of blasts, few, nearly empty with donor cells, new.
    doses_1, doses_2, days
        Texts of the doses of cycle 1 and 2 and of their days.
    takes, onset
        Text of the days in which cells take hold; texts of the first, median and last day of VOD.
    seed
        Of waves and shores.
    """

    def __init__(
        self, course: Calendar, states: Sequence[MarrowState], doses_1: Sequence[str],
        doses_2: Sequence[str], days: Sequence[str], takes: str, onset: Sequence[str], seed: int,
    ) -> None:
        super().__init__(course, BASE)
        self._rng = np.random.default_rng(seed)
        self.heads = {
            "start": _START, "check": course.check, "day_0": course.day_0, "day_100": course.end,
        }
        self.land = self._land()
        self.waves = self._waves()
        self.sketch = self._sketch()
        self.trough = self._trough()
        self.towers = {name: self._tower(name) for name in self.heads}
        self.way = self._way()
        self.discs = self._windows(states)
        self.drops = {c: self._doses(c) for c in (1, 2)}
        self.figures = {1: self._figures(1, doses_1, days), 2: self._figures(2, doses_2, days)}
        self.tick = ticked(2.6, self._on_deck(course.ready + READY / 2), BASE, 4.5)
        self.takes = self._takes(takes)
        self.onset = self._onset(onset)
        self.traveler = Traveler(BASE, 0.8)
        self.planes = [
            self.land, self.waves, self.strings, self.sketch, self.trough,
            *self.towers.values(), self.way, *self.discs.values(),
            *self.drops.values(), *self.figures[1], *self.figures[2],
            self.tick, self.takes, self.onset,
        ]
        self.begin()

    # --- places -----------------------------------------------------------------------------

    def top(self, x: float | np.ndarray) -> np.ndarray:
        """Height (d) of the deck's top: a gentle arch between the banks."""
        share = np.clip(np.asarray(x, dtype=float) / self.course.end, 0, 1)
        return np.asarray(_CAMBER * np.sin(np.pi * share) ** 2 * np.sign(1 - share + 1e-9))

    def head(self, name: str) -> tuple[float, float]:
        """Middle of a marrow window, d."""
        x = self.heads[name]
        return x, float(self.top(x)) + HEAD

    def standing(self, place: float) -> tuple[float, float]:
        """The traveler stands on the road."""
        return place, float(self.top(place)) + 0.9

    def _on_deck(self, x: float) -> tuple[float, float]:
        return x, float(self.top(x)) - THICK / 2 - 0.2

    def deck_middle(self, place: float) -> tuple[float, float]:
        """Middle of the deck at a place: where a leader ends."""
        return self._on_deck(place)

    def lane_point(self, place: float) -> tuple[float, float]:
        """A point in the liver lane's fill."""
        return place, float(self.top(place)) + _LANE_TOP - LANE * 0.62

    def let_fall(self, cycle: int, shares: np.ndarray) -> None:
        """Doses form under the deck and sink to their row."""
        self.drops[cycle].fall(shares, (0.0, 5.2))

    def lane_band(self, low: float, high: float) -> BaseGeometry:
        """The liver lane's outline between two places."""
        return self._band(low, high, _LANE_TOP, _LANE_TOP - LANE)

    def _band(self, low: float, high: float, upper: float, lower: float) -> Polygon:
        """The strip of the deck between two places and two heights below its top."""
        x = np.linspace(low, high, max(2, int((high - low) / 2) + 2))
        up = np.column_stack([x, self.top(x) + upper])
        down = np.column_stack([x, self.top(x) + lower])
        return Polygon(np.vstack([up, down[::-1]]))

    def as_line(self) -> VGroup:
        """The finished bridge without water and banks, for an end card."""
        self.lay(self.course.end + 9)
        for disc in self.discs.values():
            disc.turn(1.0)
        return VGroup(self.strings, *self.towers.values(), self.way, *self.discs.values())

    # --- land and water --------------------------------------------------------------------------

    def _land(self) -> Plane:
        sea = box(-FAR, -FAR, FAR, -THICK + _CAMBER + 0.2)
        shapes = [fill(sea, WATER, BASE, smooth=False)]
        for side, edge, color in (
            (-1, _SHORE, BANK_ILLNESS), (1, self.course.end - 0.2, BANK_MARROW),
        ):
            bank = headland(side, edge, 15.2, self._rng)
            wet = affinity.translate(bank, -side * 1.0, -0.7).intersection(sea)
            road = box(*sorted((edge, edge + side * FAR))[:1], -THICK, max(edge, edge + side * FAR), 0)
            shapes += [
                fill(wet, mix(WATER, color, 0.5), BASE, smooth=False),
                contour(bank, _LINE, INK, BASE),
                fill(bank, color, BASE),
                fill(road.intersection(bank), lighter(color, 0.45), BASE, smooth=False),
                fill(box(road.bounds[0], -THICK, road.bounds[2], -THICK + 0.22).intersection(bank),
                     INK, BASE, smooth=False),
            ]
        ends = [box(x - 0.13, -THICK - 0.2, x + 0.13, 0.2) for x in (0.0, self.course.end)]
        shapes.append(fill(shapely.union_all(ends), INK, BASE, smooth=False))
        return Plane(BASE, *shapes)

    def _waves(self) -> Plane:
        """Short wave marks, each a thing by itself so that it can drift."""
        places: list[tuple[float, float]] = []
        while len(places) < 30:
            spot = (self._rng.uniform(2, self.course.end - 2), -self._rng.uniform(17.0, 24.4))
            if all(abs(spot[0] - a) > 7.5 or abs(spot[1] - b) > 2.4 for a, b in places):
                places.append(spot)
        self.ripples = ripples(places, (3.0, 4.6), 0.34, BASE, self._rng)
        return Plane(BASE, self.ripples[0])

    # --- the way -------------------------------------------------------------------------------------

    def _truss(self, low: float, high: float) -> BaseGeometry:
        """Zigzag and lower chord below the deck between two places."""
        x = np.arange(low, high + 0.01, 1.0)
        up, down = -THICK, -THICK - TRUSS
        level = np.where(np.round(x - low) % 2 == 0, up, down)
        zigzag = LineString(np.column_stack([x, self.top(x) + level])).buffer(0.09, cap_style="flat")
        return shapely.union_all([zigzag, self._band(low, high, down + 0.1, down - 0.12)])

    def _sketch(self) -> Plane:
        """The way while it is only planned: pale, whole, with its pale tower heads."""
        end = self.course.end
        deck = self._band(_SHORE, end - 0.2, 0, -THICK)
        line = mix(INK, WATER, 0.72)
        shapes = [
            fill(self._truss(0, end), mix(INK, WATER, 0.80), BASE, smooth=False),
            contour(deck, 2.4, line, BASE), fill(deck, mix(STONE, WATER, 0.62), BASE, smooth=False),
        ]
        for name, x in self.heads.items():
            if name == "start":
                continue
            middle = shapely.Point(*self.head(name))
            legs = self._legs(x)
            shapes += [
                contour(legs, 2.4, mix(INK, PAPER, 0.72), BASE), fill(legs, mix(STONE, PAPER, 0.4), BASE),
                contour(middle.buffer(RADIUS, quad_segs=24), 3.0, mix(INK, PAPER, 0.72), BASE),
                fill(middle.buffer(RADIUS, quad_segs=24), mix(PAPER, WHITE, 0.4), BASE),
            ]
        return Plane(BASE, *shapes)

    def _way(self) -> Plane:
        """Deck and truss in planks; cables, one a week, are a plane of their own (``strings``)."""
        planks = self.course.planks()
        ink, under, face, light, truss, colors = [], [], [], [], [], []
        for name, a, b in planks:
            timeless = name in TIMELESS
            joint = 0.0 if timeless else 0.05
            ink.append(self._band(a - 0.03, b + 0.03, 0.25, -THICK - 0.25))
            under.append(self._band(a - 0.02, b + 0.02, 0, -THICK))
            face.append(self._band(a + joint, b - joint + 0.02 * timeless, 0, -THICK))
            light.append(self._band(a + joint, b - joint + 0.02 * timeless, 0, -0.55))
            truss.append(self._truss(a, b) if round(a) % 2 == 0 else self._flipped(a, b))
            colors.append(DECK_COLOR[name])
        base = np.array([((a + b) / 2, float(self.top((a + b) / 2)) - THICK) for _, a, b in planks])
        self.deck = [
            *by_color(truss, [mix(INK, WATER, 0.2)] * len(planks), BASE, base),
            *by_color(ink, [INK] * len(planks), BASE, base),
            *by_color(under, [inked(c, 0.26) for c in colors], BASE, base),
            *by_color(face, colors, BASE, base),
            *by_color(light, [lighter(c, 0.24) for c in colors], BASE, base),
            *self._bars(), *self._dots(),
        ]
        self.strings = self._cables()
        return Plane(BASE, *self.deck)

    def _flipped(self, a: float, b: float) -> BaseGeometry:
        shape = self._truss(a, b)
        return affinity.scale(shape, -1, 1, origin=((a + b) / 2, 0))

    def _cables(self) -> Plane:
        """From the tower nearest to each week's end down to the deck."""
        lines: list[BaseGeometry] = []
        heads: list[tuple[float, float]] = []
        names = list(self.heads)
        for x in self.course.weeks():
            gap = [abs(self.heads[n] - x) for n in names]
            near = names[int(np.argmin(gap))]
            if min(gap) < 1:  # the tower itself carries this week's end
                lines.append(Polygon())
                heads.append((x, 0.0))
                continue
            hx, hy = self.head(near)
            reach = abs(x - hx)
            high = hy - RADIUS * 0.9 + min(reach / 50, 1) * RADIUS * 0.9
            lines.append(LineString([(hx, high), (x, float(self.top(x)))]).buffer(0.09))
            heads.append((hx, high))
        color = mix(INK, PAPER, 0.28)
        self.cables = [many_shapes(lines, color, BASE, centers=np.array(heads), smooth=False)]
        return Plane(BASE, *self.cables)

    def _anchors(self, x: float, side: int) -> BaseGeometry:
        """Cables from the first and the last tower back to the bank."""
        hy = self.head_height(x) + RADIUS
        lines = [
            LineString([(x, hy - RADIUS * (0.9 - 0.15 * k)), (x + side * 5.2 * k, 0)]).buffer(0.09)
            for k in range(1, 5)
        ]
        return shapely.union_all(lines)

    def _legs(self, x: float) -> Polygon:
        foot, neck = float(self.top(x)), self.head_height(x)
        return Polygon([(x - 1.05, foot), (x + 1.05, foot), (x + 0.62, neck), (x - 0.62, neck)])

    def head_height(self, x: float) -> float:
        """Where a tower's legs end under its window, d."""
        return float(self.top(x)) + HEAD - RADIUS

    def _tower(self, name: str) -> Plane:
        x = self.heads[name]
        legs = self._legs(x)
        dark = legs.intersection(box(x + 0.25, -5, x + 5, 40))
        shapes = [
            contour(legs, 4.5, INK, BASE), fill(legs, inked(STONE, 0.10), BASE, smooth=False),
            fill(dark, inked(STONE, 0.24), BASE, smooth=False),
        ]
        side = {"start": -1, "day_100": 1}.get(name)
        if side is not None:
            back = fill(self._anchors(x, side), mix(INK, PAPER, 0.28), BASE, smooth=False)
            shapes.insert(0, back)
        return Plane(BASE, *shapes)

    def _bars(self) -> list[ManyShapes]:
        """Bars across the deck where one stretch ends, a white one at Day 0; they come with a plank."""
        ends = {round(b, 3): i for i, (_, _, b) in enumerate(self.course.planks())}
        course = self.course
        bars = [course.check, course.ready, course.conditioning]
        forms = [self._band(x - 0.13, x + 0.13, 0.1, -THICK - 0.1) for x in bars]
        x = course.day_0
        forms.append(self._band(x - 0.62, x + 0.62, 0.55, -THICK - 0.55))
        kin = [ends[round(x, 3)] for x in (*bars, course.day_0)]
        feet = np.array([(x, float(self.top(x)) - THICK) for x in (*bars, course.day_0)])
        gate = self._band(x - 0.36, x + 0.36, 0.30, -THICK - 0.30)
        return [
            many_shapes(forms, INK, BASE, kin=kin, centers=feet, smooth=False),
            many_shapes([gate], WHITE, BASE, kin=kin[-1:], centers=feet[-1:], smooth=False),
        ]

    def _dots(self) -> list[ManyShapes]:
        """Three dots on the stretch that leaves days out."""
        planks = self.course.planks()
        later = [i for i, (name, _, _) in enumerate(planks) if name == "later"]
        if not later:
            return []
        middle = (planks[later[0]][1] + planks[later[-1]][2]) / 2
        places = [(x, float(self.top(x)) - THICK / 2) for x in (middle - 1.8, middle, middle + 1.8)]
        dots = [shapely.Point(*p).buffer(0.5) for p in places]
        kin = [later[len(later) // 2 + k] for k in (-1, 0, 1)]
        return [many_shapes(dots, INK, BASE, kin=kin, centers=np.array(places))]

    # --- what it carries --------------------------------------------------------------------------------

    def _windows(self, states: Sequence[MarrowState]) -> dict[str, Marrow]:
        full, few, empty, new = states
        scale = RADIUS * BASE.px_per_nm / (WINDOW * UM)
        made = {}
        for name, (before, after) in {
            "start": (full, full), "check": (full, few), "day_0": (few, empty), "day_100": (empty, new),
        }.items():
            at = BASE.point(*self.head(name))
            made[name] = Marrow(View(scale, (at[0], at[1])), before, after)
        return made

    def _doses(self, cycle: int) -> Doses:
        places = [(x, DROP_ROW) for x in self.course.dose_places(cycle)]
        return Doses(BASE, np.array(places), self.course.doses(cycle), _DROP_AREA)

    def _figures(self, cycle: int, doses: Sequence[str], days: Sequence[str]) -> list[Plane]:
        out = []
        start = 0.0 if cycle == 1 else self.course.check
        for x, dose, text in zip(self.course.dose_places(cycle), doses, days, strict=True):
            out.append(Plane(
                BASE, written(text, 50, self._on_deck(max(x, start + 1.1)), BASE, WHITE),
                written(dose, 56, (x, FIGURE_ROW), BASE),
            ))
        return out

    def _takes(self, text: str) -> Plane:
        """Lighter planks where donor cells usually take hold, with their days."""
        low, high = (self.course.after(d) for d in (self.course.takes_low, self.course.takes_high))
        return Plane(
            BASE, fill(self._band(low, high, -0.55, -THICK + 0.1), lighter(ENGRAFTMENT, 0.74), BASE, smooth=False),
            written(text, 50, self._on_deck((low + high) / 2), BASE),
        )

    def _onset(self, texts: Sequence[str]) -> Plane:
        """First, median and last day on which VOD began: lines down to the lane, days on the deck."""
        course = self.course
        places = [course.after(d) for d in (course.vod_low, course.vod_median, course.vod_high)]
        low = _LANE_TOP - LANE
        lines = [self._band(x - 0.11, x + 0.11, -THICK + 0.1, low - 0.9) for x in (places[0], places[2])]
        lines.append(self._band(places[1] - 0.17, places[1] + 0.17, -THICK + 0.1, low - 1.5))
        lines.append(self._band(places[0], places[2], low - 0.65, low - 0.9))
        shapes = [fill(shapely.union_all(lines), INK, BASE, smooth=False)]
        for x, text in zip(places, texts, strict=True):
            shapes.append(written(text, 50, self._on_deck(x), BASE, WHITE))
        return Plane(BASE, *shapes)

    def _trough(self) -> Plane:
        """The liver lane: an outlined trough, filled as high and as deep in color as the risk."""
        course = self.course
        lane = self.lane_band(0, course.end)
        forms, colors, feet = [], [], []
        planks = course.planks()
        risks = [course.risk((a + b) / 2) for _, a, b in planks]
        for (_, a, b), risk in zip(planks, risks, strict=True):
            x = np.array([a - 0.02, b + 0.02])
            rise = np.array([course.risk(a), course.risk(b)]) * LANE * 0.94
            floor = self.top(x) + _LANE_TOP - LANE
            forms.append(Polygon([
                (x[0], floor[0]), (x[1], floor[1]), (x[1], floor[1] + rise[1]), (x[0], floor[0] + rise[0]),
            ]))
            colors.append(risk_color(round(risk * 30) / 30))
            feet.append((float(x.mean()), float(floor.mean())))
        self.lane = by_color(forms, colors, BASE, np.array(feet))
        hangers = [
            self._band(x - 0.11, x + 0.11, -THICK - TRUSS, _LANE_TOP) for x in np.arange(0.4, course.end, 3.5)
        ]
        return Plane(
            BASE, fill(shapely.union_all(hangers), mix(INK, WATER, 0.2), BASE, smooth=False),
            contour(lane, 3.6, INK, BASE), fill(lane, PAPER_CARD, BASE, smooth=False), *self.lane,
        )
