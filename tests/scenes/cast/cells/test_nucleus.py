"""The nucleus has two membranes."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from scenes.cast.cells.nucleus import PORE, SPACE, NucleusEdge
from scenes.cast.kit.curved import disc
from scenes.stage.drawing import polygons
from scenes.stage.view import View

VIEW = View(4.0)


def test_the_two_membranes_of_the_nucleus_keep_their_distance_but_for_the_pores() -> None:
    edge = NucleusEdge(VIEW, (0, 0), 200.0, (1.5,), (0.6, 2.4))
    space = shapely.union_all(polygons(edge._space()))
    for angle in (0.8, 1.1, 2.0):
        out = np.array([np.cos(angle), np.sin(angle)])
        cut = LineString([150 * out, 250 * out]).intersection(space)
        assert cut.length == pytest.approx(SPACE, rel=0.02)
    gap = disc(tuple(edge.pore(0)), PORE / 2 - 0.5)
    assert not space.intersects(gap)
