"""Where the picture in color ends and the plan on paper begins: a torn edge that goes along the way with the day.

What is still to come is a plan; what has come has color. A place is told by how far along the way it lies and how
far across (both in the view's unit), so that the edge may follow a straight way or one that bends back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from scenes.cast.kit.many_shapes import smooth

#: Waves of the edge: height and length, px of the whole picture.
_WAVES: Final = ((26.0, 330.0), (15.0, 147.0), (9.0, 61.0), (2.2, 17.0))
#: Points of the edge lie so far apart, px; those of the sheet's other sides, which hardly move, so far.
_FINE: Final = 9.0
_COARSE: Final = 24.0


@dataclass(frozen=True)
class Way:
    """How places lie along a way and across it.

    Attributes
    ----------
    to_place, to_way
        From (along, across), shape (n, 2), to a place (x, y) of the view, and back.
    across
        From where to where the picture reaches across the way.
    far
        How far along anything is drawn.
    deck
        From where to where the deck lies across: there the edge is straight.
    px
        How many px of the whole picture the view's unit has.
    """

    to_place: Callable[[np.ndarray], np.ndarray]
    to_way: Callable[[np.ndarray], np.ndarray]
    across: tuple[float, float]
    far: float
    deck: tuple[float, float]
    px: float

    def waves(self, across: np.ndarray) -> np.ndarray:
        """How far the edge runs ahead of the day, by the place across; nothing at the deck."""
        v = across * self.px
        total = sum(a * np.sin(v * 2 * np.pi / length + 1.7 * i) for i, (a, length) in enumerate(_WAVES))
        low, high = (side * self.px for side in self.deck)
        off = np.maximum(np.maximum(low - v, v - high), 0)
        return np.asarray(total * smooth(off / 70) / self.px)

    def reached(self, places: np.ndarray) -> np.ndarray:
        """How far along the day is when the edge comes by places, shape (n, 2)."""
        way = self.to_way(places)
        return np.asarray(way[:, 0] - self.waves(way[:, 1]))

    def sheet(self, along: float) -> np.ndarray:
        """Outline of the paper that is left when the day is so far along, shape (n, 2)."""
        low, high = self.across
        v = np.linspace(high, low, int((high - low) * self.px / _FINE))
        edge = np.column_stack([along + self.waves(v), v])
        # Of the other sides only what the edge passes now moves: little is to be drawn anew.
        u = np.maximum(np.append(np.arange(-self.far, self.far, _COARSE / self.px), self.far), along)
        sides = [np.column_stack([u + self.waves(np.full(1, v)), np.full(len(u), v)]) for v in (low, high)]
        return self.to_place(np.vstack([edge, sides[0], sides[1][::-1]]))


def to_the_right(across: tuple[float, float], far: float, deck: tuple[float, float], px: float) -> Way:
    """A way along x; across it is y."""
    return Way(lambda way: way, lambda places: places, across, far, deck, px)


def down(across: tuple[float, float], far: float, deck: tuple[float, float], px: float) -> Way:
    """A way down the picture: along is -y, across is x."""
    return Way(
        lambda way: np.column_stack([way[:, 1], -way[:, 0]]),
        lambda places: np.column_stack([-places[:, 1], places[:, 0]]), across, far, deck, px,
    )


def out_and_back(
    bend: tuple[float, float], start: float, radius: float, reach: float, far: float, deck: tuple[float, float],
    px: float,
) -> Way:
    """A way to the right, round a bend and back below; across is counted from between its two halves.

    Parameters
    ----------
    bend
        Middle of the bend.
    start
        Where the way begins, x.
    radius
        Of the bend.
    reach
        How far across the picture reaches.
    far, deck, px
        As for :class:`Way`.
    """
    (cx, cy), turned = bend, np.pi * radius
    out = cx - start

    def between(x: np.ndarray) -> np.ndarray:
        """The torn line between out and back."""
        return np.asarray(sum(a * np.sin(x * 2 * np.pi / length) for a, length in _WAVES) * smooth(-x / 120))

    def to_place(way: np.ndarray) -> np.ndarray:
        u, v = way.T
        angle = np.clip((u - out) / radius, 0, np.pi)
        along = np.minimum(u - out, 0) - np.maximum(u - out - turned, 0)
        return np.column_stack([
            cx + along + v * np.sin(angle), cy + v * np.cos(angle) + between(along) * np.exp(-((v / 60) ** 2)),
        ])

    def to_way(places: np.ndarray) -> np.ndarray:
        x, y = (places - np.array(bend)).T
        y = y - between(np.minimum(x, 0)) * np.exp(-((y / 60) ** 2))
        angle = np.where(x > 0, np.arctan2(x, y), np.where(y > 0, 0, np.pi))
        u = out + radius * angle + np.where(x > 0, 0, np.where(y > 0, x, -x))
        return np.column_stack([u, np.where(x > 0, np.hypot(x, y), np.abs(y))])

    return Way(to_place, to_way, (0.0, reach), far, deck, px)
