"""The marrow is true to the story, cell by cell."""

from __future__ import annotations

import itertools
from inspect import unwrap

import numpy as np
import pytest

from scenes.cast.cells.marrow_cells import RADIUS, TURN, counts, marrow_in_time, schedule
from scenes.script.facts import load_ledger

SEEDS = (1, 22, 77)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_marrow_goes_from_full_of_blasts_to_none(seed: int) -> None:
    full, few, empty, new = (counts(state) for state in marrow_in_time(seed))
    assert full["blast"] > 40
    assert full["blast"] / sum(full.values()) > 0.9
    assert 0 < few["blast"] <= 4
    assert empty["blast"] == new["blast"] == 0
    assert sum(empty.values()) < 0.5 * sum(full.values())
    assert empty["stem"] >= 5
    assert full["stem"] == few["stem"] == 0
    assert new["myeloid"] + new["b_cell"] > 25
    assert new["stem"] == empty["stem"]


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_lie_beside_each_other(seed: int) -> None:
    for state in marrow_in_time(seed):
        for i, cell in enumerate(state):
            for other in state[i + 1 :]:
                shared = cell.outline.intersection(other.outline).area
                assert shared < 0.05 * min(cell.outline.area, other.outline.area)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cell_comes_only_when_its_room_is_free(seed: int) -> None:
    states = marrow_in_time(seed)
    for before, after in itertools.pairwise(states):
        leave, arrive = schedule(before, after, 1)
        for i, cell in enumerate(after):
            if np.isinf(arrive[i]):
                assert any(cell is other for other in before)
                continue
            assert 0 <= arrive[i] <= 1 - TURN
            for j, other in enumerate(before):
                if np.isfinite(leave[j]) and cell.outline.intersects(other.outline):
                    assert arrive[i] >= min(leave[j] + TURN, 1 - TURN) - 1e-9


def test_cells_are_as_large_as_their_kind() -> None:
    blast = load_ledger().number("lymphoblast.low"), load_ledger().number("lymphoblast.high")
    middle, spread = RADIUS["blast"]
    assert blast[0] <= 2 * (middle - 1.5 * spread)
    assert 2 * (middle + 1.8 * spread) <= blast[1]
    assert RADIUS["b_cell"][0] < middle < RADIUS["fat"][0]


def test_marrow_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    def first(seed: int) -> tuple[float, float]:
        cell = unwrap(marrow_in_time)(seed)[0][0]
        return cell.x, cell.y

    assert first(5) == first(5)
    assert first(5) != first(6)
