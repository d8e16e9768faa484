"""The window onto the marrow turns from one picture into the next."""

from __future__ import annotations

import pytest

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, marrow_in_time
from scenes.stage.view import View


def test_a_change_begins_with_one_picture_and_ends_with_the_next() -> None:
    full, few, _, _ = marrow_in_time(22)
    alone, changed = Marrow(View(0.003), few), Marrow(View(0.003), full, few)
    changed.turn(0.0)
    begun = sum(len(layer.points) for layer in changed.layers)
    assert begun == sum(len(layer.points) for layer in Marrow(View(0.003), full).layers)
    changed.turn(1.0)
    assert sum(len(layer.points) for layer in changed.layers) == sum(
        len(layer.points) for layer in alone.layers
    )


def test_the_window_is_as_large_as_its_view_says() -> None:
    window = Marrow(View(0.002), marrow_in_time(22)[0])
    assert window.radius_px == pytest.approx(WINDOW * UM * 0.002)
