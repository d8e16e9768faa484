"""The area of a drop is its dose."""

from __future__ import annotations

import pytest

from scenes.cast.kit.marks import drop_form


@pytest.mark.parametrize("dose", [0.5, 0.8, 1.6])
def test_the_area_of_a_drop_follows_its_dose(dose: float) -> None:
    assert drop_form(11.0 * dose).area == pytest.approx(11.0 * dose)
