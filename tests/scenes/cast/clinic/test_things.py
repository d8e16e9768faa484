"""What stands in rooms shows the time, the drops and the hour as far as it is told."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from scenes.cast.clinic.calendar import DAYS, Page, PageForm
from scenes.cast.clinic.drip import DOTS, DripStand, Pump
from scenes.cast.clinic.thing import Thing, dashes, rounded_box
from scenes.cast.clinic.wall_clock import DRIP, WallClock
from scenes.cast.clinic.window import Window
from scenes.stage.style import INK, PAPER_CARD, PAYLOAD, SKY_NIGHT
from scenes.stage.view import View

VIEW = View(1.0)
FORM = PageForm(488, 84, 76, 50, 44)


def area(thing: Thing, color: str) -> float:
    """What a thing fills with a color, square units."""
    rings = [m.points[::4, :2] for m in thing.get_family() if len(m.points)
             and str(m.fill_color).upper() == color.upper()]
    return float(sum(shapely.Polygon(ring).area for ring in rings)) / VIEW.unit**2


def sized(thing: Thing, color: str) -> np.ndarray:
    """Width and height of all that a thing draws in a color, units."""
    drawn = [m.points for m in thing.get_family() if len(m.points) and str(m.fill_color).upper() == color.upper()]
    return np.ptp(np.vstack(drawn)[:, :2], axis=0) / VIEW.unit if drawn else np.zeros(2)


def test_a_clock_fills_an_hour_for_the_drip_and_leaves_it_filled() -> None:
    clock, filled = WallClock(VIEW), []
    for hours in (0.0, 0.5, 1.0, 2.0, 3.0):
        clock.tell(hours)
        filled.append(area(clock, DRIP))
    assert filled[0] == 0
    assert filled[1] == pytest.approx(filled[2] / 2, rel=0.02)
    assert filled[2] == filled[3] == filled[4]


def test_the_minute_hand_goes_round_once_an_hour() -> None:
    clock = WallClock(VIEW)
    ends = []
    for hours in (0.0, 0.25, 1.0):
        clock.tell(hours)
        ends.append(clock._hands[1].points[:, :2].mean(axis=0))
    assert ends[0] == pytest.approx(ends[2])
    assert np.linalg.norm(ends[0] - ends[1]) > 0.1


def test_a_drop_a_second_falls_within_the_chamber() -> None:
    stand = DripStand(VIEW, 400)
    heights = []
    for time in np.arange(0.1, 1.0, 0.05):
        stand.fall(float(time))
        if len(stand.drop.points):
            heights.append(stand.drop.points[:, 1].mean() / VIEW.unit)
    assert -154 < min(heights) < max(heights) < -116
    assert heights == sorted(heights, reverse=True)
    stand.fall(0.3)
    once = stand.drop.points.copy()
    stand.fall(1.3)
    assert stand.drop.points == pytest.approx(once)


@pytest.mark.parametrize("done", range(DOTS + 1))
def test_a_pump_lights_as_many_dots_as_parts_of_the_hour_are_over(done: int) -> None:
    pump = Pump(VIEW)
    pump.run(done / DOTS)
    one = len(Pump(VIEW)._lit._at(np.ones(1)[[0] * DOTS], None)) // DOTS
    assert len(pump._lit.points) == done * one


def test_a_page_has_a_row_a_week_and_a_drop_on_each_day_of_a_dose() -> None:
    three, four = (Page(VIEW, FORM, weeks, "", "", ["1", "8", "15"], 40) for weeks in (3, 4))
    assert four.high - three.high == pytest.approx(FORM.row)
    for share, count in ((0.0, 0), (1 / 3, 1), (1.0, 3)):
        three.fall(share)
        drawn = sized(three, PAYLOAD)[1]
        assert drawn == 0 if not count else (count - 1) * FORM.row < drawn < count * FORM.row
    assert DAYS == 7


def test_night_comes_from_the_right_until_the_whole_window_is_dark() -> None:
    window, wide = Window(VIEW, 200, 220), []
    for share in (0.0, 0.5, 1.0):
        window.turn_to_night(share)
        wide.append(float(sized(window, SKY_NIGHT)[0]))
    assert wide[0] == 0 < wide[1] < wide[2]
    assert wide[2] == pytest.approx(200 - 2 * 12, abs=0.5)


def test_a_broken_line_begins_and_ends_with_a_stroke() -> None:
    line = dashes([(0, 0), (200, 0)], 4, 15, 10)
    assert line.bounds == pytest.approx((0, -2, 200, 2))
    assert 0.5 < line.area / (200 * 4) < 0.75


def test_a_contour_is_thinner_on_a_smaller_thing_but_less_than_in_proportion() -> None:
    small, large = Thing(View(1.0)), Thing(View(2.0))
    assert large.line < small.line < 2 * large.line
    small.solid(rounded_box(0, 0, 40, 40, 4), PAPER_CARD)
    assert sized(small, INK)[0] == pytest.approx(40 + small.line, abs=0.1)
    assert str(small.submobjects[0].fill_color).upper() == INK
