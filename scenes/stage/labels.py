"""Labels that place themselves: near their actor, clear of all else, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf
from typing import Final

import numpy as np
from manim import Mobject, VGroup, VMobject

from scenes.script.language.typography import bare, measures
from scenes.script.language.words import joined
from scenes.stage.actor import Shadow
from scenes.stage.drawing import discs, stroke
from scenes.stage.layout import Box, Point, Zones, u
from scenes.stage.style import LABEL, LEADER, LEADER_DOT, Weight
from scenes.stage.view import View
from scenes.stage.words import block, width_px, wrap

_GAP: Final = 16.0  # px between a word and its leader
_PAD: Final = 14.0  # px kept free round a label: actors jitter
_LEADING: Final = 1.12  # of the em
_COVERED: Final = 0.8  # of a label's box, by the boxes of shapes: what is less is a corner that is grazed
_FAR: Final = 240  # px that it goes to find one, in such strides
_STRIDE: Final = 4
_ROUNDS: Final = 4  # in which a label finds a clear place: what it meets on its way, it makes way for, too
_STEP: Final = View(px_per_nm=135.0)  # 1 "nm" is 1 u: for dots that have no scale

SIDES: Final = {"right": 0.0, "above": np.pi / 2, "left": np.pi, "below": -np.pi / 2}


@dataclass(frozen=True)
class Spot:
    """Where a label may stand: its box and the leader's start, in stage px."""

    box: Box
    start: tuple[float, float]
    cost: float


def boxes_of(zones: Zones, mobjects: Sequence[Mobject]) -> np.ndarray:
    """Boxes (left, top, right, bottom; px) of every shape in these mobjects, shape (n, 4)."""
    out = []
    for mobject in mobjects:
        for member in mobject.get_family():
            points = getattr(member, "points", None)
            if points is None or not len(points) or isinstance(member, Shadow):
                continue
            low, high = points.min(axis=0), points.max(axis=0)
            left, bottom = zones.px(low)
            right, top = zones.px(high)
            out.append((left, top, right, bottom))
    return np.array(out).reshape(-1, 4)


def clear_below(thing: Mobject, zones: Zones, y: float, text: str, size: float) -> float:
    """The baseline ``y`` (px) of a line under a thing, or the first one at which the two are clear of each other."""
    foot = float(zones.point(0, 0)[1] - thing.get_bottom()[1]) / u(1)
    return max(y, foot + size * measures(text).above + 10)


def _overlap(box: Box, obstacles: np.ndarray, pad: float) -> float:
    """Area (px²) that a box, grown by ``pad``, shares with obstacles, shape (n, 4)."""
    if not len(obstacles):
        return 0.0
    b = box.inset(-pad)
    wide = np.minimum(b.right, obstacles[:, 2]) - np.maximum(b.left, obstacles[:, 0])
    high = np.minimum(b.bottom, obstacles[:, 3]) - np.maximum(b.top, obstacles[:, 1])
    return float((np.clip(wide, 0, None) * np.clip(high, 0, None)).sum())


def _crossings(start: tuple[float, float], end: tuple[float, float], obstacles: np.ndarray) -> int:
    """How many of 16 points along a leader, but for its last 50 px, lie on obstacles."""
    a, b = np.array(start), np.array(end)
    length = float(np.linalg.norm(b - a))
    if not len(obstacles) or length < 60:
        return 0
    shares = np.linspace(0, 1 - 50 / length, 16)[:, None]
    points = a + (b - a) * shares
    x, y = points[:, :1], points[:, 1:]
    inside = (
        (x > obstacles[:, 0]) & (x < obstacles[:, 2]) & (y > obstacles[:, 1]) & (y < obstacles[:, 3])
    )
    return int(inside.any(axis=1).sum())


@cache
def _places(prefer: str) -> list[tuple[float, int, float, float, float]]:
    """Where a label may stand, the cheapest places first.

    Each has the least that it can cost, its number, cosine and sine of the direction from the anchor, and the
    distance, px.
    """
    found: list[tuple[float, int, float, float, float]] = []
    for angle in np.arange(-np.pi, np.pi, np.pi / 18):
        turn = abs((angle - SIDES[prefer] + np.pi) % (2 * np.pi) - np.pi)
        c, s = float(np.cos(angle)), float(np.sin(angle))
        for distance in np.arange(56.0, 760.0, 22.0):
            found.append((float(distance + 95.0 * turn), len(found), c, s, float(distance)))
    return sorted(found)


def find_spot(
    size: tuple[float, float],
    anchor: tuple[float, float],
    bounds: Box,
    hard: np.ndarray,
    soft: np.ndarray,
    prefer: str,
) -> Spot:
    """The cheapest place for a label of ``size`` px whose leader ends at ``anchor``.

    Parameters
    ----------
    hard
        Boxes of words and furniture, shape (n, 4), px: never overlapped if any place is free.
    soft
        Boxes of actors, shape (n, 4): overlapped only if nothing else is left.
    prefer
        ``right``, ``left``, ``above`` or ``below``: where it should stand, all else equal.
    """
    width, height = size
    best: Spot | None = None
    found = (inf, 0)  # its cost, and which of all places it is: of equal ones the first counts
    for least, number, c, s, distance in _places(prefer):
        if least > found[0]:
            break
        x, y = anchor[0] + c * distance, anchor[1] - s * distance
        if abs(c) >= 0.5:  # beside: the leader meets the middle of the word's side
            left = x if c > 0 else x - width
            box = Box(left, y - height / 2, left + width, y + height / 2)
            start = (x - _GAP if c > 0 else x + _GAP, y)
        else:
            top = y - height if s > 0 else y
            box = Box(x - width / 2, top, x + width / 2, top + height)
            start = (x, y + _GAP if s > 0 else y - _GAP)
        if not bounds.contains(box):
            continue
        cost = (
            least
            + 0.9 * _overlap(box, hard, _PAD) + (4000.0 if _overlap(box, hard, 4) else 0.0)
            + 0.35 * min(_overlap(box, soft, _PAD), 12000.0)
        )
        if cost > found[0]:
            continue
        cost = cost + 26.0 * _crossings(start, anchor, soft) + 60.0 * _crossings(start, anchor, hard)
        if (cost, number) < found:
            best, found = Spot(box, start, cost), (cost, number)
    if best is None:  # nothing fits whole: keep it inside, nearest to its actor
        left = float(np.clip(anchor[0] - width / 2, bounds.left, bounds.right - width))
        top = float(np.clip(anchor[1] - height - 60, bounds.top, bounds.bottom - height))
        box = Box(left, top, left + width, top + height)
        best = Spot(box, (box.center[0], box.bottom), np.inf)
    return best


def lasting_spot(
    size: tuple[float, float], anchor: tuple[float, float], bounds: Box, hard: np.ndarray, soft: np.ndarray,
    later: np.ndarray, prefer: str,
) -> Spot:
    """A place as `find_spot` finds it; clear of where actors come to stand (``later``), too, if they would cover it."""
    spot = find_spot(size, anchor, bounds, hard, soft, prefer)
    if _overlap(spot.box, later, 0) <= _COVERED * size[0] * size[1]:
        return spot
    return find_spot(size, anchor, bounds, hard, np.vstack([soft, later]), prefer)


def _way_out(box: Box, other: Box, lowest: float) -> float:
    """How far (px) a box goes down, but not below ``lowest``, or (negative) up, until it touches another no more."""
    down, up = other.bottom - box.top + 1, box.bottom - other.top + 1
    return down if down <= up and box.bottom + down <= lowest else -up


class Label(VGroup):
    """A word in its actor's label color, with a leader that ends in a dot on the actor.

    Parameters
    ----------
    text
        What it says.
    box
        Where the text stands, px; ``align`` 0 left, 0.5 center, 1 right inside it. Without a leader 0 means where
        lines begin.
    start
        Where the leader starts, px; None for a word without a leader.
    anchor
        The leader's end, asked anew in each frame, in Manim units.
    solids
        The actors that it was told to keep clear of when it sought its place.
    """

    def __init__(
        self,
        lines: Sequence[str],
        zones: Zones,
        box: Box,
        size: float,
        role: str,
        weight: Weight,
        align: float = 0.0,
        start: tuple[float, float] | None = None,
        anchor: Callable[[], Point] | None = None,
        solids: Sequence[Mobject] = (),
    ) -> None:
        super().__init__()
        self.text, self.role, self.box, self.size = joined(map(bare, lines)), role, box, size
        self.anchor, self.solids = anchor, tuple(solids)
        if start is None and not align:
            align = zones.begin
        x = box.left + align * box.width
        first = zones.point(x, box.top + measures(self.text).above * size)
        self.words = block(lines, size, first, size * _LEADING, color=LABEL[role], weight=weight,
                           align=align)
        self.leader: VMobject | None = None
        if start is not None and anchor is not None:
            self._start = zones.point(*start)
            self.leader = VMobject(stroke_color=LABEL["ink"], fill_opacity=0)
            self.leader.set_stroke(width=stroke(LEADER))
            self.dot = discs([(0, 0)], u(LEADER_DOT), LABEL["ink"], _STEP)
            self._disc = self.dot.points.copy()
            self.add(self.leader, self.dot)
            self.follow()
        self.add(self.words)

    def stand_clear(self, zones: Zones, labels: Sequence[Label], furniture: Sequence[Mobject]) -> None:
        """Move up or down, as little as that takes, until no letters lie over others, and no label over a label."""
        letters = [Box(*row) for row in boxes_of(zones, [*(other.words for other in labels), *furniture])]

        def met() -> list[tuple[Box, Box]]:
            mine = [Box(*row) for row in boxes_of(zones, [self.words])]
            pairs = [*((self.box, other.box) for other in labels), *product(mine, letters)]
            return [(one, other) for one, other in pairs if one.overlaps(other)]

        for _ in range(_ROUNDS):
            ways = [_way_out(one, other, zones.caption.top) for one, other in met()]
            if not ways:
                return
            self._lower(max(ways, key=abs))
        for by in sorted(range(-_FAR, _FAR, _STRIDE), key=abs):  # between two others there is no room: past one of them
            self._lower(by)
            if not met() and zones.full_picture.contains(self.box):
                return
            self._lower(-by)

    def _lower(self, by: float) -> None:
        """Move down by so many px, words and all."""
        self.box = self.box.at_corner(self.box.left, self.box.top + by)
        self.words.shift(np.array([0, -u(by), 0]))

    def follow(self) -> None:
        """Draw the leader to where the actor is now."""
        if self.leader is None or self.anchor is None:
            return
        end = self.anchor()
        self.leader.points = np.array(
            [self._start + (end - self._start) * s for s in (0, 1 / 3, 2 / 3, 1)]
        )
        self.dot.points = self._disc + end


def measure(text: str, size: float, limit: float, weight: Weight) -> tuple[list[str], Box]:
    """Lines of a label no wider than ``limit`` px, and its size as a box at the origin; a colon ends a line."""
    parts = [text] if width_px(text, size, weight) <= limit else re.split(r"(?<=:)\s|(?<=：)", text)
    lines = [line for part in parts for line in wrap(part, size, limit, weight)]
    width = max(width_px(line, size, weight) for line in lines)
    own = measures(text)
    height = size * (own.above + own.below + _LEADING * own.leading * (len(lines) - 1))
    return lines, Box(0, 0, width, height)


def label_size(text: str, size: float, limit: float, weight: Weight, lines: int = 1, least: float = 48.0) -> float:
    """The largest type size (px) at which a label takes no more lines, and none of them is wider than ``limit`` px.

    It is no larger than ``size``, and no smaller than ``least``.
    """
    for px in np.arange(size, least, -1.0):
        broken, box = measure(text, px, limit, weight)
        if len(broken) <= lines and box.width <= limit:
            return float(px)
    return min(size, least)
