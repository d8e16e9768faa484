"""The way in: what is carried keeps its length, and nothing jumps."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from shapely.geometry import Polygon

from scenes.cast.cells.nucleus import SPACE
from scenes.cast.kit.curved import THICKNESS, VESICLE_RADIUS, disc
from scenes.script.facts import load_ledger
from scenes.script.request import SHAPES
from scenes.sets.internalization.layout import Composition
from scenes.sets.internalization.progress import Progress
from scenes.sets.internalization.world import World
from scenes.stage.layout import zones
from scenes.stage.motion import straightness

LEDGER = load_ledger()
STEPS = np.linspace(0, 1, 81)


@cache
def world(shape: str) -> World:
    plan = Composition.of(zones(shape))
    view = plan.view(plan.journey)
    return World(view, plan.world, seed=5, density=0.2, keep_out=plan.kept_clear())


def drawn(shape: str, stage: Progress, time: float = 1.0) -> World:
    plan = Composition.of(zones(shape))
    return world(shape).draw(stage, time, plan.view(plan.journey))


def test_endosomes_are_drawn_smaller_than_life_and_the_ledger_says_so() -> None:
    assert LEDGER["early_endosome"].simplified
    for shape in SHAPES:
        half = Composition.of(zones(shape)).world.endosome.half
        assert 2 * max(half) < LEDGER.number("early_endosome.nm")
        assert 2 * min(half) >= 2 * VESICLE_RADIUS, "a vesicle must fit"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_rods_of_the_pair_keep_their_length_all_the_way_in(shape: str) -> None:
    lengths = []
    stages = [Progress(budding=b) for b in STEPS[::4]]
    stages += [Progress(budding=1, ride=r) for r in STEPS[::2]]
    for stage in stages:
        now = drawn(shape, stage)
        for (spot, _), rod in zip(now.molecules.feet, now.molecules.hero.rods, strict=True):
            lengths.append(float(np.linalg.norm(rod.tip() - spot)))
    assert max(lengths) < LEDGER.number("cd22_length.nm") + 3.5
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
