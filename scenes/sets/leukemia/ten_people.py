"""Ten people in a row, some young and some grown: who gets the disease, and who dies of it.

Both rows have the same ten people at the same size, so that one can be read against the other. Lengths in
stage px: these are signs, not bodies. A young person is smaller as well as lighter.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from shapely import affinity

from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.patient.people import person_icon
from scenes.stage.actor import Actor
from scenes.stage.motion import ease
from scenes.stage.style import HEALTHY, HEALTHY_B, INK, inked, lighter
from scenes.stage.view import View

PEOPLE: Final = 10
_YOUNG: Final = 0.66  # height of a young person, share of a grown one's
_LINE: Final = 3.4  # px


class TenPeople(Actor):
    """Ten people; the first ``young`` of them are under 20.

    Parameters
    ----------
    view
        1 px per unit; the origin is the left end of the row, at the feet.
    step
        Px from one person to the next.
    """

    def __init__(self, view: View, step: float, young: int) -> None:
        super().__init__(view)
        self.young, self.step, self.comes = young, step, 0.0
        tall = self.tall = 1.24 * step
        forms = [
            affinity.translate(person_icon(tall * (_YOUNG if i < young else 1.0)), (i + 0.5) * step, 0)
            for i in range(PEOPLE)
        ]
        feet = np.array([((i + 0.5) * step, 0.0) for i in range(PEOPLE)])
        colors = lighter(HEALTHY, 0.40), inked(HEALTHY_B, 0.30)
        rows = (
            (range(PEOPLE), INK, _LINE), (range(young), colors[0], 0.0),
            (range(young, PEOPLE), colors[1], 0.0),
        )
        self.rows: list[ManyShapes] = []
        for who, color, grow in rows:
            kin = list(who)
            shapes = [forms[i].buffer(grow, quad_segs=4) if grow else forms[i] for i in kin]
            self.rows.append(many_shapes(shapes, color, view, kin=kin, centers=feet[kin], tolerance_px=0.2))
        self.add(*self.rows)
        self.at(0.0)

    def at(self, time: float) -> TenPeople:
        """They come one after the other, from ``comes`` (s) on."""
        shares = np.array([ease(time, self.comes + 0.07 * i, 0.35) for i in range(PEOPLE)])
        for row in self.rows:
            row.grow(shares)
        return self

    def place(self, share: float) -> tuple[float, float]:
        """A place over the row, share of its length from the left."""
        return share * PEOPLE * self.step, 0.0
