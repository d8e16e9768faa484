"""The free drug is as long as computed shapes of it."""

from __future__ import annotations

import numpy as np
import shapely

from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.stage.view import View

CLOSE = View(125.0)


def test_the_drug_is_as_long_as_computed_shapes_allow() -> None:
    drug = Calicheamicin(CLOSE)
    shapes = [g for g, _ in drug.posed_fills()]
    whole = shapely.union_all(shapes)
    box = np.asarray(shapely.minimum_rotated_rectangle(whole).exterior.coords)
    sides = sorted(np.linalg.norm(np.diff(box, axis=0)[:2], axis=1))
    assert 2.2 <= sides[1] <= 3.0
    assert sides[0] < 1.4
