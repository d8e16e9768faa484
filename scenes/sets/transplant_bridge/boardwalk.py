"""Lines on which the bridge from above is laid, one for each tall or square picture.

Lengths in stage px, y down in :class:`Boardwalk` (as in a layout), y up along a :class:`RoundedLine` (as drawn).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from shapely.geometry import Polygon

from scenes.sets.transplant_bridge.calendar import Calendar

#: Px of plain deck before the first plank, so that its figure has ground to stand on.
SILL: Final = 28.0


@dataclass(frozen=True)
class Boardwalk:
    """How one shape lays the way over its picture; px, y down.

    Attributes
    ----------
    line
        Corners of the way from the first window on.
    bends
        Radius of the bend at each inner corner.
    first
        Length of the way before the first day; its last ``SILL`` px are a plain sill.
    px_per_day
        Length of a plank.
    width, lane
        Of the deck and of the liver lane on its left-hand side.
    window
        Radius of a marrow window.
    windows
        Middles of the four windows.
    shores
        Heights where the bank of illness ends and the bank of new marrow begins.
    close
        Length of the way up to Day 100, where the close watch ends; the way itself goes on.
    beside
        Where dose and figure stand on their plank: offsets from the deck's middle, each along the way
        and toward its left-hand side.
    figure, drop_area, person
        Size of the dose figures; area (px²) of a drop of 1 mg/m²; height of the traveler.
    inner_feet
        Whether stone feet show on the right-hand side too.
    quiet
        Boxes (left, top, right, bottom) that words need: no waves there.
    """

    line: tuple[tuple[float, float], ...]
    bends: tuple[float, ...]
    first: float
    px_per_day: float
    width: float
    lane: float
    window: float
    windows: tuple[tuple[float, float], ...]
    shores: tuple[float, float]
    close: float
    beside: tuple[tuple[float, float], tuple[float, float]]
    figure: float
    drop_area: float
    person: float
    inner_feet: bool
    quiet: tuple[tuple[float, float, float, float], ...]


class RoundedLine:
    """A line with round bends, measured along; px, y up."""

    def __init__(self, corners: Sequence[tuple[float, float]], bends: Sequence[float]) -> None:
        points = [np.array([x, -y]) for x, y in corners]
        out: list[np.ndarray] = [points[0]]
        for before, corner, after, radius in zip(points, points[1:], points[2:], bends, strict=False):
            back = (before - corner) / np.linalg.norm(before - corner)
            on = (after - corner) / np.linalg.norm(after - corner)
            half = np.arccos(np.clip(back @ on, -1, 1)) / 2
            reach = radius / np.tan(half)
            middle = corner + (back + on) / np.linalg.norm(back + on) * radius / np.sin(half)
            start, end = corner + back * reach - middle, corner + on * reach - middle
            a = np.arctan2(start[1], start[0])
            sweep = (np.arctan2(end[1], end[0]) - a + np.pi) % (2 * np.pi) - np.pi
            for t in np.linspace(0, 1, 60):
                out.append(middle + radius * np.array([np.cos(a + sweep * t), np.sin(a + sweep * t)]))
        out.append(points[-1])
        self.points = np.array(out)
        steps = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
        keep = np.concatenate([[True], steps > 1e-6])
        self.points = self.points[keep]
        self.along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(self.points, axis=0), axis=1))])
        self.length = float(self.along[-1])

    def at(self, s: float | np.ndarray) -> np.ndarray:
        """Point(s) at a length along the way, shape (..., 2)."""
        return np.stack([np.interp(s, self.along, self.points[:, i]) for i in range(2)], axis=-1)

    def left(self, s: float | np.ndarray) -> np.ndarray:
        """Unit vector(s) toward the way's left-hand side."""
        ahead = self.at(np.asarray(s) + 1.5) - self.at(np.asarray(s) - 1.5)
        ahead = ahead / np.linalg.norm(ahead, axis=-1, keepdims=True)
        return np.stack([-ahead[..., 1], ahead[..., 0]], axis=-1)

    def side(self, s: float | np.ndarray, off: float | np.ndarray) -> np.ndarray:
        """Point(s) beside the way, ``off`` px to its left."""
        return np.asarray(self.at(s) + self.left(s) * np.asarray(off)[..., None])

    def band(self, start: float, end: float, low: float, high: float) -> Polygon:
        """Strip between two lengths and two offsets."""
        s = np.linspace(start, end, max(2, int((end - start) / 6) + 2))
        near, far = self.side(s, np.full(len(s), low)), self.side(s, np.full(len(s), high))
        return Polygon(np.vstack([near, far[::-1]]))


class DeckPlan:
    """How the days of a calendar lie on a boardwalk: from deck days (d) to px, y up.

    Attributes
    ----------
    line, half
        The way's middle line, and half the deck's width.
    heads
        Where the marrow windows stand, y down.
    """

    def __init__(self, form: Boardwalk, calendar: Calendar) -> None:
        self.form, self.calendar = form, calendar
        self.line, self.half = RoundedLine(form.line, form.bends), form.width / 2
        self.heads = dict(zip(("start", "check", "day_0", "day_100"), form.windows, strict=True))

    def length(self, place: float | np.ndarray) -> np.ndarray:
        """Deck days to px along the way."""
        g, calendar = self.form, self.calendar
        ends = [0.0, *(end for _, _, end in calendar.stretches())]
        px = [g.first]
        for name, start, end in calendar.stretches():
            px.append(px[-1] + (end - start) * g.px_per_day)
            if name == "later":
                rest = g.close - (calendar.end - end) * g.px_per_day
                px[-1] = max(rest, px[-1])
        beyond = np.minimum(np.asarray(place), 0) + np.maximum(np.asarray(place) - calendar.end, 0)
        return np.asarray(np.interp(place, ends, px) + beyond * g.px_per_day)

    def head(self, name: str) -> tuple[float, float]:
        """Middle of a marrow window; px, y up."""
        x, y = self.heads[name]
        return x, -y

    def point(self, place: float, off: float = 0.0) -> tuple[float, float]:
        """A place of the deck, ``off`` px to its left."""
        point = self.line.side(float(self.length(place)), off)
        return float(point[0]), float(point[1])

    def band(self, low: float, high: float, right: float, left: float) -> Polygon:
        """The strip between two places (d) and two offsets to the left (px)."""
        return self.line.band(float(self.length(low)), float(self.length(high)), right, left)
