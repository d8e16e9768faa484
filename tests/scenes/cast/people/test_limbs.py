"""Outlines of limbs hold together however their joints are bent."""

from __future__ import annotations

from itertools import product
from typing import get_args

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon

from scenes.cast.people.hands import hand_outlines
from scenes.cast.people.limbs import arm_forms, lap, leg_forms
from scenes.cast.people.stance import Arm, HandKind, Leg

KINDS: tuple[HandKind, ...] = get_args(HandKind)
BENT = [Arm(s, e, w) for s, e, w in product((-35, 0, 45, 100), (0, 12, 60, 100, 148), (-45, 0, 60))]


def whole(form: object) -> bool:
    """Whether it is one piece that does not cross itself, without a hole."""
    return isinstance(form, Polygon) and form.is_valid and not form.is_empty and not form.interiors


@pytest.mark.parametrize("hand", KINDS)
def test_forearm_and_hand_are_one_outline_however_the_arm_is_bent(hand: HandKind) -> None:
    for arm in BENT:
        forms = arm_forms(Arm(arm.shoulder, arm.elbow, arm.wrist, hand), False)
        assert isinstance(forms.skin, Polygon), arm
        assert forms.skin.is_valid, arm
        along = np.linspace(forms.elbow * 0.4 + forms.wrist * 0.6, 0.6 * forms.wrist + 0.4 * forms.hand, 12)
        assert forms.skin.buffer(0.5).contains(shapely.LineString(along)), arm


@pytest.mark.parametrize("long_sleeve", [False, True])
def test_a_sleeve_is_one_piece_and_covers_the_elbow(long_sleeve: bool) -> None:
    for arm in BENT:
        forms = arm_forms(arm, long_sleeve)
        assert whole(forms.sleeve), arm
        near = shapely.Point(forms.elbow).buffer(12)
        assert forms.sleeve.intersection(near).area > 0.75 * near.area, arm


def test_no_skin_shows_behind_an_elbow() -> None:
    for arm in BENT:
        forms = arm_forms(arm, False)
        bare = shapely.get_coordinates(forms.skin.difference(forms.sleeve.buffer(0.3))) - forms.elbow
        along = (forms.wrist - forms.elbow) / np.linalg.norm(forms.wrist - forms.elbow)
        assert (bare @ along).min() > 10, arm


@pytest.mark.parametrize("kind", KINDS)
def test_a_hand_does_not_cross_itself(kind: HandKind) -> None:
    palm, thumb, *_ = hand_outlines(kind)
    assert Polygon(palm).is_valid
    assert Polygon(thumb).is_valid
    assert Polygon(palm).intersects(shapely.Point(thumb[0]).buffer(1)), "the thumb grows out of it"


def test_a_leg_is_one_piece_with_a_shoe_at_its_end() -> None:
    for hip, knee in product((-35, 0, 40, 122), (0, 20, 90, 110)):
        forms = leg_forms(Leg(hip, knee))
        assert whole(forms.cloth)
        assert whole(forms.shoe)
        assert forms.shoe.intersection(forms.cloth).area > 100, "no gap at the ankle"


@pytest.mark.parametrize("reach", [0.72, 1.5])
def test_a_lap_covers_the_thigh(reach: float) -> None:
    leg = Leg(87, 87)
    laid = lap(leg, reach)
    assert whole(laid)
    part = shapely.LineString([(0, 0), leg_forms(leg).knee * min(reach, 1) * 0.95])
    assert laid.contains(part)
