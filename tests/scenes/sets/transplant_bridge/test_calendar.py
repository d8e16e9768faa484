"""The deck is true to the ledger's days."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from scenes.script.facts import load_ledger
from scenes.sets.transplant_bridge.layout import DRAWN
from tests.scenes.sets.transplant_bridge.bridges import calendar, planks


def test_a_cycle_has_as_many_planks_as_the_ledger_has_days() -> None:
    ledger = load_ledger()
    for stretch, fact in (("cycle_1", "dose_c1"), ("cycle_2", "dose_later_cr")):
        assert len(planks(calendar(), stretch)) == ledger.number(f"{fact}.days")


def test_every_plank_of_a_counted_stretch_is_one_day_long() -> None:
    course = calendar(np.inf)
    for stretch in ("cycle_1", "cycle_2", "after"):
        assert all(b - a == pytest.approx(1.0) for a, b in planks(course, stretch))


def test_planks_follow_each_other_without_gap() -> None:
    ends = calendar().planks()
    for (_, _, end), (_, start, _) in itertools.pairwise(ends):
        assert end == pytest.approx(start)


def test_a_dose_lies_on_the_plank_of_its_day() -> None:
    ledger, course = load_ledger(), calendar()
    for cycle, stretch, fact in ((1, "cycle_1", "dose_c1"), (2, "cycle_2", "dose_later_cr")):
        for i, place in enumerate(course.dose_places(cycle), start=1):
            start, end = planks(course, stretch)[int(ledger.number(f"{fact}.day_{i}")) - 1]
            assert start < place < end


def test_the_check_comes_after_cycle_1_and_before_cycle_2() -> None:
    course = calendar()
    assert max(course.dose_places(1)) < course.check < min(course.dose_places(2))


def test_the_wait_before_the_transplant_has_no_day_marks() -> None:
    course = calendar()
    assert not [w for w in course.weeks() if course.ready < w < course.day_0]


def test_vod_days_stand_where_the_ledger_has_them() -> None:
    ledger, course = load_ledger(), calendar()
    for key, place in (("low", course.vod_low), ("median", course.vod_median), ("high", course.vod_high)):
        assert place == ledger.number(f"vod_onset_hsct.{key}")
        assert course.after(place) - course.day_0 == pytest.approx(place)


def test_the_whole_range_of_vod_is_drawn_day_by_day_in_every_shape() -> None:
    for course in (calendar(), calendar(np.inf)):
        assert course.vod_high <= course.drawn_to
    with pytest.raises(ValueError, match="beyond"):
        calendar().after(DRAWN + 1)


def test_the_lane_is_widest_on_the_median_day_of_vod() -> None:
    course = calendar(np.inf)
    days = np.arange(0.5, 100, 0.5)
    risk = np.array([course.risk(course.after(d)) for d in days])
    assert days[risk.argmax()] == course.vod_median
    assert risk.max() == pytest.approx(1.0, abs=0.03)
    assert course.risk(course.after(course.vod_low)) < 0.5
    assert course.risk(course.after(course.vod_high)) < 0.5
