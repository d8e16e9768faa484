"""Persons in the bays do what is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.people.looks import CHILD, GRANDFATHER, MOTHER
from scenes.sets.eligibility.persons import AtTheMicroscope, DrawnBlood, Talking, WalkingIn
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
HEAD = 48.0


def family() -> WalkingIn:
    return WalkingIn(PX, (-91.0, 19.0), HEAD, 280.0)


def test_three_ages_walk_in_from_behind_the_wall_at_the_right_and_stand() -> None:
    three = family()
    assert [figure.look for figure in three.who] == [GRANDFATHER, CHILD, MOTHER]
    assert box_px(three)[0] > 152, "nobody is seen before"
    three.walk(1.0)
    left, _, right, _ = box_px(three)
    assert -152 < left < right < 152
    still = box_px(three)
    three.breathe(3.0)
    assert box_px(three) == pytest.approx(still, abs=3)


def test_a_mother_holds_her_childs_hand_all_the_way() -> None:
    three = family()
    for share in np.linspace(0, 1, 9):
        three.walk(float(share))
        _, child, mother = (figure.view.point(*figure.place("hand")) for figure in three.who)
        assert np.linalg.norm(child - mother) * 135 < 0.25 * HEAD


def test_a_nurse_lifts_the_tube_in_her_hand() -> None:
    blood = DrawnBlood(PX, (-90.0, 80.0), HEAD)
    _, low, _, _ = box_px(blood.tube)
    blood.lift(1.0)
    left, high, right, top = box_px(blood.tube)
    assert high > low + HEAD
    x, y = blood.who.view.place(blood.who.anchor("tips")())
    assert left - 90 - 4 <= x - 90 <= right + 4
    assert high <= y <= top


def test_who_looks_through_the_microscope_has_an_eye_at_it_and_keeps_it_there() -> None:
    lab = AtTheMicroscope(PX, -60.0, HEAD, 156.0)
    eye = lab.who.place("eye")
    lab.breathe(2.2)
    assert np.linalg.norm(lab.who.place("eye") - eye) < 0.05 * HEAD


def test_hands_of_who_talk_to_each_other_do_not_meet() -> None:
    talking = Talking(PX, (-53.0, 47.0), 40.0)
    for time in np.linspace(0, 4, 17):
        talking.talk(float(time), 0.0, 4.0)
        hands = [figure.view.point(*figure.place("tips"))[0] for figure in (talking.woman, talking.who)]
        assert hands[0] < hands[1]
