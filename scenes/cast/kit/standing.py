"""What stands still in a world that is looked at in several views: it zooms with the picture, and that is all."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import VGroup, VMobject

from scenes.stage.view import View


class Standing(VGroup):
    """A drawing that stands still in its world; its shapes :meth:`stand` as they lie in ``view``.

    Attributes
    ----------
    view
        How it is seen now.
    """

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = self._made = view
        self._rest: list[tuple[VMobject, np.ndarray, float]] = []

    def stand(self, *shapes: VMobject) -> None:
        """Add shapes as they lie in the view that it is made in."""
        self.add(*shapes)
        self._rest += [(m, m.points.copy(), float(m.get_stroke_width()))
                       for one in shapes for m in one.get_family() if isinstance(m, VMobject)]

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
