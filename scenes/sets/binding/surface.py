"""The surface of a leukemia cell close up: plasma, CD22 in a loose group, membrane, cytosol.

Sizes in nm of the view: x from the middle of the picture, y from the membrane's outer
surface. CD22 is sparse on a real cell (one in a tenth of a square micrometer): a group of
rods in one picture is a deliberate cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from manim import Mobject
from shapely.geometry.base import BaseGeometry

from scenes.cast.cells.membrane import THICKNESS, Bilayer
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.crowd import Crowd
from scenes.stage.motion import stepped
from scenes.stage.style import CYTOSOL, PLASMA
from scenes.stage.view import View


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
        Height (nm) under which the cytosol stays empty: the caption band.
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
    plasma, cytosol, membrane, rods, inside
        Its parts; ``inside`` is the flat ground of the cell.
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
        left, bottom, right, top = frame
        self.membrane = Bilayer(view, left - 4, right + 4)
        self.inside = self.membrane.inside(-bottom + 4)
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

    def back_to_front(self) -> list[Mobject]:
        """Everything in draw order."""
        return [self.plasma, self.inside, self.cytosol, self.membrane, *self.rods]

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
            (self.plasma, PLASMA, 0.6), (self.cytosol, CYTOSOL, 0.6), (self.membrane, PLASMA, 0.35)
        )
