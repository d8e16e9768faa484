"""The bridge from the side: cable-stayed, marrow windows as tower heads, a deck of days, water below.

Lengths in deck days (d), x along the deck from the first day of treatment, y up from the banks' road. The
base view is 20 px a day; a camera shows it smaller as a whole and at about that size in parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject
from shapely import affinity
from shapely.geometry import Polygon, box

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, MarrowState
from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.banks import FAR, headland
from scenes.sets.transplant_bridge.bridge import (
    Bridge,
    DoseDrops,
    lettered_part,
    merged_by_color,
    ripples,
    risk_color,
)
from scenes.sets.transplant_bridge.calendar import READY, Calendar
from scenes.sets.transplant_bridge.plan_sheet import PlanSheet, planned_window
from scenes.sets.transplant_bridge.side_deck import BASE, SHORE, cables, planks, tower
from scenes.sets.transplant_bridge.side_outline import CAMBER, LANE, LANE_TOP, RADIUS, THICK, TRUSS, SideOutline
from scenes.sets.transplant_bridge.side_plan import EAST, HIGH, LOW, WEST, plan_lines, strokes
from scenes.sets.transplant_bridge.tear import to_the_right
from scenes.sets.transplant_bridge.traveler import Traveler
from scenes.stage.drawing import contour, fill
from scenes.stage.style import (
    ANTIBODY_CH1,
    ANTIBODY_CH2,
    BANK_ILLNESS,
    BANK_MARROW,
    CONDITIONING,
    DEEP,
    ENGRAFTMENT,
    INK,
    MARROW,
    PAPER_CARD,
    WATER,
    WHITE,
    lighter,
    mix,
)
from scenes.stage.view import View

DROP_ROW: Final = -11.5
FIGURE_ROW: Final = -14.8
_DROP_AREA: Final = 11.0  # d² for 1 mg/m²
_LINE: Final = 5.0  # px, contours of the deck in the base view
_PX: Final = 11.4  # of a day in the whole picture
_PERSON: Final = 7.0  # height of the traveler, d: under a window there is just room


class BridgeFromSide(Bridge):
    """The bridge from the side.

    Parameters
    ----------
    calendar
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
        self, calendar: Calendar, states: Sequence[MarrowState], doses_1: Sequence[str],
        doses_2: Sequence[str], days: Sequence[str], takes: str, onset: Sequence[str], seed: int,
    ) -> None:
        super().__init__(calendar, BASE)
        self._rng = np.random.default_rng(seed)
        self.outline = outline = SideOutline(calendar)
        self.land = self._land()
        self.waves = self._waves()
        self.trough = self._trough()
        self.sheet = self._sheet()
        self.planned = {
            name: planned_window(outline.head(name), RADIUS, state, BASE)
            for name, state in zip(("check", "day_0", "day_100"), states[1:], strict=True)
        }
        self.towers = {name: tower(outline, name) for name in outline.heads}
        self.deck, self.cables = planks(outline), [cables(outline)]
        self.way, self.strings = Plane(BASE, *self.deck), Plane(BASE, *self.cables)
        self.discs = self._windows(states)
        self.drops = {c: self._doses(c) for c in (1, 2)}
        self.figures = {1: self._figures(1, doses_1, days), 2: self._figures(2, doses_2, days)}
        self.tick = ticked(2.6, self.outline.on_deck(calendar.ready + READY / 2), BASE, 4.5)
        self.takes = self._takes(takes)
        self.onset = self._onset(onset)
        self.traveler = Traveler(BASE, _PERSON)
        self.planes = [
            self.land, self.waves, self.strings, self.trough, self.sheet, *self.planned.values(),
            *self.towers.values(), self.way, *self.discs.values(),
            *self.drops.values(), *self.figures[1], *self.figures[2],
            self.tick, self.takes, self.onset, self.traveler,
        ]
        self.begin()

    # --- places -----------------------------------------------------------------------------

    def standing(self, place: float) -> tuple[float, float]:
        """The traveler stands on the road, a step behind the edge of what has come."""
        return place - 1.6, float(self.outline.top(place - 1.6)) - 0.3

    def edge(self, place: float) -> float:
        """The edge is where the last plank ends."""
        return place

    def deck_middle(self, place: float) -> tuple[float, float]:
        """Middle of the deck at a place: where a leader ends."""
        return self.outline.on_deck(place)

    def lane_point(self, place: float) -> tuple[float, float]:
        """A point in the liver lane's fill."""
        return place, float(self.outline.top(place)) + LANE_TOP - LANE * 0.62

    def let_fall(self, cycle: int, shares: np.ndarray) -> None:
        """Doses form under the deck and sink to their row."""
        self.drops[cycle].fall(shares, (0.0, 5.2))

    def as_line(self) -> VGroup:
        """The finished bridge without water and banks, for an end card."""
        self.lay(self.calendar.end + 9)
        for disc in self.discs.values():
            disc.turn(1.0)
        return VGroup(self.strings, *self.towers.values(), self.way, *self.discs.values())

    # --- land and water --------------------------------------------------------------------------

    def _land(self) -> Plane:
        sea = box(WEST, LOW, EAST, -THICK + CAMBER + 0.2)
        shapes = [
            *self._bands(18, -1.0, HIGH, mix(MARROW, BANK_ILLNESS, 0.08), mix(WATER, BANK_MARROW, 0.25)),
            *self._bands(44, sea.bounds[3], LOW, lighter(WATER, 0.2), DEEP),
        ]
        self.bank = Polygon()
        for side, edge, color in (
            (-1, SHORE, BANK_ILLNESS), (1, self.calendar.end - 0.2, BANK_MARROW),
        ):
            bank = self.bank = headland(side, edge, -LOW, self._rng)
            wet = affinity.translate(bank, -side * 1.0, -0.7).intersection(sea)
            road = box(*sorted((edge, edge + side * FAR))[:1], -THICK, max(edge, edge + side * FAR), 0)
            shapes += [
                fill(wet, mix(WATER, color, 0.5), BASE, smooth=False),
                contour(bank, _LINE, INK, BASE),
                fill(bank, mix(color, INK, 0.05), BASE),
                fill(affinity.translate(bank, side * 2.6, 1.0).intersection(bank), color, BASE),
                fill(affinity.translate(bank, side * 7.0, 2.4).intersection(bank), lighter(color, 0.18), BASE),
                fill(road.intersection(bank), lighter(color, 0.45), BASE, smooth=False),
                fill(box(road.bounds[0], -THICK, road.bounds[2], -THICK + 0.22).intersection(bank),
                     INK, BASE, smooth=False),
            ]
        ends = [box(x - 0.13, -THICK - 0.2, x + 0.13, 0.2) for x in (0.0, self.calendar.end)]
        shapes.append(fill(shapely.union_all(ends), INK, BASE, smooth=False))
        return Plane(BASE, *shapes)

    def _bands(self, count: int, start: float, end: float, color: str, other: str) -> list[VMobject]:
        """From one color to another between two heights, in bands too like each other to be seen."""
        edges = np.linspace(start, end, count + 1)
        under = np.sign(end - start) * 0.3
        forms = [box(WEST, min(a, b + under), EAST, max(a, b + under)) for a, b in pairwise(edges)]
        return [
            fill(form, mix(color, other, i / (count - 1)), BASE, smooth=False) for i, form in enumerate(forms)
        ]

    def _waves(self) -> Plane:
        """Short wave marks, each a thing by itself so that it can drift, and the deck's reflection in loose strokes."""
        places: list[tuple[float, float]] = []
        for _ in range(3000):
            spot = (self._rng.uniform(0, self.calendar.end), -self._rng.uniform(20.0, 37.0))
            if all(abs(spot[0] - a) > 9.5 or abs(spot[1] - b) > 2.6 for a, b in places):
                places.append(spot)
        self.ripples = ripples(places, (3.0, 4.6), 0.34, BASE, self._rng)
        mirrored = [
            fill(shapely.union_all(strokes(self._rng, low, high, (-24.5, -20.4), count)), mix(color, WATER, 0.72), BASE)
            for low, high, color, count in (
                (3, 21, ANTIBODY_CH1, 9), (20, 46, ANTIBODY_CH2, 12), (58, 63, CONDITIONING, 4),
                (64, 122, ENGRAFTMENT, 26),
            )
        ]
        return Plane(BASE, *mirrored, self.ripples[0])

    def _sheet(self) -> PlanSheet:
        """The plan of all that is still to come."""
        deck = (LANE_TOP - LANE - 0.4, CAMBER + 0.8)
        area = [(x, DROP_ROW, _DROP_AREA * dose) for c in (1, 2)
                for x, dose in zip(self.calendar.dose_places(c), self.calendar.doses(c), strict=True)]
        way = to_the_right((LOW, HIGH), EAST, deck, _PX)
        return PlanSheet(way, plan_lines(self.outline, self.bank, area), BASE)

    # --- what it carries --------------------------------------------------------------------------------

    def _windows(self, states: Sequence[MarrowState]) -> dict[str, Marrow]:
        full, few, empty, new = states
        scale = RADIUS * BASE.px_per_nm / (WINDOW * UM)
        made = {}
        for name, (before, after) in {
            "start": (full, full), "check": (full, few), "day_0": (few, empty), "day_100": (empty, new),
        }.items():
            at = BASE.point(*self.outline.head(name))
            made[name] = Marrow(View(scale, (at[0], at[1])), before, after)
        return made

    def _doses(self, cycle: int) -> DoseDrops:
        places = [(x, DROP_ROW) for x in self.calendar.dose_places(cycle)]
        return DoseDrops(BASE, np.array(places), self.calendar.doses(cycle), _DROP_AREA)

    def _figures(self, cycle: int, doses: Sequence[str], days: Sequence[str]) -> list[Plane]:
        out = []
        start = 0.0 if cycle == 1 else self.calendar.check
        for x, dose, text in zip(self.calendar.dose_places(cycle), doses, days, strict=True):
            out.append(Plane(
                BASE, lettered_part(text, 50, self.outline.on_deck(max(x, start + 1.1)), BASE, WHITE),
                lettered_part(dose, 56, (x, FIGURE_ROW), BASE),
            ))
        return out

    def _takes(self, text: str) -> Plane:
        """Lighter planks where donor cells usually take hold, with their days."""
        low, high = (self.calendar.after(d) for d in (self.calendar.takes_low, self.calendar.takes_high))
        light = self.outline.band(low, high, -0.55, -THICK + 0.1)
        return Plane(
            BASE, fill(light, lighter(ENGRAFTMENT, 0.74), BASE, smooth=False),
            lettered_part(text, 50, self.outline.on_deck((low + high) / 2), BASE),
        )

    def _onset(self, texts: Sequence[str]) -> Plane:
        """First, median and last day on which VOD began: lines down to the lane, days on the deck."""
        calendar = self.calendar
        places = [calendar.after(d) for d in (calendar.vod_low, calendar.vod_median, calendar.vod_high)]
        low = LANE_TOP - LANE
        lines = [self.outline.band(x - 0.11, x + 0.11, -THICK + 0.1, low - 0.9) for x in (places[0], places[2])]
        lines.append(self.outline.band(places[1] - 0.17, places[1] + 0.17, -THICK + 0.1, low - 1.5))
        lines.append(self.outline.band(places[0], places[2], low - 0.65, low - 0.9))
        shapes = [fill(shapely.union_all(lines), INK, BASE, smooth=False)]
        for x, text in zip(places, texts, strict=True):
            shapes.append(lettered_part(text, 50, self.outline.on_deck(x), BASE, WHITE))
        return Plane(BASE, *shapes)

    def _trough(self) -> Plane:
        """The liver lane: an outlined trough, filled as high and as deep in color as the risk."""
        calendar = self.calendar
        lane = self.outline.band(0, calendar.end, LANE_TOP, LANE_TOP - LANE)
        fills: list[VMobject] = []
        for _, a, b in calendar.planks():
            x = np.array([a - 0.02, b + 0.02])
            rise = np.array([calendar.risk(a), calendar.risk(b)]) * LANE * 0.94
            floor = self.outline.top(x) + LANE_TOP - LANE
            form = Polygon([
                (x[0], floor[0]), (x[1], floor[1]), (x[1], floor[1] + rise[1]), (x[0], floor[0] + rise[0]),
            ])
            color = risk_color(round(calendar.risk((a + b) / 2) * 30) / 30)
            fills.append(fill(form, color, BASE, smooth=False, tolerance_px=0.1))
        self.lane = merged_by_color(fills)
        hangers = [
            self.outline.band(x - 0.11, x + 0.11, -THICK - TRUSS, LANE_TOP) for x in np.arange(0.4, calendar.end, 3.5)
        ]
        return Plane(
            BASE, fill(shapely.union_all(hangers), mix(INK, WATER, 0.2), BASE, smooth=False),
            contour(lane, 3.6, INK, BASE), fill(lane, PAPER_CARD, BASE, smooth=False), *self.lane,
        )
