"""The person and the liver in it: in proportion and in their place."""

from __future__ import annotations

import pytest
from shapely.geometry import box

from scenes.cast.patient.torso import DISC, LIVER_CORNER, LIVER_WIDTH, Torso, cut, silhouette
from scenes.stage.layout import PX_PER_UNIT
from scenes.stage.style import LIVER, LIVER_AT_REST
from scenes.stage.view import View


def width_at(depth: float) -> float:
    """Width (cm) of the whole outline at a depth below the crown."""
    slice_ = silhouette().intersection(box(-60, -depth - 0.05, 60, -depth + 0.05))
    left, _, right, _ = slice_.bounds
    return float(right - left)


def test_the_person_has_an_adults_proportions() -> None:
    assert width_at(10.0) == pytest.approx(15.4, abs=0.4)
    assert width_at(25.0) == pytest.approx(10.0, abs=0.6)
    assert width_at(37.0) == pytest.approx(40.0, abs=2.0)
    left, _, right, top = silhouette().bounds
    assert top == pytest.approx(0.0, abs=0.2)
    assert left == pytest.approx(-right, abs=0.1)


def test_the_trunk_is_cut_by_the_disc_and_the_head_stands_out_of_it() -> None:
    _, y, radius = DISC
    seen = silhouette().intersection(cut())
    assert seen.bounds[1] == pytest.approx(y - radius, abs=0.3)
    assert seen.bounds[3] > y + radius + 10


def test_the_liver_is_to_scale_and_on_the_persons_right() -> None:
    view = View(8.0)
    for color in (LIVER_AT_REST, LIVER):
        liver = Torso(view).liver(color)
        assert liver.width * PX_PER_UNIT / 8.0 == pytest.approx(LIVER_WIDTH, rel=0.08)
    x, y = LIVER_CORNER
    body = silhouette()
    organ = box(x, y, x + LIVER_WIDTH, y + 0.68 * LIVER_WIDTH)
    assert body.covers(organ)
    assert organ.centroid.x < 0, "the person's right is the viewer's left"


def test_the_leader_of_the_liver_ends_inside_it() -> None:
    liver = Torso(View(8.0)).liver()
    at = liver.anchor("liver")()
    assert liver.get_left()[0] < at[0] < liver.get_right()[0]
    assert liver.get_bottom()[1] < at[1] < liver.get_top()[1]
