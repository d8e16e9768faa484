"""Pulling back from DNA to its cell: one visible change of scale, four thousand times.

The scale falls evenly on a logarithm. The DNA shrinks into a thread of chromatin, the thread
into the lace of the nucleus, and the nucleus into its cell; the broken place stays in view
all the time and ends as the mark of broken DNA in the cell.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import VGroup, VMobject

from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.far_dna import FarDna
from scenes.sets.dna_damage.strike import Strike
from scenes.stage.layout import Point
from scenes.stage.motion import ease
from scenes.stage.presence import set_haze
from scenes.stage.style import NUCLEUS
from scenes.stage.view import View

#: The cell comes into view once it is no larger than this times its last size, s for the fade.
_CELL_FROM: Final = 70.0
_FADE: Final = 0.5
#: Bars that the scale bar shows on the way, nm, and how short (px) one may become.
BARS: Final = (20.0, 200.0, 2000.0, 5000.0)
_SHORTEST: Final = 36.0


class PullBack(VGroup):
    """Molecules, then cells, as seen while the view pulls back (:meth:`at`).

    Parameters
    ----------
    strike, cell_death
        What is seen before and after; each at its own scale.
    ground
        A backdrop for the cells, put up when nothing else shows behind the nucleus.
    start, over
        When the view begins to pull back, and how long it takes, s.
    """

    def __init__(
        self, strike: Strike, cell_death: CellDeath, ground: VMobject, start: float, over: float
    ) -> None:
        super().__init__()
        self.strike, self.cell_death, self.ground = strike, cell_death, ground
        self.start, self.over = start, over
        self.first, self.last = strike.view, cell_death.view
        self.break_place = strike.break_middle()
        self.break_from = self.first.point(*self.break_place)
        self.mark_place = cell_death.mark_place()
        self.break_to = self.last.point(*self.mark_place)
        self.thread_from = self.when(22.0)
        self.cells_from = self.when(_CELL_FROM * self.last.px_per_nm)
        self.far_dna, self._tinted = FarDna(strike.dna), True
        self.add(self.far_dna, strike)
        self.at(start)

    def share(self, time: float) -> float:
        """How far (0-1) the view has pulled back."""
        return ease(time, self.start, self.over)

    def px_per_nm(self, time: float) -> float:
        """Px per nm at a time."""
        return float(
            self.first.px_per_nm
            * (self.last.px_per_nm / self.first.px_per_nm) ** self.share(time)
        )

    def when(self, scale: float) -> float:
        """The time (s) at which the view has come to a scale, px per nm."""
        times = np.linspace(self.start, self.start + self.over, 400)
        scales = np.array([self.px_per_nm(float(t)) for t in times])
        return float(times[np.argmax(scales <= scale)])

    def view(self, time: float, place: np.ndarray) -> View:
        """The view at a time, in which a place (nm) stands where the break is seen."""
        s, scale = self.share(time), self.px_per_nm(time)
        at: Point = self.break_from + (self.break_to - self.break_from) * s
        unit = View(scale).unit
        return View(scale, (float(at[0] - place[0] * unit), float(at[1] - place[1] * unit)))

    def bars(self) -> list[tuple[float, float]]:
        """When (s) the scale bar changes, and what it then shows, nm."""
        shown = (2.0, *BARS[:-1])
        changes = [(self.when(_SHORTEST / old), new)
                   for old, new in zip(shown, BARS[:-1], strict=False)]
        return [*changes, (self.when(1.9 * self.last.px_per_nm), BARS[-1])]

    def _tint(self, time: float) -> None:
        """The cell comes out of the nucleus's color, and has its own when it is all in view.

        It fills the picture for a while: the light of that would else jump.
        """
        end = self.start + self.over + 0.6
        if not self._tinted:
            return
        share = 1 - ease(time, self.cells_from, end - self.cells_from)
        set_haze(self.cell_death, NUCLEUS, share)
        self._tinted = time < end

    def at(self, time: float) -> PullBack:
        """Pose what is seen at a time (s)."""
        shown = ease(time, self.cells_from, _FADE)
        if shown < 1:
            place = self.view(time, self.break_place)
            self.strike.see_from(place).at(time)
            chromatin = ease(time, self.thread_from, 0.5)
            self.far_dna.see_from(place, self.break_place, chromatin)
        elif self.strike in self.submobjects:
            self.submobjects = [self.ground, self.cell_death]
        if shown > 0:
            if self.cell_death not in self.submobjects:
                self.add(self.cell_death)
            self.cell_death.see_from(self.view(time, self.mark_place))
            self.cell_death.dying.marked = ease(time, self.start + self.over - 0.5, 0.6)
            self.cell_death.appear(shown).at(time)
            self._tint(time)
        return self
