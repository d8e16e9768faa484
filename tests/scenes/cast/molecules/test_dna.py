"""DNA is as large and as wound as the ledger says; it opens and breaks where it is told."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.dna_geometry import STRAND_A, STRAND_B
from scenes.cast.molecules.helix import BREAK_GAP, PITCH, RISE, Helix
from scenes.script.facts import load_ledger
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.view import View

CLOSE = View(125.0)
LEDGER = load_ledger()


def extent(mobject: Dna) -> np.ndarray:
    """Width and height in nm of all points."""
    points = np.vstack([m.points for m in mobject.family_members_with_points()])[:, :2]
    return np.asarray(np.ptp(points, axis=0)) * PX_PER_UNIT / mobject.view.px_per_nm


def test_dna_is_about_two_nm_wide() -> None:
    width, height = extent(Dna(CLOSE, 42))
    assert height == pytest.approx(float(LEDGER["dna_diam"].values["nm"]), abs=0.25)
    assert width == pytest.approx(42 * RISE, abs=0.8)


def test_dna_has_the_ledgers_rise_and_base_pairs_a_turn() -> None:
    assert pytest.approx(0.34) == RISE
    assert RISE * float(LEDGER["dna_turn"].values["bp"]) == pytest.approx(PITCH)
    assert len({x for _, plank in Helix(42).bases(1) for x in [round(plank.centroid.x, 1)]}) >= 40


def test_the_minor_groove_takes_39_hundredths_of_a_turn() -> None:
    minor, major = Helix(42).groove_widths()
    assert minor / PITCH == pytest.approx(0.39, abs=0.005)
    assert minor + major == pytest.approx(PITCH)


@pytest.mark.parametrize("strand", [0, 1])
def test_strands_in_front_fall_to_the_right(strand: int) -> None:
    for run in Helix(42).runs():
        if run.strand == strand and len(run.spots) > 20:
            rises = run.spots[-1, 1] > run.spots[0, 1]
            assert rises != run.front


def test_the_helix_is_right_handed() -> None:
    x = np.linspace(0, PITCH, 200)
    spots = Helix(42).backbone(0, x)
    y, z = spots[:, 1], spots[:, 2]
    turning = y[:-1] * z[1:] - z[:-1] * y[1:]
    assert (turning > 0).all(), "going away along +x it turns from y to z, as a right-handed screw does"


def test_a_minor_groove_looks_at_the_viewer_where_the_drug_lies() -> None:
    helix = Helix(42, groove_at=1.3)
    for strand in (0, 1):
        assert helix.backbone(strand, 1.3)[2] > 0
    left, right = (helix.backbone(s, np.linspace(-1, 3.6, 400)) for s in (0, 1))
    middle = [float(run[np.argmin(np.abs(run[:, 1]) + 9 * (run[:, 2] < 0)), 0]) for run in (left, right)]
    assert middle[0] < 1.3 < middle[1]


@pytest.mark.parametrize("strand", [0, 1])
def test_breaking_leaves_a_gap_of_four_tenths_of_a_nm(strand: int) -> None:
    dna = Dna(CLOSE, 42)
    dna.cut(1.0)
    at, along = dna.cut_place(strand)
    owners = ((3, 4), (5, 6))[strand]
    before, after = (dna.warp(at[None], np.array([owner]))[0] for owner in owners)
    assert float((after - before) @ along) == pytest.approx(BREAK_GAP)


def test_cutting_one_strand_leaves_the_other_whole() -> None:
    dna = Dna(CLOSE, 42)
    dna.cut(1.0, strands=(0,))
    at, _ = dna.cut_place(1)
    assert np.allclose(dna.warp(at[None], np.array([STRAND_B]))[0], at)
    at, _ = dna.cut_place(0)
    assert not np.allclose(dna.warp(at[None] + 0.1, np.array([STRAND_A]))[0], at + 0.1)


def test_a_break_stays_near_its_place() -> None:
    dna = Dna(CLOSE, 42)
    dna.cut(1.0)
    far = np.array([[5.0, 0.5]])
    assert np.allclose(dna.warp(far, np.array([STRAND_A])), far, atol=1e-6)


def test_the_groove_opens_by_what_it_is_told() -> None:
    dna = Dna(CLOSE, 42)
    dna.open_groove(0.2)
    a, b = np.array([[-0.45, -0.3]]), np.array([[0.45, 0.3]])
    moved = [dna.warp(p, np.array([o]))[0] - p[0] for p, o in ((a, STRAND_A), (b, STRAND_B))]
    assert float(np.linalg.norm(moved[1] - moved[0])) == pytest.approx(0.2, abs=0.01)
