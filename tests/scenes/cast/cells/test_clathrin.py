"""The coat is as large as the ledger says; it grows from the bottom and falls away whole."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scenes.cast.cells.clathrin import CELLS, Coat
from scenes.script.facts import load_ledger
from scenes.stage.view import View

LEDGER = load_ledger()
VIEW = View(4.0)
STEPS = np.linspace(0, 1, 81)


def test_a_vesicle_with_its_coat_is_about_100_nm_across() -> None:
    coat = Coat(VIEW).assemble(np.pi, margin=-2.0)
    coat.pose((0, 0))
    points = np.vstack([part.points for part in coat.parts()])
    across = np.ptp(points, axis=0)[:2] / VIEW.unit
    assert across == pytest.approx(LEDGER.number("ccv.nm"), abs=4)


def test_the_coat_grows_piece_by_piece_from_the_bottom() -> None:
    coat = Coat(VIEW)
    shares = np.array([coat.assemble(reach).in_place.copy() for reach in np.linspace(0, 4, 200)])
    assert (np.diff(shares, axis=0) >= 0).all()
    assert (shares[0] == 0).all()
    assert (shares[-1] == 1).all()
    arrives = shares.argmax(axis=0)
    order = np.abs(coat.turns)
    assert all(arrives[i] <= arrives[j] for i in range(CELLS) for j in range(CELLS)
               if order[i] < order[j])


def test_the_coat_falls_away_whole() -> None:
    coat = Coat(VIEW).assemble(np.pi, margin=-2.0)
    left = [coat.shed(share).gone.sum() for share in STEPS]
    assert all(b >= a for a, b in pairwise(left))
    coat.shed(1.0).pose((0, 0))
    assert not sum(len(part.points) for part in coat.parts())
