"""Pulling back from DNA to its cell: one visible change of scale, four thousand times.

The scale falls evenly on a logarithm. DNA winds round nucleosomes, these make an irregular fiber among others, the
fibers make lumps in the territories of chromosomes, these fill a nucleus, and the nucleus its cell: each is told
apart only for a while, and gives way to the next over a quarter of a tenfold change of scale. The cut stays in view:
as it is, then as a mark far larger than life, at last as the mark of broken DNA in the cell.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import shapely
from manim import VGroup, VMobject

from scenes.cast.cells.blast import NUCLEUS_SHARE
from scenes.cast.cells.territories import Territories
from scenes.cast.kit.spare import Distant
from scenes.sets.dna_damage.breaks import CutMark
from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.nuclear_dna import NuclearDna
from scenes.sets.dna_damage.strike import Strike
from scenes.stage.drawing import fill
from scenes.stage.furniture import backdrop
from scenes.stage.layout import Box, Point, Zones
from scenes.stage.motion import told_apart
from scenes.stage.presence import set_haze, set_presence
from scenes.stage.style import MARROW, NUCLEUS, SCALE_BAR_TICK
from scenes.stage.view import View

#: Bars that the scale bar shows on the way, nm, and how short (px) one may become.
BARS: Final = (20.0, 200.0, 2000.0, 5000.0)
_SHORTEST: Final = 36.0
#: Share of the time in which the view gets going, and comes to rest.
_SOFT_ENDS: Final = 0.14
#: Between which scales (px/nm) the cut piece itself is told apart, its mark comes, and lumps and territories give way
#: to single fibers; between which shares of the last scale the cell has its own nucleus, and its own marks, all colors.
_PIECE, MARKED, _LUMPS = (1.5, 2.7), (8.0, 14.0), (1.8, 4.2)
#: How pale its strands become, and between which scales: at full strength they would flicker as they pass.
STRANDS_HAZE, _STRANDS = 0.4, (70.0, 124.0)
#: From which scale on the cut piece is drawn with few curves.
DISTANT: Final = 36.0
_OWN_NUCLEUS, _OWN_MARKS, _PALE = (1.05, 2.1), (1.02, 1.5), (1.05, 3.0)
#: Between which scales the picture becomes busy where the scale bar stands, and (as shares of the last) calm again.
_BUSY, _CALM = (122.0, 124.9), (3.2, 4.6)


class PullBack(VGroup):
    """Molecules, then cells, as seen while the view pulls back (:meth:`at`).

    Parameters
    ----------
    strike, chromatin, cell_death
        What is seen first, round it, and last; each at its own scale.
    start, over
        When the view begins to pull back, and how long it takes, s.
    """

    def __init__(
        self, strike: Strike, chromatin: NuclearDna, cell_death: CellDeath, zones: Zones, start: float, over: float
    ) -> None:
        super().__init__()
        self.strike, self.chromatin, self.cell_death = strike, chromatin, cell_death
        self.ground, self.zones = backdrop(zones, MARROW), zones
        bar = zones.scale_bar
        under = Box(bar.right - 210, bar.bottom - 84, bar.right, bar.bottom - SCALE_BAR_TICK)
        self.plates = VGroup(_plate(zones, under))
        self.start, self.over = start, over
        self.first, self.last = strike.view, cell_death.view
        self.break_place = strike.break_middle()
        self.break_from = self.first.point(*self.break_place)
        self.mark_place = cell_death.mark_place()
        self.break_to = self.last.point(*self.mark_place)
        mark = float(self.mark_place[0]), float(self.mark_place[1])
        self.territories = Territories(self.last, cell_death.dying.kind.radius * NUCLEUS_SHARE, mark)
        self.mark = CutMark(self.first)
        self.distant = self._cut_from_afar()
        self.at(start)

    def share(self, time: float) -> float:
        """How far (0-1) the view has pulled back: evenly, but for soft ends."""
        s, soft = float(np.clip((time - self.start) / self.over, 0, 1)), _SOFT_ENDS
        near = min(s, 1 - s)
        way = near**2 / (2 * soft) if near < soft else near - soft / 2
        return way / (1 - soft) if s < 0.5 else 1 - way / (1 - soft)

    def px_per_nm(self, time: float) -> float:
        """Px per nm at a time."""
        return float(
            self.first.px_per_nm
            * (self.last.px_per_nm / self.first.px_per_nm) ** self.share(time)
        )

    def time_at(self, scale: float) -> float:
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
        changes = [(self.time_at(_SHORTEST / old), new)
                   for old, new in zip(shown, BARS[:-1], strict=False)]
        return [*changes, (self.time_at(1.9 * self.last.px_per_nm), BARS[-1])]

    def _cut_from_afar(self) -> Distant:
        """The cut piece when it has become small: it sways no more, and takes few curves."""
        time = self.time_at(DISTANT)
        self._haze_the_strands(DISTANT)
        view = self.view(time, self.break_place)
        made = Distant(view, self.strike.see_from(view).at(time))
        self.strike.see_from(self.first).at(self.start)
        return made

    def _haze_the_strands(self, scale: float) -> None:
        """The strands come to be as pale as the fiber that they are of; drug and cuts stay as they are."""
        for strands in (self.strike.dna.back, self.strike.dna.front):
            set_haze(strands, NUCLEUS, STRANDS_HAZE * (1 - told_apart(scale, *_STRANDS)))

    def put_under(self, box: Box) -> None:
        """Lay a pale ground under words (px) that stand till the picture is calm again."""
        self.plates.add(_plate(self.zones, box))

    def at(self, time: float) -> PullBack:
        """Pose what is seen at a time (s)."""
        scale = self.px_per_nm(time)
        lumps, piece = 1 - told_apart(scale, *_LUMPS), told_apart(scale, *_PIECE)
        own = 1 - told_apart(scale, *(share * self.last.px_per_nm for share in _OWN_NUCLEUS))
        close, far = self.view(time, self.break_place), self.view(time, self.mark_place)
        seen = list[VMobject | VGroup]()
        if lumps == 1:  # till then all of the picture lies within the nucleus
            marks = 1 - told_apart(scale, *(share * self.last.px_per_nm for share in _OWN_MARKS))
            self.cell_death.dying.marked = marks
            self.cell_death.see_from(far).at(time)
            # Its contours are broad as they pass: they come out of the nucleus's color.
            pale = told_apart(scale, *(share * self.last.px_per_nm for share in _PALE))
            set_haze(self.cell_death.dying, NUCLEUS, 0.8 * pale)
            # As long as its nucleus, then the cell itself, fills the picture, nothing else is drawn.
            reach = self.zones.farthest(far.point(0.0, 0.0)) / scale
            whole = self.cell_death.dying.kind.radius
            if reach > 0.9 * whole:
                seen += [self.ground, self.cell_death]
            elif reach > 0.9 * NUCLEUS_SHARE * whole:
                seen.append(self.cell_death.dying)
        self.territories.view = far
        self.territories.appear(lumps * (1 - own)).pose(self.cell_death.dying.position)
        seen += [self.territories, self.chromatin.see_from(close)]
        if scale > DISTANT:
            self._haze_the_strands(scale)
            seen.append(self.strike.see_from(close).at(time))
        elif piece > 0:
            set_presence(self.distant.see_from(close), piece)
            seen.append(self.distant)
        marked = (1 - told_apart(scale, *MARKED)) * (1 - own)
        if marked > 0:
            self.mark.view = close
            set_presence(self.mark.pose(self.break_place), marked)
            seen.append(self.mark)
        plated = (1 - told_apart(scale, *_BUSY)) * told_apart(scale, *(share * self.last.px_per_nm for share in _CALM))
        if plated > 0:
            set_presence(self.plates, plated)
            seen.append(self.plates)
        self.submobjects = seen
        return self


def _plate(zones: Zones, box: Box) -> VGroup:
    """A pale ground for words, its edge soft, while all behind it is busy."""
    px = View(1.0)
    corners = [px.place(zones.point(*corner)) for corner in ((box.left, box.top), (box.right, box.bottom))]
    words = shapely.box(*np.min(corners, axis=0), *np.max(corners, axis=0))
    return VGroup(*(fill(shapely.buffer(words, 42.0 - 4 * i), NUCLEUS, px, opacity=0.2) for i in range(9)))
