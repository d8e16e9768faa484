"""A crowd of icon people that chance parts into two groups, as a randomized trial does.

Lengths in stage px. One sign is one person of the trial: as many as took part, in groups as large as
they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely import affinity

from scenes.cast.people import person
from scenes.cast.pieces import pieces_of
from scenes.stage.actor import Actor
from scenes.stage.draw import opened_by
from scenes.stage.style import CLEARING_NUCLEUS, PAPER_CARD, inked, lighter
from scenes.stage.view import View


@dataclass(frozen=True)
class Block:
    """People in rows, the lowest row first; ``middle`` is the block's middle, y up."""

    count: int
    columns: int
    middle: tuple[float, float]

    def places(self, step: float) -> np.ndarray:
        """Feet of each person, shape (count, 2)."""
        row, column = np.divmod(np.arange(self.count), self.columns)
        rows = int(np.ceil(self.count / self.columns))
        x = self.middle[0] + step * (column - (self.columns - 1) / 2)
        y = self.middle[1] + step * (row - (rows - 1) / 2 - 0.44)
        return np.column_stack([x, y])


class Cohort(Actor):
    """Everybody in a trial: one crowd first, then two groups.

    Parameters
    ----------
    view
        1 px per unit, y up.
    step
        Px from one person to the next.
    crowd
        The block in which all of them stand first.
    groups
        The two blocks that they part into.
    seed
        Which person comes into which group: chance decides, not the place.
    """

    def __init__(
        self, view: View, step: float, crowd: Block, groups: Sequence[Block], seed: int
    ) -> None:
        super().__init__(view)
        rng = np.random.default_rng(seed)
        start = crowd.places(step)
        ends = np.vstack([block.places(step) for block in groups])
        drawn = rng.permutation(crowd.count)
        self.group = np.repeat(np.arange(len(groups)), [block.count for block in groups])[drawn]
        self._away = (ends[drawn] - start) * view.unit
        self._late = rng.uniform(0, 1, crowd.count)
        icon = person(0.88 * step)
        icons = [affinity.translate(icon, *place) for place in start]
        line = max(1.4, 0.045 * step)
        outlines = [icon_.buffer(line, quad_segs=2) for icon_ in icons]
        inset = [opened_by(icon_.buffer(-0.055 * step), 0.01 * step) for icon_ in icons]
        tone = lighter(CLEARING_NUCLEUS, 0.35)
        middles = start + np.array([0, 0.44 * step])
        self.layers = [
            pieces_of(forms, color, view, centers=middles)
            for forms, color in (
                (outlines, inked(CLEARING_NUCLEUS, 0.35)), (icons, PAPER_CARD), (inset, lighter(tone, 0.5)),
            )
        ]
        self.add(*self.layers)
        self.part(0.0)

    def part(self, share: float) -> None:
        """Let them go to their groups, each in its own time; share 0 to 1."""
        own = np.clip((share * 1.7 - self._late * 0.7), 0, 1)
        soft = own * own * (3 - 2 * own)
        for layer in self.layers:
            layer.grow(np.ones(len(own)), self._away * soft[:, None])
