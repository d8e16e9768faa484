"""The end card's line has a free payload in its gap."""

from __future__ import annotations

import pytest

from scenes.cast.molecules.ornament import Ornament


@pytest.mark.parametrize("shape", ["landscape", "portrait", "square"])
def test_the_ornament_is_one_line_with_a_free_payload_in_its_gap(shape: str) -> None:
    ornament = Ornament(shape)
    rod, antibody, payload, dna = ornament.submobjects
    assert rod.get_right()[0] < payload.get_left()[0]
    assert payload.get_right()[0] < dna.get_left()[0]
    assert antibody.get_left()[0] == pytest.approx(ornament.get_left()[0])
