"""Packing of cells: discs push each other apart, then each takes its share of the room, rounded.

Discs relax (everything is a function of the seed), then a cell's outline is its share of the power
diagram, cut to a little over its own radius and rounded: round, but pressed on its neighbors. Lengths
in any one unit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import opened_by

Wall = Callable[[np.ndarray], np.ndarray]
"""Moves places, shape (n, 2), back to where they may be."""

_ROUND: Final = 0.56  # share of the radius by which corners are rounded: less reads as tiles


def relax(
    xy: np.ndarray, radii: np.ndarray, fixed: int, rng: np.random.Generator, steps: int, wall: Wall
) -> np.ndarray:
    """Push discs apart; the first ``fixed`` of them stay where they are."""
    xy = xy.copy()
    for step in range(steps):
        gap = xy[:, None, :] - xy[None, :, :]
        distance = np.linalg.norm(gap, axis=-1) + np.eye(len(xy))
        overlap = np.clip(radii[:, None] + radii[None, :] + 0.4 - distance, 0, None)
        np.fill_diagonal(overlap, 0.0)
        push = 0.22 * (overlap / distance)[:, :, None] * gap
        move = push.sum(axis=1)
        if step < 0.4 * steps:
            move += rng.normal(0, 0.25 * (1 - step / steps), move.shape)
        xy[fixed:] += move[fixed:]
        xy[fixed:] = wall(xy)[fixed:]
    return xy


def outline(
    i: int, xy: np.ndarray, radii: np.ndarray, wave: np.ndarray, gap: float
) -> BaseGeometry:
    """The power diagram's cell of disc ``i``, rounded, half a ``gap`` from its neighbors.

    ``wave`` (4,) gives amplitude and phase of its second and third wave.
    """
    angles = np.linspace(0, 2 * np.pi, 56, endpoint=False)
    swell = 1.06 + wave[0] * np.cos(2 * angles + wave[1]) + wave[2] * np.cos(3 * angles + wave[3])
    ring = xy[i] + (radii[i] * swell)[:, None] * np.column_stack([np.cos(angles), np.sin(angles)])
    for j in np.flatnonzero(np.linalg.norm(xy - xy[i], axis=1) < 1.25 * (radii + radii[i])):
        if j == i:
            continue
        normal = 2 * (xy[j] - xy[i])
        bound = xy[j] @ xy[j] - xy[i] @ xy[i] - radii[j] ** 2 + radii[i] ** 2
        ring = _clip(ring, normal, float(bound))
        if len(ring) < 3:
            return Polygon()
    return opened_by(shapely.buffer(Polygon(ring), -gap / 2), _ROUND * float(radii[i]))


def waves(count: int, rng: np.random.Generator) -> np.ndarray:
    """Waves of as many outlines, shape (count, 4)."""
    return np.column_stack([
        rng.normal(0, 0.02, count), rng.uniform(0, 6.3, count),
        rng.normal(0, 0.015, count), rng.uniform(0, 6.3, count),
    ])


def _clip(polygon: np.ndarray, normal: np.ndarray, bound: float) -> np.ndarray:
    """The part of a convex polygon, shape (n, 2), where ``normal · p <= bound``."""
    side = polygon @ normal - bound
    out: list[np.ndarray] = []
    for i in range(len(polygon)):
        a, b, sa, sb = polygon[i - 1], polygon[i], side[i - 1], side[i]
        if (sa <= 0) != (sb <= 0):
            out.append(a + (b - a) * (sa / (sa - sb)))
        if sb <= 0:
            out.append(b)
    return np.array(out).reshape(-1, 2)
