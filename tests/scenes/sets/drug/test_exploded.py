"""The drug taken apart: as large as the ledger says, and whole again."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.script.facts import load_ledger
from scenes.sets.drug.exploded import GAP, LINKER_LENGTH, PAYLOAD_LENGTH, SITES, ExplodedDrug, LinkerPayload
from scenes.stage.view import View

LEDGER = load_ledger()


def test_a_payload_is_drawn_life_size() -> None:
    limb = LinkerPayload(View(100.0), seed=1)
    left, _, right, _ = limb.body.bounds
    assert right - left == pytest.approx(LEDGER.number("calich_size.stretched_nm"), abs=0.15)
    assert LEDGER.number("calich_size.stretched_nm") == PAYLOAD_LENGTH
    assert limb.linker.bounds[2] - limb.linker.bounds[0] == pytest.approx(LINKER_LENGTH + 0.3, abs=0.2)


def test_the_parts_move_out_and_come_back() -> None:
    drug = ExplodedDrug(View(36.0))
    assert len(drug.linker_payloads) == len(SITES) == LEDGER.number("dar.mean")
    drug.parts_at, drug.joins_at = 1.0, 10.0
    reach = []
    for time in (0.0, 5.0, 15.0):
        drug.at(time)
        feet = [drug.foot(i)[0] for i in range(len(SITES))]
        reach.append([float(np.linalg.norm(limb.position - foot))
                      for limb, foot in zip(drug.linker_payloads, feet, strict=True)])
    assert max(reach[0]) < 1e-6
    assert np.allclose(reach[1], GAP, atol=1e-6)
    assert max(reach[2]) < 1e-6
