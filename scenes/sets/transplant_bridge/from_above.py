"""The bridge from above: a boardwalk over the water, one plank a day, marrow windows beside it.

Lengths in stage px (y up, so a place px from the top is ``-y``); the way follows any line that a shape gives.
Deck days become lengths along that line, ``px_per_day`` each; only the stretch that leaves days out takes
what remains.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from manim import VMobject
from shapely import affinity
from shapely.geometry import LineString, Polygon, box

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, MarrowState
from scenes.cast.kit.marks import ticked
from scenes.cast.kit.scenery import Plane
from scenes.sets.transplant_bridge.above_deck import all_feet, feet_under, gangways, ground, planks, posts
from scenes.sets.transplant_bridge.above_plan import plan_lines
from scenes.sets.transplant_bridge.banks import shoreline
from scenes.sets.transplant_bridge.boardwalk import Boardwalk, DeckPlan
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
from scenes.sets.transplant_bridge.tear import down, out_and_back
from scenes.sets.transplant_bridge.traveler import Traveler
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


class BridgeFromAbove(Bridge):
    """The bridge from above.

    Parameters
    ----------
    zones, form
        The picture, and how the way lies in it.
    calendar, states, doses_1, doses_2, takes, onset, seed
        As for :class:`scenes.sets.transplant_bridge.from_side.BridgeFromSide`.
    """

    def __init__(
        self, zones: Zones, form: Boardwalk, calendar: Calendar, states: Sequence[MarrowState],
        doses_1: Sequence[str], doses_2: Sequence[str], takes: str, onset: Sequence[str], seed: int,
    ) -> None:
        corner = zones.point(0, 0)
        super().__init__(calendar, View(1.0, (corner[0], corner[1])))
        self.zones, self.form = zones, form
        self.bent = len(form.bends) > 1 and form.line[-1][0] < form.line[1][0]
        self.plan = plan = DeckPlan(form, calendar)
        self._rng = np.random.default_rng(seed)
        self.land = self._land()
        self.waves = self._waves()
        self.ground = ground(plan, self.view)
        self.trough = self._trough()
        self.sheet = self._sheet()
        self.planned = {
            name: planned_window(plan.head(name), form.window * 1.1, state, self.view)
            for name, state in zip(("check", "day_0", "day_100"), states[1:], strict=True)
        }
        self.deck, self.cables = planks(plan, self.view), posts(plan, self.view)
        self.way = Plane(self.view, *self.deck, *self.cables)
        self.towers: dict[str, Plane] = {}
        self.discs = self._windows(states)
        self.drops = {c: self._doses(c) for c in (1, 2)}
        self.figures = {1: self._figures(1, doses_1), 2: self._figures(2, doses_2)}
        self.tick = ticked(44.0, self.plan.point(calendar.ready + READY / 2), self.view, 3.6)
        self.takes = self._takes(takes)
        self.onset = self._onset(onset)
        self.traveler = Traveler(View(1.0), form.person)
        self.planes = [
            self.land, self.waves, self.ground, self.trough, self.sheet, self.near_bank,
            *self.planned.values(),
            self.way, *self.drops.values(), *self.figures[1], *self.figures[2], self.tick, self.takes, self.onset,
            self.traveler, *self.discs.values(),
        ]
        self.begin()

    # --- places ------------------------------------------------------------------------------

    def spot(self, x: float, y: float) -> np.ndarray:
        """A place of the picture (px, y up) as a point of the stage."""
        return self.view.point(x, y)

    def standing(self, place: float) -> tuple[float, float]:
        """The traveler stands at the rail that nothing is written beside, just behind the edge of what has come."""
        if not self.bent:
            return self.plan.point(place - 0.6, 16 - self.plan.half)
        x, y = self.plan.point(place - 1.4)
        return x, y - 0.3 * self.form.person

    def edge(self, place: float) -> float:
        """The edge is where the last plank ends."""
        length = float(self.plan.length(place))
        return length if self.bent else -float(self.plan.line.at(length)[1])

    def facing(self, place: float) -> float:
        """In the bend of a way that leads back the traveler turns."""
        s = float(self.plan.length(place))
        ahead = float(self.plan.line.at(s + 2)[0] - self.plan.line.at(s - 2)[0]) / 4
        # Behind its outermost place, where the story halts for a while: nobody stands there half turned.
        return float(np.clip(6 * ahead + 3, -1, 1)) if self.bent else 1.0

    def deck_middle(self, place: float) -> tuple[float, float]:
        """Middle of the deck at a place: where a leader ends."""
        return self.plan.point(place)

    def lane_point(self, place: float) -> tuple[float, float]:
        """A point in the liver lane's fill."""
        return self.plan.point(place, self.plan.half + 0.45 * self.form.lane)

    def let_fall(self, cycle: int, shares: np.ndarray) -> None:
        """Doses come down on their planks, larger while they are still above them."""
        self.drops[cycle].land(shares)

    # --- land and water --------------------------------------------------------------------------

    def _land(self) -> Plane:
        """Water and banks; words of a square picture stand on its first bank, which is no plan at any time."""
        frame = self.zones.frame
        whole = box(-60, -frame.height - 60, frame.width + 60, 60)
        shapes: list[VMobject] = [fill(whole, WATER, self.view, smooth=False)]
        banks = []
        self.shores: list[np.ndarray] = []
        for y, color, side in (
            (self.form.shores[0], BANK_ILLNESS, 200.0),
            (self.form.shores[1], BANK_MARROW, -frame.height - 200.0),
        ):
            shore = shoreline(y, frame.width, self._rng)
            self.shores.append(shore)
            bank = Polygon([*shore, (shore[-1][0], side), (shore[0][0], side)])
            tint = 0.22 if color == BANK_ILLNESS else 0.28
            banks.append([
                *(fill(shapely.buffer(bank, grow), mix(color, WATER, share), self.view)
                  for grow, share in ((20.0, 0.72), (9.0, 0.5))),
                contour(bank, 4.6, INK, self.view), fill(bank, lighter(color, tint), self.view),
            ])
        near, far = banks
        self.near_bank = Plane(self.view, *(near if self.bent else ()))
        return Plane(self.view, *shapes, *(() if self.bent else near), *far)

    def _waves(self) -> Plane:
        """Short wave marks, clear of the way and of its windows."""
        blocked = shapely.union_all([
            LineString(self.plan.line.points).buffer(self.plan.half + self.form.lane + 34),
            *(shapely.Point(*self.plan.head(n)).buffer(self.form.window + 46) for n in self.plan.heads),
            *(box(left, -bottom, right, -top) for left, top, right, bottom in self.form.quiet),
        ])
        top, bottom = self.form.shores
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

    def _sheet(self) -> PlanSheet:
        """The plan of all that is still to come, down the picture or out and back."""
        form, h, frame = self.form, self.plan.half, self.zones.frame
        on_water = [(*self._on_plank(x, *form.beside[0]), form.drop_area * dose) for c in (1, 2)
                    for x, dose in zip(self.calendar.dose_places(c), self.calendar.doses(c), strict=True)]
        if self.bent:
            radius, (right, upper) = form.bends[0], form.line[1]
            deck = (radius - h - 6, radius + h + form.lane + 4)
            way = out_and_back((right - radius, -upper - radius), form.line[0][0], radius, 900, 2600, deck, 1.0)
        else:
            middle = form.line[1][0]
            way = down((-40, frame.width + 40), 2000, (middle - h - 6, middle + h + form.lane + 4), 1.0)
        others = [all_feet(self.plan), feet_under(self.plan, h + form.lane), gangways(self.plan)]
        return PlanSheet(way, plan_lines(self.plan, frame, self.shores, others, on_water), self.view)

    # --- what it carries ------------------------------------------------------------------------------

    def _windows(self, states: Sequence[MarrowState]) -> dict[str, Marrow]:
        full, few, empty, new = states
        scale = self.form.window / (WINDOW * UM)
        made = {}
        for name, (before, after) in {
            "start": (full, full), "check": (full, few), "day_0": (few, empty), "day_100": (empty, new),
        }.items():
            at = self.view.point(*self.plan.head(name))
            made[name] = Marrow(View(scale, (at[0], at[1])), before, after, rim="stone")
        return made

    def _doses(self, cycle: int) -> DoseDrops:
        spot = self.form.beside[0]
        places = [self._on_plank(x, *spot) for x in self.calendar.dose_places(cycle)]
        return DoseDrops(
            self.view, np.array(places), self.calendar.doses(cycle), self.form.drop_area, 3.6
        )

    def _on_plank(self, place: float, along: float, off: float) -> tuple[float, float]:
        s = float(self.plan.length(place))
        point = self.plan.line.side(s + along, off)
        return float(point[0]), float(point[1])

    def _figures(self, cycle: int, doses: Sequence[str]) -> list[Plane]:
        spot = self.form.beside[1]
        return [
            Plane(self.view, lettered_part(
                dose, self.form.figure, self._on_plank(place, *spot), self.view, WHITE
            ))
            for place, dose in zip(self.calendar.dose_places(cycle), doses, strict=True)
        ]

    def _takes(self, text: str) -> Plane:
        """Lighter planks where donor cells usually take hold, with their days."""
        low, high = (self.calendar.after(d) for d in (self.calendar.takes_low, self.calendar.takes_high))
        h = self.plan.half
        middle = self.plan.point((low + high) / 2)
        words = [lettered_part(text, self.form.figure - 4, middle, self.view)] if text else []
        planks = self.plan.band(low, high, -h + 1, h - 1)
        return Plane(
            self.view, fill(planks, lighter(ENGRAFTMENT, 0.74), self.view, smooth=False), *words
        )

    def _onset(self, texts: Sequence[str]) -> Plane:
        """First, median and last day on which VOD began: lines across the lane, days on the deck."""
        calendar, h = self.calendar, self.plan.half
        out = h + self.form.lane
        days = (calendar.vod_low, calendar.vod_median, calendar.vod_high)
        shapes, lines = [], []
        for day, text, thick in zip(days, texts, (1.8, 2.8, 1.8), strict=True):
            s = float(self.plan.length(calendar.after(day)))
            clear = float(self.plan.length(calendar.day_0)) + 16 + 0.4 * self.form.figure
            lines.append(self.plan.line.band(s - thick, s + thick, h - 4, out + (13 if thick > 2 else 7)))
            x, y = self.plan.line.side(max(s, clear), h * 0.36)
            shapes.append(lettered_part(text, self.form.figure, (float(x), float(y)), self.view, WHITE))
        low, high = (float(self.plan.length(calendar.after(d))) for d in (days[0], days[2]))
        lines.append(self.plan.line.band(low, high, out + 4, out + 8))
        return Plane(self.view, fill(shapely.union_all(lines), INK, self.view, smooth=False), *shapes)

    def _trough(self) -> Plane:
        """The liver lane beside the deck: filled as wide and as deep in color as the risk."""
        calendar, h, wide = self.calendar, self.plan.half + 4.0, self.form.lane
        fills = []
        for _, a, b in calendar.planks():
            s = np.linspace(float(self.plan.length(a)) - 0.4, float(self.plan.length(b)) + 0.4, 5)
            place = np.linspace(a, b, 5)
            far = h + np.array([calendar.risk(p) for p in place]) * (wide - 4) * 0.96
            near = self.plan.line.side(s, np.full(5, h))
            form = Polygon(np.vstack([near, self.plan.line.side(s, far)[::-1]]))
            color = risk_color(round(calendar.risk((a + b) / 2) * 30) / 30)
            fills.append(fill(form, color, self.view, smooth=False, tolerance_px=0.1))
        self.lane = merged_by_color(fills)
        outline = self.plan.line.band(
            float(self.plan.length(0)), float(self.plan.length(calendar.end)), h - 4, h + wide - 4
        )
        deck = self.plan.line.band(0, self.plan.line.length, -self.plan.half, self.plan.half)
        shadow = affinity.translate(outline, 9, -11).difference(shapely.union_all([deck, outline]))
        feet = feet_under(self.plan, self.plan.half + wide)
        return Plane(
            self.view, contour(feet, 3.4, INK, self.view),
            fill(feet, inked(STONE, 0.10), self.view, smooth=False),
            fill(shadow, mix(WATER, INK, 0.10), self.view, smooth=False),
            contour(outline, 3.6, INK, self.view),
            fill(outline, PAPER_CARD, self.view, smooth=False),
            *self.lane,
        )
