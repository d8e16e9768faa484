"""Views at places of the stage, and the change from one distance to another."""

from __future__ import annotations

import numpy as np
from manim import Mobject

from scenes.cast.kit.marks import lettered
from scenes.sets.treatment.layout import Scaled
from scenes.stage.layout import PX_PER_UNIT, Place, Zones
from scenes.stage.members import family
from scenes.stage.style import Weight
from scenes.stage.view import View
from scenes.stage.words import Words


def seen(zones: Zones, place: Scaled) -> View:
    """The view in which a hundred units are as many px, its origin at a place."""
    x, y, px = place
    return View(px / 100).at(zones.point(x, y))


def px_view(zones: Zones, place: Place) -> View:
    """One px a unit, its origin at a place."""
    return View(1.0).at(zones.point(*place))


def words_at(
    zones: Zones, text: str, place: Place, size: float, weight: Weight = "bold", align: float = 0.0
) -> Words:
    """Words that belong to a drawing, their capitals centered on a height of the stage."""
    return lettered(text, size, (place[0], -place[1]), px_view(zones, (0, 0)), align=align, weight=weight)


def step_back(zones: Zones, near: Scaled, far: Scaled) -> View:
    """How the picture from nearer lies in the picture from afar: what stands at ``near`` is seen at ``far``."""
    times = far[2] / near[2]
    here, there = zones.point(*near[:2])[:2], zones.point(*far[:2])[:2]
    x, y = there - times * here
    return View(PX_PER_UNIT * times, (float(x), float(y)))


class Distance:
    """Shows mobjects from another distance, whatever poses them: their points are moved afterwards, in each frame."""

    def __init__(self, *mobjects: Mobject) -> None:
        self._mobjects = mobjects
        self._moved: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def look(self, view: View) -> None:
        """Show them as a view from the picture (u) to the picture has them."""
        for mobject in self._mobjects:
            for member in family(mobject):
                if not len(member.points):
                    continue
                drawn, shown = self._moved.get(id(member), (member.points, member.points))
                if member.points is not shown:  # something has posed it anew
                    drawn = member.points
                member.points = view.points(drawn[:, :2])
                self._moved[id(member)] = drawn, member.points
