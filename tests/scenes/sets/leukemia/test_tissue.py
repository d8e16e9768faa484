"""Blasts come one by one, as a function of time."""

from __future__ import annotations

import numpy as np

from scenes.sets.leukemia.takeover import births, departures
from scenes.sets.leukemia.tissue import Tissue
from scenes.sets.leukemia.tissue_cells import MarrowField, healthy_and_crowded
from scenes.stage.view import View
from tests.scenes.sets.leukemia.windows import windows


def test_a_blast_comes_only_when_its_room_is_being_cleared(second: MarrowField) -> None:
    healthy, crowded = healthy_and_crowded(second)
    stay = {id(c) for c in crowded}
    fresh = [c for c in crowded if id(c) not in {id(h) for h in healthy}]
    arrive, parents = births(fresh, second.place(0, 0), 1)
    leave = departures([None if id(c) in stay else c for c in healthy], fresh, arrive)
    for j, cell in enumerate(healthy):
        if id(cell) not in stay:
            touched = [arrive[i] for i, c in enumerate(fresh) if c.outline.intersects(cell.outline)]
            assert all(leave[j] <= when for when in touched)
    assert arrive.min() > 0
    assert arrive.max() <= 1
    assert np.linalg.norm(parents, axis=1).max() < 10


def test_the_change_ends_with_every_blast_whole_and_is_a_function_of_time() -> None:
    tissue = Tissue(View(0.0062), windows("landscape")[1])
    tissue.turns_at, tissue.over = 0.0, 1.0
    tissue.at(1.0)
    once = [layer.points.copy() for layer in tissue.layers]
    tissue.at(0.4)
    tissue.at(1.0)
    assert all(np.array_equal(a, layer.points) for a, layer in zip(once, tissue.layers, strict=True))
