"""The membrane is as thick as the ledger says."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.cells.membrane import Bilayer
from scenes.script.facts import load_ledger
from scenes.stage.view import View

VIEW = View(15.0)
LEDGER = load_ledger()


def test_the_membrane_is_as_thick_as_the_ledger_says() -> None:
    skin = Bilayer(VIEW, -20, 20, sag_nm=0, bob_nm=0)
    heads = [p for p in skin.parts() if len(p.points)]
    points = np.vstack([part.points for part in heads[2:]])
    thickness = float(np.ptp(points[:, 1])) / VIEW.unit
    assert thickness == pytest.approx(LEDGER.number("membrane.nm"), abs=0.3)
    assert points[:, 1].max() / VIEW.unit == pytest.approx(0, abs=0.2), "y 0 is its surface"
