"""A healthy B cell that is lost."""

from __future__ import annotations

import numpy as np

from scenes.cast.cells.cell import StemCell
from scenes.cast.cells.lost_b_cell import RADIUS, LostBCell
from scenes.script.facts import load_ledger
from scenes.stage.view import View


def test_a_b_cell_is_as_wide_as_the_ledger_says_and_smaller_than_a_stem_cell() -> None:
    assert 1000 * load_ledger().number("b_cell_size.um") == 2 * RADIUS
    assert StemCell(View(0.032)).kind.radius > RADIUS


def test_it_shrinks_and_a_ring_shows_how_far_it_reached() -> None:
    cell = LostBCell(View(0.032))
    living = cell.outline.area
    assert cell.ring[0].fill_rgbas[0, 3] == 0
    cell.shrink(1.0, 3.0).pose((0.0, 0.0))
    assert 0.5 * living < cell.outline.area < 0.85 * living
    assert cell.ring[0].fill_rgbas[0, 3] == 1
    ring = np.abs(cell.ring[0].points[:, :2]).max() / cell.view.unit
    assert RADIUS < ring < 1.1 * RADIUS
