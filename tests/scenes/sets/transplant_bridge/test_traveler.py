"""The traveler is a person of the cast who walks where the day is."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.sets.transplant_bridge.bridges import side


def test_the_traveler_stands_on_the_deck_a_step_behind_the_edge() -> None:
    bridge = side()
    bridge.lay(40.0)
    left, right = (bridge.traveler.get_edge_center(np.array([way, 0, 0]))[0] for way in (-1.0, 1.0))
    assert bridge.spot(36.0, 0)[0] < left < right < bridge.spot(40.2, 0)[0]


def test_the_same_moment_of_a_walk_is_drawn_once() -> None:
    traveler, bridge = side().traveler, side()
    forms = []
    for time in (0.1, 0.4, 0.1):
        traveler.walk(time, 1.0)
        traveler.stand(bridge, (10.0, 0.0))
        forms.append([part.rest for part in traveler.parts()])
    assert all(a is b for a, b in zip(forms[0], forms[2], strict=True))
    assert any(a is not b for a, b in zip(forms[0], forms[1], strict=True))


@pytest.mark.parametrize("turned", [1.0, 0.0, -1.0])
def test_who_turns_never_becomes_a_line(turned: float) -> None:
    bridge = side()
    bridge.traveler.face(turned)
    bridge.traveler.stand(bridge, (10.0, 0.0))
    assert bridge.traveler.width > 0.04 * bridge.traveler.height
    bridge.traveler.face(1.0)
