"""The end of the cell, as one picture in time: it shrinks, falls apart and is cleared.

A blast (12 µm) with broken DNA and further back another that dies, a blood stem cell without CD22 that stands by
unbound (8.4 µm), a healthy B cell that has CD22 as well and is lost (7 µm), a clearing cell (17 µm) that crawls in;
round them the marrow (:mod:`scenes.sets.dna_damage.room`). The picture can be seen from any scale, so that the view
can pull back from the DNA. Times s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.cells.blast import BREAK_MARKS, NUCLEUS_SHARE
from scenes.cast.cells.cell import StemCell
from scenes.cast.cells.clearing import ClearingCell, Meal
from scenes.cast.cells.dying_blast import DyingBlast
from scenes.cast.cells.forms import UM
from scenes.cast.cells.lost_b_cell import LostBCell
from scenes.sets.dna_damage.room import MarrowRoom, RoomPlan
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.presence import set_haze
from scenes.stage.style import MARROW
from scenes.stage.view import View

#: Which mark of broken DNA the view pulls back from.
_MARK: Final = 2
#: How long the cell takes to shrink, to fall apart, and the other to take up a body, s.
SHRINKING, FALLING, TAKING = 2.8, 2.8, 2.0
#: How long a B cell takes to be lost, s; how far back the other dying blast stands, and how far it has come.
LOSING: Final = 4.0
_SECOND_HAZE, _SECOND_SHRUNK = 0.42, 0.62
#: From one body's taking up to the next, s.
BETWEEN: Final = 1.9


@dataclass(frozen=True)
class CellPlaces:
    """Where cells stand; nm from the dying cell's middle.

    Attributes
    ----------
    stem, clearing
        Middles of the stem cell, and of the clearing cell before it crawls up.
    meals
        Bodies that are taken up, in order: which, where the clearing cell's middle then is,
        and where in it the body comes to lie (shares of its radius).
    b_cell, second
        Middles of the healthy B cell, and of another blast that dies, further back.
    """

    stem: tuple[float, float]
    clearing: tuple[float, float]
    meals: tuple[tuple[int, tuple[float, float], tuple[float, float]], ...]
    b_cell: tuple[float, float]
    second: tuple[float, float]


class CellDeath(VGroup):
    """The cells of the last beat, at one time after another (:meth:`at`).

    Parameters
    ----------
    view
        Scale; its origin is where the dying cell's middle stands.
    places, plan
        Where the others stand, and in what room.
    """

    background = True

    def __init__(self, view: View, places: CellPlaces, plan: RoomPlan) -> None:
        super().__init__()
        self.view, self.places = view, places
        self._taken_up: object = None
        self.shrinks_at = self.falls_at = self.clears_at = self.lost_at = np.inf
        self.room, self.second = MarrowRoom(view, plan), DyingBlast(view, seed=16)
        self.stem, self.b_cell, self.clearing, self.dying = (
            StemCell(view), LostBCell(view), ClearingCell(view), DyingBlast(view)
        )
        self.second.die(_SECOND_SHRUNK, 0.0, 0.0)
        set_haze(self.second, MARROW, _SECOND_HAZE)
        self.add(self.room, self.second, self.stem, self.b_cell, self.clearing, self.dying)

    def see_from(self, view: View) -> CellDeath:
        """Look at the same cells from another scale."""
        self.view = view
        for actor in (self.room, self.second, self.stem, self.b_cell, self.clearing, self.dying):
            actor.view = view
        return self

    def mark_place(self) -> np.ndarray:
        """The mark of broken DNA that the view pulls back from, nm."""
        r = self.dying.kind.radius * NUCLEUS_SHARE
        return np.array([BREAK_MARKS[_MARK][0] * r, BREAK_MARKS[_MARK][1] * r])

    def at(self, time: float) -> CellDeath:
        """Pose the cells as they are at a time (s); their shapes change 15 times a second."""
        now = stepped(time)
        dying = self.dying
        dying.shrunk = ease(now, self.shrinks_at, SHRINKING)
        dying.apart = ease(now, self.falls_at, FALLING)
        dying.time = now
        still = 1 - ease(now, self.shrinks_at, 1.0)
        dying.position = self._swaying((0.0, 0.0), 1, now) * still
        self.room.pose((0.0, 0.0))
        self.second.pose(self.places.second)
        self.b_cell.shrink(ease(now, self.lost_at, LOSING), now).pose(self._swaying(self.places.b_cell, 6, now))
        self.stem.pose(self._swaying(self.places.stem, 3, now), 0.03 * float(wobble(5, now)[0]))
        place = self._swaying(self._crawled(now), 9, now)
        self.clearing.pose(place)
        self._take_up(now, place)
        dying.die(dying.shrunk, dying.apart, now)
        return self

    def _crawled(self, time: float) -> np.ndarray:
        """The clearing cell's middle: it crawls up to each body before it takes it up."""
        place = np.array(self.places.clearing, dtype=float)
        crawl = 3.2, BETWEEN * 0.55
        for number, (_, stop, _) in enumerate(self.places.meals):
            begin = self.clears_at + BETWEEN * number - crawl[number > 0]
            place = place + (np.array(stop) - place) * ease(time, begin, crawl[number > 0])
        return place

    @staticmethod
    def _swaying(place: np.ndarray | tuple[float, float], seed: int, time: float) -> np.ndarray:
        """A cell is never quite still."""
        return np.asarray(place, dtype=float) + 0.10 * UM * wobble(seed, time, dims=2)

    def _take_up(self, time: float, place: np.ndarray) -> None:
        """Each body near the clearing cell: a cup round it, then it is carried inside."""
        meals = []
        for number, (index, _, berth) in enumerate(self.places.meals):
            share = ease(time, self.clears_at + BETWEEN * number, TAKING)
            self.dying.drift[index] = 0.0
            middle, radius = self.dying.body(index)
            inside = place + np.array(berth) * self.clearing.kind.radius - self.dying.position
            carried = ease(share, 0.30, 0.70)
            self.dying.drift[index] = (inside - middle) * carried
            self.dying.taken[index] = 0.22 * carried
            now = middle + self.dying.drift[index] + self.dying.position - place
            meals.append(Meal(now, radius * (1 - 0.22 * carried), share))
        state = tuple((tuple(m.place), m.radius, m.share) for m in meals)
        if any(meal.share > 0 for meal in meals) and state != self._taken_up:
            self.clearing.take_up(meals)
            self._taken_up = state
