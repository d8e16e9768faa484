"""Flashes by WCAG 2.2, SC 2.3.1, counted on pictures averaged over small squares.

A *change* is a rise or fall of relative luminance by a tenth or more with the darker side
below 0.80, or, for red, a change of chromaticity by more than 0.2 in u'v' to or from a
saturated red. A pair of opposing changes of one square is a flash of that square; where
squares of more than 2.8 % of the picture flash together, the picture does.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from production.check.limits import (
    FLASH_AREA,
    FLASH_CHANGE,
    FLASH_DARKER,
    RED_CHANGE,
    RED_SHARE,
)
from production.check.looking.color_science import LEVELS, chromaticity, luminance
from production.draw.renderer import Picture

#: Side of a square, in shares of the picture's short side: 120 stage px, two or three square
#: degrees on a screen. What stays in place and trembles, as every free molecule here does,
#: moves its contours by a few px and leaves the light of such a square as it was; a flash
#: does not. (SC 2.3.1 exempts fine patterns for the same reason.)
SQUARE: Final = 1 / 9
#: Two opposing changes within this many seconds are a flash.
PAIR: Final = 1.0


def squares(picture: Picture) -> np.ndarray:
    """Linear light averaged over squares, shape (rows, columns, 3), of an 8-bit picture."""
    light = LEVELS.take(picture)  # all channels: a copy without the last one would cost more
    side = max(1, round(min(picture.shape[:2]) * SQUARE))
    rows, columns = light.shape[0] // side, light.shape[1] // side
    tiles = light[: rows * side].reshape(rows, side, -1).sum(axis=1)[:, : columns * side * picture.shape[2]]
    return np.asarray(tiles.reshape(rows, columns, side, -1).sum(axis=2, dtype=float)[:, :, :3] / side**2)


def saturated_red(light: np.ndarray) -> np.ndarray:
    """Which of these are a saturated red."""
    total = light.sum(axis=-1)
    return np.asarray((light[..., 0] >= RED_SHARE.value * total) & (total > 0.02))


def change(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Squares that go up (+1) or down (-1) by what could be half a flash; else 0."""
    a, b = luminance(one), luminance(other)
    moved = (np.abs(a - b) >= FLASH_CHANGE.value) & (np.minimum(a, b) < FLASH_DARKER.value)
    way = np.where(moved, np.sign(b - a), 0.0)
    was, now = saturated_red(one), saturated_red(other)
    if (was != now).any():
        apart = np.linalg.norm(chromaticity(one) - chromaticity(other), axis=-1)
        way = np.where((was != now) & (apart > RED_CHANGE.value), np.where(now, 1.0, -1.0), way)
    return way


def general_flashes(times: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Where and when general flashes are over.

    Parameters
    ----------
    times
        Of the pictures, s.
    light
        Linear light of their squares, shape (times, rows, columns, 3).

    Returns
    -------
    numpy.ndarray
        Shape (times, squares), bool.
    """
    if not len(times):
        return np.zeros((0, 0), dtype=bool)
    bright = luminance(light).reshape(len(times), -1)
    flashed = np.zeros(bright.shape, dtype=bool)
    pairs = _Pairs(bright.shape[1])
    low = high = bright[0]
    way = np.zeros_like(low)  # which way the last change went
    for i, (time, now) in enumerate(zip(times, bright, strict=True)):
        # The lowest since the last fall began, the highest since the last rise began.
        low, high = np.minimum(low, now), np.maximum(high, now)
        down = (way >= 0) & (high - now >= FLASH_CHANGE.value) & (now < FLASH_DARKER.value)
        up = (way <= 0) & (now - low >= FLASH_CHANGE.value) & (low < FLASH_DARKER.value) & ~down
        turned = down | up
        low, high = np.where(turned, now, low), np.where(turned, now, high)
        way = np.where(down, -1.0, np.where(up, 1.0, way))
        flashed[i] = pairs.closed(float(time), up.astype(float) - down)
    return flashed


def red_flashes(times: np.ndarray, light: np.ndarray) -> np.ndarray:
    """Where and when red flashes are over; as `general_flashes`."""
    if not len(times):
        return np.zeros((0, 0), dtype=bool)
    flat = light.reshape(len(times), -1, 3)
    red = saturated_red(flat)
    flashed = np.zeros(red.shape, dtype=bool)
    if not red.any():
        return flashed
    pairs = _Pairs(red.shape[1])
    since, was = chromaticity(flat[0]), red[0]
    for i, (time, now) in enumerate(zip(times, flat, strict=True)):
        place = chromaticity(now)
        far = np.linalg.norm(place - since, axis=-1) > RED_CHANGE.value
        turned = far & (red[i] != was)
        way = np.where(turned, np.where(red[i], 1.0, -1.0), 0.0)
        flashed[i] = pairs.closed(float(time), way)
        settled = turned | (red[i] == was)
        since = np.where(settled[:, None], place, since)
        was = np.where(settled, red[i], was)
    return flashed


class _Pairs:
    """Pairs up opposing changes of each square."""

    def __init__(self, count: int) -> None:
        self.way = np.zeros(count)
        self.when = np.full(count, -np.inf)

    def closed(self, time: float, way: np.ndarray) -> np.ndarray:
        """Which squares flashed, by changes (+1, -1, 0) at a time; each change counts once."""
        moved = way != 0
        pair = moved & (self.way == -way) & (time - self.when <= PAIR)
        self.way = np.where(moved, np.where(pair, 0.0, way), self.way)
        self.when = np.where(moved, time, self.when)
        return np.asarray(pair)


def most_in_a_second(times: np.ndarray, flashed: np.ndarray) -> tuple[int, float]:
    """How often a part of the picture that counts flashes in its worst second, and when that is.

    The most flashes that at least 2.8 % of the squares have, each by itself, within one
    second.
    """
    most, when = 0, 0.0
    needed = int(np.ceil(FLASH_AREA.value * flashed.shape[1] - 1e-9)) if flashed.size else 1
    for start in times[flashed.any(axis=1)]:
        counts = flashed[(times >= start) & (times < start + 1.0)].sum(axis=0)
        common = int(np.sort(counts)[-needed])
        if common > most:
            most, when = common, float(start)
    return most, when
