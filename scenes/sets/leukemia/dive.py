"""Coming close: from a field of marrow to one of its blasts, by a visible change of scale.

The blast stays in view all the time; on the way its small drawing turns into the large one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from scenes.cast.cells.blast import BLAST_RADIUS, Blast
from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.cast.kit.scenery import Scenery
from scenes.stage.actor import Actor
from scenes.stage.layout import Point
from scenes.stage.motion import ease, wobble
from scenes.stage.view import View

_SWAY: Final = 0.08 * UM  # a cell is never quite still


class Dive:
    """A camera on planes of marrow that comes close to one blast.

    Parameters
    ----------
    view
        Scale at which the planes were built; its origin is the picture's middle.
    planes
        Bone and tissues, in draw order.
    cell
        The blast to come close to.
    to, px_per_um
        Where its middle then stands, and the scale there.
    start, over
        When the camera begins to move, and how long it takes; clip time in s.
    """

    def __init__(
        self, view: View, planes: Sequence[Actor], cell: MarrowCell, to: Point, px_per_um: float,
        start: float, over: float,
    ) -> None:
        self.built, self.scenery = view, Scenery(view)
        self.scenery.planes = list(planes)
        self.place = np.array([cell.x, cell.y]) * UM
        self.first, self.last = view.point(*self.place), np.asarray(to)
        self.factor = px_per_um / (view.px_per_nm * UM)
        self.start, self.over = start, over
        self.blast = Blast(View(px_per_um / UM), seed=7, broken=False)
        self._own = cell.radius * UM / BLAST_RADIUS
        self.at(start)

    def view(self, time: float) -> View:
        """The view at a time (s), about the picture's middle as the planes know it."""
        share = ease(time, self.start, self.over)
        scale = self.factor**share
        # The blast's way is even on the screen while the scale grows: no swing to the side.
        gone = (scale - 1) / (self.factor - 1)
        at = self.first + (self.last - self.first) * gone
        view = View(self.built.px_per_nm * scale)
        return View(view.px_per_nm, (float(at[0] - self.place[0] * view.unit),
                                     float(at[1] - self.place[1] * view.unit)))

    def at(self, time: float) -> None:
        """Pose everything as seen at a time (s)."""
        view = self.view(time)
        self.scenery.look(view.px_per_nm / self.built.px_per_nm, (0.0, 0.0), np.array(view.origin))
        for plane in self.scenery.planes:
            plane.view = view
        # The small drawing's size gives way to the blast's own.
        share = ease(time, self.start, self.over)
        size = self._own + (1 - self._own) * share
        middle = view.point(*self.place)
        sway = _SWAY * wobble(3, float(np.floor(time * 15) / 15), dims=2) * share
        self.blast.view = View(view.px_per_nm * size).at(middle)
        self.blast.pose(sway, 0.02 * float(wobble(5, time)[0]) * share)
