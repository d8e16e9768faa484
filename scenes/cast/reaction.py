"""The warhead under the lens: its formula, and the reaction that arms it, step by step.

Disulfide to thiol, thiol onto the enone (the ring tightens), the enediyne closed across its
middle into a para-benzyne diradical (Bergman). Atoms move from place to place; none jumps.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VGroup

from scenes.cast.formula import Formula
from scenes.cast.lens import Lens
from scenes.stage.layout import Point, u
from scenes.stage.motion import ease
from scenes.stage.view import View

STEPS: Final = ("thiol", "tightened", "diradical")
#: How long a step takes, s.
STEP_TIME: Final = 1.2
_SOURCE: Final = 0.62  # nm, radius of the ring on the warhead
_RAISED: Final = 0.14  # of the lens's radius: room for a word below the formula
_LINE: Final = 5.0  # px


class Reaction(VGroup):
    """Lens and formula; add :attr:`beam` behind the molecules.

    Parameters
    ----------
    view, source
        The picture's view, and the warhead's place in it (nm).
    center, radius
        Of the lens: Manim units, px.
    bond
        Length of a bond, px.

    Attributes
    ----------
    starts
        When each step begins, s; in the order of ``STEPS``.
    """

    def __init__(
        self, view: View, source: np.ndarray, center: Point, radius: float, bond: float
    ) -> None:
        super().__init__()
        lens = Lens(view, source, _SOURCE, center, radius)
        self.beam = lens.beam
        middle = center + np.array([0.0, u(_RAISED * radius), 0.0])
        self.formula = Formula("warhead", bond_px=bond, line_px=_LINE, center=middle)
        self.starts: list[float] = []
        self._step = -1
        self.add(lens, self.formula)

    def begin_step(self, time: float) -> float:
        """Let the next step begin; returns when it is done (s)."""
        self.starts.append(time)
        return time + STEP_TIME

    def at(self, time: float) -> Reaction:
        """Draw the formula as it is at a time (s)."""
        step = sum(start <= time for start in self.starts) - 1
        if step < 0:
            return self
        if step != self._step:
            self.formula.becomes(STEPS[step])
            self._step = step
        self.formula.turn(ease(time, self.starts[step], STEP_TIME))
        return self
