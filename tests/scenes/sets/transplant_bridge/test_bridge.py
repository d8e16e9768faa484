"""A drop comes down from above."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.sets.transplant_bridge.bridge import DoseDrops
from scenes.stage.view import View


def test_a_drop_arrives_from_above_and_rests_at_its_place() -> None:
    drops = DoseDrops(View(10.0), np.array([(3.0, 0.0)]), (0.5,), 4.0)
    drops.fall(np.array([0.0]), (0.0, 5.0))
    assert not len(drops.layers[1].points)
    heights = []
    for share in (0.5, 0.8, 1.0):
        drops.fall(np.array([share]), (0.0, 5.0))
        heights.append(float(drops.layers[1].points[:, 1].mean()))
    assert heights == sorted(heights, reverse=True)
    assert drops.layers[1].get_center()[0] == pytest.approx(3.0 * drops.view.unit, abs=0.01)
