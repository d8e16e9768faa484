"""Rows of a list stand evenly in their card."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.safety import REPORT
from scenes.script.request import SHAPES
from scenes.sets.safety.layout import Composition
from scenes.sets.safety.list_card import ListCard, ListRow
from scenes.stage.layout import zones


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_stand_evenly_inside_their_card(shape: str) -> None:
    z, form = zones(shape), Composition.of(zones(shape)).rows
    card = ListCard(z, form, "Heading", [ListRow(sign, "A few words", "and more") for sign, *_ in REPORT])
    middles = [z.px(row[0].get_center())[1] for row in card.rows]
    assert np.ptp(np.diff(middles)) == pytest.approx(0.0, abs=0.5)
    for row in card.rows:
        left, top = z.px(np.array([row.get_left()[0], row.get_top()[1], 0]))
        right, bottom = z.px(np.array([row.get_right()[0], row.get_bottom()[1], 0]))
        assert form.area.left < left
        assert right < form.area.right
        assert form.area.top + form.head_high <= top
        assert bottom <= form.area.bottom
