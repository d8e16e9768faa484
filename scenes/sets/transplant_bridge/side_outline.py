"""Outlines of the bridge from the side: its deck's arch, its trusses and its towers.

Lengths in deck days (d), x along the deck from the first day of treatment, y up from the banks' road.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.sets.transplant_bridge.calendar import Calendar

THICK: Final = 4.0  # deck
TRUSS: Final = 1.3
HEAD: Final = 17.0  # middle of a marrow window above the deck
RADIUS: Final = 10.5  # of the window
CAMBER: Final = 1.5  # how much higher the deck is in its middle
LANE: Final = 2.6  # the liver lane, and where it begins below the deck's top
LANE_TOP: Final = -THICK - TRUSS - 0.55
_START: Final = -3.4  # the first tower stands on the bank


class SideOutline:
    """Where everything of the bridge is, for the days that its deck has.

    Attributes
    ----------
    heads
        Where along the deck each tower stands, by the name of its window.
    """

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.heads = {
            "start": _START, "check": calendar.check, "day_0": calendar.day_0, "day_100": calendar.end,
        }

    def top(self, x: float | np.ndarray) -> np.ndarray:
        """Height (d) of the deck's top: a gentle arch between the banks."""
        share = np.clip(np.asarray(x, dtype=float) / self.calendar.end, 0, 1)
        return np.asarray(CAMBER * np.sin(np.pi * share) ** 2 * np.sign(1 - share + 1e-9))

    def head(self, name: str) -> tuple[float, float]:
        """Middle of a marrow window, d."""
        x = self.heads[name]
        return x, float(self.top(x)) + HEAD

    def head_height(self, x: float) -> float:
        """Where a tower's legs end under its window, d."""
        return float(self.top(x)) + HEAD - RADIUS

    def on_deck(self, x: float) -> tuple[float, float]:
        """Middle of the deck's face at a place: where its words stand."""
        return x, float(self.top(x)) - THICK / 2 - 0.2

    def band(self, low: float, high: float, upper: float, lower: float) -> Polygon:
        """The strip of the deck between two places and two heights below its top."""
        x = np.linspace(low, high, max(2, int((high - low) / 2) + 2))
        up = np.column_stack([x, self.top(x) + upper])
        down = np.column_stack([x, self.top(x) + lower])
        return Polygon(np.vstack([up, down[::-1]]))

    def truss(self, low: float, high: float) -> BaseGeometry:
        """Zigzag and lower chord below the deck between two places."""
        x = np.arange(low, high + 0.01, 1.0)
        up, down = -THICK, -THICK - TRUSS
        level = np.where(np.round(x - low) % 2 == 0, up, down)
        zigzag = LineString(np.column_stack([x, self.top(x) + level])).buffer(0.09, cap_style="flat")
        return shapely.union_all([zigzag, self.band(low, high, down + 0.1, down - 0.12)])

    def legs(self, x: float) -> Polygon:
        """A tower up to its window."""
        foot, neck = float(self.top(x)), self.head_height(x)
        return Polygon([(x - 1.05, foot), (x + 1.05, foot), (x + 0.62, neck), (x - 0.62, neck)])

    def stays(self) -> list[LineString]:
        """One cable a week, from the tower nearest to the week's end down to the deck; none where a tower stands."""
        lines: list[LineString] = []
        names = list(self.heads)
        for x in self.calendar.weeks():
            gap = [abs(self.heads[n] - x) for n in names]
            hx, hy = self.head(names[int(np.argmin(gap))])
            high = hy - RADIUS * 0.9 + min(abs(x - hx) / 50, 1) * RADIUS * 0.9
            lines.append(LineString() if min(gap) < 1 else LineString([(hx, high), (x, float(self.top(x)))]))
        return lines

    def anchors(self, x: float, side: int) -> BaseGeometry:
        """Cables from the first and the last tower back to the bank."""
        hy = self.head_height(x) + RADIUS
        lines = [
            LineString([(x, hy - RADIUS * (0.9 - 0.15 * k)), (x + side * 5.2 * k, 0)]).buffer(0.09)
            for k in range(1, 5)
        ]
        return shapely.union_all(lines)
