"""The bridge from the side keeps its days in proportion, its drops in proportion to their doses."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.sets.transplant_bridge.bridges import planks, side


def test_cycles_seen_from_the_side_are_as_long_as_their_days() -> None:
    bridge = side()
    for deck, days in ((planks(bridge.calendar, "cycle_1"), 21), (planks(bridge.calendar, "cycle_2"), 28)):
        ends = bridge.spot(deck[-1][1], 0) - bridge.spot(deck[0][0], 0)
        assert ends[0] == pytest.approx(days * bridge.view.unit)


def test_days_keep_their_proportions_while_the_camera_moves() -> None:
    bridge = side()
    try:
        for scale in (0.57, 0.8):
            bridge.look(scale, (30.0, 0.0), np.array([0.4, -0.2, 0.0]))
            day = bridge.spot(1, 0)[0] - bridge.spot(0, 0)[0]
            assert bridge.spot(49, 0)[0] - bridge.spot(21, 0)[0] == pytest.approx(28 * day)
            assert day == pytest.approx(scale * bridge.view.unit)
    finally:
        bridge.look(1.0, (0.0, 0.0), np.zeros(3))


def test_the_first_drop_is_larger_by_the_ratio_of_the_doses() -> None:
    first, second, third = side().drops[1].forms
    assert first.area / second.area == pytest.approx(0.8 / 0.5)
    assert second.area == pytest.approx(third.area)
    assert len({round(form.area, 6) for form in side().drops[2].forms}) == 1


def test_the_same_day_looks_the_same_whatever_came_before() -> None:
    bridge = side()
    bridge.lay(12.0)
    early = [layer.points.copy() for layer in bridge.deck]
    bridge.lay(120.0)
    bridge.lay(12.0)
    for layer, points in zip(bridge.deck, early, strict=True):
        assert np.array_equal(layer.points, points)
