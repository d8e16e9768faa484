"""DNA round nucleosomes: as large, as far apart and as irregular as the ledger says."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.molecules.fiber import LINKER, ROUND, TURNS, End, Fiber, free_end, grow, joined, linker_points
from scenes.cast.molecules.fiber_paint import TUBE, FiberLook, sheets_of
from scenes.cast.molecules.helix import PITCH
from scenes.script.facts import load_ledger
from scenes.stage.style import FIBER, HISTONE_LIGHT, INK

COUNT = 40


def fiber(seed: int = 3, side: float = 1.0) -> Fiber:
    guides = np.column_stack([side * (14 + 6.0 * np.arange(COUNT)), np.zeros((COUNT, 2))])
    end = End(np.zeros(3), np.array([side, 0.0, 0.0]), np.array([0.0, 1.0, 0.0]), side)
    return grow(end, guides, np.array([11.0, 12.0, 9.0]), np.zeros((0, 3)), np.random.default_rng(seed))


def test_a_nucleosome_is_as_wide_and_as_often_wound_as_the_ledger_says() -> None:
    ledger = load_ledger()
    wide = np.ptp(ROUND.path[:, 0]) + 2 * TUBE
    assert wide == pytest.approx(ledger.number("nucleosome_size.nm"), rel=0.05)
    assert ledger.number("nucleosome_bp.turns") == TURNS
    thick = np.ptp(ROUND.path[:, 2]) + 2 * TUBE
    assert thick < 1.25 * ledger.number("nucleosome_thick.nm")


def test_dna_goes_round_to_the_left() -> None:
    turned = np.cross(ROUND.path[:-1], ROUND.path[1:])[:, 2]
    assert (turned < 0).all()  # clockwise
    assert (np.diff(ROUND.path[:, 2]) > 0).all()  # while it comes toward whoever looks


def test_linkers_are_straight_and_as_long_as_the_ledger_says() -> None:
    ledger, grown = load_ledger(), fiber()
    assert ledger.number("linker_dna.low_nm") == LINKER[0]
    assert ledger.number("linker_dna.high_nm") == LINKER[1]
    long = np.linalg.norm(grown.paths()[:, 0] - grown.starts, axis=1)
    assert long.min() >= LINKER[0] - 1e-9
    assert long.max() <= LINKER[1] + 1e-9
    for line in linker_points(grown):
        steps = np.diff(line, axis=0)
        assert np.allclose(steps, steps[:1])


def test_dna_runs_on_from_nucleosome_to_nucleosome() -> None:
    grown = fiber()
    paths = grown.paths()
    assert np.allclose(grown.starts[1:], paths[:-1, -1])
    leaves = grown.turns[:-1] @ ROUND.along[-1]
    linkers = paths[1:, 0] - grown.starts[1:]
    assert np.allclose(leaves, linkers / np.linalg.norm(linkers, axis=1, keepdims=True))


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_the_groove_winds_on_along_linkers_and_round_nucleosomes(side: float) -> None:
    grown = fiber(side=side)
    entries = grown.paths()[:, 0]
    long = np.linalg.norm(entries - grown.starts, axis=1, keepdims=True)
    along = (entries - grown.starts) / long
    turn = 2 * np.pi * long / PITCH
    there = np.cos(turn) * grown.grooves + np.sin(turn) * np.cross(along, grown.grooves)
    assert np.allclose(there, _groove(grown, 0, grown.phases))
    assert np.allclose(grown.grooves[1:], _groove(grown, -1, grown.phases + 2 * np.pi * ROUND.length / PITCH)[:-1])


def _groove(grown: Fiber, point: int, phase: np.ndarray) -> np.ndarray:
    """Where the minor groove looks at a point round each nucleosome."""
    own = np.cos(phase)[:, None] * ROUND.normal[point] + np.sin(phase)[:, None] * ROUND.beside[point]
    return np.asarray((grown.turns @ own[:, :, None])[:, :, 0])


def test_nucleosomes_keep_clear_of_each_other() -> None:
    both = joined([fiber(), fiber(4, -1.0)])
    gaps = np.linalg.norm(both.middles[:, None] - both.middles, axis=2) + 99 * np.eye(2 * COUNT)
    assert gaps.min() > 8.0


def test_the_fiber_is_irregular() -> None:
    # A regular coil turns by the same angle from each nucleosome to the next.
    axes = fiber().turns[:, :, 2]
    turned = np.degrees(np.arccos(np.clip((axes[1:] * axes[:-1]).sum(axis=1), -1, 1)))
    assert turned.std() > 20
    across = fiber().middles[:, 1:]
    assert 5 < across.std() < 24


def test_a_fiber_is_drawn_behind_its_cores_and_before_them() -> None:
    colors = [sheet.color for sheet in sheets_of(fiber(), FiberLook(0.3))]
    core = colors.index(HISTONE_LIGHT)
    assert FIBER in colors[:core]
    assert FIBER in colors[core:]
    assert INK not in [sheet.color for sheet in sheets_of(fiber(), FiberLook(0.0, "shadow"))]


def test_an_end_somewhere_has_a_groove_across_its_way() -> None:
    end = free_end(np.zeros(3), np.random.default_rng(2))
    assert end.along @ end.groove == pytest.approx(0.0)
    assert np.linalg.norm(end.along) == pytest.approx(1.0)
