"""The warhead under the lens: its formula, and the reaction that arms it, step by step.

Disulfide to thiol, thiol onto the enone (the ring tightens), the enediyne closed across its
middle into a para-benzyne diradical (Bergman). Atoms move from place to place; none jumps.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from scenes.cast.molecules.formula import Formula
from scenes.cast.molecules.lens import Lens
from scenes.stage.layout import Point, u
from scenes.stage.motion import ease
from scenes.stage.view import View

STEPS: Final = ("thiol", "tightened", "diradical")
#: How long a step takes, s.
STEP_TIME: Final = 1.2
_SOURCE: Final = 0.62  # nm, radius of the ring on the warhead
_RAISED: Final = 0.14  # of the lens's radius: room for a word below the formula
_LINE: Final = 5.0  # px
#: The formula moves aside by so many bonds when its tail has gone, to stay in the middle.
_ASIDE: Final = 0.45


class Reaction:
    """A lens on the warhead and the formula in it, moved together.

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
    lens, formula
        What is shown: the lens (its beam behind the molecules), then the formula on it.
    """

    def __init__(
        self, view: View, source: np.ndarray, center: Point, radius: float, bond: float
    ) -> None:
        self.lens = Lens(view, source, _SOURCE, center, radius)
        middle = center + np.array([0.0, u(_RAISED * radius), 0.0])
        self._middle = middle
        self.formula = Formula("warhead", bond_px=bond, line_px=_LINE, center=middle)
        self._starts: list[float] = []
        self._step = -1

    def begin_step(self, time: float) -> float:
        """Let the next step begin; returns when it is done (s)."""
        self._starts.append(time)
        return time + STEP_TIME

    def rest(self) -> None:
        """The last step is over: the formula stands as it is."""
        self.formula.becomes(STEPS[-1]).turn(1.0)
        self._starts = []

    def at(self, time: float) -> None:
        """Lens and formula as they are at a time (s)."""
        self.lens.at_time(time)
        step = sum(start <= time for start in self._starts) - 1
        if step < 0:
            return
        if step != self._step:
            self.formula.becomes(STEPS[step])
            self._step = step
        share = ease(time, self._starts[step], STEP_TIME)
        aside = _ASIDE * u(self.formula.bond_px) * (share if step == 0 else 1.0)
        self.formula.at = self._middle + np.array([aside, 0.0, 0.0])
        self.formula.turn(share)
