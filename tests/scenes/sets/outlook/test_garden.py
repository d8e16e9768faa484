"""The garden: seedlings grow by their stroke, crowns sway a little, and height means nothing."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.seedlings import Seedling
from scenes.sets.outlook.trees import GROWN, Tree
from scenes.stage.layout import zones
from scenes.stage.view import View
from tests.helpers.extents import box_px

PX = View(1.0)
SHAPES = ("landscape", "portrait", "square")


def seedling() -> Seedling:
    return Seedling(PX, 200.0, 10.0, 100.0, seed=3)


def test_a_seedling_is_not_there_before_it_grows() -> None:
    assert not any(len(part.points) for part in seedling().parts())


def test_a_seedling_grows_by_the_length_of_its_stem_and_never_shrinks() -> None:
    plant, tops = seedling(), []
    for share in np.linspace(0.1, 1.0, 10):
        plant.grow(float(share), 0.0)
        tops.append(box_px(plant)[3])
    assert tops == sorted(tops)
    assert tops[-1] - tops[0] > 120


def test_a_share_and_a_time_give_one_picture_whatever_came_before() -> None:
    one, other = seedling(), seedling()
    one.grow(0.9, 1.0)
    for plant in (one, other):
        plant.grow(0.6, 2.0)
    for a, b in zip(one.parts(), other.parts(), strict=True):
        assert np.array_equal(a.points, b.points)


def test_a_crown_sways_about_its_trunk() -> None:
    tree = Tree(View(20.0), "grown", 1, "far")
    trunk = next(tree.parts()).points.copy()
    left, _, right, _ = box_px(tree)
    tree.sway(1.0)
    moved = abs(box_px(tree)[0] - left) + abs(box_px(tree)[2] - right)
    assert 0 < moved < 0.04 * (right - left)
    assert np.array_equal(next(tree.parts()).points, trunk)


@pytest.mark.parametrize("shape", SHAPES)
def test_seedlings_differ_in_height_and_make_no_ladder(shape: str) -> None:
    plan = Composition.of(zones(shape))
    heights = [y - sign_y for (_, y), (_, sign_y) in zip(plan.plants, plan.signs, strict=True)]
    assert len(set(heights)) == len(heights)
    assert heights not in (sorted(heights), sorted(heights, reverse=True))
    assert len(plan.others) == len(plan.plates) == len(GROWN) - 1
