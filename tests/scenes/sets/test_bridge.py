"""The bridge is true to its days, its drops to their doses, and the marrow to the story."""

from __future__ import annotations

import itertools
from functools import cache
from inspect import unwrap

import numpy as np
import pytest

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import RADIUS, TURN, WINDOW, counts, marrow_in_time, schedule
from scenes.cast.kit.marks import drop_form
from scenes.cast.patient.people import People, person
from scenes.script.facts import load_ledger
from scenes.sets.transplant_bridge.bridge import Doses
from scenes.sets.transplant_bridge.calendar import Calendar, calendar_of
from scenes.sets.transplant_bridge.from_above import BridgeFromAbove
from scenes.sets.transplant_bridge.from_side import BridgeFromSide
from scenes.sets.transplant_bridge.layout import DRAWN, Composition
from scenes.stage.layout import zones
from scenes.stage.view import View

SEEDS = (1, 22, 77)
SHAPES = ("portrait", "square")


def calendar(drawn_to: float = DRAWN) -> Calendar:
    return calendar_of(load_ledger(), drawn_to)


@cache
def side() -> BridgeFromSide:
    return BridgeFromSide(
        calendar(), marrow_in_time(22), "abc", "abc", "abc", "t", ("low", "median", "high"), 7
    )


@cache
def above(shape: str) -> BridgeFromAbove:
    plan = Composition.of(zones(shape))
    assert plan.boardwalk
    return BridgeFromAbove(
        zones(shape), plan.boardwalk, calendar(plan.drawn_to), marrow_in_time(22), "abc", "abc", "t",
        ("low", "median", "high"), 7,
    )


def planks(course: Calendar, name: str) -> list[tuple[float, float]]:
    return [(a, b) for stretch, a, b in course.planks() if stretch == name]


# --- days -----------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("shape", SHAPES)
def test_counted_days_are_equally_long_on_the_boardwalk(shape: str) -> None:
    bridge = above(shape)
    for stretch in ("cycle_1", "cycle_2", "after"):
        for a, b in planks(bridge.calendar, stretch):
            assert bridge.plan.length(b) - bridge.plan.length(a) == pytest.approx(bridge.form.px_per_day)


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


def test_the_wait_before_the_transplant_has_no_day_marks() -> None:
    course = calendar()
    assert not [w for w in course.weeks() if course.ready < w < course.day_0]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_way_ends_at_the_last_window(shape: str) -> None:
    bridge = above(shape)
    end = np.array(bridge.plan.point(bridge.calendar.end))
    assert np.linalg.norm(end - np.array(bridge.plan.head("day_100"))) < bridge.form.window + 26


def test_the_square_draws_every_day_to_day_100() -> None:
    course = above("square").calendar
    assert len(planks(course, "after")) == load_ledger().number("day100.day")
    assert not planks(course, "later")


# --- liver ------------------------------------------------------------------------------------------


def test_vod_days_stand_where_the_ledger_has_them() -> None:
    ledger, course = load_ledger(), calendar()
    for key, place in (("low", course.vod_low), ("median", course.vod_median), ("high", course.vod_high)):
        assert place == ledger.number(f"vod_onset_hsct.{key}")
        assert course.after(place) - course.day_0 == pytest.approx(place)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_median_day_of_vod_is_marked_on_its_plank(shape: str) -> None:
    bridge = above(shape)
    course = bridge.calendar
    gone = bridge.plan.length(course.after(course.vod_median)) - bridge.plan.length(course.day_0)
    assert gone == pytest.approx(15 * bridge.form.px_per_day)


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


def test_the_lane_tells_the_risk_by_width_and_by_color() -> None:
    bridge = above("portrait")
    bridge.watch(bridge.calendar.end + 9)
    assert len(bridge.lane) > 5
    colors = {str(layer.fill_color) for layer in bridge.lane}
    assert len(colors) == len(bridge.lane)


def test_people_filled_are_as_many_as_are_counted() -> None:
    for counted in (0, 23, 39, 100):
        people = People(View(1.0), 30.0, counted)
        people.color_in(1.0)
        curve = len(people.empty[1].points) / 100
        assert len(people.full[1].points) == pytest.approx(counted * curve)


def test_an_icon_person_is_as_tall_as_asked() -> None:
    left, low, right, high = person(40.0).bounds
    assert high - low == pytest.approx(40.0, abs=0.5)
    assert right - left < 0.8 * 40.0


# --- doses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dose", [0.5, 0.8, 1.6])
def test_the_area_of_a_drop_follows_its_dose(dose: float) -> None:
    assert drop_form(11.0 * dose).area == pytest.approx(11.0 * dose)


def test_the_first_drop_is_larger_by_the_ratio_of_the_doses() -> None:
    first, second, third = side().drops[1].forms
    assert first.area / second.area == pytest.approx(0.8 / 0.5)
    assert second.area == pytest.approx(third.area)
    assert len({round(form.area, 6) for form in side().drops[2].forms}) == 1


def test_a_drop_arrives_from_above_and_rests_at_its_place() -> None:
    drops = Doses(View(10.0), np.array([(3.0, 0.0)]), (0.5,), 4.0)
    drops.fall(np.array([0.0]), (0.0, 5.0))
    assert not len(drops.layers[1].points)
    heights = []
    for share in (0.5, 0.8, 1.0):
        drops.fall(np.array([share]), (0.0, 5.0))
        heights.append(float(drops.layers[1].points[:, 1].mean()))
    assert heights == sorted(heights, reverse=True)
    assert drops.layers[1].get_center()[0] == pytest.approx(3.0 * drops.view.unit, abs=0.01)


# --- building -----------------------------------------------------------------------------------------------


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


def test_the_same_day_looks_the_same_whatever_came_before() -> None:
    bridge = side()
    bridge.lay(12.0)
    early = [layer.points.copy() for layer in bridge.deck]
    bridge.lay(120.0)
    bridge.lay(12.0)
    for layer, points in zip(bridge.deck, early, strict=True):
        assert np.array_equal(layer.points, points)


# --- marrow -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_the_marrow_goes_from_full_of_blasts_to_none(seed: int) -> None:
    full, few, empty, new = (counts(state) for state in marrow_in_time(seed))
    assert full["blast"] > 40
    assert full["blast"] / sum(full.values()) > 0.9
    assert 0 < few["blast"] <= 4
    assert empty["blast"] == new["blast"] == 0
    assert sum(empty.values()) < 0.5 * sum(full.values())
    assert empty["stem"] >= 5
    assert full["stem"] == few["stem"] == 0
    assert new["myeloid"] + new["b_cell"] > 25
    assert new["stem"] == empty["stem"]


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_lie_beside_each_other(seed: int) -> None:
    for state in marrow_in_time(seed):
        for i, cell in enumerate(state):
            for other in state[i + 1 :]:
                shared = cell.outline.intersection(other.outline).area
                assert shared < 0.05 * min(cell.outline.area, other.outline.area)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_comes_only_when_its_room_is_free(seed: int) -> None:
    states = marrow_in_time(seed)
    for before, after in itertools.pairwise(states):
        leave, arrive = schedule(before, after, 1)
        for i, cell in enumerate(after):
            if np.isinf(arrive[i]):
                assert any(cell is other for other in before)
                continue
            assert 0 <= arrive[i] <= 1 - TURN
            for j, other in enumerate(before):
                if np.isfinite(leave[j]) and cell.outline.intersects(other.outline):
                    assert arrive[i] >= min(leave[j] + TURN, 1 - TURN) - 1e-9


def test_a_change_begins_with_one_picture_and_ends_with_the_next() -> None:
    full, few, _, _ = marrow_in_time(22)
    alone, changed = Marrow(View(0.003), few), Marrow(View(0.003), full, few)
    changed.turn(0.0)
    begun = sum(len(layer.points) for layer in changed.layers)
    assert begun == sum(len(layer.points) for layer in Marrow(View(0.003), full).layers)
    changed.turn(1.0)
    assert sum(len(layer.points) for layer in changed.layers) == sum(
        len(layer.points) for layer in alone.layers
    )


def test_cells_are_as_large_as_their_kind() -> None:
    blast = load_ledger().number("lymphoblast.low"), load_ledger().number("lymphoblast.high")
    middle, spread = RADIUS["blast"]
    assert blast[0] <= 2 * (middle - 1.5 * spread)
    assert 2 * (middle + 1.8 * spread) <= blast[1]
    assert RADIUS["b_cell"][0] < middle < RADIUS["fat"][0]


def test_the_window_is_as_large_as_its_view_says() -> None:
    window = Marrow(View(0.002), marrow_in_time(22)[0])
    assert window.radius_px == pytest.approx(WINDOW * UM * 0.002)


def test_marrow_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    def first(seed: int) -> tuple[float, float]:
        cell = unwrap(marrow_in_time)(seed)[0][0]
        return cell.x, cell.y

    assert first(5) == first(5)
    assert first(5) != first(6)
