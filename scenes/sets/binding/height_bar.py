"""A height bar: a thin upright line with end ticks beside an actor, true to scale."""

from __future__ import annotations

from collections.abc import Callable

from manim import VGroup

from scenes.stage.drawing import line
from scenes.stage.layout import Point
from scenes.stage.style import INK, LEADER
from scenes.stage.view import View

_TICK: float = 14.0  # px, whole width


class HeightBar(VGroup):
    """An upright measure from ``low`` to ``high`` (nm of the view) at x.

    Attributes
    ----------
    length_nm
        What it measures.
    """

    def __init__(self, view: View, x: float, low: float, high: float) -> None:
        super().__init__()
        self.length_nm = high - low
        self._middle = view.point(x, (low + high) / 2)
        half = view.nm(_TICK / 2)
        self.add(
            line([(x, low), (x, high)], INK, LEADER, view),
            *(line([(x - half, y), (x + half, y)], INK, LEADER, view) for y in (low, high)),
        )

    def anchor(self) -> Callable[[], Point]:
        """Its middle, for a label."""
        return lambda: self._middle
