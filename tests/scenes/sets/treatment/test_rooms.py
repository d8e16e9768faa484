"""The rooms of the treatment day: nearer and farther, and what stands in its zone in each shape."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.clinic.recliner import ReclinerBack
from scenes.cast.patient.family_signs import FAMILY_SIGNS, FamilySign
from scenes.cast.patient.pictograms import RADIUS
from scenes.sets.treatment.layout import Composition
from scenes.sets.treatment.places import Distance, seen, step_back
from scenes.sets.treatment.ward import _after, _nearer
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.view import View

SHAPES = ("landscape", "portrait", "square")
every_shape = pytest.mark.parametrize("shape", SHAPES)


@every_shape
def test_going_nearer_ends_at_the_picture_itself_and_keeps_to_one_place(shape: str) -> None:
    z = zones(shape)
    form = Composition.of(z).ward
    far = step_back(z, form.near, form.man)
    assert far.points(z.point(*form.near[:2])[None, :2])[0] == pytest.approx(z.point(*form.man[:2]))
    start, half, end = (_nearer(far, share) for share in (0.0, 0.5, 1.0))
    assert (start.unit, *start.origin) == pytest.approx((far.unit, *far.origin))
    assert (end.unit, *end.origin) == pytest.approx((1.0, 0.0, 0.0))
    assert start.unit < half.unit < end.unit
    same = _after(start, start)
    assert (same.unit, *same.origin) == pytest.approx((1.0, 0.0, 0.0))


def test_distance_moves_what_was_drawn_and_not_what_it_has_moved() -> None:
    chair = ReclinerBack(View(1.0))
    drawn = chair.get_center().copy()
    distance = Distance(chair)
    for _ in range(3):
        distance.look(View(0.5 * PX_PER_UNIT, (1.0, 2.0)))
    assert chair.get_center()[:2] == pytest.approx(0.5 * drawn[:2] + [1, 2])
    distance.look(View(PX_PER_UNIT))
    assert chair.get_center() == pytest.approx(drawn)


@every_shape
def test_what_has_meaning_stands_above_the_captions(shape: str) -> None:
    z = zones(shape)
    plan = Composition.of(z)
    low = z.caption.top
    assert max(plan.ward.drip_ledge, plan.wall.ledge, plan.kitchen.note.bottom, plan.talk.sheet.bottom) <= low
    assert all(place[1] <= low for place in (plan.ward.cup, plan.ward.bottle, plan.ward.syringe))
    assert max(column.caption[1] for column in plan.home.people.columns) < low
    page, (_, top) = plan.wall.page, plan.wall.pages[1]
    assert top + page.head + 4.36 * page.row < plan.wall.before[2]


@pytest.mark.parametrize("name", FAMILY_SIGNS)
def test_a_sign_stays_inside_its_ring(name: str) -> None:
    inner = [part.points[::4, :2] for part in [*FamilySign(View(1.0), name).parts()][2:]]
    assert np.linalg.norm(np.vstack(inner), axis=1).max() * PX_PER_UNIT < RADIUS - 4.0


def test_a_thing_is_drawn_at_the_scale_of_its_place() -> None:
    z = zones("square")
    view = seen(z, (540, 540, 150))
    assert (view.px_per_nm, *view.origin) == pytest.approx((1.5, 0.0, 0.0))
