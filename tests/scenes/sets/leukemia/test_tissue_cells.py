"""Marrow inside bone: cells as large as the ledger says, none over another."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
import shapely

from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.script.facts import load_ledger
from scenes.sets.leukemia.tissue_cells import MarrowField, bone_window, healthy_and_crowded, room
from tests.scenes.sets.leukemia.windows import windows

LEDGER = load_ledger()


def width(cell: MarrowCell) -> float:
    """Diameter of a disc of the cell's area, µm."""
    return 2 * float(np.sqrt(cell.outline.area / np.pi))


def test_blasts_are_as_large_as_the_ledger_says(second: MarrowField) -> None:
    free = shapely.buffer(room(second), -7)
    whole = [c for c in healthy_and_crowded(second)[1] if c.kind == "blast" and free.contains(shapely.Point(c.x, c.y))]
    mean = np.mean([width(c) for c in whole])
    assert LEDGER.number("lymphoblast.low") <= mean <= LEDGER.number("lymphoblast.high")
    assert all(LEDGER.number("lymphoblast.low") - 2 <= 2 * c.radius <= LEDGER.number("lymphoblast.high") for c in whole)


def test_healthy_lymphocytes_are_smaller_than_blasts(second: MarrowField) -> None:
    healthy, crowded = healthy_and_crowded(second)
    lymphocytes = [2 * c.radius for c in healthy if c.kind in ("b_cell", "t_cell")]
    assert lymphocytes
    assert max(lymphocytes) < min(2 * c.radius for c in crowded if c.kind == "blast")


def test_red_cells_are_as_large_as_the_ledger_says(second: MarrowField) -> None:
    discs = [2 * c.radius for c in healthy_and_crowded(second)[0] if c.kind == "red"]
    assert all(LEDGER.number("rbc.low") - 0.1 <= d <= LEDGER.number("rbc.high") for d in discs)


def test_crowded_marrow_is_nearly_all_blasts_and_healthy_marrow_has_none(second: MarrowField) -> None:
    healthy, crowded = (Counter(c.kind for c in state) for state in healthy_and_crowded(second))
    assert not healthy["blast"]
    assert len(healthy) >= 8
    assert crowded["blast"] >= 0.85 * sum(crowded.values())


@pytest.mark.parametrize("which", [0, 1])
def test_cells_lie_inside_their_bone_and_not_over_each_other(which: int) -> None:
    field = windows("landscape")[0]
    state = healthy_and_crowded(field)[which]
    inside = shapely.buffer(bone_window(field), 0.1)
    # A macrophage reaches between its neighbors; it lies behind them.
    solid = [c for c in state if c.kind != "macrophage"]
    assert all(inside.covers(c.outline) for c in solid)
    for one, other in combinations(solid, 2):
        shared = one.outline.intersection(other.outline).area
        assert shared < 0.12 * min(one.outline.area, other.outline.area)
