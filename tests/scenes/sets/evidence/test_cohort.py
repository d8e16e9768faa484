"""Chance parts the crowd, and nobody is lost on the way."""

from __future__ import annotations

import numpy as np

from scenes.script.facts import load_ledger
from scenes.sets.evidence.cohort import Block, Cohort
from scenes.stage.view import View

LEDGER = load_ledger()


def cohort() -> Cohort:
    everybody, drug, chemo = (round(LEDGER.number(f"trial_pop.{k}")) for k in ("adults", "drug", "chemo"))
    groups = Block(drug, 13, (-400.0, 0.0)), Block(chemo, 13, (400.0, 0.0))
    return Cohort(View(1.0), 34.0, Block(everybody, 26, (0.0, 0.0)), groups, 5)


def test_the_crowd_has_as_many_people_as_the_trial_and_parts_into_its_groups() -> None:
    crowd = cohort()
    assert len(crowd.group) == LEDGER.number("trial_pop.adults")
    assert [int((crowd.group == g).sum()) for g in (0, 1)] == [
        LEDGER.number("trial_pop.drug"), LEDGER.number("trial_pop.chemo")
    ]


def test_chance_decides_on_the_group_not_the_place_in_the_crowd() -> None:
    crowd = cohort()
    x = Block(len(crowd.group), 26, (0.0, 0.0)).places(34.0)[:, 0]
    means = [float(x[crowd.group == g].mean()) for g in (0, 1)]
    assert abs(means[0] - means[1]) < 0.2 * float(np.ptp(x))


def test_nobody_is_lost_on_the_way_to_the_groups() -> None:
    crowd = cohort()
    whole = [len(layers[1].points) for layers in crowd.layers]
    crowd.part(1.0)
    assert [len(layers[1].points) for layers in crowd.layers] == whole
    left, right = (layers[1].points[:, 0] for layers in crowd.layers)
    assert left.max() < -0.5
    assert right.min() > 0.5


def test_people_of_one_group_never_meet_on_their_way() -> None:
    crowd = cohort()
    for share in np.linspace(0, 1, 21):
        crowd.part(float(share))
        for layers in crowd.layers:
            curves = len(layers[1].points) // len(layers[1].kin)
            middles = layers[1].points.reshape(-1, curves, 3).mean(axis=1)[:, :2] * 135
            apart = np.linalg.norm(middles[:, None] - middles[None], axis=2)
            assert apart[~np.eye(len(middles), dtype=bool)].min() > 33.0
