"""The flow plot shows as many cells as it says, and says that it is an illustration."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from shapely.geometry import Point

from scenes.cast.charts.flow_plot import FlowPlot
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES
from scenes.script.script import load_clip_script
from scenes.stage.view import View

PX = View(1.0)
LEDGER = load_ledger()


@cache
def plot(wide: float = 328, high: float = 404) -> FlowPlot:
    return FlowPlot(PX, wide, high, "CD22", 41, seed=7)


@pytest.mark.parametrize("room", [(328, 404), (330, 361), (188, 344)])
def test_the_plot_shows_as_many_positive_cells_as_it_says(room: tuple[float, float]) -> None:
    drawn = plot(*room)
    inside = [drawn.gate.contains(Point(*spot)) for spot in drawn.spots]
    assert drawn.positive == pytest.approx(np.mean(inside))
    # The trial's people mostly had CD22 on 70 of 100 blasts or more; no plot here shows fewer.
    assert 0.70 <= drawn.positive <= 0.90
    gray = len(drawn.layers[0].kin)
    assert not any(inside[:gray]), "a gray cell is negative"


def test_no_dot_of_the_plot_lies_on_another() -> None:
    drawn = plot()
    apart = np.linalg.norm(drawn.spots[:, None] - drawn.spots[None], axis=-1)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 1.5 * drawn.dot


def test_the_plot_is_drawn_from_its_seed_alone_and_marked_as_an_illustration() -> None:
    again = FlowPlot(PX, 328, 404, "CD22", 41, seed=7)
    assert np.array_equal(plot().spots, again.spots)
    assert not np.array_equal(plot().spots, FlowPlot(PX, 328, 404, "CD22", 41, seed=8).spots)
    assert LEDGER["flow_picture"].illustration
    for audience in AUDIENCES:
        assert "flow_picture" in load_clip_script("eligibility", audience=audience).beat("cd22").drawn


def test_dots_arrive_one_after_the_other() -> None:
    drawn = FlowPlot(PX, 328, 404, "CD22", 41, seed=7)

    def shown(share: float) -> int:
        drawn.count(share)
        return sum(len(layer.points) for layer in drawn.layers)

    counts = [shown(share) for share in (0.0, 0.3, 0.6, 1.0)]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[-1] == len(drawn.spots) * 2 * 16  # two discs of four curves a dot
