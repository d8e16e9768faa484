"""Organelles: true to their sizes, and never a jump on the way in."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Polygon

from scenes.cast.cells.clathrin import CELLS, Coat
from scenes.cast.cells.nucleus import PORE, SPACE, NucleusEdge
from scenes.cast.cells.vesicle import Compartment, Membrane, Surface
from scenes.cast.kit.curved import (
    THICKNESS,
    VESICLE_RADIUS,
    Oval,
    Pit,
    around,
    disc,
    ellipse,
    joined,
    nearest_wall,
    specks,
)
from scenes.script.facts import load_ledger
from scenes.script.request import SHAPES
from scenes.sets.internalization.layout import Composition
from scenes.sets.internalization.ph_gauge import PhGauge
from scenes.sets.internalization.progress import Progress
from scenes.sets.internalization.world import World
from scenes.stage.courses import Camera, Course, between
from scenes.stage.drawing import polygons
from scenes.stage.layout import PX_PER_UNIT, Box, zones
from scenes.stage.motion import straightness
from scenes.stage.presence import set_presence
from scenes.stage.style import ph_color, rgb
from scenes.stage.view import View

VIEW = View(4.0)
STEPS = np.linspace(0, 1, 81)


def number(fact: str, key: str) -> float:
    return float(load_ledger()[fact].values[key])


def flat(x: np.ndarray) -> np.ndarray:
    return np.zeros_like(x)


def surface() -> Surface:
    return Surface(VIEW, flat, left=-160, right=160, top=60)


@cache
def world(shape: str) -> World:
    plan = Composition.of(zones(shape))
    view = plan.view(plan.journey)
    return World(view, plan.world, seed=5, density=0.2, keep_out=plan.kept_clear())


def drawn(shape: str, stage: Progress, time: float = 1.0) -> World:
    plan = Composition.of(zones(shape))
    return world(shape).draw(stage, time, plan.view(plan.journey))


# --- sizes ----------------------------------------------------------------------------------------


def test_the_membrane_is_as_thick_as_the_ledger_says_at_every_scale() -> None:
    assert pytest.approx(number("membrane", "nm")) == THICKNESS
    for scale in (3.0, 4.2, 14.5):
        band = Membrane(VIEW).follow([around(disc((0, 0), 30))], View(scale))
        px = float(band.body.stroke_width) * 0.01 * PX_PER_UNIT
        assert px / scale == pytest.approx(THICKNESS)


def test_a_vesicle_with_its_coat_is_about_100_nm_across() -> None:
    coat = Coat(VIEW).assemble(np.pi, margin=-2.0)
    coat.pose((0, 0))
    points = np.vstack([part.points for part in coat.parts()])
    across = np.ptp(points, axis=0)[:2] / VIEW.unit
    assert across == pytest.approx(number("ccv", "nm"), abs=4)


def test_the_lumen_of_a_vesicle_holds_a_rod_and_an_antibody() -> None:
    room = VESICLE_RADIUS - THICKNESS / 2
    assert room > number("cd22_length", "nm")


def test_endosomes_are_drawn_smaller_than_life_and_the_ledger_says_so() -> None:
    assert load_ledger()["early_endosome"].simplified
    for shape in SHAPES:
        half = Composition.of(zones(shape)).world.endosome.half
        assert 2 * max(half) < number("early_endosome", "nm")
        assert 2 * min(half) >= 2 * VESICLE_RADIUS, "a vesicle must fit"


def test_the_two_membranes_of_the_nucleus_keep_their_distance_but_for_the_pores() -> None:
    edge = NucleusEdge(VIEW, (0, 0), 200.0, (1.5,), (0.6, 2.4))
    space = shapely.union_all(polygons(edge._space()))
    for angle in (0.8, 1.1, 2.0):
        out = np.array([np.cos(angle), np.sin(angle)])
        cut = LineString([150 * out, 250 * out]).intersection(space)
        assert cut.length == pytest.approx(SPACE, rel=0.02)
    gap = disc(tuple(edge.pore(0)), PORE / 2 - 0.5)
    assert not space.intersects(gap)


# --- budding ----------------------------------------------------------------------------------------


def test_a_pit_only_ever_deepens_and_its_neck_only_narrows() -> None:
    pit = Pit()
    depths = [pit.depth(b) for b in STEPS]
    necks = [pit.neck(b) for b in STEPS]
    walls = [pit.wall(b) for b in STEPS]
    assert all(a < b for a, b in pairwise(depths))
    assert all(a >= b for a, b in pairwise(necks))
    assert all(a <= b + 1e-9 for a, b in pairwise(walls))
    assert depths[0] == pytest.approx(-pit.radius), "flat"
    assert necks[-1] == pytest.approx(0, abs=0.1), "pinched off"


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


def test_two_bodies_join_by_a_neck_that_grows_from_nothing() -> None:
    def bridge(gap: float) -> float:
        regions = joined([disc((0, 0), 40), disc((75 + gap, 0), 35)], 9.0)
        if len(regions) == 2:
            return 0.0
        middle = 40 + gap / 2
        return float(LineString([(middle, -60), (middle, 60)]).intersection(regions[0]).length)

    widths = [bridge(gap) for gap in np.linspace(22, 0, 90)]
    assert widths[0] == 0
    assert all(b >= a - 0.2 for a, b in pairwise(widths))
    opened = next(i for i, w in enumerate(widths) if w)
    assert widths[opened] < 8


# --- membranes --------------------------------------------------------------------------------------


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


def test_specks_keep_apart_and_inside() -> None:
    room = disc((0, 0), 40)
    found = specks(room, 3, 20)
    assert len(found) >= 15
    assert all(room.contains(s) for s in found)
    assert all(a.distance(b) > 1 for i, a in enumerate(found) for b in found[:i])


def test_what_wanders_in_a_body_stays_in_it_without_a_leap() -> None:
    home = Oval((10.0, -5.0), (50.0, 40.0), 0.3)
    room = home.body(-5.9)
    path = [home.confine(np.array([10 + 3.0 * t, -5 + 1.7 * t]), 6.0) for t in np.linspace(0, 60, 900)]
    assert all(room.buffer(0.05).contains(shapely.Point(p)) for p in path)
    assert np.linalg.norm(np.diff(path, axis=0), axis=1).max() < 0.6


# --- the coat -----------------------------------------------------------------------------------------


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


# --- the gauge ----------------------------------------------------------------------------------------


@pytest.fixture(name="gauge")
def _gauge() -> PhGauge:
    steps = ((7.4, "about 7.4"), (6.5, "about 6.5"), (5.5, "about 5.5"), (5.0, "about 5"))
    return PhGauge(zones("landscape"), Box(1100, 60, 1824, 170), "pH", steps, 48)


def test_the_gauge_says_one_number_at_each_stop(gauge: PhGauge) -> None:
    for ph, text in gauge.steps:
        gauge.set_ph(ph)
        shown = [w.text for w in gauge.texts if w.fill_rgbas[0, 3] > 0.05]
        assert shown == [text]


def test_the_gauges_chip_moves_with_the_ph_and_stays_in_its_place(gauge: PhGauge) -> None:
    falling = [gauge.x(ph) for ph in np.linspace(7.4, 5, 40)]
    assert all(b > a for a, b in pairwise(falling))
    z = zones("landscape")
    for ph in np.linspace(7.6, 4.4, 30):
        gauge.set_ph(ph)
        px = [z.px(p) for p in gauge.edge.points]
        assert max(x for x, _ in px) <= gauge.box.right + 8
        assert max(y for _, y in px) <= gauge.box.bottom + 8


# --- the way in ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES)
def test_the_rods_of_the_pair_keep_their_length_all_the_way_in(shape: str) -> None:
    lengths = []
    stages = [Progress(budding=b) for b in STEPS[::4]]
    stages += [Progress(budding=1, ride=r) for r in STEPS[::2]]
    for stage in stages:
        now = drawn(shape, stage)
        for (spot, _), rod in zip(now.molecules.feet, now.molecules.hero.rods, strict=True):
            lengths.append(float(np.linalg.norm(rod.tip() - spot)))
    assert max(lengths) < number("cd22_length", "nm") + 3.5
    assert min(lengths) > 14


@pytest.mark.parametrize("shape", SHAPES)
def test_the_pair_never_jerks_on_its_way_in(shape: str) -> None:
    places = []
    for ride in np.linspace(0, 1, 120):
        now = drawn(shape, Progress(budding=1, ride=ride, rest=1.0))
        places.append([spot for spot, _ in now.molecules.feet] + [now.molecules.hero.antibody.position])
    steps = np.linalg.norm(np.diff(np.array(places), axis=0), axis=2)
    assert steps.max() < 8.0, "nm in a thirtieth of a second"


@pytest.mark.parametrize("shape", SHAPES)
def test_vesicle_and_endosome_stand_apart_until_the_vesicle_rides(shape: str) -> None:
    now = drawn(shape, Progress(budding=1, ride=0.05))
    assert len(now.membranes.vesicle.regions) == 1
    gap = now.membranes.vesicle.regions[0].distance(now.membranes.endosome.regions[0])
    assert gap > 18


@pytest.mark.parametrize("shape", SHAPES)
def test_the_vesicle_ends_as_a_part_of_the_endosome(shape: str) -> None:
    now = drawn(shape, Progress(budding=1, ride=1))
    assert not now.membranes.vesicle.regions
    assert len(now.membranes.endosome.regions) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_the_carrier_leaves_its_endosome_before_it_meets_the_surface(shape: str) -> None:
    states = []
    for back in STEPS:
        now = drawn(shape, Progress(budding=1, ride=1, journey=1, back=back))
        held = not now.membranes.carrier.regions and now.positions.carrier_budding() >= 1
        states.append("held" if held else "free" if now.membranes.carrier.regions else "merged")
    assert [s for i, s in enumerate(states) if i == 0 or states[i - 1] != s] == [
        "held", "free", "merged"
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_stands_in_something_else(shape: str) -> None:
    now = drawn(shape, Progress(budding=1, ride=1, journey=1))
    bodies = [now.membranes.endosome.regions[0], now.membranes.recycler.regions[0]]
    lay = now.positions.places
    nucleus = disc(lay.nucleus, lay.nucleus_radius + SPACE / 2)
    cell = Polygon([*now.membranes.surface.runs[0].points, (600, -600), (-600, -600)])
    for body in bodies:
        assert body.distance(nucleus) > THICKNESS
        assert cell.buffer(-THICKNESS).contains(body)
    assert bodies[0].distance(bodies[1]) > THICKNESS


def test_a_moment_is_drawn_alike_whatever_was_drawn_before() -> None:
    stage, other = Progress(budding=0.6), Progress(budding=1, ride=0.7, vesicle_ph=6.6)
    first = [m.points.copy() for m in drawn("square", stage).get_family()]
    drawn("square", other, time=4.0)
    again = [m.points for m in drawn("square", stage).get_family()]
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_loose_payloads_do_not_aim_for_the_nucleus() -> None:
    now = drawn("square", Progress(budding=1, ride=1, journey=1))
    for number_, pair in enumerate((now.molecules.hero, now.molecules.resident)):
        for k in sorted(pair.antibody.payloads):
            now.molecules.let_go(pair, k, 1.0, seed=31 * number_ + k)
    now.molecules.let_some_out(4.0, 10.0)
    paths = now.molecules.paths()
    assert len(paths) == 5
    assert all(straightness(path) <= 0.6 for path in paths.values())


# --- courses and views --------------------------------------------------------------------------------


def test_a_course_eases_from_value_to_value_and_hands_over() -> None:
    course = Course(7.4)
    assert course.to(6.5, 1.0, 2.0) == 3.0
    course.to(5.5, 2.0, 1.0)
    values = [course.at(t) for t in np.linspace(0, 5, 300)]
    assert values[0] == 7.4
    assert values[-1] == pytest.approx(5.5)
    assert max(abs(b - a) for a, b in pairwise(values)) < 0.05


def test_a_zoom_keeps_one_place_of_the_picture_where_it_is() -> None:
    a, b = View(14.5, (1.0, 0.5)), View(4.6, (-2.0, 3.0))
    still = (np.array(a.origin) * b.unit - np.array(b.origin) * a.unit) / (b.unit - a.unit)
    for share in STEPS:
        view = between(a, b, share)
        place = (still - view.origin) / view.unit
        assert place == pytest.approx((still - a.origin) / a.unit, abs=1e-6)
        assert 4.6 <= view.px_per_nm <= 14.5


def test_a_camera_goes_from_shot_to_shot_by_zooms() -> None:
    shots = Camera(View(15.0))
    shots.to(View(5.0), 1.0, 2.0)
    shots.to(View(4.0), 6.0, 1.0)
    scales = [shots.at(t).px_per_nm for t in np.linspace(0, 8, 240)]
    assert scales[0] == 15
    assert scales[-1] == pytest.approx(4)
    assert all(b <= a for a, b in pairwise(scales))
