"""What is carried: an antibody held by two CD22, and CD22 that is free.

The pair hangs between two feet on any membrane, flat or curved: rods keep their length (28 nm,
ledger: ``cd22_length``), so where the feet go tells where the antibody is. Sizes nm, angles radians.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.kit.curved import THICKNESS, VESICLE_RADIUS, MembraneStretch, nearest_wall
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.cast.molecules.domain import DetailName
from scenes.cast.molecules.igg4 import SPREAD
from scenes.stage.layout import Point
from scenes.stage.motion import ease, stepped, wobble
from scenes.stage.view import View

#: From a rod's foot to its tip when it stands almost straight, nm.
_ROD: Final = 27.3

#: Angle from the bottom at which a pair's feet stand: on flat membrane 10 nm to each side, in
#: the vesicle well up its sides.
FEET: Final = (10.0 / VESICLE_RADIUS, float(np.radians(62.0)))

Foot = tuple[np.ndarray, float]
"""A place at mid-membrane (nm) and the angle of the normal that points into the lumen."""


class BoundPair(VGroup):
    """One antibody on two CD22.

    Attributes
    ----------
    rods, antibody
        The left and right CD22 as seen with the antibody's stem up, and the antibody.
    """

    def __init__(
        self, view: View, *, seed: int, payloads: int = 6, detail: DetailName = "organelle"
    ) -> None:
        super().__init__()
        self.seed = seed
        self.antibody = Antibody(view, seed=seed, payloads=payloads, detail=detail)
        self.rods = [
            Cd22(view, foot_nm=(0.0, 0.0), seed=seed + side, detail=detail)
            for side in (0, 1)
        ]
        self.add(*self.rods, self.antibody)
        self._asked: tuple[object, ...] = ()
        self._hinge: np.ndarray | None = None

    def hang(self, feet: Sequence[Foot], up: float, time: float, view: View) -> BoundPair:
        """Hang between two feet, the stem toward ``up``; it sways a little with time (s).

        Parameters
        ----------
        feet
            Left and right foot, seen with ``up`` upward.
        view
            Scale now: the pair zooms with the picture.
        """
        now = stepped(time)
        asked = (*(value for spot, normal in feet for value in (*spot, normal)), up, now, view)
        # Ambient motion steps; but if the antibody was posed otherwise meanwhile, it is brought back.
        if asked == self._asked and self.antibody.position is self._hinge:
            return self
        self._asked = asked
        for actor in (self.antibody, *self.rods):
            actor.view = view
        places = [spot + 0.5 * THICKNESS * toward(normal) for spot, normal in feet]
        rise, right = toward(up), toward(up - np.pi / 2)
        apart = float((places[1] - places[0]) @ right) / 2
        sway = wobble(self.seed, now, dims=4)
        open_ = SPREAD + 10.0 * float(np.clip((apart - 10) / 22, 0, 1))
        self.antibody.flex(open_ + 2.5 * sway[0], open_ + 2.5 * sway[1])
        tip = self.antibody.own_tip(1)
        across = apart - float(tip[0])
        lift = float(np.sqrt(max(_ROD**2 - across**2, 0.0)))
        hinge = (places[0] + places[1]) / 2 + rise * (lift - float(tip[1]))
        self._hinge = hinge = np.asarray(hinge + 0.5 * sway[2] * right)
        self.antibody.pose(hinge, up - np.pi / 2 + 0.03 * float(sway[3]))
        for side, rod in enumerate(self.rods):
            rod.foot(places[side], feet[side][1])
            inward = self.antibody.arm_direction(side)
            rod.reach(self.antibody.arm_tip(side) - 0.3 * inward)
        return self

    def anchor(self, name: str) -> Callable[[], Point]:
        """``antibody``, ``payload`` or ``cd22``."""
        return self.rods[1].anchor("cd22") if name == "cd22" else self.antibody.anchor(name)


def sway(rod: Cd22, foot: Foot, time: float, view: View) -> None:
    """Let a free rod sway on its foot, seen in a view, at a time (s)."""
    spot, normal = foot
    rod.view = view
    base = spot + 0.5 * THICKNESS * toward(normal)
    swing = 0.10 * float(wobble(rod.seed, stepped(time))[0])
    rod.foot(base, normal)
    rod.reach(base + 27.6 * toward(normal + swing))


def spread(budding: float) -> float:
    """Angle of the feet from the bottom (radians) as the dent deepens."""
    return float(FEET[0] + (FEET[1] - FEET[0]) * ease(budding, 0.0, 0.85))


def feet(
    center: np.ndarray, radius: float, spread: float, up: float, walls: Sequence[MembraneStretch]
) -> list[Foot]:
    """Left and right foot of a pair in a round body, on the walls as they are."""
    return [
        nearest_wall(walls, center + radius * toward(up + np.pi + turn))
        for turn in (-spread, spread)
    ]


def toward(angle: float) -> np.ndarray:
    """Unit vector at an angle (radians)."""
    return np.array([np.cos(angle), np.sin(angle)])
