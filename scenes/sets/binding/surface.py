"""The surface of a leukemia cell close up: plasma, CD22 in a loose group, membrane, cytosol.

Sizes in nm of the view: x from the middle of the picture, y from the membrane's outer
surface. CD22 is sparse on a real cell (one in a tenth of a square micrometer): a group of
rods in one picture is a deliberate cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from manim import Mobject, VGroup
from shapely import affinity
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.membrane import THICKNESS, Bilayer
from scenes.cast.kit.ground import lit_ground, shade
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.crowd import Crowd
from scenes.stage.motion import stepped
from scenes.stage.style import CROWD_CYTOSOL, CYTOSOL, PLASMA, PLASMA_DIM, SHADOW_CYTOSOL, SHADOW_PLASMA, inked
from scenes.stage.view import View

#: Shadows: of what the story is about, and of the crowds; what only stands by has half of the first.
HERO_SHADOW: Final = 0.24
CROWD_SHADOW: Final = 0.09
#: Which rods are held in the end.
HELD: Final = (1, 2)
#: How large things far away are drawn, against those near.
FAR: Final = 0.78


def stand_rod(rod: Cd22, membrane: Bilayer, time: float) -> np.ndarray:
    """Stand a rod on the bobbing membrane; returns where its tip is while it is free."""
    x = float(rod.foot_at[0])
    lift = float(membrane.surface(x, time) - membrane.surface(x, 0.0))
    rod.foot(np.array([x, float(membrane.surface(x, time))]), np.pi / 2)
    return np.asarray(rod.sway(time) + np.array([0.0, lift]))


class CellSurface:
    """What stands still in the story: the place where the antibodies arrive.

    Parameters
    ----------
    view
        Scale it is built at.
    frame
        The picture: left, bottom, right, top, nm.
    quiet_below
        Height (nm) under which nothing moves in the cytosol: the caption band.
    feet
        Where CD22 stands.
    seed
        Which crowds.
    density
        How full the crowds are, 1 for students.
    keep_out
        Places that the crowds leave free: text.

    Attributes
    ----------
    plasma, cytosol, membrane, rods
        What moves.
    grounds
        What does not: light on the plasma and in the cell, what is far away in both, the shade under the membrane.
    """

    def __init__(
        self,
        view: View,
        frame: tuple[float, float, float, float],
        quiet_below: float,
        feet: Sequence[float],
        *,
        seed: int,
        density: float = 1.0,
        keep_out: Sequence[BaseGeometry] = (),
    ) -> None:
        left, _, right, top = frame
        self.membrane = Bilayer(view, left - 4, right + 4)
        self.grounds = self._grounds(view, frame, seed, density, keep_out)
        self.plasma = Crowd(
            view, (left - 6, 3.5, right + 6, top + 4), seed, "plasma",
            density=density, keep_out=keep_out, walls=(2.0, np.inf),
        )
        self.cytosol = Crowd(
            view, (left - 6, quiet_below - 0.8, right + 6, -THICKNESS - 1.5), seed + 1, "cytosol",
            density=6.0 * density, without=("ribosome", "albumin"), keep_out=keep_out,
            walls=(-np.inf, -THICKNESS - 0.9), gap_nm=0.6, speed=0.45,
        )
        self.rods = [
            Cd22(view, foot_nm=(x, float(self.membrane.surface(x))), seed=i)
            for i, x in enumerate(feet)
        ]
        self.plasma.cast_shadow(SHADOW_PLASMA, CROWD_SHADOW)
        self.cytosol.cast_shadow(SHADOW_CYTOSOL, CROWD_SHADOW)
        for i, rod in enumerate(self.rods):
            rod.cast_shadow(SHADOW_PLASMA, HERO_SHADOW if i in HELD else HERO_SHADOW / 2)

    def _grounds(
        self, view: View, frame: tuple[float, float, float, float], seed: int, density: float,
        keep_out: Sequence[BaseGeometry],
    ) -> VGroup:
        """From back to front; none of it moves, so it is drawn once."""
        left, bottom, right, top = frame
        inside = Polygon(np.vstack([self._edge(0.5), [(right + 6, bottom - 4), (left - 6, bottom - 4)]]))
        away = tuple(side / FAR for side in (left - 6, 4.0, right + 6, top + 4))
        deep = tuple(side / FAR for side in (left - 6, bottom - 4, right + 6, -THICKNESS - 1.0))
        words = [affinity.scale(area, 1 / FAR, 1 / FAR, origin=(0, 0)) for area in keep_out]
        return VGroup(
            lit_ground(view, frame, PLASMA, PLASMA_DIM, 0.45, 0.14),
            Crowd(view.scaled(FAR), away, seed + 2, "plasma", density=1.4 * density, gap_nm=0.4, keep_out=words,
                  far=True),
            lit_ground(view, frame, CYTOSOL, CROWD_CYTOSOL, 0.30, 0.16, inside),
            Crowd(view.scaled(FAR), deep, seed + 3, "cytosol", density=6.0 * density, gap_nm=0.4, keep_out=words,
                  without=("ribosome", "albumin"), far=True),
            shade(self._edge(0.9), 6.5, SHADOW_CYTOSOL, 0.28, view),
        )

    def _edge(self, share: float) -> np.ndarray:
        """The membrane at rest at a share of its thickness from outside, as points from left to right, nm."""
        x = np.linspace(self.membrane.left_nm - 2, self.membrane.right_nm + 2, 40)
        return np.stack([x, self.membrane.surface(x) - share * THICKNESS], axis=1)

    def back_to_front(self) -> list[Mobject]:
        """Everything in draw order."""
        return [self.grounds, self.plasma, self.cytosol, self.membrane, *self.rods]

    def motions(self) -> Iterator[tuple[Mobject, Callable[[Mobject, float], object]]]:
        """What moves, and how, as functions of time."""
        yield self.plasma, lambda _, time: self.plasma.drift(time)
        yield self.cytosol, lambda _, time: self.cytosol.drift(time)
        yield self.membrane, lambda _, time: self.membrane.at_time(stepped(time))
        for rod in self.rods:
            yield rod, self._sway(rod)

    def _sway(self, rod: Cd22) -> Callable[[Mobject, float], object]:
        return lambda _, time: rod.reach(stand_rod(rod, self.membrane, stepped(time)))

    def obstacles(self) -> list[Mobject]:
        """What labels keep clear of: the membrane, each domain of each rod."""
        return [self.membrane, *(rod.obstacles() for rod in self.rods)]

    def crowds(self) -> tuple[tuple[Mobject, str, float], ...]:
        """What steps back when CD22 comes forward: each with its ground, and how far."""
        return (
            (self.plasma, PLASMA, 0.6), (self.cytosol, inked(CYTOSOL, 0.08), 0.6), (self.membrane, PLASMA, 0.35)
        )
