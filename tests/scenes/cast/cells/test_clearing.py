"""A clearing cell takes bodies in."""

from __future__ import annotations

import numpy as np
import shapely

from scenes.cast.cells.clearing import ClearingCell, Meal
from scenes.stage.drawing import polygons
from scenes.stage.view import View


def test_a_body_that_is_taken_up_ends_inside_the_clearing_cell() -> None:
    cell = ClearingCell(View(0.032))
    edge = np.array([-9000.0, 0.0])
    cell.take_up([Meal(edge, 1200.0, 0.4)])
    cup = cell.outline
    assert not shapely.contains(shapely.Polygon(polygons(cup)[0].exterior), shapely.Point(*edge))
    cell.take_up([Meal(np.array([-4000.0, 0.0]), 1000.0, 1.0)])
    assert len(polygons(cell.outline)[0].interiors) == 1
