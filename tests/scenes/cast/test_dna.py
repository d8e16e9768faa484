"""DNA is as large and as wound as the ledger says, the drug fits it, formulas are true chemistry."""

from __future__ import annotations

import tomllib
from collections import Counter

import numpy as np
import pytest
import shapely

from scenes.cast.cells.blast import BLAST_RADIUS, Blast
from scenes.cast.cells.clearing import ClearingCell, Meal
from scenes.cast.cells.dying_blast import DyingBlast
from scenes.cast.cells.forms import UM
from scenes.cast.molecules.calicheamicin import Calicheamicin
from scenes.cast.molecules.dna import Dna
from scenes.cast.molecules.formula import Formula
from scenes.cast.molecules.helix import BREAK_GAP, PITCH, RISE, Helix
from scenes.cast.molecules.skeleton import skeleton
from scenes.cast.molecules.strands import STRAND_A, STRAND_B
from scenes.script.facts import load_ledger
from scenes.script.request import SHAPES
from scenes.script.toml_file import ROOT
from scenes.sets.dna_damage.cell_death import CellDeath
from scenes.sets.dna_damage.layout import Composition
from scenes.sets.dna_damage.pull_back import PullBack
from scenes.sets.dna_damage.strike import OPENING, SNAP, Strike
from scenes.stage.drawing import blank, polygons
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.motion import straightness
from scenes.stage.style import MARROW
from scenes.stage.view import View

FORMULAS = ROOT / "assets" / "shapes" / "formulas.toml"
WARHEADS = ("warhead", "thiol", "tightened", "diradical")
CLOSE = View(125.0)
LEDGER = load_ledger()
#: Bonds that an atom makes, and those of a radical one fewer.
VALENCE = {"C": 4, "N": 3, "O": 2, "S": 2, "R": 1}


def extent(mobject: Dna) -> np.ndarray:
    """Width and height in nm of all points."""
    points = np.vstack([m.points for m in mobject.family_members_with_points()])[:, :2]
    return np.asarray(np.ptp(points, axis=0)) * PX_PER_UNIT / mobject.view.px_per_nm


# --- the double helix -------------------------------------------------------------------------


def test_dna_is_about_two_nm_wide() -> None:
    width, height = extent(Dna(CLOSE, 42))
    assert height == pytest.approx(float(LEDGER["dna_diam"].values["nm"]), abs=0.25)
    assert width == pytest.approx(42 * RISE, abs=0.8)


def test_dna_has_the_ledgers_rise_and_base_pairs_a_turn() -> None:
    assert pytest.approx(0.34) == RISE
    assert RISE * float(LEDGER["dna_turn"].values["bp"]) == pytest.approx(PITCH)
    assert len({x for _, plank in Helix(42).planks(1) for x in [round(plank.centroid.x, 1)]}) >= 40


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


# --- breaking ------------------------------------------------------------------------------------


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


# --- the drug ---------------------------------------------------------------------------------------


def test_the_drug_is_as_long_as_computed_shapes_allow() -> None:
    drug = Calicheamicin(CLOSE)
    shapes = [g for g, _ in drug.posed_fills()]
    whole = shapely.union_all(shapes)
    box = np.asarray(shapely.minimum_rotated_rectangle(whole).exterior.coords)
    sides = sorted(np.linalg.norm(np.diff(box, axis=0)[:2], axis=1))
    assert 2.2 <= sides[1] <= 3.0
    assert sides[0] < 1.4


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


# --- formulas ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*WARHEADS, "hydrazone_before", "hydrazone_after", "disulfide"])
def test_every_atom_of_a_formula_makes_as_many_bonds_as_it_may(name: str) -> None:
    molecule = skeleton(name)
    for atom in molecule.atoms.values():
        orders = sum(b.order for key, b in molecule.bonds.items() if atom.name in key)
        assert orders + atom.hydrogens + atom.radicals == VALENCE[atom.element], atom.name


@pytest.mark.parametrize("name", [*WARHEADS, "hydrazone_before", "hydrazone_after", "disulfide"])
def test_atoms_of_a_formula_add_up_to_its_sum_formula(name: str) -> None:
    with FORMULAS.open("rb") as file:
        written = tomllib.load(file)[name]["sum"]
    molecule = skeleton(name)
    counted = Counter(a.element for a in molecule.atoms.values() if a.element != "R")
    counted["H"] = sum(a.hydrogens for a in molecule.atoms.values())
    for element, number in counted.items():
        assert f"{element}{number if number > 1 else ''}" in written


def test_the_warhead_has_a_ten_membered_ring_with_two_triple_bonds() -> None:
    warhead = skeleton("warhead")
    ring = [f"C{i}" for i in range(1, 11)]
    orders = [warhead.bonds[frozenset((a, b))].order for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    assert Counter(orders) == {1: 7, 3: 2, 2: 1}


def test_the_reaction_goes_from_disulfide_to_thiol_to_ring_to_diradical() -> None:
    bonds = {name: skeleton(name).bonds for name in WARHEADS}
    disulfide, new, closing = (
        frozenset(p) for p in (("S_inner", "S_outer"), ("S_inner", "C10"), ("C2", "C7"))
    )
    assert [disulfide in bonds[n] for n in WARHEADS] == [True, False, False, False]
    assert [new in bonds[n] for n in WARHEADS] == [False, False, True, True]
    assert [closing in bonds[n] for n in WARHEADS] == [False, False, False, True]
    radicals = {a.name for a in skeleton("diradical").atoms.values() if a.radicals}
    assert radicals == {"C3", "C6"}


def test_water_cuts_the_hydrazone_into_ketone_and_hydrazide() -> None:
    before, after = skeleton("hydrazone_before"), skeleton("hydrazone_after")
    assert before.bonds[frozenset(("C_ketone", "N_imine"))].order == 2
    assert frozenset(("C_ketone", "N_imine")) not in after.bonds
    assert after.bonds[frozenset(("C_ketone", "O_water"))].order == 2
    assert after.atoms["N_imine"].hydrogens == 2
    assert set(before.atoms) == set(after.atoms)


def test_no_atom_jumps_while_one_formula_turns_into_the_next() -> None:
    formula = Formula("tightened", bond_px=67).becomes("diradical")
    path = np.array([formula.turn(s).spot("C7") for s in np.linspace(0, 1, 31)])
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    assert steps.max() < 3 * steps.mean()
    assert np.allclose(formula.turn(1.0).spot("C7"), Formula("diradical", center=formula.at).spot("C7"), atol=0.5)


@pytest.mark.parametrize("name", WARHEADS)
def test_bonds_of_the_warhead_are_of_like_length(name: str) -> None:
    molecule = skeleton(name)
    for key, bond in molecule.bonds.items():
        a, b = (molecule.atoms[n].xy for n in (bond.a, bond.b))
        # One bond passes behind the bridge and is drawn longer.
        limit = 1.55 if key == frozenset(("C1", "C10")) else 1.35
        assert 0.85 <= float(np.linalg.norm(a - b)) <= limit, sorted(key)


# --- the cell ------------------------------------------------------------------------------------------


def test_a_blast_is_twelve_micrometers_across() -> None:
    left, bottom, right, top = Blast(View(0.032)).outline.bounds
    assert right - left == pytest.approx(12 * UM, rel=0.03)
    assert top - bottom == pytest.approx(2 * BLAST_RADIUS, rel=0.03)


def test_a_dying_cell_is_first_one_then_smaller_then_many() -> None:
    cell = DyingBlast(View(0.032))
    pieces, areas = [], []
    for shrunk, apart in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)):
        cell.die(shrunk, apart, 1.0)
        pieces.append(len(polygons(cell.outline)))
        areas.append(cell.outline.area)
    assert pieces[:2] == [1, 1]
    assert pieces[2] >= 9
    assert areas[1] < 0.75 * areas[0]


def test_a_body_that_is_taken_up_ends_inside_the_clearing_cell() -> None:
    cell = ClearingCell(View(0.032))
    edge = np.array([-9000.0, 0.0])
    cell.take_up([Meal(edge, 1200.0, 0.4)])
    cup = cell.outline
    assert not shapely.contains(shapely.Polygon(polygons(cup)[0].exterior), shapely.Point(*edge))
    cell.take_up([Meal(np.array([-4000.0, 0.0]), 1000.0, 1.0)])
    assert len(polygons(cell.outline)[0].interiors) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_cells_that_are_not_taken_up_never_overlap_the_clearing_cell(shape: str) -> None:
    cell_death = CellDeath(View(0.03), Composition.of(zones(shape)).cells)
    cell_death.shrinks_at, cell_death.falls_at, cell_death.clears_at = 0.0, 3.0, 6.0
    eaten = {index for index, _, _ in cell_death.places.meals}
    for time in (6.0, 7.5, 8.5, 10.0):
        cell_death.at(time)
        here = cell_death.clearing.position - cell_death.dying.position
        for index in set(range(11)) - eaten:
            place, radius = cell_death.dying.body(index)
            assert float(np.linalg.norm(place - here)) > 8500 + 0.8 * radius


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
