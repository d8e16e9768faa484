"""Cells at the death of a blast keep out of each other's way."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.cells.clearing import RADIUS as CLEARING
from scenes.cast.cells.lost_b_cell import RADIUS as B_CELL
from scenes.script.request import SHAPES
from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.view import View


def cells_in(shape: str) -> CellDeath:
    plan = Composition.of(zones(shape))
    return CellDeath(View(plan.cell_scale / 1000), plan.cells, plan.room(zones(shape)))


@pytest.mark.parametrize("shape", SHAPES)
def test_cells_that_are_not_taken_up_never_overlap_the_clearing_cell(shape: str) -> None:
    cell_death = cells_in(shape)
    cell_death.shrinks_at, cell_death.falls_at, cell_death.clears_at = 0.0, 3.0, 6.0
    eaten = {index for index, _, _ in cell_death.places.meals}
    for time in (3.2, 4.5, 6.0, 7.5, 8.5, 10.0):
        cell_death.at(time)
        here = cell_death.clearing.position - cell_death.dying.position
        for index in set(range(11)) - eaten:
            place, radius = cell_death.dying.body(index)
            assert float(np.linalg.norm(place - here)) > CLEARING + 0.8 * radius
        gap = float(np.linalg.norm(cell_death.clearing.position - cell_death.b_cell.position))
        assert gap > CLEARING + B_CELL


@pytest.mark.parametrize("shape", SHAPES)
def test_the_healthy_b_cell_is_lost_and_the_stem_cell_stays(shape: str) -> None:
    cell_death = cells_in(shape)
    cell_death.lost_at = 1.0
    before, stem = cell_death.at(0.0).b_cell.outline.area, cell_death.stem.outline.area
    cell_death.at(9.0)
    assert cell_death.b_cell.outline.area < 0.85 * before
    assert cell_death.stem.outline.area == stem
