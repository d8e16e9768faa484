"""Planes of one picture that one camera looks at."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from scenes.stage.actor import Actor, Part
from scenes.stage.view import View


class Scenery:
    """Actors that one camera looks at: planes of one picture that move and scale together.

    Build every plane's parts at a view whose origin is (0, 0) u; :meth:`look` then brings any place
    to any point of the stage at any scale. Planes are put on the stage one by one, lowest first, so
    that only what lies above the first moving plane is drawn anew.

    Attributes
    ----------
    planes
        Actors in draw order.
    scale_now, offset_now
        The camera: factor, and where (0, 0) stands in u.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.planes: list[Actor] = []
        self.scale_now = 1.0
        self.offset_now = np.zeros(2)

    def look(self, scale: float, place: Sequence[float] | np.ndarray, at: np.ndarray) -> None:
        """Show ``place`` (the view's unit) at the stage point ``at`` (u), ``scale`` times as large."""
        self.scale_now = scale
        self.offset_now = np.asarray(at)[:2] - scale * self.view.unit * np.asarray(place, dtype=float)
        matrix = scale * np.eye(2)
        for plane in self.planes:
            for part in plane.parts():
                part.pose(matrix, self.offset_now)

    def spot(self, x: float, y: float) -> np.ndarray:
        """A place of the scenery as a point in the picture, as the camera stands now."""
        xy = self.offset_now + self.scale_now * self.view.unit * np.array([x, y])
        return np.array([xy[0], xy[1], 0.0])


class Plane(Actor):
    """A plane of a scenery: nothing but its parts."""

    def __init__(self, view: View, *shapes: VMobject) -> None:
        super().__init__(view)
        for shape in shapes:
            self.add(shape if isinstance(shape, Part) else Part(shape))
