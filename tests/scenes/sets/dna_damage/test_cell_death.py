"""Cells at the death of a blast keep out of each other's way."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.script.request import SHAPES
from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.view import View


@pytest.mark.parametrize("shape", SHAPES)
def test_cells_that_are_not_taken_up_never_overlap_the_clearing_cell(shape: str) -> None:
    cell_death = CellDeath(View(0.03), Composition.of(zones(shape)).cells)
    cell_death.shrinks_at, cell_death.falls_at, cell_death.clears_at = 0.0, 3.0, 6.0
    eaten = {index for index, _, _ in cell_death.places.meals}
    for time in (6.0, 7.5, 8.5, 10.0):
        cell_death.at(time)
        here = cell_death.clearing.position - cell_death.dying.position
        for index in set(range(11)) - eaten:
            place, radius = cell_death.dying.body(index)
            assert float(np.linalg.norm(place - here)) > 8500 + 0.8 * radius
