"""A crowd leaves words free and hurries nowhere."""

from __future__ import annotations

import numpy as np
import shapely

from scenes.cast.molecules.crowd import Crowd
from scenes.stage.motion import straightness
from scenes.stage.view import View

VIEW = View(15.0)


def test_a_crowd_stays_clear_of_words_and_behind_its_wall() -> None:
    words = shapely.box(-20, 30, 5, 40)
    crowd = Crowd(VIEW, (-50, 3, 50, 50), 4, keep_out=(words,), walls=(2.0, np.inf))
    spots, _ = crowd.places(0.0)
    assert len(spots) > 20
    assert not any(words.contains(shapely.Point(*spot)) for spot in spots)
    for time in (5.0, 20.0, 45.0):
        assert crowd.places(time)[0][:, 1].min() > 2.0


def test_a_crowd_hurries_nowhere() -> None:
    crowd = Crowd(VIEW, (-50, 3, 50, 50), 4)
    way = np.array([crowd.places(t)[0] for t in np.arange(0, 12, 1 / 15)])
    assert max(straightness(way[:, i]) for i in range(way.shape[1])) <= 0.6
