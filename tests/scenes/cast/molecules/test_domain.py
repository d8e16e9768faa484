"""A domain is as large at every detail."""

from __future__ import annotations

import pytest

from scenes.cast.molecules.domain import DETAILS, DetailName, bead_domain
from tests.helpers.extents import extent


@pytest.mark.parametrize("detail", sorted(DETAILS))
def test_a_domain_is_as_large_at_every_detail(detail: DetailName) -> None:
    domain = bead_domain((4.4, 3.2, 2.9), seed=3, detail=detail)
    width, height = extent(domain.outline)
    assert height == pytest.approx(4.4, abs=0.5)
    assert width == pytest.approx(3.2, abs=0.6)
    below = domain.outline
    for layer in domain.layers:
        assert below.buffer(1e-6).contains(layer), "a lighter layer lies in the one below"
        below = layer
