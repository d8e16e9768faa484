"""How large something is drawn."""

from __future__ import annotations

import numpy as np
import shapely
from manim import VMobject

from scenes.stage.layout import PX_PER_UNIT


def box_px(mobject: VMobject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of all that is drawn, px from the stage's middle."""
    points = np.vstack([m.points for m in mobject.get_family() if len(m.points)]) * PX_PER_UNIT
    return (*points.min(axis=0)[:2], *points.max(axis=0)[:2])


def extent(geometry: shapely.Geometry) -> tuple[float, float]:
    """Width and height of a geometry."""
    left, bottom, right, top = geometry.bounds
    return right - left, top - bottom
