"""Values and views in time: they ease, they hand over, a zoom keeps one place."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scenes.stage.courses import Camera, Course, between
from scenes.stage.view import View

STEPS = np.linspace(0, 1, 81)


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
