"""The torn edge goes along the way with the day; what it has passed is no plan any more."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from scenes.sets.transplant_bridge.plan_sheet import OUTLINE, PlanSheet
from scenes.sets.transplant_bridge.tear import Way, down, out_and_back, to_the_right
from scenes.stage.members import family
from scenes.stage.view import View

WAYS = {
    "to the right": to_the_right((-300, 300), 1000, (-30, 30), 1.0),
    "down": down((-300, 300), 1000, (-30, 30), 1.0),
    "out and back": out_and_back((400.0, 0.0), 0.0, 150.0, 400, 1800, (120, 180), 1.0),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_a_place_is_found_again_by_its_way(way: Way) -> None:
    for along, across in ((50.0, 140.0), (300.0, 150.0), (700.0, 160.0)):
        found = way.to_way(way.to_place(np.array([(along, across)])))
        assert found[0] == pytest.approx((along, across), abs=1.5)


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_the_edge_is_straight_at_the_deck_and_torn_beside_it(way: Way) -> None:
    low, high = way.deck
    assert np.ptp(way.waves(np.linspace(low, high, 30))) == 0
    assert np.ptp(way.waves(np.linspace(high + 40, high + 200, 60))) > 20


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_paper_is_where_the_edge_has_not_come(way: Way) -> None:
    paper = Polygon(way.sheet(320.0)).buffer(0)
    middle = sum(way.deck) / 2
    before, after = (Point(way.to_place(np.array([(along, middle)]))[0]) for along in (300.0, 340.0))
    assert paper.contains(after)
    assert not paper.contains(before)


def test_a_line_of_the_plan_is_cut_where_the_edge_stands() -> None:
    view = View(1.0)
    sheet = PlanSheet(WAYS["to the right"], [(OUTLINE, np.array([(0.0, 0.0), (800.0, 0.0)]))], view)

    def left() -> float:
        lines = [m.points for m in family(sheet)[4:] if len(m.points)]
        return float(min(points[:, 0].min() for points in lines)) / view.unit

    for along in (100.0, 415.0, 100.0):
        sheet.tear(along)
        assert left() == pytest.approx(along + 5, abs=0.1)
    sheet.tear(900.0)
    assert not any(len(m.points) for m in family(sheet)[4:])
