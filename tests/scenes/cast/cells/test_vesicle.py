"""Curved membrane and lumens: true to their sizes and to their pH."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon

from scenes.cast.cells.vesicle import Compartment, Membrane, Surface
from scenes.cast.kit.curved import THICKNESS, VESICLE_RADIUS, Pit, around, disc, ellipse, nearest_wall
from scenes.script.facts import load_ledger
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.presence import set_presence
from scenes.stage.style import ph_color, rgb
from scenes.stage.view import View

LEDGER = load_ledger()
VIEW = View(4.0)


def flat(x: np.ndarray) -> np.ndarray:
    return np.zeros_like(x)


def surface() -> Surface:
    return Surface(VIEW, flat, left=-160, right=160, top=60)


def test_the_membrane_is_as_thick_as_the_ledger_says_at_every_scale() -> None:
    assert pytest.approx(LEDGER.number("membrane.nm")) == THICKNESS
    for scale in (3.0, 4.2, 14.5):
        band = Membrane(VIEW).follow([around(disc((0, 0), 30))], View(scale))
        px = float(band.body.stroke_width) * 0.01 * PX_PER_UNIT
        assert px / scale == pytest.approx(THICKNESS)


def test_the_lumen_of_a_vesicle_holds_a_rod_and_an_antibody() -> None:
    room = VESICLE_RADIUS - THICKNESS / 2
    assert room > LEDGER.number("cd22_length.nm")


@pytest.mark.parametrize("width", [50.0, 35.0, 20.0])
def test_the_drawn_neck_is_as_wide_as_the_pit_says(width: float) -> None:
    pit, skin = Pit(), surface()
    budding = pit.budding_at_neck(width)
    skin.take_in(disc((0, -pit.depth(budding)), pit.radius), pit.rounding(budding))
    line = skin.runs[0].points
    left, right = line[line[:, 0] < 0], line[line[:, 0] > 0]
    upper = (left[:, 1] > -pit.depth(budding)), (right[:, 1] > -pit.depth(budding))
    drawn_width = float(right[upper[1], 0].min() - left[upper[0], 0].max())
    assert drawn_width == pytest.approx(width, abs=1.0)


def test_the_vesicle_that_comes_off_is_whole_and_leaves_the_surface_flat() -> None:
    skin = surface()
    off = skin.take_in(disc((0, -75), VESICLE_RADIUS), 9.0)
    assert len(off) == 1
    assert off[0].area == pytest.approx(np.pi * VESICLE_RADIUS**2, rel=0.01)
    assert np.ptp(skin.runs[0].points[:, 1]) < 0.05


def test_nothing_jumps_while_a_pit_forms_and_pinches_off() -> None:
    """The plasma with what it has swallowed changes by little from step to step."""
    pit, skin = Pit(), surface()
    rest = Polygon([(-160, 60), (-160, 0), (160, 0), (160, 60)])
    before: Polygon | None = None
    for depth in np.linspace(-pit.radius, pit.radius + 2 * pit.fillet + 3, 240):
        off = skin.take_in(disc((0, -depth), pit.radius), pit.fillet)
        line = skin.runs[0].points
        now = shapely.union_all([Polygon([*line, (163, 60), (-160, 60)]), *off])
        if before is not None:
            assert now.symmetric_difference(before).area < 0.02 * rest.area
        before = now


@pytest.mark.parametrize("closed", [True, False])
def test_lipid_heads_stand_evenly_and_on_both_faces(closed: bool) -> None:
    if closed:
        run = around(ellipse((0, 0), (60, 45), 0.4))
    else:
        skin = surface()
        skin.take_in(disc((0, -20), 37), 12)
        run = skin.runs[0]
    heads = run.heads()
    half = len(heads) // 2
    for row in (heads[:half], heads[half:]):
        steps = np.linalg.norm(np.diff(row, axis=0), axis=1)
        assert steps.min() > 1.0
        assert steps.max() < 2.7


def test_a_normal_points_into_the_lumen_and_out_of_the_cell() -> None:
    _, inward = nearest_wall([around(disc((0, 0), 40))], (39, 0))
    assert np.cos(inward) == pytest.approx(-1, abs=0.02)
    skin = surface()
    assert np.sin(skin.foot(20.0)[1]) == pytest.approx(1, abs=0.02)


def test_a_lumen_takes_the_color_of_its_ph_even_while_it_fades_in() -> None:
    body = Compartment(VIEW).shape([disc((0, 0), 40)])
    set_presence(body, 0.5)
    for ph in (7.4, 6.5, 5.5, 5.0):
        body.set_ph(ph)
        assert body.lumen.fill_rgbas[0, :3] == pytest.approx(rgb(ph_color(ph)), abs=0.01)
        assert body.lumen.fill_rgbas[0, 3] == pytest.approx(0.5)
