"""Formulas are true chemistry, and turn into one another without a jump."""

from __future__ import annotations

import tomllib
from collections import Counter

import numpy as np
import pytest

from scenes.cast.molecules.formula import Formula
from scenes.cast.molecules.skeleton import skeleton
from scenes.script.toml_file import ROOT

FORMULAS = ROOT / "assets" / "shapes" / "formulas.toml"
WARHEADS = ("warhead", "thiol", "tightened", "diradical")
#: Bonds that an atom makes, and those of a radical one fewer.
VALENCE = {"C": 4, "N": 3, "O": 2, "S": 2, "R": 1}


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
