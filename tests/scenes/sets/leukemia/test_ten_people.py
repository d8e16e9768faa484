"""Ten people stand for the ledger's percentages."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.script.facts import load_ledger
from scenes.sets.leukemia.ten_people import PEOPLE, TenPeople
from scenes.stage.actor import Part
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.view import View

LEDGER = load_ledger()


@pytest.mark.parametrize(("fact", "key"), [("age_under20", "young_in_ten"), ("adult_deaths_share", "young_in_ten")])
def test_rows_of_people_show_the_ledgers_numbers_at_one_size(fact: str, key: str) -> None:
    young = int(LEDGER.number(f"{fact}.{key}"))
    row = TenPeople(View(1.0), 40.0, young)
    row.at(99.0)
    assert LEDGER.number(f"{fact}.ten") == PEOPLE
    heights = []
    for part in row.rows[1:]:
        assert isinstance(part, Part)
        heights.append(np.ptp(part.points[:, 1]) * PX_PER_UNIT)
    assert heights[0] < heights[1] == pytest.approx(row.tall, rel=0.02)
    assert len(set(row.rows[1].kin)) == young
    assert len(set(row.rows[2].kin)) == PEOPLE - young


def test_half_of_ten_people_stand_for_the_ledgers_percentage() -> None:
    assert abs(LEDGER.number("age_under20.percent") - 10 * LEDGER.number("age_under20.young_in_ten")) <= 5
    assert LEDGER.number("adult_deaths_share.adults") / LEDGER.number("adult_deaths_share.of") == pytest.approx(0.8)
