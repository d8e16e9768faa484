"""The payload on an antibody is life size times its scale."""

from __future__ import annotations

import pytest

from scenes.cast.molecules.payload import LENGTH, Payload, payload_shape
from scenes.script.facts import load_ledger
from scenes.stage.view import View
from tests.helpers.extents import extent

VIEW = View(15.0)
LEDGER = load_ledger()


def test_a_payload_is_life_size_times_its_scale() -> None:
    assert LEDGER.number("calich_size.nm") == LENGTH
    for scale in (1.0, 1.5, 2.0):
        assert extent(payload_shape(scale).beads)[0] == pytest.approx(2.2 * scale, rel=0.02)
    assert Payload(VIEW, scale=1.5).length == pytest.approx(3.3)
