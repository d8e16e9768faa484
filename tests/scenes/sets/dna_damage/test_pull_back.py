"""One even change of scale from DNA to its cell."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.layout import Composition
from scenes.sets.dna_damage.pull_back import PullBack
from scenes.sets.dna_damage.strike import Strike
from scenes.stage.drawing import blank
from scenes.stage.layout import zones
from scenes.stage.style import MARROW
from scenes.stage.view import View

CLOSE = View(125.0)


def test_the_view_pulls_back_evenly_and_ends_at_the_cells_scale() -> None:
    strike = Strike(CLOSE, Composition.of(zones("landscape")).strike, 5)
    strike.meet(0.0)
    strike.at(6.0)
    pull = PullBack(strike, CellDeath(View(0.032), Composition.of(zones("landscape")).cells), blank(MARROW), 6.0, 3.0)
    scales = np.array([pull.px_per_nm(float(t)) for t in np.linspace(6, 9, 60)])
    assert scales[0] == pytest.approx(125.0)
    assert scales[-1] == pytest.approx(0.032)
    assert (np.diff(scales) <= 0).all()
    for time, nm in pull.bars():
        assert 36 <= nm * pull.px_per_nm(time) <= 480
