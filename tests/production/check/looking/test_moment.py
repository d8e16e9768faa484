"""How things are measured in a clip that stands still."""

from __future__ import annotations

import numpy as np
import pytest

from production.check.looking.moment import sides


@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 133])
def test_sides_are_measured_however_a_thing_is_turned(degrees: float) -> None:
    turn = np.radians(degrees)
    corners = np.array([[0, 0], [30, 0], [30, 4], [0, 4], [12, 2]], float)
    turned = corners @ np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    assert sides(turned) == pytest.approx((30, 4))


def test_a_line_and_a_point_have_sides_too() -> None:
    assert sides(np.array([[0, 0], [3, 4], [6, 8]], float)) == (10.0, 0.0)
    assert sides(np.zeros((4, 3))) == (0.0, 0.0)
    assert sides(np.zeros((0, 3))) == (0.0, 0.0)
