"""Actors: whatever is added to one moves with it, and its anchors too."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from manim import VGroup

from scenes.script.errors import FilmError
from scenes.stage.actor import Actor, Part
from scenes.stage.drawing import fill
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.style import PAYLOAD
from scenes.stage.view import View

VIEW = View(14.0, (1.5, -0.7))
BAR = shapely.box(0.0, 0.0, 6.0, 1.0)

places = st.tuples(st.floats(-60, 60), st.floats(-40, 40))
angles = st.floats(-7, 7)


@given(places, angles, places, angles)
def test_a_plain_shape_moves_and_turns_as_a_part_does(
    first: tuple[float, float], turned: float, then: tuple[float, float], at_last: float
) -> None:
    plain, grouped, parts = Actor(VIEW), Actor(VIEW), Actor(VIEW)
    plain.add(fill(BAR, PAYLOAD, VIEW))
    grouped.add(VGroup(fill(BAR, PAYLOAD, VIEW)))
    parts.add(Part(fill(BAR, PAYLOAD, View(VIEW.px_per_nm))))
    for actor in (plain, grouped, parts):
        actor.pose(first, turned).pose(then, at_last)
    expected = parts.submobjects[0].points
    assert np.allclose(plain.submobjects[0].points, expected, atol=1e-9)
    assert np.allclose(grouped.submobjects[0].submobjects[0].points, expected, atol=1e-9)


def test_a_plain_shape_lies_where_it_was_drawn_while_its_actor_stands_at_its_origin() -> None:
    actor, shape = Actor(VIEW), fill(BAR, PAYLOAD, VIEW)
    drawn = shape.points.copy()
    actor.add(shape)
    actor.pose((0.0, 0.0))
    assert np.allclose(shape.points, drawn)


def test_a_plain_shape_that_is_added_to_an_actor_on_its_way_joins_it() -> None:
    actor = Actor(VIEW).pose((5.0, 3.0))
    shape = fill(BAR, PAYLOAD, VIEW, smooth=False)
    actor.add(shape)
    actor.pose((10.0, 4.0))
    assert np.allclose(shape.points.min(axis=0), VIEW.point(10.0, 4.0), atol=0.5 / PX_PER_UNIT)


@given(places, angles)
def test_an_anchor_follows_its_actor(place: tuple[float, float], angle: float) -> None:
    actor = Actor(VIEW)
    shape = fill(shapely.Point(0, 0).buffer(2.0), PAYLOAD, VIEW)
    actor.add(shape)
    anchor = actor.anchor("middle")
    actor.pose(place, angle)
    assert np.allclose(anchor(), shape.get_center(), atol=1e-3)


def test_an_anchor_that_an_actor_does_not_have_is_refused() -> None:
    with pytest.raises(FilmError, match=r"no anchor of Actor 'midle'\. Did you mean 'middle'\? There is: middle\."):
        Actor(VIEW).anchor("midle")
