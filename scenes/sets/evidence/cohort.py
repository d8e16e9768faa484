"""A crowd of icon people that chance parts into two groups, as a randomized trial does.

Lengths in stage px. One sign is one person of the trial: as many as took part, in groups as large as
they were.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import affinity

from scenes.cast.kit.many_shapes import many_shapes, smooth
from scenes.cast.patient.people import person_icon
from scenes.stage.actor import Actor
from scenes.stage.drawing import opened_by
from scenes.stage.style import CLEARING_NUCLEUS, PAPER_CARD, inked, lighter
from scenes.stage.view import View


@dataclass(frozen=True)
class Block:
    """People in rows, the lowest row first; ``middle`` is the block's middle, y up."""

    count: int
    columns: int
    middle: tuple[float, float]

    def lanes(self, upright: bool) -> np.ndarray:
        """The row, or the column, of each person; shape (count,)."""
        return np.divmod(np.arange(self.count), self.columns)[1 if upright else 0]

    def places(self, step: float) -> np.ndarray:
        """Feet of each person, shape (count, 2)."""
        row, column = np.divmod(np.arange(self.count), self.columns)
        rows = int(np.ceil(self.count / self.columns))
        x = self.middle[0] + step * (column - (self.columns - 1) / 2)
        y = self.middle[1] + step * (row - (rows - 1) / 2 - 0.44)
        return np.column_stack([x, y])


class Cohort(Actor):
    """Everybody in a trial: one crowd first, then two groups.

    They go along lanes, and those of one group never pass each other: nobody gets lost in a heap.

    Parameters
    ----------
    view
        1 px per unit, y up.
    step
        Px from one person to the next.
    crowd
        The block in which all of them stand first.
    groups
        The two blocks that they part into, with as many people in each lane as the crowd has there.
    seed
        Which person comes into which group: chance decides, not the place.
    upright
        Whether the groups stand above each other: then lanes are columns, else rows.

    Attributes
    ----------
    group
        0 or 1 for each person.
    layers
        Of each group, back to front.
    """

    def __init__(
        self, view: View, step: float, crowd: Block, groups: tuple[Block, Block], seed: int,
        upright: bool = False,
    ) -> None:
        super().__init__(view)
        rng = np.random.default_rng(seed)
        start = crowd.places(step)
        self.group, ends = np.zeros(crowd.count, dtype=int), np.zeros_like(start)
        lanes = [block.lanes(upright) for block in (crowd, *groups)]
        late = np.zeros(crowd.count)
        for lane in np.unique(lanes[0]):
            members, first, second = (np.flatnonzero(of == lane) for of in lanes)
            drawn = np.zeros(len(members), dtype=bool)
            drawn[rng.choice(len(members), len(first), replace=False)] = True
            self.group[members[~drawn]] = 1
            ends[members[drawn]] = groups[0].places(step)[first]
            ends[members[~drawn]] = groups[1].places(step)[second]
            late[members] = rng.uniform()
        icon = person_icon(0.88 * step)
        tone = lighter(CLEARING_NUCLEUS, 0.35)
        line = max(1.4, 0.045 * step)
        forms = (
            (icon.buffer(line, quad_segs=2), inked(CLEARING_NUCLEUS, 0.35)), (icon, PAPER_CARD),
            (opened_by(icon.buffer(-0.055 * step), 0.01 * step), lighter(tone, 0.5)),
        )
        self.layers, self._ways = [], []
        for group in (0, 1):
            mine = self.group == group
            own = [
                many_shapes([affinity.translate(form, *place) for place in start[mine]], color, view)
                for form, color in forms
            ]
            self.layers.append(own)
            self._ways.append((late[mine], (ends - start)[mine] * view.unit))
            self.add(*own)
        self.part(0.0)

    def part(self, share: float) -> None:
        """Let them go to their groups, lane by lane in no order; share 0 to 1."""
        for layers, (late, away) in zip(self.layers, self._ways, strict=True):
            soft = smooth(share * 1.5 - late * 0.5)
            for layer in layers:
                layer.grow(np.ones(len(soft)), away * soft[:, None])
