"""The molecules of clip 1 are as large as the ledger says, and nothing among them aims."""

from __future__ import annotations

import tomllib
from zlib import crc32

import numpy as np
import pytest
import shapely

from scenes.cast.cells.membrane import Bilayer
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import DOMAINS, Cd22
from scenes.cast.molecules.crowd import Crowd
from scenes.cast.molecules.domain import DETAILS, DetailName, bead_domain
from scenes.cast.molecules.igg4 import lambda_conformation
from scenes.cast.molecules.lens import Lens
from scenes.cast.molecules.ornament import Ornament
from scenes.cast.molecules.payload import LENGTH, Payload, payload_shape
from scenes.script.facts import load_ledger
from scenes.script.toml_file import ROOT
from scenes.sets.binding.drift import Drift, bystanders, take
from scenes.sets.binding.encounter import SNAP, Encounter, Times
from scenes.sets.binding.layout import Composition
from scenes.stage.layout import zones
from scenes.stage.motion import straightness
from scenes.stage.style import INK, PAYLOAD, PLASMA
from scenes.stage.view import View

VIEW = View(15.0)
LEDGER = load_ledger()


def extent(geometry: shapely.Geometry) -> tuple[float, float]:
    left, bottom, right, top = geometry.bounds
    return right - left, top - bottom


def body_of(antibody: Antibody) -> shapely.Geometry:
    """The antibody's silhouette without its contour and its payloads."""
    bare = Antibody(antibody.view, seed=antibody.seed, payloads=0, form=antibody.form)
    bare.flex()
    bare.pose((0, 0))
    return shapely.union_all([g for g, color in bare.posed_fills() if color != INK])


# --- sizes ------------------------------------------------------------------------------------


def test_a_spread_antibody_is_about_16_nm_across_and_high() -> None:
    width, height = extent(body_of(Antibody(VIEW, seed=1)))
    assert width == pytest.approx(16.0, abs=1.0)
    assert height == pytest.approx(16.0, abs=1.0)


def test_a_spread_antibody_holds_its_tips_twelve_to_fourteen_nm_apart() -> None:
    antibody = Antibody(VIEW, seed=1)
    antibody.flex(51, 51, 6, 6)
    antibody.pose((3, 2), 0.4)
    apart = float(np.linalg.norm(antibody.arm_tip(0) - antibody.arm_tip(1)))
    assert 12.0 <= apart <= 14.0


def test_the_folded_antibody_has_the_extent_of_the_crystal() -> None:
    longest = LEDGER.number("igg4_shape.nm")
    hull = shapely.minimum_rotated_rectangle(body_of(Antibody(VIEW, seed=1, form="lambda")))
    x, y = hull.exterior.coords.xy
    sides = sorted(float(np.hypot(x[i + 1] - x[i], y[i + 1] - y[i])) for i in range(2))
    assert sides[1] == pytest.approx(longest, rel=0.1)
    assert sides[0] == pytest.approx(LEDGER.number("igg4_shape.width_nm"), rel=0.15)


def test_the_measured_layout_names_its_source_and_its_twelve_domains() -> None:
    measured = ROOT / "assets" / "shapes" / "igg4.toml"
    raw = tomllib.loads(measured.read_text(encoding="utf-8"))
    assert raw["pdb"] == "5DK3"
    assert raw["doi"] == "10.1038/nsmb.3129"
    assert len(lambda_conformation().domains) == 12
    names = sorted(p.name for p in lambda_conformation().domains)
    assert names == sorted(2 * ["VL", "VH", "CL", "CH1", "CH2", "CH3"])


@pytest.mark.parametrize("seed", range(4))
def test_cd22_stands_28_nm_out_of_the_membrane(seed: int) -> None:
    rod = Cd22(VIEW, foot_nm=(0, 0), seed=seed)
    assert rod.length() == pytest.approx(LEDGER.number("cd22_length.nm"), abs=1.0)


def test_cd22_has_as_many_domains_as_the_ledger_counts() -> None:
    assert LEDGER.number("cd22_domains.count") == DOMAINS


@pytest.mark.parametrize("tip", [(0, 28), (-4, 27.4), (9, 24), (6, 20)])
def test_a_bent_cd22_keeps_its_length(tip: tuple[float, float]) -> None:
    rod = Cd22(VIEW, foot_nm=(0, 0), seed=2).reach(tip)
    chain = np.vstack([[0, 0], rod.joint_place[:DOMAINS], tip])
    assert np.linalg.norm(np.diff(chain, axis=0), axis=1).sum() == pytest.approx(28, abs=1.2)
    assert np.linalg.norm(rod.joint_place[DOMAINS - 1] - tip) < 2.8, "d1 reaches the tip"


def test_the_membrane_is_as_thick_as_the_ledger_says() -> None:
    skin = Bilayer(VIEW, -20, 20, sag_nm=0, bob_nm=0)
    heads = [p for p in skin.parts() if len(p.points)]
    points = np.vstack([part.points for part in heads[2:]])
    thickness = float(np.ptp(points[:, 1])) / VIEW.unit
    assert thickness == pytest.approx(LEDGER.number("membrane.nm"), abs=0.3)
    assert points[:, 1].max() / VIEW.unit == pytest.approx(0, abs=0.2), "y 0 is its surface"


def test_a_payload_is_life_size_times_its_scale() -> None:
    assert LEDGER.number("calich_size.nm") == LENGTH
    for scale in (1.0, 1.5, 2.0):
        assert extent(payload_shape(scale).beads)[0] == pytest.approx(2.2 * scale, rel=0.02)
    assert Payload(VIEW, scale=1.5).length == pytest.approx(3.3)


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


# --- payloads -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(2, 9))
@pytest.mark.parametrize("form", ["spread", "lambda"])
def test_an_antibody_carries_two_to_eight_payloads_none_on_its_tips(count: int, form: str) -> None:
    antibody = Antibody(
        VIEW, seed=count, payloads=count, form=form, detail="organelle"  # type: ignore[arg-type]
    )
    assert sum(antibody.has_payload(i) for i in range(9)) == count
    for i in range(count):
        for side in (0, 1):
            place = antibody.payload_place(i)[0]
            assert np.linalg.norm(place - antibody.arm_tip(side)) > 2.0


def test_a_dropped_payload_starts_where_it_hung() -> None:
    antibody = Antibody(VIEW, seed=1)
    antibody.flex(40, 60, 8, 2)
    antibody.pose((5, -3), 1.1)
    parts = antibody.payloads[2]
    fill = next(p for p in parts if p.fill_color.to_hex().upper() == PAYLOAD)
    shown = VIEW.place((fill.points.min(axis=0) + fill.points.max(axis=0)) / 2)
    count = len(antibody.submobjects)
    place, _ = antibody.drop_payload(2)
    assert place == pytest.approx(shown, abs=0.35)
    assert not antibody.has_payload(2)
    assert len(antibody.submobjects) == count - len(parts)


def test_the_same_seed_draws_the_same_antibody() -> None:
    one, other = (Antibody(VIEW, seed=5, payloads=4) for _ in range(2))
    for a, b in zip(one.parts(), other.parts(), strict=True):
        assert np.array_equal(a.points, b.points)


def test_an_actor_grows_with_its_view() -> None:
    antibody = Antibody(VIEW, seed=1, detail="organelle")
    near = extent_of(antibody)
    antibody.view = View(30.0)
    antibody.pose((0, 0))
    assert extent_of(antibody) == pytest.approx(2 * near)


def extent_of(antibody: Antibody) -> float:
    points = np.vstack([p.points for p in antibody.parts()])
    return float(np.ptp(points[:, 0]))


# --- crowd and lens -------------------------------------------------------------------------------


def test_a_crowd_stays_clear_of_words_and_behind_its_wall() -> None:
    words = shapely.box(-20, 30, 5, 40)
    crowd = Crowd(VIEW, (-50, 3, 50, 50), 4, keep_out=(words,), walls=(2.0, np.inf))
    spots, _ = crowd.places(0.0)
    assert len(spots) > 20
    assert not any(words.contains(shapely.Point(*spot)) for spot in spots)
    for time in (5.0, 20.0, 45.0):
        assert crowd.places(time)[0][:, 1].min() > 2.0


def test_a_crowd_hurries_nowhere() -> None:
    crowd = Crowd(VIEW, (-50, 3, 50, 50), 4)
    way = np.array([crowd.places(t)[0] for t in np.arange(0, 12, 1 / 15)])
    assert max(straightness(way[:, i]) for i in range(way.shape[1])) <= 0.6


def test_the_lens_magnifies_as_much_as_it_says_and_shows_nothing_outside() -> None:
    lens = Lens(VIEW, (2.0, 3.0), 4.0, np.array([3.0, 1.0, 0.0]), 180)
    assert lens.zoom == pytest.approx(3.0)
    assert lens.view.point(2.0, 3.0) == pytest.approx([3.0, 1.0, 0.0])
    lens.magnify(Antibody(lens.view, seed=1, detail="lens"))
    content = np.vstack([part.points for part in lens.glass[3:]])
    assert np.linalg.norm(content[:, :2] - [3.0, 1.0], axis=1).max() <= 182 / 135


@pytest.mark.parametrize("shape", ["landscape", "portrait", "square"])
def test_the_ornament_is_one_line_with_a_free_payload_in_its_gap(shape: str) -> None:
    ornament = Ornament(shape)
    rod, antibody, payload, dna = ornament.submobjects
    assert rod.get_right()[0] < payload.get_left()[0]
    assert payload.get_right()[0] < dna.get_left()[0]
    assert antibody.get_left()[0] == pytest.approx(ornament.get_left()[0])


# --- the encounter --------------------------------------------------------------------------------

TIMES = Times.within(16.0, 22.4)


@pytest.fixture(scope="module", params=["landscape", "portrait", "square"])
def encounter(request: pytest.FixtureRequest) -> Encounter:
    plan = Composition.of(zones(request.param))
    view = View(plan.px_per_nm)
    skin = Bilayer(view, -70, 70)
    rods = [
        Cd22(view, foot_nm=(x, float(skin.surface(x))), seed=i) for i, x in enumerate(plan.feet)
    ]
    hero = Antibody(view, seed=1, detail="organelle")
    seed = crc32(f"22/binding/path {plan.path}".encode()) % 2**31
    return Encounter(hero, rods[0], rods[1], rods[2], skin, TIMES, plan.start, seed)


def gap(encounter: Encounter, rod: Cd22, side: int, time: float) -> float:
    """From an arm's tip to a rod's tip at a time, nm."""
    encounter.pose(time)
    return float(np.linalg.norm(encounter.antibody.arm_tip(side) - rod.tip_at))


def test_the_antibody_does_not_aim_before_it_is_caught(encounter: Encounter) -> None:
    path = encounter.drift.path(TIMES.arrives, TIMES.caught)
    assert straightness(path) <= 0.6
    after_bump = encounter.drift.path(TIMES.bumps, TIMES.caught)
    assert straightness(after_bump) <= 0.6


def test_it_first_touches_a_rod_in_vain(encounter: Encounter) -> None:
    assert gap(encounter, encounter.missed, 0, TIMES.bumps + 0.05) < 2.0
    later = [gap(encounter, encounter.missed, 0, t)
             for t in np.arange(TIMES.bumps + 1.8, TIMES.caught, 0.2)]
    assert max(later) > 8.0


def test_a_capture_takes_no_longer_than_four_tenths_of_a_second(encounter: Encounter) -> None:
    assert SNAP <= 0.4
    before = gap(encounter, encounter.first, 0, TIMES.caught - 1e-3)
    assert 0.8 < before < 5.0, "it came near by chance, it did not arrive"
    assert gap(encounter, encounter.first, 0, TIMES.caught + 0.4) < 0.05


def test_one_arm_holds_before_the_other_finds_a_neighbor(encounter: Encounter) -> None:
    middle = (TIMES.caught + TIMES.bridges) / 2
    assert gap(encounter, encounter.first, 0, middle) < 0.05
    assert gap(encounter, encounter.second, 1, middle) > 1.0


def test_both_arms_hold_to_the_end(encounter: Encounter) -> None:
    for time in np.arange(TIMES.bridges + 0.4, TIMES.bridges + 20, 3.1):
        assert gap(encounter, encounter.first, 0, float(time)) < 0.05
        assert gap(encounter, encounter.second, 1, float(time)) < 0.05


def test_the_bond_rests_while_others_wander(encounter: Encounter) -> None:
    clock = np.arange(TIMES.bridges + 0.5, TIMES.bridges + 10.5, 1 / 5)
    rest = np.array([encounter.stance(float(t)).position for t in clock])
    assert np.ptp(rest, axis=0).max() < 1.5
    others = bystanders(View(15.0), (30, 40), ((-40, 20), (40, 20)), PLASMA, 16.0, [3, 4, 5])
    for _, drift in others:
        way = drift.path(float(clock[0]), float(clock[-1]))
        assert np.ptp(way, axis=0).max() > 2.0
        assert straightness(way) <= 0.6


def test_a_pose_depends_on_nothing_but_time(encounter: Encounter) -> None:
    def shown(time: float) -> np.ndarray:
        encounter.pose(time)
        return np.vstack([p.points for p in encounter.antibody.parts()])

    first = shown(21.3)
    shown(33.0)
    assert np.array_equal(first, shown(21.3))


def test_a_free_antibody_never_holds_a_stiff_pose() -> None:
    antibody = Antibody(VIEW, seed=1, detail="organelle")
    drift = Drift(8, [(0.0, (0.0, 40.0), 0.0)])
    spans = []
    for time in np.arange(0, 12, 0.5):
        take(antibody, drift.stance(float(time)))
        spans.append(float(np.linalg.norm(antibody.arm_tip(0) - antibody.arm_tip(1))))
    assert np.ptp(spans) > 1.5, "its arms flex"
