"""How a form of a person is painted: ink round it, a shaded side, its color, a light side, lines in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np
import shapely
from manim import VGroup
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from scenes.cast.kit.redrawn import RedrawnFill
from scenes.stage.style import INK, inked, lighter
from scenes.stage.view import View

#: Width of the contour, px, of a person whose head is 100 px high; that of a smaller one is thinner, but less so.
_OUTER: Final = 3.4
#: Of lines inside, as a share of that.
_INNER: Final = 0.5
#: A head of this many px and less goes without lines inside.
_SMALL: Final = 64.0
#: Outlines are drawn through points that leave the exact ones by no more, units.
_SLACK: Final = 0.12


@dataclass(frozen=True)
class Brush:
    """What a person is painted with.

    Attributes
    ----------
    view
        Px per unit (a hundredth of a head).
    faces
        1 where the person looks to the right, as all forms do, -1 to the left.
    """

    view: View
    faces: int = 1

    @property
    def detailed(self) -> bool:
        """Whether lines inside are drawn."""
        return 100 * self.view.px_per_nm > _SMALL

    @property
    def outer(self) -> float:
        """Width of a contour, units."""
        return self.view.nm(_OUTER * self.view.px_per_nm**0.6)

    @property
    def inner(self) -> float:
        """Width of a line inside, units."""
        return _INNER * self.outer

    def turned(self, form: BaseGeometry) -> BaseGeometry:
        """A form as the person looks: it is turned before light falls on it."""
        return form if self.faces > 0 else affinity.scale(form, -1, 1, origin=(0, 0))

    def turned_place(self, place: np.ndarray) -> np.ndarray:
        """A place, (2,), as the person looks."""
        return np.asarray(place * [self.faces, 1])


def lit(color: str) -> str:
    """A color where light falls on it."""
    return lighter(color, 0.14)


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
        How far shade and light go in, units; 0 for what is flat.
    """

    def __init__(self, color: str, brush: Brush, ink: float = 1.0, glow: float = 4.0) -> None:
        super().__init__()
        self.brush, self.ink, self.glow = brush, ink, glow
        tones = (INK, inked(color, 0.17), color, lit(color), inked(color, 0.50))
        self.layers = [RedrawnFill(tone) for tone in tones]
        # What never gets a form is left out: each frame asks every member how it looks.
        used = (True, True, True, glow > 0, brush.detailed)
        self.add(*compress(self.layers, used))

    def draw(
        self, form: BaseGeometry, lines: Sequence[BaseGeometry] = (), within: BaseGeometry | None = None
    ) -> None:
        """Give it a form (units), lines in it if there is room for them, and what its contour may not leave."""
        form = self.brush.turned(shapely.simplify(form, _SLACK))
        ink = shapely.buffer(form, self.ink * self.brush.outer, quad_segs=6)
        if within is not None:
            ink = ink.intersection(self.brush.turned(within))
        body, light, glow = form, shapely.Polygon(), self.glow
        if glow:
            body = form.intersection(affinity.translate(form, -0.8 * glow, 0.6 * glow))
            light = affinity.translate(shapely.buffer(form, -1.3 * glow, quad_segs=4), -0.55 * glow, 0.45 * glow)
            light = light.intersection(shapely.buffer(form, -0.35 * glow, quad_segs=4))
        inside = traced([self.brush.turned(line) for line in lines], self.brush.inner if self.brush.detailed else 0)
        for layer, shape in zip(self.layers, (ink, form, body, light, inside), strict=True):
            layer.draw(shape, self.brush.view)


class Flat(RedrawnFill):
    """A form of one color, without ink; or lines of it."""

    def __init__(self, color: str, brush: Brush, *forms: BaseGeometry, width: float = 0.0) -> None:
        super().__init__(color)
        turned = [brush.turned(form) for form in forms]
        self.draw(traced(turned, max(width, 0.7 * brush.inner)) if width else shapely.union_all(turned), brush.view)


def traced(lines: Sequence[BaseGeometry], width: float) -> BaseGeometry:
    """Lines of a width, round at their ends; nothing if it is 0."""
    return shapely.union_all(shapely.buffer(list(lines), width / 2, quad_segs=4)) if width else shapely.Polygon()
