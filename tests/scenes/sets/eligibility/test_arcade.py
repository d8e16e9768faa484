"""Light comes on in a bay when its question is asked; its tick comes when the condition has been said."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
import shapely

from production.draw.walk import staged
from scenes.eligibility import Eligibility
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES, SHAPES, Quality, Request
from scenes.script.script import load_clip_script
from scenes.sets.eligibility.arcade import Arcade, Bay
from scenes.sets.eligibility.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.presence import presence_of
from scenes.stage.view import View
from tests.helpers.extents import box_px
from tests.helpers.walks import entry_named

PX = View(1.0)
SMALL = Quality("small", 90, 15)
LEDGER = load_ledger()
#: An adult, and an adult's drawn head, in hundredths of a head.
TALL, DRAWN_HEAD = 718, 112
#: The word with which a bay's condition has been said.
SAID = {
    "patient": {"came_back": "back", "cd22": "CD22,", "age": "adults.", "tests": "heart,"},
    "student": {"came_back": "refractory:", "cd22": "CD22-positive,", "age": "adults;", "tests": "ECG"},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_bays_stand_side_by_side_and_persons_in_them_are_large_enough(shape: str) -> None:
    plan, frame = Composition.of(zones(shape)), zones(shape).frame
    for one, other in itertools.combinations(plan.bays, 2):
        assert one.form(8).disjoint(other.form(8))
    for bay in plan.bays:
        left, _, right, top = bay.form().bounds
        assert frame.left < left < right < frame.right
        assert -top > plan.top
        assert plan.head * TALL / 100 < bay.high
    assert plan.head * DRAWN_HEAD / 100 >= 34


@pytest.mark.parametrize("shape", SHAPES)
def test_wall_and_pavement_reach_every_edge_of_the_picture(shape: str) -> None:
    plan, frame = Composition.of(zones(shape)), zones(shape).frame
    arcade = Arcade(PX, plan.bays, plan.top, frame.width, frame.height)
    left, low, right, _ = box_px(arcade.pavement)
    assert left < 0 < frame.width < right
    assert low < -frame.height
    left, _, right, _ = box_px(arcade.wall)
    assert left < 0 < frame.width < right


def test_an_opening_has_a_flat_arch() -> None:
    bay = Bay(100.0, -500.0, 300.0, 400.0, 90.0)
    assert bay.form().bounds == pytest.approx((-50.0, -500.0, 250.0, -100.0))
    assert bay.form().contains(shapely.Point(-45.0, bay.spring - 5))
    assert not bay.form().contains(shapely.Point(-45.0, bay.spring + 60))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_bay_is_lit_before_its_tick_and_the_tick_comes_when_its_condition_has_been_said(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lit: list[int] = []
    ticked: dict[int, float] = {}
    light, tick = Eligibility.light, Eligibility.tick

    def lights(clip: Eligibility, number: int) -> None:
        assert all(presence_of(dusk, 1.0) == 1 for dusk in clip.arcade.dusks[number:]), "the others are dark"
        lit.append(number)
        light(clip, number)

    def ticks(clip: Eligibility, number: int, said: float) -> None:
        assert lit[-1] == number
        ticked[number] = said
        tick(clip, number, said)

    monkeypatch.setattr(Eligibility, "light", lights)
    monkeypatch.setattr(Eligibility, "tick", ticks)
    with staged(entry_named("eligibility"), Request(audience=audience, quality=SMALL)) as going:
        story = going.go()
    assert lit == [0, 1, 2, 3, 4]
    assert [*ticked] == [0, 1, 2, 3], "the fifth keystone has a question mark"
    for number, record in enumerate(story.beats[:4]):
        word = next(w for w in record.speech.words if w.text == SAID[audience][record.name])
        assert ticked[number] >= record.narration_start + word.end - 0.05, record.name


def test_countries_and_dates_stand_in_the_picture_as_in_the_ledger() -> None:
    script = load_clip_script("eligibility")
    labels = script.beat("age").labels
    for key, fact in (("us", "ind_us"), ("eu", "ind_eu")):
        month = date(int(LEDGER.number(f"{fact}.year")), int(LEDGER.number(f"{fact}.month")), 1)
        assert labels[key].startswith(key.upper())
        assert script.style.month(month) in labels[key]
    assert "1 year" in labels["us"]
    assert "adults" in labels["eu"]
