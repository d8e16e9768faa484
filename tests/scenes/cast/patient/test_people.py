"""Icon people: as many as are counted, filled row by row."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.patient.people import COLUMNS, People, person_icon
from scenes.stage.view import View


def test_people_are_filled_row_by_row_from_the_bottom_left() -> None:
    people = People(View(1.0), 30.0, 37)
    places = np.array([people.place(i) for i in range(people.total)])
    order = np.lexsort((places[:, 0], places[:, 1]))
    assert list(order) == list(range(people.total))
    assert len(np.unique(places[:, 0].round(6))) == COLUMNS
    people.color_in(1.0)
    low, high = people.full[1].get_bottom()[1], people.full[1].get_top()[1]
    assert low == pytest.approx(people.empty[1].get_bottom()[1])
    assert high < people.empty[1].get_top()[1]


def test_people_filled_are_as_many_as_are_counted() -> None:
    for counted in (0, 23, 39, 100):
        people = People(View(1.0), 30.0, counted)
        people.color_in(1.0)
        curve = len(people.empty[1].points) / 100
        assert len(people.full[1].points) == pytest.approx(counted * curve)


def test_an_icon_person_is_as_tall_as_asked() -> None:
    left, low, right, high = person_icon(40.0).bounds
    assert high - low == pytest.approx(40.0, abs=0.5)
    assert right - left < 0.8 * 40.0
