"""The boardwalk is as true to its days as the calendar."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.script.facts import load_ledger
from tests.scenes.sets.transplant_bridge.bridges import above, planks

SHAPES = ("portrait", "square")


@pytest.mark.parametrize("shape", SHAPES)
def test_counted_days_are_equally_long_on_the_boardwalk(shape: str) -> None:
    bridge = above(shape)
    for stretch in ("cycle_1", "cycle_2", "after"):
        for a, b in planks(bridge.calendar, stretch):
            assert bridge.plan.length(b) - bridge.plan.length(a) == pytest.approx(bridge.form.px_per_day)


@pytest.mark.parametrize("shape", SHAPES)
def test_day_100_is_at_the_last_window_and_the_way_goes_on(shape: str) -> None:
    bridge = above(shape)
    end = np.array(bridge.plan.point(bridge.calendar.end))
    reach = bridge.form.window + bridge.form.width
    assert np.linalg.norm(end - np.array(bridge.plan.head("day_100"))) < reach
    assert bridge.plan.line.length > bridge.plan.length(bridge.calendar.end) + 2 * bridge.form.width


def test_the_square_draws_every_day_to_day_100() -> None:
    course = above("square").calendar
    assert len(planks(course, "after")) == load_ledger().number("day100.day")
    assert not planks(course, "later")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_median_day_of_vod_is_marked_on_its_plank(shape: str) -> None:
    bridge = above(shape)
    course = bridge.calendar
    gone = bridge.plan.length(course.after(course.vod_median)) - bridge.plan.length(course.day_0)
    assert gone == pytest.approx(15 * bridge.form.px_per_day)


def test_the_lane_tells_the_risk_by_width_and_by_color() -> None:
    bridge = above("portrait")
    assert len(bridge.lane) > 5
    colors = {str(layer.fill_color) for layer in bridge.lane}
    assert len(colors) == len(bridge.lane)


def test_planks_are_laid_day_by_day_and_not_beyond_where_the_walk_ends() -> None:
    bridge = above("portrait")
    points = []
    for day in (0.0, 10.0, 21.0):
        bridge.lay(day, stop=21.0)
        points.append(sum(len(layer.points) for layer in bridge.deck))
    assert points == sorted(points)
    rest = points[-1]
    bridge.lay(40.0, stop=21.0)
    assert sum(len(layer.points) for layer in bridge.deck) == rest
