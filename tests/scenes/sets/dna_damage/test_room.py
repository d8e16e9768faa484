"""The marrow round the last beat's cells."""

from __future__ import annotations

import pytest

from production.draw.walk import stage_for
from scenes.script.request import SHAPES, Request
from scenes.sets.dna_damage.layout import Composition
from scenes.sets.dna_damage.room import MarrowRoom
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.view import View


@pytest.mark.parametrize("shape", SHAPES)
def test_the_room_goes_on_to_the_edges_of_the_picture(shape: str) -> None:
    place = zones(shape)
    plan = Composition.of(place)
    with stage_for(Request(shape=shape)):  # what lies beside the picture is left out
        room = MarrowRoom(View(plan.cell_scale / 1000).at(place.point(*plan.cell)), plan.room(place))
    low, high = room.get_corner((-1.0, -1.0, 0.0)), room.get_corner((1.0, 1.0, 0.0))
    assert (high[:2] - low[:2]) * PX_PER_UNIT == pytest.approx([place.frame.width, place.frame.height], abs=90)


@pytest.mark.parametrize("shape", SHAPES)
def test_words_stand_above_the_floor_and_captions_below_it(shape: str) -> None:
    place = zones(shape)
    plan = Composition.of(place)
    assert abs(plan.floor - place.caption.top) < 20
    assert all(baseline < plan.floor for _, baseline, _ in plan.words)
