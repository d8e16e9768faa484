"""Grown trees: what is approved. Their crowns are built of the lobes that proteins are built of.

Lengths in a tree's own unit (a lobe is about 4.5 across); the origin is the foot of its trunk, y up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import shapely
from manim import VMobject
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from scenes.cast.molecules.domain import DetailName, Domain, bead_domain, lying
from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import catmull_rom, contour, fill, merged, without_holes
from scenes.stage.kept import kept
from scenes.stage.style import BARK, INK, LEAF, LEAF_BLUE, LEAF_BRIGHT, LEAF_OLIVE, inked, layers, lighter
from scenes.stage.view import View

Habit = Literal["grown", "round", "column", "spreading", "oval"]
Lobe = tuple[float, float, float, float, int]
"""Middle (x, y) from the middle of the crown, width, height, and which of the tree's tones it has."""

_GAP: Final = 0.05  # between two lobes
_SWAY_PIVOT: Final = 0.8  # of the trunk's height: a crown sways about there


@dataclass(frozen=True)
class Grown:
    """How a kind of tree is grown.

    Attributes
    ----------
    lobes
        Of the crown, those behind first.
    middle
        Height of the crown's middle over the foot.
    trunk
        Width of the trunk at its middle.
    tones
        Colors of its lobes.
    """

    lobes: tuple[Lobe, ...]
    middle: float
    trunk: float
    tones: tuple[str, ...]


GROWN: Final[dict[Habit, Grown]] = {
    "grown": Grown((
        (0.2, 2.75, 4.9, 3.4, 1), (-2.5, 1.75, 4.6, 4.0, 2), (2.7, 1.55, 4.5, 4.0, 0), (3.4, -0.7, 4.2, 4.0, 3),
        (-3.35, -0.6, 4.3, 4.0, 0), (-2.0, -2.35, 4.6, 3.2, 3), (2.0, -2.45, 4.6, 3.1, 3), (0.0, -2.75, 4.4, 3.0, 0),
        (0.0, 0.3, 5.2, 4.6, 1),
    ), 7.0, 1.15, (LEAF, LEAF_BRIGHT, lighter(LEAF_BRIGHT, 0.12), inked(LEAF, 0.10))),
    "round": Grown((
        (0.1, 1.7, 4.0, 3.2, 1), (-1.6, 0.6, 3.8, 3.6, 1), (1.7, 0.5, 3.8, 3.5, 0), (-1.0, -1.4, 4.0, 3.0, 0),
        (1.2, -1.5, 4.0, 2.9, 0), (0.0, 0.0, 4.0, 3.6, 1),
    ), 5.2, 0.8, (LEAF_OLIVE, lighter(LEAF_OLIVE, 0.12))),
    "column": Grown((
        (0.0, 2.3, 2.7, 2.9, 1), (-0.7, 1.0, 3.0, 2.8, 1), (0.8, 0.6, 3.0, 2.8, 0), (-0.8, -0.8, 3.1, 2.8, 0),
        (0.8, -1.4, 3.2, 2.7, 0), (-0.4, -2.0, 3.4, 2.5, 0),
    ), 5.1, 0.72, (LEAF_BLUE, lighter(LEAF_BLUE, 0.12))),
    "spreading": Grown((
        (-2.6, -0.5, 3.6, 2.9, 0), (2.6, -0.6, 3.6, 2.9, 0), (-1.5, 0.9, 3.9, 3.0, 1), (1.5, 0.8, 3.9, 3.0, 0),
        (0.0, 1.4, 3.7, 2.9, 1), (-0.9, -1.0, 4.1, 2.6, 1), (1.2, -1.0, 3.8, 2.6, 0),
    ), 5.0, 0.85, (LEAF, lighter(LEAF, 0.12))),
    "oval": Grown((
        (0.1, 2.4, 3.4, 3.2, 1), (-1.2, 1.1, 3.4, 3.4, 1), (1.2, 0.7, 3.4, 3.4, 0), (-1.2, -1.1, 3.6, 3.2, 0),
        (1.2, -1.4, 3.6, 3.0, 0), (0.0, -0.2, 3.2, 3.8, 1),
    ), 5.4, 0.78, (LEAF_BRIGHT, lighter(LEAF_BRIGHT, 0.14))),
}


@kept
def crown(lobes: tuple[Lobe, ...], seed: int, detail: DetailName) -> list[Domain]:
    """The lobes of a crown about its middle, each cut back by those before it."""
    placed: list[Domain] = []
    front: BaseGeometry = Polygon()
    for i, (x, y, wide, high, _) in reversed([*enumerate(lobes)]):
        long, short = max(wide, high), min(wide, high)
        frame = lying(0.0 if wide >= high else np.pi / 2)
        lobe = bead_domain((long, short, 3.0), seed=seed + i, frame=frame, detail=detail).at(x, y)
        placed.insert(0, lobe.behind(front, _GAP))
        front = shapely.union(front, lobe.outline)
    return placed


class Tree(Actor):
    """A grown tree; its origin is the foot of its trunk.

    Parameters
    ----------
    view
        Px of a tree's unit, and where its foot stands.
    habit
        How it is grown: a key of `GROWN`.
    detail
        How finely its crown is drawn.
    """

    def __init__(self, view: View, habit: Habit, seed: int, detail: DetailName = "close") -> None:
        super().__init__(view)
        self.grown = GROWN[habit]
        self.lines = {"close": 4.4, "far": 3.0}[detail]
        own = View(view.px_per_nm)
        lobes = crown(self.grown.lobes, seed, detail)
        self._outline = without_holes(shapely.buffer(shapely.union_all([lobe.outline for lobe in lobes]), _GAP))
        self._add_trunk(own)
        self._crown = [Part(shape) for shape in self._leaves(own, lobes)]
        self.add(*self._crown)
        self.pose((0.0, 0.0))

    def _add_trunk(self, view: View) -> None:
        """A trunk with its roots' start, lit from the left."""
        half, top = self.grown.trunk / 2, self.grown.middle
        side = np.array([(1.75, 0.0), (1.25, 0.22), (1.02, 0.9), (0.92, 0.45 * top), (1.0, 0.75 * top), (1.2, top)])
        xy = np.vstack([side * (half, 1), side[::-1] * (-half, 1)])
        # A ring of Bézier ends: its anchors alone are fine enough for Shapely.
        form = Polygon(catmull_rom(np.column_stack([xy, np.zeros(len(xy))]))[::2, :2])
        shade = form.intersection(box(0.28 * half, -1, 9, top))
        light = form.intersection(box(-9, 0.1, -0.42 * half, top)).buffer(-0.06)
        grain = shapely.union_all([
            shapely.LineString([(x * half, 0.6), (0.9 * x * half, high * top)]) for x, high in ((-0.2, 0.4), (0.5, 0.3))
        ]).buffer(view.nm(1.2))
        for shape in (
            contour(form, self.lines, INK, view), fill(form, BARK, view), fill(shade, inked(BARK, 0.16), view),
            fill(light, lighter(BARK, 0.16), view), fill(grain, inked(BARK, 0.34), view),
        ):
            self.add(Part(shape))

    def _leaves(self, view: View, lobes: list[Domain]) -> list[VMobject]:
        """The crown in few paths: contour, the dark between lobes, then tone by tone, light by light."""
        middle = view.at(view.point(0.0, self.grown.middle))
        tones = self.grown.tones
        shapes = [
            contour(self._outline, self.lines, INK, middle), fill(self._outline, inked(tones[0], 0.46), middle),
        ]
        for level in range(1 + len(lobes[0].layers)):
            for k, tone in enumerate(tones):
                of_tone = [d for d, lobe in zip(lobes, self.grown.lobes, strict=True) if lobe[4] == k]
                forms = [(d.outline, *d.layers)[level] for d in of_tone]
                color = layers(tone)[level]
                shapes.append(merged([fill(form, color, middle) for form in forms], color))
        lines = [d.lines.buffer(view.nm(0.8), quad_segs=2) for d in lobes if not d.lines.is_empty]
        shapes.append(merged([fill(form, INK, middle) for form in lines], inked(tones[0], 0.42)))
        return [shape for shape in shapes if len(shape.points)]

    def sway(self, degrees: float) -> None:
        """Turn the crown a little about the top of the trunk."""
        turn = rotation(float(np.radians(degrees)))
        pivot = np.array([0.0, _SWAY_PIVOT * self.grown.middle]) * self.view.unit
        for part in self._crown:
            part.pose(turn, self.offset() + pivot - turn @ pivot)

    @property
    def tone(self) -> str:
        """The color that most of its crown has."""
        return self.grown.tones[1]

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its crown, in its unit."""
        return 0.0, self.grown.middle
