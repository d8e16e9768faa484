"""Marrow that is crowded, and the drug taken apart: as large as the ledger says."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
import shapely

from scenes.cast.cells.marrow_cells import MarrowCell
from scenes.cast.molecules.skeleton import skeleton
from scenes.script.facts import load_ledger
from scenes.script.request import SHAPES
from scenes.sets.drug.exploded import GAP, LINKER_LENGTH, PAYLOAD_LENGTH, SITES, ExplodedDrug, LinkerPayload
from scenes.sets.leukemia.ages import PEOPLE, TenPeople
from scenes.sets.leukemia.layout import Composition, fields
from scenes.sets.leukemia.takeover import births, departures
from scenes.sets.leukemia.tissue import Tissue
from scenes.sets.leukemia.tissue_cells import Field, room, states, window
from scenes.stage.actor import Part
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.view import View

LEDGER = load_ledger().facts if hasattr(load_ledger(), "facts") else load_ledger()
MASSES = {"C": 12.011, "H": 1.008, "I": 126.904, "N": 14.007, "O": 15.999, "S": 32.06}


def value(fact: str, key: str) -> float:
    return float(LEDGER[fact].values[key])


def windows(shape: str) -> tuple[Field, Field]:
    z = zones(shape)
    return fields(Composition.of(z), z)


def width(cell: MarrowCell) -> float:
    """Diameter of a disc of the cell's area, µm."""
    return 2 * float(np.sqrt(cell.outline.area / np.pi))


@pytest.fixture(scope="module", params=SHAPES)
def second(request: pytest.FixtureRequest) -> Field:
    return windows(request.param)[1]


def test_blasts_are_as_large_as_the_ledger_says(second: Field) -> None:
    free = shapely.buffer(room(second), -7)
    whole = [c for c in states(second)[1] if c.kind == "blast" and free.contains(shapely.Point(c.x, c.y))]
    mean = np.mean([width(c) for c in whole])
    assert value("lymphoblast", "low") <= mean <= value("lymphoblast", "high")
    assert all(value("lymphoblast", "low") - 2 <= 2 * c.radius <= value("lymphoblast", "high") for c in whole)


def test_healthy_lymphocytes_are_smaller_than_blasts(second: Field) -> None:
    healthy, crowded = states(second)
    lymphocytes = [2 * c.radius for c in healthy if c.kind in ("b_cell", "t_cell")]
    assert lymphocytes
    assert max(lymphocytes) < min(2 * c.radius for c in crowded if c.kind == "blast")


def test_red_cells_are_as_large_as_the_ledger_says(second: Field) -> None:
    discs = [2 * c.radius for c in states(second)[0] if c.kind == "red"]
    assert all(value("rbc", "low") - 0.1 <= d <= value("rbc", "high") for d in discs)


def test_crowded_marrow_is_nearly_all_blasts_and_healthy_marrow_has_none(second: Field) -> None:
    healthy, crowded = (Counter(c.kind for c in state) for state in states(second))
    assert not healthy["blast"]
    assert len(healthy) >= 8
    assert crowded["blast"] >= 0.85 * sum(crowded.values())


@pytest.mark.parametrize("which", [0, 1])
def test_cells_lie_inside_their_bone_and_not_over_each_other(which: int) -> None:
    field = windows("landscape")[0]
    state = states(field)[which]
    inside = shapely.buffer(window(field), 0.1)
    # A macrophage reaches between its neighbors; it lies behind them.
    solid = [c for c in state if c.kind != "macrophage"]
    assert all(inside.covers(c.outline) for c in solid)
    for one, other in combinations(solid, 2):
        shared = one.outline.intersection(other.outline).area
        assert shared < 0.12 * min(one.outline.area, other.outline.area)


def test_a_blast_comes_only_when_its_room_is_being_cleared(second: Field) -> None:
    healthy, crowded = states(second)
    stay = {id(c) for c in crowded}
    fresh = [c for c in crowded if id(c) not in {id(h) for h in healthy}]
    arrive, parents = births(fresh, second.place(0, 0), 1)
    leave = departures([None if id(c) in stay else c for c in healthy], fresh, arrive)
    for j, cell in enumerate(healthy):
        if id(cell) not in stay:
            touched = [arrive[i] for i, c in enumerate(fresh) if c.outline.intersects(cell.outline)]
            assert all(leave[j] <= when for when in touched)
    assert arrive.min() > 0
    assert arrive.max() <= 1
    assert np.linalg.norm(parents, axis=1).max() < 10


def test_the_change_ends_with_every_blast_whole_and_is_a_function_of_time() -> None:
    tissue = Tissue(View(0.0062), windows("landscape")[1])
    tissue.turns_at, tissue.over = 0.0, 1.0
    tissue.at(1.0)
    once = [layer.points.copy() for layer in tissue.layers]
    tissue.at(0.4)
    tissue.at(1.0)
    assert all(np.array_equal(a, layer.points) for a, layer in zip(once, tissue.layers, strict=True))


def test_a_payload_is_drawn_life_size() -> None:
    limb = LinkerPayload(View(100.0), seed=1)
    left, _, right, _ = limb.body.bounds
    assert right - left == pytest.approx(value("calich_size", "stretched_nm"), abs=0.15)
    assert value("calich_size", "stretched_nm") == PAYLOAD_LENGTH
    assert limb.linker.bounds[2] - limb.linker.bounds[0] == pytest.approx(LINKER_LENGTH + 0.3, abs=0.2)


def test_the_parts_move_out_and_come_back() -> None:
    drug = ExplodedDrug(View(36.0))
    assert len(drug.linker_payloads) == len(SITES) == value("dar", "mean")
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


def test_the_formula_weighs_what_the_ledger_says() -> None:
    whole = skeleton("whole")
    elements = Counter(a.element for a in whole.atoms.values())
    elements["H"] = sum(a.hydrogens for a in whole.atoms.values())
    # Payload and AcBut less two waters; the lysine's NH belongs to the antibody and stands for an H of it.
    elements["N"] -= 1
    elements["H"] -= 1
    mass = sum(MASSES[e] * n for e, n in elements.items() if e != "R") + MASSES["H"] * 0
    loss = 17.007  # the acid's OH, which leaves with the lysine's hydrogen
    assert mass + loss == pytest.approx(222.24 + 1478.46 - 18.015, abs=0.6)
    assert value("mw_check", "drug_linker_da") == pytest.approx(222.24 + 1478.46 - 2 * 18.015, abs=0.6)


def test_no_two_atoms_of_the_formula_lie_on_each_other() -> None:
    xy = np.array([a.xy for a in skeleton("whole").atoms.values()])
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=-1) + 9 * np.eye(len(xy))
    assert apart.min() > 0.5


@pytest.mark.parametrize(("fact", "key"), [("age_under20", "young_in_ten"), ("adult_deaths_share", "young_in_ten")])
def test_rows_of_people_show_the_ledgers_numbers_at_one_size(fact: str, key: str) -> None:
    young = int(value(fact, key))
    row = TenPeople(View(1.0), 40.0, young)
    row.at(99.0)
    assert value(fact, "ten") == PEOPLE
    heights = []
    for part in row.rows[1:]:
        assert isinstance(part, Part)
        heights.append(np.ptp(part.points[:, 1]) * PX_PER_UNIT)
    assert heights[0] < heights[1] == pytest.approx(row.tall, rel=0.02)
    assert len(set(row.rows[1].kin)) == young
    assert len(set(row.rows[2].kin)) == PEOPLE - young


def test_half_of_ten_people_stand_for_the_ledgers_percentage() -> None:
    assert abs(value("age_under20", "percent") - 10 * value("age_under20", "young_in_ten")) <= 5
    assert value("adult_deaths_share", "adults") / value("adult_deaths_share", "of") == pytest.approx(0.8)
