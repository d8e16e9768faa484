"""How a form of a person is painted: ink round it, a shaded side, its color, a light side, lines in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.style import INK, inked, lighter
from scenes.stage.view import View

#: Width of the contour, px, of a person whose head is 100 px high; thinner on a smaller one, but less than in proportion.
_OUTER: Final = 3.4
#: Of a form against its neighbors in the same person, and of lines inside, as shares of that.
_BETWEEN, _INNER = 0.62, 0.5
#: A head of this many px and less goes without lines inside.
_SMALL: Final = 64.0


@dataclass(frozen=True)
class Brush:
    """How thick lines are.

    Attributes
    ----------
    view
        Px per unit (a hundredth of a head).
    """

    view: View

    @property
    def head(self) -> float:
        """Height of a head of 100 units, px."""
        return 100 * self.view.px_per_nm

    @property
    def detailed(self) -> bool:
        """Whether lines inside are drawn."""
        return self.head > _SMALL

    @property
    def outer(self) -> float:
        """Width of a contour, units."""
        return self.view.nm(_OUTER * (self.head / 100) ** 0.6)

    @property
    def between(self) -> float:
        """Width of a contour between neighbors, units."""
        return _BETWEEN * self.outer

    @property
    def inner(self) -> float:
        """Width of a line inside, units."""
        return _INNER * self.outer


class Painted(VGroup):
    """One form; the light comes from the upper left, wherever the person looks.

    Parameters
    ----------
    color
        Of it.
    brush
        How thick lines are.
    ink
        Share of the contour's width.
    glow
        How far the light goes in, units; 0 for what is flat.
    """

    def __init__(self, color: str, brush: Brush, ink: float = 1.0, glow: float = 4.0) -> None:
        super().__init__()
        self.color_of, self.brush, self.ink, self.glow = color, brush, ink, glow
        self.layers = [RedrawnFill(tone) for tone in (
            INK, inked(color, 0.17), color, lighter(color, 0.14), inked(color, 0.50),
        )]
        self.add(*self.layers)

    def draw(self, form: BaseGeometry, lines: Sequence[BaseGeometry] = (), within: BaseGeometry | None = None) -> None:
        """Give it a form (units), lines in it, and what its contour may not leave."""
        ink = shapely.buffer(form, self.ink * self.brush.outer, quad_segs=6)
        if within is not None:
            ink = ink.intersection(within)
        body = light = shapely.Polygon()
        g = self.glow
        if g:
            body = form.intersection(affinity.translate(form, -0.8 * g, 0.6 * g))
            light = shapely.buffer(form, -1.3 * g, quad_segs=4)
            light = affinity.translate(light, -0.55 * g, 0.45 * g).intersection(shapely.buffer(form, -0.35 * g))
        else:
            body = form
        drawn = shapely.union_all([shapely.buffer(line, 0.5 * self.brush.inner, quad_segs=4) for line in lines])
        for layer, shape in zip(self.layers, (ink, form, body, light, drawn), strict=True):
            layer.draw(shape, View(self.brush.view.px_per_nm))


class Strokes(RedrawnFill):
    """Lines of one color that stand by themselves: a brow, a mouth."""

    def __init__(self, color: str, brush: Brush, width: float) -> None:
        super().__init__(color)
        self.brush, self.width = brush, width

    def trace(self, lines: Sequence[BaseGeometry]) -> None:
        """Draw them, round at their ends."""
        wide = max(self.width, 0.7 * self.brush.inner)
        form = shapely.union_all([shapely.buffer(line, wide / 2, quad_segs=4) for line in lines])
        self.draw(form, View(self.brush.view.px_per_nm))
