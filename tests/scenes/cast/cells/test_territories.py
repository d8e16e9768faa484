"""The inside of a nucleus."""

from __future__ import annotations

import numpy as np
import shapely

from scenes.cast.cells.territories import Territories, territories
from scenes.stage.view import View

RADIUS = 4650.0


def test_chromosomes_keep_to_territories_of_their_own() -> None:
    areas, tones = territories(RADIUS, np.random.default_rng(4))
    whole = np.pi * RADIUS**2
    assert 0.85 * whole < shapely.area(areas).sum() < whole
    for i, area in enumerate(areas):
        assert not any(area.intersection(other).area > 1e-3 * whole for other in areas[:i])
    beside = [(i, j) for i in range(len(areas)) for j in range(i) if areas[i].distance(areas[j]) < 60]
    alike = [pair for pair in beside if tones[pair[0]] == tones[pair[1]]]
    assert len(alike) < 0.12 * len(beside)


def test_single_nucleosomes_are_told_apart_from_near_alone() -> None:
    inside = Territories(View(1.0), RADIUS, (-1200.0, -2100.0))
    near = {id(part) for part in inside.submobjects}
    inside.view = View(0.05)
    inside.pose((0.0, 0.0))
    far = {id(part) for part in inside.submobjects}
    assert near - far
    assert far - near
