"""Pictograms stay in their ring, and only harm is vermilion."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.patient.pictograms import NAMES, RADIUS, Pictogram
from scenes.safety import CHECKS, OTHER_HARMS, REPORT
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.style import PAYLOAD
from scenes.stage.view import View


@pytest.mark.parametrize("name", NAMES)
def test_a_pictogram_stays_inside_its_ring(name: str) -> None:
    sign = Pictogram(View(1.0), name)
    far = np.concatenate([np.linalg.norm(part.points[::4, :2], axis=1) for part in sign.parts()])
    assert far.max() * PX_PER_UNIT == pytest.approx(RADIUS, abs=0.3)
    inner = [np.linalg.norm(part.points[::4, :2], axis=1).max() for part in [*sign.parts()][2:]]
    assert max(inner) * PX_PER_UNIT < RADIUS - 4.0


@pytest.mark.parametrize("name", ["eye", "counts", "germ", "blood", "rhythm", "trace", "tube", "liver", "clock"])
def test_vermilion_is_only_where_something_does_harm(name: str) -> None:
    colors = {str(part.fill_color).upper() for part in Pictogram(View(1.0), name).parts()}
    assert PAYLOAD.upper() not in colors


def test_every_row_of_the_lists_has_a_pictogram() -> None:
    for rows in (OTHER_HARMS, CHECKS, REPORT):
        assert {sign for sign, *_ in rows} <= set(NAMES)
        assert len({sign for sign, *_ in rows}) == len(rows)
