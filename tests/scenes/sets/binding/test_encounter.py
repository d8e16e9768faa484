"""Nothing aims: an antibody bumps in vain, is caught by chance, and holds on."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from scenes.cast.cells.membrane import Bilayer
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import Cd22
from scenes.sets.binding.antibody_path import AntibodyPath, bystanders, take_stance
from scenes.sets.binding.encounter import SNAP, Encounter, EncounterTimes
from scenes.sets.binding.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.motion import straightness
from scenes.stage.style import PLASMA
from scenes.stage.view import View

VIEW = View(15.0)
TIMES = EncounterTimes.within(16.0, 22.4)


@pytest.fixture(scope="module", params=["landscape", "portrait", "square"])
def encounter(request: pytest.FixtureRequest) -> Encounter:
    plan = Composition.of(zones(request.param))
    view = View(plan.px_per_nm)
    skin = Bilayer(view, -70, 70)
    rods = [
        Cd22(view, foot_nm=(x, float(skin.surface(x))), seed=i) for i, x in enumerate(plan.feet)
    ]
    hero = Antibody(view, seed=1, detail="organelle")
    seed = crc32(f"22/binding/path {plan.path}".encode()) % 2**31
    return Encounter(hero, rods[0], rods[1], rods[2], skin, TIMES, plan.start, seed)


def gap(encounter: Encounter, rod: Cd22, side: int, time: float) -> float:
    """From an arm's tip to a rod's tip at a time, nm."""
    encounter.pose(time)
    return float(np.linalg.norm(encounter.antibody.arm_tip(side) - rod.tip_at))


def test_the_antibody_does_not_aim_before_it_is_caught(encounter: Encounter) -> None:
    path = encounter.path.places(TIMES.arrives, TIMES.caught)
    assert straightness(path) <= 0.6
    after_bump = encounter.path.places(TIMES.bumps, TIMES.caught)
    assert straightness(after_bump) <= 0.6


def test_it_first_touches_a_rod_in_vain(encounter: Encounter) -> None:
    assert gap(encounter, encounter.missed, 0, TIMES.bumps + 0.05) < 2.0
    later = [gap(encounter, encounter.missed, 0, t)
             for t in np.arange(TIMES.bumps + 1.8, TIMES.caught, 0.2)]
    assert max(later) > 8.0


def test_a_capture_takes_no_longer_than_four_tenths_of_a_second(encounter: Encounter) -> None:
    assert SNAP <= 0.4
    before = gap(encounter, encounter.first, 0, TIMES.caught - 1e-3)
    assert 0.8 < before < 5.0, "it came near by chance, it did not arrive"
    assert gap(encounter, encounter.first, 0, TIMES.caught + 0.4) < 0.05


def test_one_arm_holds_before_the_other_finds_a_neighbor(encounter: Encounter) -> None:
    middle = (TIMES.caught + TIMES.bridges) / 2
    assert gap(encounter, encounter.first, 0, middle) < 0.05
    assert gap(encounter, encounter.second, 1, middle) > 1.0


def test_both_arms_hold_to_the_end(encounter: Encounter) -> None:
    for time in np.arange(TIMES.bridges + 0.4, TIMES.bridges + 20, 3.1):
        assert gap(encounter, encounter.first, 0, float(time)) < 0.05
        assert gap(encounter, encounter.second, 1, float(time)) < 0.05


def test_the_bond_rests_while_others_wander(encounter: Encounter) -> None:
    clock = np.arange(TIMES.bridges + 0.5, TIMES.bridges + 10.5, 1 / 5)
    rest = np.array([encounter.stance(float(t)).position for t in clock])
    assert np.ptp(rest, axis=0).max() < 1.5
    others = bystanders(View(15.0), (30, 40), ((-40, 20), (40, 20)), PLASMA, 16.0, [3, 4, 5])
    for _, path in others:
        way = path.places(float(clock[0]), float(clock[-1]))
        assert np.ptp(way, axis=0).max() > 2.0
        assert straightness(way) <= 0.6


def test_a_pose_depends_on_nothing_but_time(encounter: Encounter) -> None:
    def shown(time: float) -> np.ndarray:
        encounter.pose(time)
        return np.vstack([p.points for p in encounter.antibody.parts()])

    first = shown(21.3)
    shown(33.0)
    assert np.array_equal(first, shown(21.3))


def test_a_free_antibody_never_holds_a_stiff_pose() -> None:
    antibody = Antibody(VIEW, seed=1, detail="organelle")
    path = AntibodyPath(8, [(0.0, (0.0, 40.0), 0.0)])
    spans = []
    for time in np.arange(0, 12, 0.5):
        take_stance(antibody, path.stance(float(time)))
        spans.append(float(np.linalg.norm(antibody.arm_tip(0) - antibody.arm_tip(1))))
    assert np.ptp(spans) > 1.5, "its arms flex"
