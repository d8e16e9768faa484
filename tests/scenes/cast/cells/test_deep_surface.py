"""The surface of a cell in depth keeps one rule: what is seen at s px/nm stands 33 s px below the horizon."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.cast.cells.deep_surface import EYE_HEIGHT, DeepSurface, Depth
from scenes.cast.molecules.antibody import Antibody
from scenes.cast.molecules.cd22 import LENGTH, Cd22
from scenes.sets.closing.layout import Composition as Closing
from scenes.sets.opening.layout import Composition as Opening
from scenes.stage.layout import zones
from scenes.stage.members import family

LANDSCAPE = zones("landscape")
DEPTHS = {
    (name, shape): kind.of(zones(shape)).depth
    for name, kind in (("opening", Opening), ("closing", Closing)) for shape in ("landscape", "portrait", "square")
}


@pytest.mark.parametrize("of", DEPTHS, ids="-".join)
def test_rows_stand_by_their_scale_and_the_cell_lies_above_the_captions(of: tuple[str, str]) -> None:
    picture, depth = zones(of[1]), DEPTHS[of]
    for scale in depth.scales:
        assert picture.px(depth.view(picture, scale).point(0, 0))[1] == pytest.approx(depth.horizon + 33 * scale)
        tip = picture.px(depth.view(picture, scale).point(0, LENGTH))[1]
        assert 0 < tip - depth.horizon < 70  # all tips a little below the horizon
    assert list(depth.scales) == sorted(depth.scales)
    near = depth.view(picture, depth.scales[2])
    assert picture.px(near.point(0, -9.0))[1] < picture.caption.top + 0.01 * picture.frame.height


@pytest.fixture(scope="module")
def surface() -> DeepSurface:
    depth = Depth(430.0, (4.8, 7.6, 11.0), ((-40.0,), (30.0,), (10.0, 40.0)), (1, -30.0))
    return DeepSurface(LANDSCAPE, depth, (), 5, density=0.1, aside=lambda time: 6.0 if time == 0 else 0.0)


def pose_all(surface: DeepSurface, time: float) -> None:
    for actor, pose in surface.motions():
        pose(actor, time)


def test_what_is_near_moves_more_when_the_eye_moves(surface: DeepSurface) -> None:
    rods = [actor for actor, _ in surface.motions() if isinstance(actor, Cd22)]
    feet = []
    for time in (0.0, 1.0):
        pose_all(surface, time)
        feet.append([LANDSCAPE.px(rod.view.point(*rod.foot_at))[0] for rod in rods])
    moved = np.array(feet[0]) - np.array(feet[1])
    assert moved == pytest.approx([6.0 * rod.view.px_per_nm for rod in rods])
    assert set(np.round(moved / 6.0, 6)) == set(surface.depth.scales)


def test_an_antibody_holds_two_rods_by_their_tips_at_any_time(surface: DeepSurface) -> None:
    held = next(actor for actor, _ in surface.motions() if isinstance(actor, Antibody))
    rods = [actor for actor, _ in surface.motions() if isinstance(actor, Cd22) and abs(actor.foot_at[0] + 30) < 10]
    for time in (0.0, 3.3, 7.1):
        pose_all(surface, time)
        for side, rod in enumerate(rods):
            assert rod.tip() == pytest.approx(held.arm_tip(side))
            assert rod.length() == pytest.approx(LENGTH, abs=2.5)


def test_all_that_moves_is_in_the_picture_once_and_from_back_to_front(surface: DeepSurface) -> None:
    order = surface.back_to_front()
    assert len(set(map(id, order))) == len(order)
    moving = {id(actor) for actor, _ in surface.motions()}
    assert moving <= {id(thing) for shown in order for thing in family(shown)}
    scales = [thing.view.px_per_nm for thing in order if isinstance(thing, Cd22)]
    assert scales == sorted(scales)
    assert EYE_HEIGHT == 33.0
