"""Molecules of one build drawn together: many actors as few paths."""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

import numpy as np
from manim import VGroup

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.stage.actor import Part, Shadow
from scenes.stage.style import SHADOW_PLASMA


class MergedMolecules(VGroup):
    """Rods and antibodies of one build drawn as few paths: all rods first, antibodies above.

    The actors stay off the picture; pose them, then :meth:`gather`. Fifteen rods and five
    antibodies are some 50 paths this way instead of 400.
    """

    def __init__(self, rods: Sequence[Cd22], antibodies: Sequence[Antibody]) -> None:
        super().__init__()
        self.rods, self.antibodies = list(rods), list(antibodies)
        self.shadow = Shadow(SHADOW_PLASMA, 0.2, drop_px=7.0)
        self.add(self.shadow)
        self._fills: list[Part] = []
        self._stacks: list[list[Part]] = []
        self._payloads: list[list[int]] = []
        self._taken: list[tuple[list[np.ndarray], np.ndarray]] = []
        self.gather()

    def gather(self) -> MergedMolecules:
        """Take over the actors' parts as they are posed now."""
        if (payloads := [list(a.payloads) for a in self.antibodies]) != self._payloads or not self._stacks:
            self._payloads, self._stacks = payloads, self._stack()
        stacks = self._stacks
        while len(self._fills) < len(stacks):
            fill = Part(stacks[len(self._fills)][0])
            self._fills.append(fill)
            self._taken.append(([], fill.points))
            self.add(fill)
        for i, fill in enumerate(self._fills):
            self._take(i, fill, [part.points for part in stacks[i]] if i < len(stacks) else [])
        self.shadow.fall([part for one in (*self.rods, *self.antibodies) for part in one.casters()])
        return self

    def _take(self, i: int, fill: Part, forms: list[np.ndarray]) -> None:
        """Give a fill these forms, unless they are the very ones that it has: posing makes new ones."""
        had, points = self._taken[i]
        if fill.points is points and len(had) == len(forms) and all(map(is_, had, forms)):
            return
        fill.points = np.concatenate(forms) if forms else np.zeros((0, 3))
        self._taken[i] = forms, fill.points

    def _stack(self) -> list[list[Part]]:
        """The parts that go into each fill; they change when a payload comes off."""
        stacks = [*_alike([list(rod.parts()) for rod in self.rods])]
        held = [[part for parts in a.payloads.values() for part in parts] for a in self.antibodies]
        stacks += _alike(
            [[p for p in a.parts() if p not in mine]
             for a, mine in zip(self.antibodies, held, strict=True)]
        )
        return stacks + _alike([list(parts) for a in self.antibodies for parts in a.payloads.values()])


def _alike(actors: Sequence[Sequence[Part]]) -> list[list[Part]]:
    """Parts that lie at the same depth in actors of one build."""
    return [list(parts) for parts in zip(*actors, strict=True)]
