"""A dying cell falls into bodies."""

from __future__ import annotations

from scenes.cast.cells.dying_blast import DyingBlast
from scenes.stage.drawing import polygons
from scenes.stage.view import View


def test_a_dying_cell_is_first_one_then_smaller_then_many() -> None:
    cell = DyingBlast(View(0.032))
    pieces, areas = [], []
    for shrunk, apart in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        cell.die(shrunk, apart, 1.0)
        pieces.append(len(polygons(cell.outline)))
        areas.append(cell.outline.area)
    assert pieces[:2] == [1, 1]
    assert pieces[2] >= 9
    assert areas[1] < 0.75 * areas[0]
