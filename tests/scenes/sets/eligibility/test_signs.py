"""Signs in the gates say what the ledger says."""

from __future__ import annotations

from scenes.script.facts import load_ledger
from scenes.sets.eligibility.signs import FamilyOfThree, ReturnArrow
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
LEDGER = load_ledger()


def test_the_family_shows_the_youngest_age_of_the_us_text() -> None:
    family = FamilyOfThree(PX, 330, 400)
    assert [person.age for person in family.people] == ["adult", "toddler", "child"]
    assert LEDGER.number("ind_us.age") == 1
    hand, adult = family.people[1].hand(0), family.people[0]
    assert abs(hand[0] - adult.position[0]) < 0.25 * adult.height_px, "the toddler holds the adult's hand"


def test_an_arrow_turns_back_on_itself() -> None:
    arrow = ReturnArrow(PX, 100, 10)
    arrow.draw(0.5)
    half = box_px(arrow)
    arrow.draw(1.0)
    assert box_px(arrow)[2] > half[2] + 50
    arrow.draw(0.0)
    assert not any(len(part.points) for part in arrow.parts())
