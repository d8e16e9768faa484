"""Drawings of very many curves."""

from __future__ import annotations

import numpy as np
import shapely

from scenes.cast.kit.spare import Distant, Spare, spared, thinned
from scenes.stage.drawing import fill, outline_points
from scenes.stage.style import INK
from scenes.stage.view import View

DISC = shapely.Point(3.0, 2.0).buffer(5.0, quad_segs=32)


def test_what_is_put_away_has_no_form_until_it_is_posed_again() -> None:
    part = Spare(INK, spared(outline_points(DISC, View(10.0))))
    part.pose(np.eye(2), np.zeros(2))
    before = part.points.copy()
    part.put_away()
    assert len(part.points) == 0
    part.pose(np.eye(2), np.zeros(2))
    assert np.array_equal(part.points, before)


def test_from_afar_a_thing_stands_where_it_stood_and_has_fewer_curves() -> None:
    view = View(10.0, (1.0, -0.5))
    exact = fill(DISC, INK, view, tolerance_px=0.01)
    (part,) = Distant(view, exact).see_from(view.scaled(0.5)).parts()
    assert 8 <= len(part.points) < 0.5 * len(exact.points)
    middle = part.points[:, :2].min(axis=0) + np.ptp(part.points[:, :2], axis=0) / 2
    assert np.allclose(middle, view.scaled(0.5).point(3.0, 2.0)[:2], atol=0.02)


def test_a_thinned_outline_stays_near_the_exact_one() -> None:
    points = outline_points(DISC, View(135.0), tolerance_px=0.01)
    radii = np.linalg.norm(thinned(points, 0.05)[::4, :2] - (3.0, 2.0), axis=1)
    assert np.allclose(radii, 5.0, atol=0.05)


def test_rings_beside_the_picture_are_left_out_and_come_back_with_it() -> None:
    both = shapely.union(DISC, shapely.Point(400.0, 2.0).buffer(5.0, quad_segs=8))
    part = Spare(INK, spared(outline_points(both, View(10.0))))
    whole = len(part.rest)
    part.pose(np.eye(2), np.zeros(2))
    assert 0 < len(part.points) < whole
    assert (np.abs(part.points[:, 0]) < 8).all()
    part.pose(0.1 * np.eye(2), np.zeros(2))
    assert len(part.points) == whole
