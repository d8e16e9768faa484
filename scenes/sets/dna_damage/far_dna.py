"""The rest of a DNA molecule, for views from further away: it goes on to both sides, in chromatin.

Drawn coarser than the piece close up, and only while the scale changes.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.molecules.chromatin import ChromatinThread
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.helix import RISE
from scenes.stage.actor import rotation
from scenes.stage.presence import set_presence
from scenes.stage.view import View

#: Base pairs of the DNA that goes on to either side, and the scale (px/nm) it is drawn for.
_ARM: Final = 172
_ARM_SCALE: Final = 50.0


class FarDna(VGroup):
    """A chromatin thread, and on it the DNA to the left and to the right of ``near``."""

    def __init__(self, near: Dna) -> None:
        super().__init__()
        self.near = near
        self.thread = ChromatinThread(near.view)
        self.arms = [self._arm(side) for side in (-1, 1)]
        self.add(self.thread, *self.arms)

    def _arm(self, side: int) -> Dna:
        near = self.near
        at = side * (near.helix.length + _ARM * RISE) / 2
        arm = Dna(View(_ARM_SCALE), _ARM, groove_at=near.helix.groove_at - at, angle=near.angle,
                  detail="far")
        arm.position = rotation(near.angle) @ np.array([at, 0.0])
        return arm

    def see_from(self, view: View, place: np.ndarray, shown: float) -> FarDna:
        """Pose for a view; the thread runs through ``place`` (nm), present by ``shown``."""
        for arm in self.arms:
            arm.view = view
            arm.pose(arm.position, arm.angle)
        self.thread.view = view
        self.thread.pose(place, self.near.angle)
        set_presence(self.thread, shown)
        return self
