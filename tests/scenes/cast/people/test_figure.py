"""Persons: whole outlines, the size that is asked for, the same light for all, and nothing drawn without need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import shapely
from manim import DR, UL, VMobject
from shapely.geometry import Polygon

from scenes.cast.people import looks
from scenes.cast.people.figure import SEAT, Figure
from scenes.cast.people.looks import CALLER, CHILD, EXPECTING, NURSE, PATIENT, Look
from scenes.cast.people.stance import RECLINE, REST, SHOW, SIT, STAND, TELL, Arm, Stance, calling, walking
from scenes.stage.actor import Part
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.style import BLAST, CD22, INK, PAYLOAD, contrast, rgb
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
ALL = {name: look for name, look in vars(looks).items() if isinstance(look, Look)}
STANCES = {
    "stand": STAND, "sit": SIT, "recline": RECLINE, "rest": REST, "show": SHOW, "tell": TELL, "look": calling(0),
    "call": calling(1), "step": walking(130), "stride": walking(0),
    "reach": replace(STAND, near=Arm(110, 5, 30, "open"), far=Arm(-35, 0)), "fold": replace(STAND, near=Arm(-20, 148)),
}
every_look = pytest.mark.parametrize("name", ALL)


def rings(shape: VMobject) -> Iterator[np.ndarray]:
    """The rings of a shape as they are drawn: curves sampled, px."""
    curves = shape.points[:, :2].reshape(-1, 4, 2) * PX_PER_UNIT
    if not len(curves):
        return
    breaks = np.flatnonzero(np.linalg.norm(curves[1:, 0] - curves[:-1, 3], axis=1) > 1e-6) + 1
    t = np.linspace(0, 1, 5)[:-1, None, None]
    for ring in np.split(curves, breaks):
        a, b, c, d = (ring[None, :, i] for i in range(4))
        xy = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        yield xy.transpose(1, 0, 2).reshape(-1, 2)


def crossed(figure: Figure) -> list[float]:
    """Area (px²) of what a drawn outline encloses the wrong way round, where it crosses itself."""
    found = []
    for part in figure.parts():
        for ring in rings(part):
            form = Polygon(ring)
            if not form.is_valid:
                found.append(abs(shapely.make_valid(form).area - form.area))
    return found


@every_look
def test_no_outline_of_a_person_crosses_itself(name: str) -> None:
    for faces in ("right", "left"):
        assert max(crossed(Figure(PX, ALL[name], 150, faces=faces)), default=0.0) < 1.5


@pytest.mark.parametrize("stance", STANCES)
def test_no_outline_crosses_itself_however_the_joints_are_bent(stance: str) -> None:
    for look in (NURSE, EXPECTING):
        assert max(crossed(Figure(PX, look, 150, STANCES[stance])), default=0.0) < 1.5


def test_a_crossing_is_seen() -> None:
    figure = Figure(PX, NURSE, 150)
    part = max(figure.parts(), key=lambda p: len(p.points))
    part.points = part.points.copy()
    part.points[40:80, 0] += 0.4
    assert max(crossed(figure)) > 1.5


@every_look
def test_a_person_of_twice_the_head_is_twice_as_high(name: str) -> None:
    small, large = (Figure(PX, ALL[name], head) for head in (90, 180))
    for place in small.anchors():
        assert large.place(place) == pytest.approx(2 * small.place(place), abs=1e-6)
    (_, low, _, high), (_, low2, _, high2) = box_px(small), box_px(large)
    assert (high2 - low2) / (high - low) == pytest.approx(2, rel=0.01)


@every_look
def test_who_stands_has_the_feet_on_the_floor_and_the_middle_between_them(name: str) -> None:
    figure = Figure(PX, ALL[name], 100)
    left, low, right, _ = box_px(figure)
    assert low == pytest.approx(0, abs=5)
    assert left < figure.place("feet")[0] < right


def test_an_adult_is_seven_heads_high_and_a_child_five() -> None:
    for look, heads in ((PATIENT, (6.8, 7.3)), (CHILD, (4.5, 5.2))):
        assert heads[0] < Figure(PX, look, 100).place("head")[1] / (100 * look.head) < heads[1]


@pytest.mark.parametrize("stance", [SIT, RECLINE, REST])
def test_who_sits_has_the_seat_under_the_hips(stance: Stance) -> None:
    figure = Figure(PX, PATIENT, 100, stance)
    below = figure.legs_outline().bounds[1]
    assert figure.place("knee")[1] > 0.4 * SEAT
    assert figure.place("head")[1] > 300 > below


def test_who_looks_to_the_left_is_the_mirror_of_who_looks_to_the_right() -> None:
    right, left = (Figure(PX, NURSE, 120, SHOW, faces) for faces in ("right", "left"))
    for place in right.anchors():
        assert left.place(place) == pytest.approx(right.place(place) * [-1, 1])
    box, mirrored = box_px(right), box_px(left)
    assert (-mirrored[2], mirrored[1], -mirrored[0], mirrored[3]) == pytest.approx(box, abs=0.6)
    assert left.forearm_angle == pytest.approx(np.pi - right.forearm_angle)
    assert left.legs_outline().bounds[2] == pytest.approx(-right.legs_outline().bounds[0])


def test_light_comes_from_the_upper_left_wherever_a_person_looks() -> None:
    for faces in ("right", "left"):
        figure = Figure(PX, PATIENT, 150, faces=faces)
        _, whole, _, light, _ = figure._trunk.cloth.layers
        gaps = np.array([whole.get_corner(side) - light.get_corner(side) for side in (UL, DR)])[:, :2]
        assert (np.abs(gaps[1]) > np.abs(gaps[0]) + 0.01).all()


def test_what_does_not_bend_is_not_drawn_anew() -> None:
    figure = Figure(PX, NURSE, 100, SHOW)
    before = {part: part.rest for part in figure.parts()}
    figure.take(SHOW, tilt=2, blink=1, breath=1)
    assert all(part.rest is before[part] for part in figure.parts())
    figure.take(replace(SHOW, near=replace(SHOW.near, elbow=100)))
    anew = {part for part in figure.parts() if part.rest is not before[part]}
    assert anew
    assert anew <= {p for p in figure.near_arm.get_family() if isinstance(p, Part)}


def test_a_turn_of_the_head_moves_the_mouth_and_leaves_the_feet() -> None:
    figure = Figure(PX, PATIENT, 150, RECLINE)
    mouth, feet = figure.place("mouth"), figure.place("feet")
    figure.take(RECLINE, tilt=3)
    assert 2 < np.linalg.norm(figure.place("mouth") - mouth) < 12
    assert figure.place("feet") == pytest.approx(feet)


@every_look
def test_a_closed_lid_covers_the_pupil_and_an_open_one_shows_it(name: str) -> None:
    figure = Figure(PX, ALL[name], 200)
    pupil, lid = figure._portrait.pupil, figure._portrait.lid
    for blink, low, high in ((0.0, 0.0, 0.05), (1.0, 0.97, 1.01)):
        figure.take(STAND, blink=blink)
        seen, cover = (shapely.union_all([Polygon(r).buffer(0) for r in rings(part)]) for part in (pupil, lid))
        assert low <= seen.intersection(cover).area / seen.area <= high


def test_breath_widens_the_chest_and_lifts_the_head_a_little() -> None:
    figure = Figure(PX, PATIENT, 196, RECLINE)
    out = figure.place("head")
    figure.take(RECLINE, breath=1)
    assert 0 < figure.place("head")[1] - out[1] < 4


def test_a_telephone_never_hides_the_eye_and_ends_at_the_ear() -> None:
    figure = Figure(PX, CALLER, 150, calling(0), holds="phone")
    for share in np.linspace(0, 1, 11):
        figure.take(calling(share))
        covered = shapely.union_all([Polygon(r).buffer(0) for p in figure.near_arm.get_family()
                                     if isinstance(p, Part) for r in rings(p)])
        assert not covered.contains(shapely.Point(figure.place("eye"))), share
    ear = figure.place("mouth") + 1.5 * np.array([-44, 28])
    assert covered.distance(shapely.Point(ear)) < 20


def test_a_place_can_be_asked_for_by_name_alone() -> None:
    with pytest.raises(Exception, match="no anchor of Figure 'elbow'"):
        Figure(PX, PATIENT, 100).anchor("elbow")


# --- who is who -----------------------------------------------------------------------------------


def distance(a: str, b: str) -> float:
    return float(np.linalg.norm(np.subtract(rgb(a), rgb(b))))


@every_look
def test_clothes_keep_away_from_the_colors_of_blast_cd22_and_harm(name: str) -> None:
    look = ALL[name]
    for color in (look.top_color, look.under, look.legs, look.shoes, look.hair_color):
        for kept in (BLAST, CD22, PAYLOAD):
            assert distance(color, kept) > 0.2, (color, kept)


@every_look
def test_hands_and_faces_stand_out_from_clothes_and_cover(name: str) -> None:
    look = ALL[name]
    for cloth in (look.top_color, look.legs, look.hair_color):
        assert distance(look.skin, cloth) > 0.14, cloth
    assert contrast(look.skin, INK) > 2.0


def test_persons_have_several_skins_and_ages() -> None:
    assert len({look.skin for look in ALL.values()}) >= 5
    assert len({(look.body, look.face.lines) for look in ALL.values()}) >= 3
    assert len(set(ALL.values())) == len(ALL) == 11
