"""A clock on a wall, on which hours are laid out as wedges: one that is filled, one that is hatched, one open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.clinic.thing import Thing, dashes, ribbon
from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.actor import Part, rotation
from scenes.stage.drawing import fill
from scenes.stage.layout import Point
from scenes.stage.style import ANTIBODY_VL, BLANKET, INK, PAPER_CARD, STEEL, inked, lighter, mix
from scenes.stage.view import View

DRIP: Final = ANTIBODY_VL
WATCHED: Final = BLANKET
#: Where the first hour begins on the dial.
_FIRST_HOUR: Final = 10
_RIM, _DIAL, _WEDGE = 100.0, 91.0, 74.0
_HATCHES: Final = 6
_AN_HOUR: Final = np.pi / 6


def sector(begin: float, end: float, radius: float = _WEDGE) -> BaseGeometry:
    """A part of the dial, from one time to another, h."""
    angle = np.linspace(begin, end, 16) * _AN_HOUR
    return Polygon([(0.0, 0.0), *np.column_stack([np.sin(angle), np.cos(angle)]) * radius])


def _ray(hour: float, inner: float, outer: float) -> list[tuple[float, float]]:
    x, y = float(np.sin(hour * _AN_HOUR)), float(np.cos(hour * _AN_HOUR))
    return [(inner * x, inner * y), (outer * x, outer * y)]


class WallClock(Thing):
    """A round clock; 100 units from its middle, which is its origin, to its rim.

    It goes as far as it is told: an hour of drip, then an hour in which somebody watches; then it stays open.
    """

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.solid(shapely.Point(0, 0).buffer(_RIM, quad_segs=24), STEEL, light=0.3)
        self.solid(shapely.Point(0, 0).buffer(_DIAL, quad_segs=24), PAPER_CARD, line=0.8, light=0, shade=0)
        self._drip, self._watched = RedrawnFill(DRIP), RedrawnFill(lighter(WATCHED, 0.42))
        self._hatch, self._after = RedrawnFill(inked(WATCHED, 0.3)), RedrawnFill(lighter(WATCHED, 0.72))
        self._edge, self._open = RedrawnFill(INK), RedrawnFill(INK)
        self.add(self._after, self._edge, self._watched, self._hatch, self._drip, self._open)
        long, short = ([_ray(h, 79 if h % 3 else 74, 86) for h in range(12) if (h % 3 == 0) == big]
                       for big in (True, False))
        self.lines(*long, wide=1.25, smooth=False)
        self.lines(*short, wide=0.75, smooth=False)
        turned = View(view.px_per_nm)
        self._hands = [
            Part(fill(ribbon(_ray(0, -12, length), wide, smooth=False), INK, turned, smooth=False))
            for length, wide in ((46.0, 6.0), (72.0, 4.0))
        ]
        self.add(*self._hands)
        self.flat(shapely.Point(0, 0).buffer(6.5), INK)
        self.flat(shapely.Point(0, 0).buffer(2.4), mix(STEEL, PAPER_CARD, 0.6))
        self.tell(0.0)

    def tell(self, hours: float) -> None:
        """Show the time that has passed since the drip began (0 to 2 h, then the open end up to 3)."""
        first, now = float(_FIRST_HOUR), _FIRST_HOUR + min(hours, 2.0)
        half = first + 1
        forms = {
            self._drip: sector(first, min(now, half)), self._watched: sector(half, max(now, half)),
            self._after: sector(half + 1, half + max(hours - 1.0, 1.0)),
        }
        filled = [sector(first, min(now, half))] * (hours > 0) + [sector(half, now)] * (now > half)
        forms[self._edge] = shapely.union_all([form.buffer(0.8 * self.line, join_style="mitre") for form in filled])
        rays = [_ray(half + (i + 0.5) / _HATCHES, 16, 72) for i in range(_HATCHES) if half + (i + 0.5) / _HATCHES < now]
        forms[self._hatch] = shapely.union_all([ribbon(ray, 1.8, smooth=False) for ray in rays])
        ends = [_ray(half + hours - 1.0, 8, _WEDGE)] if hours > 2.2 else []
        forms[self._open] = shapely.union_all([dashes(end, 0.8 * self.line, 8, 6) for end in ends])
        for part, form in forms.items():
            part.draw(form, View(self.view.px_per_nm), smooth=False)
        offset = self.offset()
        for part in forms:
            part.pose(np.eye(2), offset)
        for hand, hour in zip(self._hands, (now, 12 * now), strict=True):
            hand.pose(rotation(-hour * _AN_HOUR), offset)

    def anchors(self) -> Mapping[str, Callable[[], Point]]:
        """``drip``, ``watched``: the middles of the two hours."""
        def middle(hour: float) -> Callable[[], Point]:
            x, y = _ray(hour, 0, 50)[1]
            return lambda: self.spot(x, y)

        return {"drip": middle(_FIRST_HOUR + 0.5), "watched": middle(_FIRST_HOUR + 1.5)}
