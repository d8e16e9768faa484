"""The drug does not aim, and the strike is a function of time."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.script.request import SHAPES
from scenes.sets.dna_damage.layout import Composition
from scenes.sets.dna_damage.strike import OPENING, SNAP, Strike
from scenes.stage.layout import zones
from scenes.stage.motion import straightness
from scenes.stage.view import View

CLOSE = View(125.0)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 7, 22])
def test_the_drug_does_not_aim_and_is_caught_only_after_bumping_in_vain(shape: str, seed: int) -> None:
    strike = Strike(CLOSE, Composition.of(zones(shape)).strike, seed)
    strike.path.linger(16.0)
    done = strike.meet(10.0)
    times = np.arange(10.0, strike.path.caught_at, 1 / 15)
    path = np.array([strike.path.at(float(t)) for t in times])
    assert straightness(path) <= 0.6
    distance = np.linalg.norm(path - strike.home(), axis=1)
    assert distance[times < 12.5].max() > 1.5, "the first encounter is not the successful one"
    assert done - strike.path.caught_at == pytest.approx(SNAP)
    strike.at(done + 2)
    assert strike.dna.opening == pytest.approx(OPENING)


def test_the_free_drug_does_not_pass_through_the_dna() -> None:
    strike = Strike(CLOSE, Composition.of(zones("landscape")).strike, 3)
    strike.meet(4.0)
    c, s = np.cos(strike.places.angle), np.sin(strike.places.angle)
    for time in np.arange(4.0, strike.path.caught_at - 0.5, 0.1):
        x, y = strike.path.at(float(time))
        assert -s * x + c * y > 1.3


def test_a_picture_of_the_strike_depends_on_nothing_but_its_time() -> None:
    def points(*times: float) -> np.ndarray:
        strike = Strike(CLOSE, Composition.of(zones("square")).strike, 5)
        strike.meet(1.0)
        strike.strike(8.0)
        for time in times:
            strike.at(time)
        # Labels keep clear of the free drug also when the bound one has taken its place.
        return np.vstack([m.points for m in [*strike.family_members_with_points(), *strike.free.parts()]])

    assert np.array_equal(points(2.0, 5.9, 8.7, 9.4), points(9.4))
