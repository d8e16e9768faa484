"""The end of the cell, as one picture in time: it shrinks, falls apart and is cleared.

A blast (12 µm) with broken DNA, a blood stem cell without CD22 that stands by unbound (8.4 µm),
a clearing cell (17 µm) that crawls in; around them, faint, their neighbors in the marrow and
the rims of fat cells (45 µm). The picture can be seen from any scale, so that the view can
pull back from the DNA. Times s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity

from scenes.cast.cells.blast import BREAK_MARKS, NUCLEUS_SHARE
from scenes.cast.cells.cell import Cell, StemCell
from scenes.cast.cells.clearing import ClearingCell, Meal
from scenes.cast.cells.dying_blast import DyingBlast
from scenes.cast.cells.forms import UM, inset, round_outline
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.layout import Point
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.presence import set_presence
from scenes.stage.style import CLEARING_NUCLEUS, FAT, FAT_LINE, MARROW, mix
from scenes.stage.view import View

#: Which mark of broken DNA the view pulls back from.
_MARK: Final = 2
#: How long the cell takes to shrink, to fall apart, and the other to take up a body, s.
SHRINKING, FALLING, TAKING = 2.8, 2.8, 2.0
#: From one body's taking up to the next, s.
BETWEEN: Final = 1.9
_FAT_RADIUS: Final = 22.5 * UM
_FAINT: Final = 0.13


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
    faint, fat
        Middles (and radii) of faint neighbors, and middles of fat cells.
    """

    stem: tuple[float, float]
    clearing: tuple[float, float]
    meals: tuple[tuple[int, tuple[float, float], tuple[float, float]], ...]
    faint: tuple[tuple[float, float, float], ...]
    fat: tuple[tuple[float, float], ...]


class CellDeath(VGroup):
    """The cells of the last beat, at one time after another (:meth:`at`).

    Parameters
    ----------
    view
        Scale; its origin is where the dying cell's middle stands.
    places
        Where the others stand.
    """

    background = True

    def __init__(self, view: View, places: CellPlaces) -> None:
        super().__init__()
        self.view, self.places = view, places
        self._taken_up: object = None
        self.shrinks_at = self.falls_at = self.clears_at = np.inf
        self.around = Surroundings(view, self.places)
        self.stem, self.clearing, self.dying = (
            StemCell(view), ClearingCell(view), DyingBlast(view)
        )
        self.add(self.around, self.stem, self.clearing, self.dying)

    def see_from(self, view: View) -> CellDeath:
        """Look at the same cells from another scale."""
        self.view = view
        for actor in (self.around, self.stem, self.clearing, self.dying):
            actor.view = view
        return self

    def appear(self, share: float) -> CellDeath:
        """Presence of all cells, for the moment in which they come into view."""
        self.dying.shown = share
        for actor in (self.around, self.stem, self.clearing):
            set_presence(actor, share)
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
        self.around.pose((0.0, 0.0))
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

    def anchor(self, name: str) -> Callable[[], Point]:
        """``cell``, ``stem`` or ``clearing``: the middle of it."""
        actors: dict[str, Cell] = {"stem": self.stem, "clearing": self.clearing}
        cell = actors.get(name, self.dying)
        return lambda: cell.spot(0.0, 0.0)


class Surroundings(Actor):
    """Quiet company at the edges of the picture: fat cells' rims and faint marrow cells."""

    def __init__(self, view: View, places: CellPlaces) -> None:
        super().__init__(view)
        self.built = View(view.px_per_nm)
        for i, spot in enumerate(places.fat):
            rim = affinity.translate(round_outline(_FAT_RADIUS, 0.012, 40 + i), *spot)
            self._add_fill(shapely.buffer(rim, self.built.nm(3)), mix(MARROW, FAT_LINE, 0.45))
            self._add_fill(rim, mix(MARROW, FAT, 0.85))
            self._add_fill(inset(rim, 1.6 * UM), FAT)
        faint = mix(MARROW, CLEARING_NUCLEUS, _FAINT)
        for i, (x, y, radius) in enumerate(places.faint):
            cell = affinity.translate(round_outline(radius, 0.02, 60 + i), x, y)
            core = affinity.translate(round_outline(0.55 * radius, 0.03, 80 + i), x, y)
            self._add_fill(shapely.buffer(cell, self.built.nm(2)), mix(MARROW, CLEARING_NUCLEUS, 0.22))
            self._add_fill(cell, faint)
            self._add_fill(core, mix(MARROW, CLEARING_NUCLEUS, 0.20))
        self.pose((0.0, 0.0))

    def _add_fill(self, geometry: shapely.Geometry, color: str) -> None:
        self.add(Part(fill(geometry, color, self.built)))

    def pose(self, position: np.ndarray | tuple[float, float], angle: float = 0.0) -> Surroundings:
        """At the scale of the view."""
        self.position, self.angle = np.asarray(position, dtype=float), float(angle)
        zoom = self.view.px_per_nm / self.built.px_per_nm
        matrix, offset = rotation(self.angle) * zoom, self.offset()
        for part in self.parts():
            part.pose(matrix, offset)
        return self
