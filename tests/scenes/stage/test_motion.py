"""Motion is a function of (seed, time), and nothing in it aims."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.stage.actor import Actor, Part, rotation
from scenes.stage.drawing import discs
from scenes.stage.motion import (
    JITTER_RATE,
    Wander,
    _spectrum,
    blend,
    brownian,
    ease,
    free_size,
    snap,
    stepped,
    straightness,
    wobble,
)
from scenes.stage.style import CD22
from scenes.stage.view import View

seeds = st.integers(0, 2**31 - 1)
times = st.floats(0, 60)


@given(seeds, times)
def test_a_path_depends_on_nothing_but_seed_and_time(seed: int, time: float) -> None:
    first = brownian(seed, time)
    brownian(seed + 1, time + 3)
    assert np.array_equal(first, brownian(seed, time))
    assert not np.array_equal(brownian(seed + 1, 5.0), brownian(seed, 5.0))


def test_another_machine_draws_the_same_path() -> None:
    first = brownian(22, 10.0)
    _spectrum.cache_clear()
    assert np.array_equal(brownian(22, 10.0), first)
    assert wobble(22, 10.0) == wobble(22, 10.0)


@given(seeds)
def test_a_path_is_the_same_asked_at_once_or_one_by_one(seed: int) -> None:
    clock = np.linspace(0, 40, 9)
    assert np.allclose(brownian(seed, clock), [brownian(seed, float(t)) for t in clock])
    assert np.allclose(brownian(seed, 0.0), 0)


@pytest.mark.parametrize("dims", [1, 2, 3])
def test_a_path_has_as_many_dimensions_as_asked(dims: int) -> None:
    assert brownian(1, 2.0, dims).shape == (dims,)
    assert brownian(1, np.arange(5.0), dims).shape == (5, dims)


def test_the_variance_of_a_path_grows_linearly_with_time() -> None:
    starts = np.arange(0, 40, 1.0)
    means = []
    for lag in (0.5, 1.0, 2.0, 4.0):
        steps = [brownian(s, starts + lag) - brownian(s, starts) for s in range(60)]
        means.append(float((np.array(steps) ** 2).mean()))
    assert means[1] == pytest.approx(1.0, rel=0.15)
    for mean, lag in zip(means, (0.5, 1.0, 2.0, 4.0), strict=True):
        assert mean / lag == pytest.approx(means[1], rel=0.2), f"after {lag} s"


def test_a_path_wanders_to_all_sides_alike() -> None:
    ends = np.array([brownian(seed, 4.0) for seed in range(900)])
    assert np.abs(ends.mean(axis=0)).max() < 0.25
    spread = ends.std(axis=0)
    assert spread[0] == pytest.approx(spread[1], rel=0.15)
    assert abs(np.corrcoef(ends.T)[0, 1]) < 0.12


@settings(max_examples=40)
@given(
    seeds, st.floats(0.2, 20),
    st.lists(st.tuples(st.floats(-40, 40), st.floats(-40, 40)), min_size=1, max_size=4),
)
def test_a_wanderer_is_where_it_is_pinned(
    seed: int, speed: float, places: list[tuple[float, float]]
) -> None:
    pins = tuple((3.0 * i + 1.0, place) for i, place in enumerate(places))
    path = Wander(seed, speed, pins)
    for time, place in pins:
        assert path.at(time) == pytest.approx(place, abs=1e-6)


@given(seeds)
def test_a_wanderer_strays_freely_before_its_first_and_after_its_last_pin(seed: int) -> None:
    path = Wander(seed, 3.0, ((5.0, (1.0, 2.0)), (7.0, (4.0, 0.0))))
    free = 3.0 * (brownian(seed, 12.0) - brownian(seed, 7.0))
    assert path.at(12.0) - path.at(7.0) == pytest.approx(free)
    before = 3.0 * (brownian(seed, 5.0) - brownian(seed, 1.0))
    assert path.at(5.0) - path.at(1.0) == pytest.approx(before)


def test_a_free_molecule_does_not_fly_straight() -> None:
    clock = np.arange(0, 8, 1 / JITTER_RATE)
    for seed in range(40):
        free = Wander(seed, 4.0, ((0.0, (0.0, 0.0)),))
        assert straightness(np.array([free.at(float(t)) for t in clock])) <= 0.6
        # Also where it has to be met, at a distance that it may come by chance in that time.
        met = Wander(seed, 4.0, ((0.0, (0.0, 0.0)), (7.5, (9.0, -6.0))))
        assert straightness(np.array([met.at(float(t)) for t in clock])) <= 0.6


def test_a_wanderer_turns_as_it_goes() -> None:
    path = Wander(3, 4.0, ((0.0, (0.0, 0.0)),))
    turns = [path.turn(t) for t in np.arange(0, 20, 0.5)]
    assert np.ptp(turns) > 0.5
    assert path.turn(4.0) == path.turn(4.0)
    assert max(abs(np.diff(turns))) < 2.0


def test_straightness_tells_a_flight_from_a_walk() -> None:
    line = np.stack([np.arange(20.0), 2 * np.arange(20.0)], axis=1)
    assert straightness(line) == pytest.approx(1.0)
    circle = np.stack([np.cos(np.linspace(0, 2 * np.pi, 50)), np.sin(np.linspace(0, 2 * np.pi, 50))], 1)
    assert straightness(circle) == pytest.approx(0.0, abs=1e-9)
    assert straightness(np.zeros((5, 2))) == 0.0


def test_ambient_motion_steps_12_to_15_times_a_second() -> None:
    held = {stepped(i / 30) for i in range(30)}
    assert 12 <= len(held) <= 15
    assert stepped(0.999999) <= 1.0
    for count in range(3000):
        assert stepped(count / 15) == pytest.approx(count / 15), "a step is not missed by a float's dust"


@given(times)
def test_a_step_never_runs_ahead(time: float) -> None:
    assert time - 1 / JITTER_RATE - 1e-6 <= stepped(time) <= time + 1e-6


def test_small_bodies_wander_faster() -> None:
    assert free_size(7.0) == pytest.approx(1.0)
    assert free_size(1.75) == pytest.approx(2.0)
    assert free_size(0.0) < 10


@given(seeds, times)
def test_a_wobble_stays_bounded_about_zero(seed: int, time: float) -> None:
    assert abs(wobble(seed, time)[0]) < 2.0
    assert np.array_equal(wobble(seed, time, 2), wobble(seed, time, 2))


def test_a_wobble_swings_to_both_sides() -> None:
    swings = np.array([wobble(5, t)[0] for t in np.arange(0, 60, 0.2)])
    assert swings.min() < -0.5
    assert swings.max() > 0.5
    assert abs(swings.mean()) < 0.3


def test_a_capture_is_quick_and_does_not_aim() -> None:
    shares = [snap(t, 2.0, 0.4) for t in np.arange(1.9, 2.5, 0.02)]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert snap(2.1, 2.0, 0.4) > 0.5, "most of it happens at once"
    assert np.argmax(np.diff(shares)) <= 6, "nothing winds up before it"


def test_a_carried_movement_starts_and_ends_softly() -> None:
    shares = np.array([ease(t, 1.0, 2.0) for t in np.arange(0.9, 3.2, 0.05)])
    steps = np.diff(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert ease(2.0, 1.0, 2.0) == pytest.approx(0.5)
    assert (steps >= 0).all()
    assert np.argmax(steps) == pytest.approx(len(steps) / 2, abs=3)


def test_a_blend_runs_from_one_place_to_the_other() -> None:
    assert blend((0, 0), (4, 8), 0.25) == pytest.approx((1, 2))
    assert blend((0, 0), (4, 8), 0) == pytest.approx((0, 0))
    assert blend((0, 0), (4, 8), 1) == pytest.approx((4, 8))


# --- actors -----------------------------------------------------------------------------------------


def test_angles_run_counterclockwise() -> None:
    assert rotation(np.pi / 2) @ np.array([1.0, 0.0]) == pytest.approx([0, 1])


@given(
    st.tuples(st.floats(-30, 30), st.floats(-30, 30)), st.floats(-7, 7),
    st.tuples(st.floats(-5, 5), st.floats(-5, 5)),
)
def test_an_actor_is_posed_rigidly_in_nanometers(
    place: tuple[float, float], angle: float, spot: tuple[float, float]
) -> None:
    view = View(15.0, (0.5, -1.0))
    actor = Actor(view)
    part = Part(discs([spot], 0.4, CD22, View(15.0)))
    actor.add(part)
    actor.pose(place, angle)
    middle = (part.points.min(axis=0) + part.points.max(axis=0)) / 2
    assert actor.spot(*spot) == pytest.approx(middle, abs=1e-6)
    expected = np.array(place) + rotation(angle) @ np.array(spot)
    assert view.place(actor.spot(*spot)) == pytest.approx(expected, abs=1e-6)


def test_posing_an_actor_twice_is_posing_it_once() -> None:
    view = View(15.0)
    actor = Actor(view)
    part = Part(discs([(1, 2), (3, 1)], 0.5, CD22, view))
    actor.add(part)
    actor.pose((4, 4), 1.0)
    once = part.points.copy()
    actor.pose((-9, 2), -2.0)
    actor.pose((4, 4), 1.0)
    assert np.array_equal(part.points, once)
