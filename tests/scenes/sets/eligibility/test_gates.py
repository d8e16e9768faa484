"""A gate opens only when its condition has been said."""

from __future__ import annotations

import numpy as np
import pytest

from production.draw.walk import staged
from scenes.eligibility import Eligibility
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES, Quality, Request
from scenes.script.script import load_clip_script
from scenes.sets.eligibility.gates import Door, Gate
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.view import View
from tests.helpers.extents import box_px
from tests.helpers.walks import entry_named

PX = View(1.0)
SMALL = Quality("small", 90, 15)
LEDGER = load_ledger()


def test_a_door_closes_its_gate_and_opens_it() -> None:
    gate = Gate(0, 0, 328, 240)
    door = Door(PX, gate)
    left, _, right, _ = box_px(door)
    assert right - left == pytest.approx(gate.opening, abs=6)
    leaf = next(part for part, side in door._sides.items() if side > 0)
    assert np.ptp(leaf.points[:, 0]) * PX_PER_UNIT == pytest.approx(gate.opening / 2, abs=4)
    door.swing(1.0)
    assert np.ptp(leaf.points[:, 0]) * PX_PER_UNIT < 0.1 * gate.opening / 2


#: The word with which a gate's condition has been said.
SAID = {
    "patient": {"came_back": "back", "cd22": "CD22", "age": "one,", "tests": "tests"},
    "student": {"came_back": "back;", "cd22": "CD22-positive.", "age": "adults,", "tests": "counts,"},
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_gate_opens_only_when_its_condition_has_been_said(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[int, float] = {}
    as_ever = Eligibility.open_gate

    def noted(clip: Eligibility, number: int, said: float) -> None:
        assert [door.share for door in clip.doors[number:]] == [0.0] * (4 - number)
        asked[number] = said
        as_ever(clip, number, said)

    monkeypatch.setattr(Eligibility, "open_gate", noted)
    with staged(entry_named("eligibility"), Request(audience=audience, quality=SMALL)) as going:
        story = going.go()
    assert [*asked] == [0, 1, 2, 3]
    for number, record in enumerate(story.beats[:4]):
        word = next(w for w in record.speech.words if w.text == SAID[audience][record.name])
        assert asked[number] >= record.narration_start + word.end - 0.05, record.name


def test_countries_and_dates_stand_in_the_picture_as_in_the_ledger() -> None:
    script = load_clip_script("eligibility")
    months, labels = script.words["months"].split(), script.beat("age").labels
    for key, fact in (("us", "ind_us"), ("eu", "ind_eu")):
        month = months[int(LEDGER.number(f"{fact}.month")) - 1]
        assert labels[key].startswith(key.upper())
        assert f"{month} {LEDGER.number(f'{fact}.year'):.0f}" in labels[key]
    assert "1 year" in labels["us"]
    assert "adults" in labels["eu"]
