"""Small marks that several drawings use: a drop, a tick, a word that belongs to the drawing."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.scenery import Plane
from scenes.stage.drawing import contour, fill
from scenes.stage.layout import u
from scenes.stage.style import HEALTHY_B, INK, Weight
from scenes.stage.view import View
from scenes.stage.words import Words, middle


def drop_form(area: float) -> Polygon:
    """A drop of this area, its middle (of the round part) at the origin, tip up."""
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    # A circle whose upper half is drawn out to a tip 1.62 radii above its middle.
    x, y = np.sin(t), np.cos(t)
    lift = np.clip(y, 0, 1)
    ring = np.column_stack([x * (1 - 0.52 * lift**1.6), y + 0.62 * lift**2.2])
    form = Polygon(ring)
    size = float(np.sqrt(area / form.area))
    return affinity.scale(form, size, size, origin=(0, 0))


def lettered(
    text: str, size_px: float, place: tuple[float, float], view: View, color: str = INK,
    align: float = 0.5, weight: Weight = "semibold",
) -> Words:
    """A word that belongs to the drawing, its cap height centered on a place (the view's unit)."""
    words = Words(text, size_px, color, weight)
    return words.at_baseline(view.point(*place) - np.array([0, u(size_px * middle(text)), 0]), align)


def check_mark(size: float) -> BaseGeometry:
    """A tick ``size`` wide about the origin."""
    bend = np.array([(-0.5, 0.02), (-0.16, -0.34), (0.5, 0.42)]) * size
    return shapely.LineString(bend).buffer(0.13 * size, quad_segs=6)


def ticked(size: float, place: tuple[float, float], view: View, contour_px: float) -> Plane:
    """A tick in ink and blue at a place: "Ready?" is answered by tests, not by a date."""
    mark = affinity.translate(check_mark(size), *place)
    return Plane(view, contour(mark, contour_px, INK, view), fill(mark, HEALTHY_B, view))


def star(radius: float, waist: float, points: int, turn: float) -> Polygon:
    """A star about the origin: ``waist`` is the inner radius as a share of the outer."""
    angle = turn + np.pi * np.arange(2 * points) / points
    r = radius * np.where(np.arange(2 * points) % 2 == 0, 1.0, waist)
    return Polygon(np.column_stack([r * np.cos(angle), r * np.sin(angle)]))
