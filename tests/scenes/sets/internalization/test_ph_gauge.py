"""The pH gauge says one number at a time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scenes.sets.internalization.ph_gauge import PhGauge
from scenes.stage.layout import Box, zones


@pytest.fixture(name="gauge")
def _gauge() -> PhGauge:
    steps = ((7.4, "about 7.4"), (6.5, "about 6.5"), (5.5, "about 5.5"), (5.0, "about 5"))
    return PhGauge(zones("landscape"), Box(1100, 60, 1824, 170), "pH", steps, 48)


def test_the_gauge_says_one_number_at_each_stop(gauge: PhGauge) -> None:
    for ph, text in gauge.steps:
        gauge.set_ph(ph)
        shown = [w.text for w in gauge.texts if w.fill_rgbas[0, 3] > 0.05]
        assert shown == [text]


def test_the_gauges_chip_moves_with_the_ph_and_stays_in_its_place(gauge: PhGauge) -> None:
    falling = [gauge.x(ph) for ph in np.linspace(7.4, 5, 40)]
    assert all(b > a for a, b in pairwise(falling))
    z = zones("landscape")
    for ph in np.linspace(7.6, 4.4, 30):
        gauge.set_ph(ph)
        px = [z.px(p) for p in gauge.edge.points]
        assert max(x for x, _ in px) <= gauge.box.right + 8
        assert max(y for _, y in px) <= gauge.box.bottom + 8
