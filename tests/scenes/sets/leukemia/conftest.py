"""What the tests of the marrow share."""

from __future__ import annotations

import pytest

from scenes.script.request import SHAPES
from scenes.sets.leukemia.tissue_cells import MarrowField
from tests.scenes.sets.leukemia.windows import windows


@pytest.fixture(scope="module", params=SHAPES)
def second(request: pytest.FixtureRequest) -> MarrowField:
    """The window that changes."""
    return windows(request.param)[1]
