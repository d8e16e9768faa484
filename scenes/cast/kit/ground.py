"""Grounds with light on them: from the upper left, in steps so small that nobody sees an edge, also in a video."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.stage.drawing import fill
from scenes.stage.layout import Zones
from scenes.stage.style import PAPER, STONE, WHITE, inked, mix
from scenes.stage.view import View

#: Steps of a ground; one of them is two levels of 256 at the most.
_STEPS: Final = 20
#: Where the light is, in shares of the picture from the upper left.
_LIGHT: Final = (-0.04, -0.10)


def lit_ground(
    view: View, frame: tuple[float, float, float, float], color: str, dim: str, pale: float, dark: float,
    within: BaseGeometry | None = None,
) -> VGroup:
    """A ground that is paler at the upper left and dimmer at the lower right; it does not move.

    Parameters
    ----------
    frame
        Left, bottom, right, top of the picture, nm of the view.
    color
        The ground.
    dim, pale, dark
        What it is mixed with at the lower right; how much white it has at the upper left, and how much ``dim`` at the
        lower right, 0-1.
    within
        The part of the picture that it fills, nm; all of it if not given.
    """
    left, bottom, right, top = frame
    x, y = left + _LIGHT[0] * (right - left), top - _LIGHT[1] * (top - bottom)
    reach = float(np.hypot(right - x, y - bottom))
    picture, steps = box(left, bottom, right, top), VGroup()
    for share in np.linspace(1, 0, _STEPS):
        tone = mix(mix(color, WHITE, pale), mix(color, dim, dark), float(share))
        far = reach * (float(share) + 1.5 / _STEPS)
        ring = shapely.Point(x, y).buffer(far, quad_segs=24)
        # No more of it than is seen, and a little under the next one: whole discs would be filled twenty times over.
        hidden = max(far - reach * 1.4 / _STEPS, 0.0)
        ring = shapely.difference(ring, shapely.Point(x, y).buffer(hidden, quad_segs=24))
        steps.add(fill(shapely.intersection(ring, within or picture), tone, view, smooth=False))
    return steps


def lit_picture(zones: Zones, color: str, dim: str, pale: float, dark: float) -> VGroup:
    """The same over the whole picture, whatever the view is."""
    frame = zones.frame
    return lit_ground(View(1.0).at(zones.point(0, 0)), (0.0, -frame.height, frame.width, 0.0), color, dim, pale, dark)


def wall_and_desk(zones: Zones, edge_px: float) -> VGroup:
    """A wall with light on it, and a desk before it down to the picture's edge: what stands there is not cut off.

    Parameters
    ----------
    edge_px
        Where the desk meets the wall, stage px from above.
    """
    view, (width, height) = View(1.0).at(zones.point(0, 0)), (zones.frame.width, zones.frame.height)
    desk = mix(PAPER, STONE, 0.9)
    return VGroup(
        lit_picture(zones, PAPER, STONE, 0.5, 0.3),
        fill(box(0, -height, width, -edge_px), desk, view, smooth=False),
        fill(box(0, -edge_px - 6, width, -edge_px), inked(desk, 0.06), view, smooth=False),
    )


def shade(edge_nm: np.ndarray, deep_nm: float, color: str, strength: float, view: View) -> VGroup:
    """The shade under an edge (points from left to right, nm), which fades with depth; it does not move.

    Parameters
    ----------
    deep_nm
        Where it has faded.
    strength
        Opacity at the edge.
    """
    bands = VGroup()
    each = 1 - (1 - strength) ** (1 / _STEPS)
    for share in np.linspace(1, 0, _STEPS, endpoint=False):
        # Squared: dense at the edge, and no end that one could see.
        low = edge_nm[::-1] - np.array([0.0, deep_nm * float(share) ** 1.7])
        bands.add(fill(Polygon(np.vstack([edge_nm, low])), color, view, opacity=each, smooth=False))
    return bands
