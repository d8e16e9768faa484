"""CD22 is as long as the ledger says."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.molecules.cd22 import DOMAINS, Cd22
from scenes.script.facts import load_ledger
from scenes.stage.view import View

VIEW = View(15.0)
LEDGER = load_ledger()


@pytest.mark.parametrize("seed", range(4))
def test_cd22_stands_28_nm_out_of_the_membrane(seed: int) -> None:
    rod = Cd22(VIEW, foot_nm=(0, 0), seed=seed)
    assert rod.length() == pytest.approx(LEDGER.number("cd22_length.nm"), abs=1.0)


def test_cd22_has_as_many_domains_as_the_ledger_counts() -> None:
    assert LEDGER.number("cd22_domains.count") == DOMAINS


@pytest.mark.parametrize("tip", [(0, 28), (-4, 27.4), (9, 24), (6, 20)])
def test_a_bent_cd22_keeps_its_length(tip: tuple[float, float]) -> None:
    rod = Cd22(VIEW, foot_nm=(0, 0), seed=2).reach(tip)
    chain = np.vstack([[0, 0], rod.joint_place[:DOMAINS], tip])
    assert np.linalg.norm(np.diff(chain, axis=0), axis=1).sum() == pytest.approx(28, abs=1.2)
    assert np.linalg.norm(rod.joint_place[DOMAINS - 1] - tip) < 2.8, "d1 reaches the tip"
