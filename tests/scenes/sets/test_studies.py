"""People, gates, the flow plot and the river of studies show what the ledger and the words say, and no more."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely
from manim import VMobject
from shapely.geometry import Point

from production.draw.walk import staged
from scenes.cast.charts.flow_plot import FlowPlot
from scenes.cast.patient.person import HEAD, HEIGHT, Age, Person, pieces
from scenes.eligibility import Eligibility
from scenes.outlook import STUDIES, Outlook
from scenes.script.facts import load_ledger
from scenes.script.request import AUDIENCES, SHAPES, Quality, Request
from scenes.script.script import load_clip_script
from scenes.sets.eligibility.gates import Door, Gate
from scenes.sets.eligibility.signs import FamilyOfThree, ReturnArrow
from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.river import STUB, Arm, River
from scenes.sets.outlook.signs import Tag
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.view import View
from tests.helpers.walks import entry_named

PX = View(1.0)
AGES: tuple[Age, ...] = ("adult", "child", "toddler")
SMALL = Quality("small", 90, 15)
LEDGER = load_ledger()


def box_px(mobject: VMobject) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of all that is drawn, px from the stage's middle."""
    points = np.vstack([m.points for m in mobject.get_family() if len(m.points)]) * PX_PER_UNIT
    return (*points.min(axis=0)[:2], *points.max(axis=0)[:2])


# --- people -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("age", AGES)
def test_a_person_is_as_tall_as_the_age_says_and_stands_on_the_ground(age: Age) -> None:
    _, low, _, high = box_px(Person(PX, age, "#4F9E9A").stand(0, 0))
    assert low == pytest.approx(0, abs=0.06 * HEIGHT[age])
    assert high == pytest.approx(HEIGHT[age], rel=0.03)


@pytest.mark.parametrize("age", AGES)
def test_the_younger_a_person_the_larger_is_the_head(age: Age) -> None:
    forms = pieces(age)
    crown = forms["head"].bounds[3]
    shoulders = forms["gown"].bounds[3]
    assert crown == pytest.approx(1.0)
    assert crown - shoulders == pytest.approx(HEAD[age], rel=0.25)
    assert HEAD["adult"] < HEAD["child"] < HEAD["toddler"]


def test_a_walk_moves_legs_and_ends_as_it_began() -> None:
    person = Person(PX, "adult", "#4F9E9A", 200)
    still = box_px(person.walk(0, 0, 0, 0.0))
    stepping = box_px(person.walk(0, 0, 20, 1.0))
    assert stepping[2] - stepping[0] > still[2] - still[0] + 5
    assert box_px(person.walk(0, 0, 400, 0.0)) == pytest.approx(still)


def test_the_family_shows_the_youngest_age_of_the_us_text() -> None:
    family = FamilyOfThree(PX, 330, 400)
    assert [person.age for person in family.people] == ["adult", "toddler", "child"]
    assert LEDGER.number("ind_us.age") == 1
    hand, adult = family.people[1].hand(0), family.people[0]
    assert abs(hand[0] - adult.position[0]) < 0.25 * adult.height_px, "the toddler holds the adult's hand"


# --- the flow plot ------------------------------------------------------------------------------------


@cache
def plot(wide: float = 328, high: float = 404) -> FlowPlot:
    return FlowPlot(PX, wide, high, "CD22", 41, seed=7)


@pytest.mark.parametrize("room", [(328, 404), (330, 361), (188, 344)])
def test_the_plot_shows_as_many_positive_cells_as_it_says(room: tuple[float, float]) -> None:
    drawn = plot(*room)
    inside = [drawn.gate.contains(Point(*spot)) for spot in drawn.spots]
    assert drawn.positive == pytest.approx(np.mean(inside))
    # The trial's people mostly had CD22 on 70 of 100 blasts or more; no plot here shows fewer.
    assert 0.70 <= drawn.positive <= 0.90
    gray = len(drawn.layers[0].kin)
    assert not any(inside[:gray]), "a gray cell is negative"


def test_no_dot_of_the_plot_lies_on_another() -> None:
    drawn = plot()
    apart = np.linalg.norm(drawn.spots[:, None] - drawn.spots[None], axis=-1)
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 1.5 * drawn.dot


def test_the_plot_is_drawn_from_its_seed_alone_and_marked_as_an_illustration() -> None:
    again = FlowPlot(PX, 328, 404, "CD22", 41, seed=7)
    assert np.array_equal(plot().spots, again.spots)
    assert not np.array_equal(plot().spots, FlowPlot(PX, 328, 404, "CD22", 41, seed=8).spots)
    assert LEDGER["flow_picture"].illustration
    for audience in AUDIENCES:
        assert "flow_picture" in load_clip_script("eligibility", audience=audience).beat("cd22").drawn


def test_dots_arrive_one_after_the_other() -> None:
    drawn = FlowPlot(PX, 328, 404, "CD22", 41, seed=7)

    def shown(share: float) -> int:
        drawn.count(share)
        return sum(len(layer.points) for layer in drawn.layers)

    counts = [shown(share) for share in (0.0, 0.3, 0.6, 1.0)]
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[-1] == len(drawn.spots) * 2 * 16  # two discs of four curves a dot


# --- gates --------------------------------------------------------------------------------------------


def test_a_door_closes_its_gate_and_opens_it() -> None:
    gate = Gate(0, 0, 328, 240)
    door = Door(PX, gate)
    left, _, right, _ = box_px(door)
    assert right - left == pytest.approx(gate.opening, abs=6)
    leaf = next(part for part, side in door._sides.items() if side > 0)
    assert np.ptp(leaf.points[:, 0]) * PX_PER_UNIT == pytest.approx(gate.opening / 2, abs=4)
    door.swing(1.0)
    assert np.ptp(leaf.points[:, 0]) * PX_PER_UNIT < 0.1 * gate.opening / 2


#: The word with which a gate's condition has been said.
SAID = {
    "patient": {"came_back": "back", "cd22": "CD22", "age": "one,", "tests": "tests"},
    "student": {"came_back": "back;", "cd22": "CD22-positive.", "age": "adults,", "tests": "counts,"},
}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_gate_opens_only_when_its_condition_has_been_said(
    audience: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[int, float] = {}
    as_ever = Eligibility.open_gate

    def noted(clip: Eligibility, number: int, said: float) -> None:
        assert [door.share for door in clip.doors[number:]] == [0.0] * (4 - number)
        asked[number] = said
        as_ever(clip, number, said)

    monkeypatch.setattr(Eligibility, "open_gate", noted)
    with staged(entry_named("eligibility"), Request(audience=audience, quality=SMALL)) as going:
        story = going.go()
    assert [*asked] == [0, 1, 2, 3]
    for number, record in enumerate(story.beats[:4]):
        word = next(w for w in record.speech.words if w.text == SAID[audience][record.name])
        assert asked[number] >= record.narration_start + word.end - 0.05, record.name


def test_an_arrow_turns_back_on_itself() -> None:
    arrow = ReturnArrow(PX, 100, 10)
    arrow.draw(0.5)
    half = box_px(arrow)
    arrow.draw(1.0)
    assert box_px(arrow)[2] > half[2] + 50
    arrow.draw(0.0)
    assert not any(len(part.points) for part in arrow.parts())


# --- the river ----------------------------------------------------------------------------------------


@cache
def river_in(shape: str) -> River:
    z, plan = zones(shape), Composition.of(zones(shape))

    def up(points: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        return tuple((x, -y) for x, y in points)

    return River(
        PX.at(z.point(0, 0)), Arm(up(plan.stream), plan.wide), [Arm(up(lane), plan.arm) for lane in plan.lanes],
        [Point(*plan.today).buffer(10)], seed=3,
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_each_arm_ends_at_its_sign_and_is_dry_until_it_runs(shape: str) -> None:
    river, plan = river_in(shape), Composition.of(zones(shape))
    for number, (arm, (x, y)) in enumerate(zip(river.arms, plan.signs, strict=True)):
        assert arm.points[-1] == (x, -y)
        near = arm.at(np.array([0.86]))[0]
        shares = np.full(4, STUB)
        river.run(shares)
        assert not river.water_at(*near)
        shares[number] = 1.0
        river.run(shares)
        assert river.water_at(*near)


@pytest.mark.parametrize("shape", SHAPES)
def test_only_the_stream_has_firm_banks(shape: str) -> None:
    river = river_in(shape)
    firm = river.firm_banks
    for arm in river.arms:
        far = shapely.LineString(arm.at(np.linspace(0.55, 1, 20))).buffer(0.5 * max(arm.wide) + 8)
        assert firm.intersection(far).length < 30
    assert firm.length > 150


def test_what_is_studied_is_drawn_with_broken_lines_and_today_with_a_whole_one() -> None:
    river = river_in("landscape")
    dashed = len(river.dashes) * 16.0
    edge = shapely.boundary(river.whole).length - river.firm_banks.length
    assert 0.35 * edge < dashed < 0.65 * edge


def test_every_tag_says_the_date_of_its_source() -> None:
    facts = {"doses": "minihcvd_rr", "partners": "ino_chemo_paed", "first": "a041501", "car_t": "cd22_cart_meta"}
    assert set(facts) == set(STUDIES)
    script = load_clip_script("outlook")
    for study, fact in facts.items():
        year = f"{LEDGER.number(f'{fact}.year'):.0f}"
        assert script.beat(study).labels[f"date_{study}"].endswith(year)
        assert year in LEDGER[fact].sources[0].date
        assert fact in script.beat(study).facts
        tag = Tag(PX, script.beat(study).labels[f"date_{study}"], 40)
        left, _, right, _ = box_px(tag)
        assert right - left == pytest.approx(tag.wide, abs=12)


def test_countries_and_dates_stand_in_the_picture_as_in_the_ledger() -> None:
    script = load_clip_script("eligibility")
    months, labels = script.words["months"].split(), script.beat("age").labels
    for key, fact in (("us", "ind_us"), ("eu", "ind_eu")):
        month = months[int(LEDGER.number(f"{fact}.month")) - 1]
        assert labels[key].startswith(key.upper())
        assert f"{month} {LEDGER.number(f'{fact}.year'):.0f}" in labels[key]
    assert "1 year" in labels["us"]
    assert "adults" in labels["eu"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_outlook_claims_no_result_but_that_one_was_not_shown(audience: str) -> None:
    script = load_clip_script("outlook", audience=audience)
    said = " ".join(beat.narration for beat in script.beats)
    for word in ("remission", "better", "response", "surviv", "effective", "safer", "fewer", "promising"):
        assert word not in said
    assert "%" not in said
    assert "not show less" in said
    for study in STUDIES:
        beat = script.beat(study)
        assert any(LEDGER[fact].balance is None for fact in beat.facts)
    assert Outlook.poster_beat == "studied"
