"""The windows of marrow that tests look through."""

from __future__ import annotations

from scenes.sets.leukemia.layout import Composition, fields
from scenes.sets.leukemia.tissue_cells import MarrowField
from scenes.stage.layout import zones


def windows(shape: str) -> tuple[MarrowField, MarrowField]:
    """The healthy window, and the one that changes."""
    z = zones(shape)
    return fields(Composition.of(z), z)
