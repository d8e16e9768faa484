"""Joints: what lies between two stances, a walk, a call, and the little that a body does by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from scenes.cast.people.limbs import arm_forms
from scenes.cast.people.stance import (
    ANKLE,
    SHANK,
    SHOW,
    SIT,
    STAND,
    TELL,
    THIGH,
    Arm,
    Leg,
    Stance,
    calling,
    idle,
    walking,
)


def foot(leg: Leg) -> np.ndarray:
    """Where the foot of a leg is, units about the hip."""
    thigh, shank = np.radians(leg.hip), np.radians(leg.hip - leg.knee)
    return np.array([
        THIGH * np.sin(thigh) + SHANK * np.sin(shank), -THIGH * np.cos(thigh) - SHANK * np.cos(shank) - ANKLE,
    ])


def test_between_two_stances_each_joint_is_between_its_two_angles() -> None:
    middle = STAND.toward(SHOW, 0.5)
    assert middle.near.elbow == pytest.approx((STAND.near.elbow + SHOW.near.elbow) / 2)
    assert middle.near.hand == ("rest", "pinch", 0.5)
    assert (STAND.toward(SHOW, 0.0), STAND.toward(SHOW, 1.0)) == (STAND, SHOW)


def test_whole_numbers_are_angles_as_well() -> None:
    assert STAND.toward(replace(STAND, lean=10), 0.3).lean == pytest.approx(3)


@pytest.mark.parametrize(("a", "b"), [(STAND, SHOW), (SHOW, TELL), (STAND, calling(0))])
def test_an_arm_goes_over_from_one_stance_to_another_without_a_leap(a: Stance, b: Stance) -> None:
    forms = [arm_forms(a.toward(b, share).near, True) for share in np.linspace(0, 1, 26)]
    leaps = [one.skin.hausdorff_distance(two.skin) for one, two in pairwise(forms)]
    assert max(leaps) < 3 * np.mean(leaps)


@pytest.mark.parametrize("place", [(60.0, -60.0), (120.0, 40.0), (46.0, 42.0), (900.0, 0.0)])
def test_an_arm_reaches_for_a_place_or_stretches_toward_it(place: tuple[float, float]) -> None:
    wrist = arm_forms(Arm.reaching(*place), False).wrist
    far = float(np.hypot(*place))
    assert wrist == pytest.approx(np.array(place) * min(1, 229 / far), abs=0.2)


def test_fingers_point_where_they_are_told() -> None:
    forms = arm_forms(Arm(20, 70).pointing(180), False)
    assert forms.hand - forms.wrist == pytest.approx([0, 30], abs=1e-9)


def test_a_foot_on_the_floor_stays_where_it_is_and_one_of_them_always_is_there() -> None:
    ways = np.linspace(0, 700, 141)
    feet = np.array([[foot(walking(way).near_leg), foot(walking(way).far_leg)] for way in ways])
    lowest = feet[:, :, 1].min(axis=1)
    stays = 0
    for side in (0, 1):
        down = np.isclose(feet[:, side, 1], lowest)
        x = feet[:, side, 0] + ways
        both = down[1:] & down[:-1]
        assert np.abs(np.diff(x))[both].max() < 0.5
        stays += int(both.sum())
    assert stays > 100


def test_who_walks_to_a_halt_stands() -> None:
    assert walking(123.0, 0.0) == STAND


def test_who_lifts_a_telephone_moves_it_steadily_to_the_ear() -> None:
    hands = np.array([arm_forms(calling(share).near, True).wrist for share in np.linspace(0, 1, 21)])
    steps = np.linalg.norm(np.diff(hands, axis=0), axis=1)
    assert steps == pytest.approx(np.full(20, steps.mean()), rel=0.01)


@pytest.mark.parametrize("seed", range(6))
def test_a_body_by_itself_does_little_and_blinks_seldom(seed: int) -> None:
    times = np.arange(0, 60, 1 / 30)
    moments = [idle(seed, t) for t in times]
    tilt, blink, breath = (np.array([m[name] for m in moments]) for name in ("tilt", "blink", "breath"))
    assert np.abs(tilt).max() <= 3
    assert np.abs(np.diff(tilt)).max() < 0.1
    assert breath.min() >= 0
    assert breath.max() <= 1
    assert 0 < (blink > 0).mean() < 0.08
    assert idle(seed, 3.25) == idle(seed, 3.25)


def test_who_sits_is_seated_all_the_way() -> None:
    assert SIT.toward(replace(SIT, lean=9), 0.4).seated
