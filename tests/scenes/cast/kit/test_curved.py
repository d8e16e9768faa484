"""Bodies of membrane join and part without a jump."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString

from scenes.cast.kit.curved import Oval, Pit, disc, joined, specks

STEPS = np.linspace(0, 1, 81)


def flat(x: np.ndarray) -> np.ndarray:
    return np.zeros_like(x)


def test_a_pit_only_ever_deepens_and_its_neck_only_narrows() -> None:
    pit = Pit()
    depths = [pit.depth(b) for b in STEPS]
    necks = [pit.neck(b) for b in STEPS]
    walls = [pit.wall(b) for b in STEPS]
    assert all(a < b for a, b in pairwise(depths))
    assert all(a >= b for a, b in pairwise(necks))
    assert all(a <= b + 1e-9 for a, b in pairwise(walls))
    assert depths[0] == pytest.approx(-pit.radius), "flat"
    assert necks[-1] == pytest.approx(0, abs=0.1), "pinched off"


def test_two_bodies_join_by_a_neck_that_grows_from_nothing() -> None:
    def bridge(gap: float) -> float:
        regions = joined([disc((0, 0), 40), disc((75 + gap, 0), 35)], 9.0)
        if len(regions) == 2:
            return 0.0
        middle = 40 + gap / 2
        return float(LineString([(middle, -60), (middle, 60)]).intersection(regions[0]).length)

    widths = [bridge(gap) for gap in np.linspace(22, 0, 90)]
    assert widths[0] == 0
    assert all(b >= a - 0.2 for a, b in pairwise(widths))
    opened = next(i for i, w in enumerate(widths) if w)
    assert widths[opened] < 8


def test_specks_keep_apart_and_inside() -> None:
    room = disc((0, 0), 40)
    found = specks(room, 3, 20)
    assert len(found) >= 15
    assert all(room.contains(s) for s in found)
    assert all(a.distance(b) > 1 for i, a in enumerate(found) for b in found[:i])


def test_what_wanders_in_a_body_stays_in_it_without_a_leap() -> None:
    home = Oval((10.0, -5.0), (50.0, 40.0), 0.3)
    room = home.body(-5.9)
    path = [home.confine(np.array([10 + 3.0 * t, -5 + 1.7 * t]), 6.0) for t in np.linspace(0, 60, 900)]
    assert all(room.buffer(0.05).contains(shapely.Point(p)) for p in path)
    assert np.linalg.norm(np.diff(path, axis=0), axis=1).max() < 0.6
