"""Outlines that cells are made of, about the origin: round bodies, chromatin, granules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import closed_by, opened_by, union_of_discs

UM: Final = 1000.0
"""Nanometers in a micrometer."""


def um_to_nm(geometry: BaseGeometry) -> BaseGeometry:
    """Micrometers to nanometers."""
    return affinity.scale(geometry, UM, UM, origin=(0, 0))


def round_outline(
    radius: float, amp: float, seed: int, modes: Sequence[int] = (2, 3, 5, 7), count: int = 220
) -> Polygon:
    """An almost round outline about the origin: a circle with a few soft waves."""
    rng = np.random.default_rng(seed)
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    r = np.ones_like(angle)
    for mode in modes:
        phase = rng.uniform(0, 2 * np.pi)
        r += amp * (2 / mode) ** 0.9 * np.sin(mode * angle + phase)
    return Polygon(radius * np.column_stack([r * np.cos(angle), r * np.sin(angle)]))


def inset(geometry: BaseGeometry, nm: float) -> BaseGeometry:
    """A geometry made smaller on all sides."""
    return shapely.buffer(geometry, -nm, quad_segs=4)


def on_skin(outline: BaseGeometry, angle: float, radius: float) -> tuple[float, float]:
    """The outermost point of a cell's outline in a direction (radians); ``radius`` is about the cell's."""
    far = 3 * radius * np.array([np.cos(angle), np.sin(angle)])
    ends = shapely.get_coordinates(shapely.intersection(outline, LineString([(0, 0), far])))
    best = ends[np.argmax(np.linalg.norm(ends, axis=1))] if len(ends) else far
    return float(best[0]), float(best[1])


@cache
def chromatin(radius: float, seed: int) -> tuple[BaseGeometry, BaseGeometry, BaseGeometry]:
    """Chromatin of a nucleus: dark at the rim, dark inside, light; about the origin."""
    rng = np.random.default_rng(seed)
    nucleus = round_outline(radius, 0.010, seed)

    def threads(count: int, low: float, high: float, size: float) -> BaseGeometry:
        angle = rng.uniform(0, 2 * np.pi, count)
        r = radius * np.sqrt(rng.uniform(low**2, high**2, count))
        centers = np.column_stack([r * np.cos(angle), r * np.sin(angle)])
        radii = radius * size * rng.uniform(0.55, 1.25, count)
        blob = union_of_discs(centers, radii)
        blob = opened_by(closed_by(blob, radius * size * 0.5), radius * size * 0.35)
        return shapely.intersection(blob, nucleus)

    rim = threads(64, 0.80, 1.02, 0.085)
    inner = shapely.difference(threads(46, 0.0, 0.78, 0.07), rim)
    light = shapely.difference(threads(34, 0.0, 0.85, 0.06), shapely.union(rim, inner))
    return rim, inner, light


@cache
def granules(radius: float, low: float, high: float, beans: int, dots: int, seed: int
             ) -> tuple[BaseGeometry, ...]:
    """Mitochondria (beans) and vesicles (dots) in a ring of cytoplasm, clear of each other."""
    rng = np.random.default_rng(seed)
    found: list[BaseGeometry] = []
    for i in range(beans + dots):
        for _ in range(60):
            angle, r = rng.uniform(0, 2 * np.pi), rng.uniform(low, high)
            if i < beans:
                t = np.linspace(-1, 1, 9)
                arc = np.column_stack([330 * t, rng.choice((-1, 1)) * 120 * t**2])
                shape: BaseGeometry = LineString(arc).buffer(150, quad_segs=4)
                lie = np.degrees(angle) + 90 + rng.normal(0, 25)
            else:
                shape, lie = shapely.Point(0, 0).buffer(rng.uniform(80, 165), quad_segs=6), 0.0
            place = r * np.cos(angle), r * np.sin(angle)
            shape = affinity.translate(affinity.rotate(shape, lie, origin=(0, 0)), *place)
            if all(shapely.distance(shape, other) > 90 for other in found):
                found.append(shape)
                break
    return tuple(found)
