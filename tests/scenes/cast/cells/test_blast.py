"""A blast is as large as the ledger says."""

from __future__ import annotations

import pytest

from scenes.cast.cells.blast import BLAST_RADIUS, Blast
from scenes.cast.cells.forms import UM
from scenes.stage.view import View


def test_a_blast_is_twelve_micrometers_across() -> None:
    left, bottom, right, top = Blast(View(0.032)).outline.bounds
    assert right - left == pytest.approx(12 * UM, rel=0.03)
    assert top - bottom == pytest.approx(2 * BLAST_RADIUS, rel=0.03)
