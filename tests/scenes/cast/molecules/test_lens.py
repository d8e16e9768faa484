"""A lens magnifies as much as it says."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.lens import Lens
from scenes.stage.view import View

VIEW = View(15.0)


def test_the_lens_magnifies_as_much_as_it_says_and_shows_nothing_outside() -> None:
    lens = Lens(VIEW, (2.0, 3.0), 4.0, np.array([3.0, 1.0, 0.0]), 180)
    assert lens.zoom == pytest.approx(3.0)
    assert lens.view.point(2.0, 3.0) == pytest.approx([3.0, 1.0, 0.0])
    lens.magnify(Antibody(lens.view, seed=1, detail="lens"))
    content = np.vstack([part.points for part in lens.glass[3:]])
    assert np.linalg.norm(content[:, :2] - [3.0, 1.0], axis=1).max() <= 182 / 135
