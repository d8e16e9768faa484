"""What stands still in a world that is looked at in several views: it zooms with the picture, and costs nothing else."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import Mobject, VGroup, VMobject

from scenes.stage.view import View


class Standing(VGroup):
    """A drawing that stands still in its world; its shapes are added as they lie in ``view``, and then only looked at.

    Attributes
    ----------
    view
        How it is seen now.
    """

    def __init__(self, view: View) -> None:
        self._rest: list[tuple[VMobject, np.ndarray, float]] = []
        super().__init__()
        self.view = self._made = view

    def add(self, *mobjects: Mobject) -> Self:
        """Add shapes as they lie in the view that it is made in."""
        super().add(*mobjects)
        self._rest += [(m, m.points.copy(), float(m.get_stroke_width()))
                       for one in mobjects for m in one.get_family() if isinstance(m, VMobject)]
        return self

    def look(self, view: View) -> Self:
        """See it in another view, and whole again if its forms were taken away."""
        if view != self.view or not any(len(m.points) for m, _, _ in self._rest):
            zoom = view.unit / self._made.unit
            for member, points, width in self._rest:
                moved = points.copy()
                moved[:, :2] = (points[:, :2] - self._made.origin) * zoom + view.origin
                member.points = moved
                member.stroke_width = width * zoom
            self.view = view
        return self
