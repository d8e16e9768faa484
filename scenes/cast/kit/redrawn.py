"""A fill that is drawn anew, for what changes its form."""

from __future__ import annotations

import shapely
from shapely.geometry.base import BaseGeometry

from scenes.stage.actor import Part
from scenes.stage.drawing import blank, outlines_now
from scenes.stage.view import View


class RedrawnFill(Part):
    """A fill whose geometry is drawn anew whenever it changes; few points, so it is cheap."""

    def __init__(self, color: str) -> None:
        super().__init__(blank(color))

    def draw(self, geometry: BaseGeometry, view: View, tolerance_px: float = 0.5, smooth: bool = True) -> None:
        """Give it a new rest form (nm about the actor's origin); ``smooth`` unless it has corners."""
        slim = shapely.simplify(geometry, view.nm(0.5 * tolerance_px), preserve_topology=False)
        self.rest = outlines_now([slim], view, smooth, 0.5 * tolerance_px)[0]
