"""The formula of linker and payload weighs what the ledger says."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from scenes.cast.molecules.skeleton import skeleton
from scenes.script.facts import load_ledger

LEDGER = load_ledger()
MASSES = {"C": 12.011, "H": 1.008, "I": 126.904, "N": 14.007, "O": 15.999, "S": 32.06}


def test_the_formula_weighs_what_the_ledger_says() -> None:
    whole = skeleton("whole")
    elements = Counter(a.element for a in whole.atoms.values())
    elements["H"] = sum(a.hydrogens for a in whole.atoms.values())
    # Payload and AcBut less two waters; the lysine's NH belongs to the antibody and stands for an H of it.
    elements["N"] -= 1
    elements["H"] -= 1
    mass = sum(MASSES[e] * n for e, n in elements.items() if e != "R") + MASSES["H"] * 0
    loss = 17.007  # the acid's OH, which leaves with the lysine's hydrogen
    assert mass + loss == pytest.approx(222.24 + 1478.46 - 18.015, abs=0.6)
    assert LEDGER.number("mw_check.drug_linker_da") == pytest.approx(222.24 + 1478.46 - 2 * 18.015, abs=0.6)


def test_no_two_atoms_of_the_formula_lie_on_each_other() -> None:
    xy = np.array([a.xy for a in skeleton("whole").atoms.values()])
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=-1) + 9 * np.eye(len(xy))
    assert apart.min() > 0.5
