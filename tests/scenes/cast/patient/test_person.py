"""People of all ages stand on the ground and walk."""

from __future__ import annotations

import pytest

from scenes.cast.patient.person import HEAD, HEIGHT, Age, Person, body_parts
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
AGES: tuple[Age, ...] = ("adult", "child", "toddler")


@pytest.mark.parametrize("age", AGES)
def test_a_person_is_as_tall_as_the_age_says_and_stands_on_the_ground(age: Age) -> None:
    _, low, _, high = box_px(Person(PX, age, "#4F9E9A").stand(0, 0))
    assert low == pytest.approx(0, abs=0.06 * HEIGHT[age])
    assert high == pytest.approx(HEIGHT[age], rel=0.03)


@pytest.mark.parametrize("age", AGES)
def test_the_younger_a_person_the_larger_is_the_head(age: Age) -> None:
    forms = body_parts(age)
    crown = forms["head"].bounds[3]
    shoulders = forms["gown"].bounds[3]
    assert crown == pytest.approx(1.0)
    assert crown - shoulders == pytest.approx(HEAD[age], rel=0.25)
    assert HEAD["adult"] < HEAD["child"] < HEAD["toddler"]


def test_a_walk_moves_legs_and_ends_as_it_began() -> None:
    person = Person(PX, "adult", "#4F9E9A", 200)
    still = box_px(person.walk(0, 0, 0, 0.0))
    stepping = box_px(person.walk(0, 0, 20, 1.0))
    assert stepping[2] - stepping[0] > still[2] - still[0] + 5
    assert box_px(person.walk(0, 0, 400, 0.0)) == pytest.approx(still)
