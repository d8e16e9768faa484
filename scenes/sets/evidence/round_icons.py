"""Round pictures beside a heading: what is counted, at a glance."""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject

from scenes.cast.patient.liver import Liver
from scenes.stage.drawing import discs, fill
from scenes.stage.layout import Point
from scenes.stage.style import FAT, FAT_LINE, HEALTHY, INK, MARROW, STONE, WHITE, inked, lighter
from scenes.stage.view import View

_LINE: Final = 4.0  # px
#: Healthy marrow in shares of the radius: middles and radii of fat cells and of young blood cells.
_FAT: Final = ((-0.36, 0.30, 0.36), (0.42, -0.44, 0.33))
_CELLS: Final = (
    (0.12, 0.76, 0.2), (0.5, 0.55, 0.22), (0.84, 0.26, 0.2), (0.28, 0.12, 0.22), (0.74, -0.08, 0.2),
    (-0.16, -0.22, 0.22), (-0.6, -0.26, 0.22), (-0.9, 0.1, 0.2), (-0.3, -0.66, 0.22), (0.04, -0.9, 0.2),
    (-0.74, -0.68, 0.2), (-0.42, 0.86, 0.2), (0.8, -0.62, 0.2), (-0.82, 0.56, 0.2),
)


def _ring(radius: float, ground: str, px: View) -> list[VMobject]:
    grown = ((_LINE + 4, WHITE), (_LINE, INK), (0.0, ground))
    return [discs([(0, 0)], radius + more, color, px) for more, color in grown]


def marrow_icon(at: Point, radius: float) -> VGroup:
    """Marrow with healthy cells, in a disc of ``radius`` px."""
    px = View(1.0).at(at)
    inside = shapely.Point(0, 0).buffer(radius, quad_segs=16)

    def dots(cells: tuple[tuple[float, float, float], ...], less: float, share: float, color: str) -> VMobject:
        forms = [shapely.Point(x * radius, y * radius).buffer(max(r * radius * share - less, 1)) for x, y, r in cells]
        return fill(shapely.union_all(forms).intersection(inside), color, px)

    group = VGroup(*_ring(radius, MARROW, px))
    for cells, line, color in ((_FAT, FAT_LINE, FAT), (_CELLS, INK, lighter(HEALTHY, 0.62))):
        group.add(dots(cells, 0.0, 1.0, line), dots(cells, 0.045 * radius, 1.0, color))
    return group.add(dots(_CELLS, 0.0, 0.5, inked(HEALTHY, 0.12)))


def liver_icon(at: Point, radius: float) -> VGroup:
    """The liver, at risk, in a disc of ``radius`` px."""
    px = View(1.0).at(at)
    wide = 1.56 * radius
    corner = px.point(-0.5 * wide, -0.32 * wide)
    return VGroup(*_ring(radius, STONE, px), Liver(View(wide / 100).at(np.asarray(corner)), line_px=3.0))
