"""One even change of scale from DNA to its cell, with something to see all the way."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Camera

from production.draw.walk import stage_for
from scenes.cast.molecules.fiber import LINKER
from scenes.script.request import Request
from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.layout import MARK_UM, Composition
from scenes.sets.dna_damage.nuclear_dna import NuclearDna, followed_fiber
from scenes.sets.dna_damage.pull_back import PullBack
from scenes.sets.dna_damage.strike import Strike
from scenes.stage.layout import zones
from scenes.stage.style import NUCLEUS
from scenes.stage.view import View

START, OVER = 6.0, 4.0
ZONES = zones("landscape")
PLAN = Composition.of(ZONES)


@pytest.fixture(scope="module")
def pull() -> PullBack:
    view = View(125.0).at(ZONES.point(*PLAN.dna))
    strike = Strike(view, PLAN.strike, 5)
    strike.meet(0.0)
    strike.at(START)
    cell = View(PLAN.cell_scale / 1000).at(ZONES.point(*PLAN.cell))
    chromatin = NuclearDna(view, strike.dna, ZONES, PLAN.reach(ZONES))
    return PullBack(strike, chromatin, CellDeath(cell, PLAN.cells, PLAN.room(ZONES)), ZONES, START, OVER)


def test_the_view_pulls_back_evenly_and_ends_at_the_cells_scale(pull: PullBack) -> None:
    scales = np.array([pull.px_per_nm(float(t)) for t in np.linspace(START, START + OVER, 60)])
    assert scales[0] == pytest.approx(125.0)
    assert scales[-1] == pytest.approx(0.032)
    assert (np.diff(scales) <= 0).all()
    for time, nm in pull.bars():
        assert 36 <= nm * pull.px_per_nm(time) <= 480


def test_there_is_something_to_see_at_every_scale(pull: PullBack) -> None:
    with stage_for(Request()):
        camera = Camera(pixel_width=192, pixel_height=108, background_color=NUCLEUS)
        for time in np.linspace(START, START + OVER, 25):
            camera.reset()
            camera.capture_mobjects([pull.at(float(time))])
            shades = camera.pixel_array[..., :3].mean(axis=2)
            assert shades.std() > 6, f"nearly nothing is seen at {pull.px_per_nm(float(time)):.3g} px/nm"
            quarters = [shades[:54, :96], shades[54:, :96], shades[:54, 96:], shades[54:, 96:]]
            assert sum(quarter.std() > 2.5 for quarter in quarters) >= 2


def test_the_cut_is_marked_where_it_could_no_longer_be_found(pull: PullBack) -> None:
    for time in np.linspace(START, START + OVER, 40):
        pull.at(float(time))
        near, marks = bool({pull.strike, pull.distant} & {*pull.submobjects}), pull.cell_death.dying.marked > 0.5
        assert pull.mark in pull.submobjects or near or marks


def test_where_the_view_pulls_back_from_is_known_beforehand(pull: PullBack) -> None:
    assert np.allclose(pull.mark_place / 1000, MARK_UM, atol=0.01)


def test_the_piece_seen_close_up_is_a_linker_of_the_fiber() -> None:
    assert PLAN.strike.base_pairs * 0.34 < LINKER[1]
    pieces = followed_fiber(PLAN.strike.base_pairs, PLAN.strike.groove_at, 7)
    own = [piece for piece in pieces if piece.near < 30]
    for piece in own:  # nothing of the fiber lies over the cut
        nm = piece.points[:, :2] * 135 / piece.built
        assert np.hypot(*(nm - (PLAN.strike.groove_at, 0.0)).T).min() > 3.0
