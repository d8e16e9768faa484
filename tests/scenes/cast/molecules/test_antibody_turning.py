"""An antibody turned in space: the same molecule from another side, in small steps."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.antibody_turning import TurningAntibody, turns_between
from scenes.cast.molecules.igg4 import spread_conformation
from scenes.cast.molecules.igg4_turned import EYE, Turn, turned_conformation
from scenes.stage.style import WHITE
from scenes.stage.view import View

VIEW = View(15.0)
TURNS = turns_between(Turn(-10.0, -24.0, -14.0), Turn(34.0, -24.0, -14.0), 13)


def test_unturned_it_lies_as_the_spread_layout_but_for_perspective() -> None:
    flat, turned = spread_conformation(), turned_conformation(Turn(0.0))
    for p in turned.domains:
        assert p.surface is not None
        assert np.array(p.center) == pytest.approx(p.near * np.array(flat.domains[p.surface].center))
        assert p.near == pytest.approx(EYE / (EYE - p.depth))
    assert turned.arms == pytest.approx(flat.arms)


@pytest.mark.parametrize("turn", [Turn(34.0, -24.0, -14.0), Turn(-52.0, 14.0), Turn(90.0)], ids=str)
def test_turning_keeps_the_distances_in_space(turn: Turn) -> None:
    matrix = turn.matrix()
    assert matrix @ matrix.T == pytest.approx(np.eye(3))
    assert np.linalg.det(matrix) == pytest.approx(1.0)
    for p in turned_conformation(turn).domains:
        axes = np.array(p.frame)
        assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)


def test_what_is_nearer_is_larger_and_is_drawn_later() -> None:
    domains = turned_conformation(TURNS[-1]).domains
    assert all(a.depth <= b.depth and a.near <= b.near for a, b in pairwise(domains))
    assert domains[0].near < 1 < domains[-1].near


def test_from_one_layout_to_the_next_nothing_jumps() -> None:
    layouts = [turned_conformation(turn) for turn in TURNS]
    for before, after in pairwise(layouts):
        places = [{p.surface: np.array(p.center) for p in layout.domains} for layout in (before, after)]
        assert max(float(np.linalg.norm(places[0][i] - places[1][i])) for i in places[0]) < 0.7
        slants = [[angle for _, angle, _ in layout.sites] for layout in (before, after)]
        assert max(abs(a - b) for a, b in zip(*slants, strict=True)) < 8


@pytest.mark.parametrize("turn", TURNS[::6], ids=str)
def test_turned_it_carries_its_payloads_off_its_tips(turn: Turn) -> None:
    antibody = Antibody(VIEW, seed=1, form=turn)
    assert len(antibody.payloads) == 6
    for number in antibody.payloads:
        for side in (0, 1):
            assert np.linalg.norm(antibody.payload_place(number)[0] - antibody.arm_tip(side)) > 2.0


def test_one_layout_is_seen_at_a_time_where_and_as_large_as_asked() -> None:
    antibody = TurningAntibody(VIEW, TURNS[::6], seed=1, halo=(WHITE, 10.0))
    for share, layout in zip((0.0, 0.5, 1.0), antibody.layouts, strict=True):
        antibody.view = View(15.0 * (1 + share)).at(np.array([1.0, 2.0, 0.0]))
        antibody.turn_to(share).flex(2.0, -2.0).pose((3.0, 0.0))
        assert antibody.submobjects == [layout]
        stem = layout.in_view(np.zeros(2))
        assert stem == pytest.approx(np.array([3.0, 0.0]))
        rim, contour = layout.submobjects[:2]
        assert rim.fill_opacity == pytest.approx(0.5)
        wide, dark = (np.ptp(part.points[:, 0]) for part in (rim, contour))
        assert wide > dark > 10 * antibody.view.unit


def test_a_pale_rim_reaches_round_all_of_it() -> None:
    antibody = Antibody(VIEW, seed=1)
    dark = shapely.union_all([g for g, _ in antibody.posed_fills()])
    antibody.lift_off(WHITE, 10.0)
    rim = next(g for g, color in antibody.posed_fills() if color == WHITE)
    assert rim.buffer(0.05).contains(dark.buffer(0.3))
