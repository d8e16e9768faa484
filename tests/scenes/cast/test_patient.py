"""The person, the liver in it, the pictograms and the lists: in proportion, in their place, in their ring."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import box

from scenes.cast.patient.pictograms import NAMES, RADIUS, Pictogram
from scenes.cast.patient.torso import DISC, LIVER_CORNER, LIVER_WIDTH, Torso, cut, silhouette
from scenes.safety import CHECKS, OTHER_HARMS, REPORT
from scenes.script.request import SHAPES
from scenes.sets.safety.layout import Composition
from scenes.sets.safety.list_card import ListCard, ListRow
from scenes.stage.layout import PX_PER_UNIT, zones
from scenes.stage.style import LIVER, LIVER_AT_REST, PAYLOAD
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


@pytest.mark.parametrize("name", NAMES)
def test_a_pictogram_stays_inside_its_ring(name: str) -> None:
    sign = Pictogram(View(1.0), name)
    far = np.concatenate([np.linalg.norm(part.points[::4, :2], axis=1) for part in sign.parts()])
    assert far.max() * PX_PER_UNIT == pytest.approx(RADIUS, abs=0.3)
    inner = [np.linalg.norm(part.points[::4, :2], axis=1).max() for part in [*sign.parts()][2:]]
    assert max(inner) * PX_PER_UNIT < RADIUS - 4.0


@pytest.mark.parametrize("name", ["eye", "counts", "germ", "blood", "rhythm", "trace", "tube", "liver", "clock"])
def test_vermilion_is_only_where_something_does_harm(name: str) -> None:
    colors = {str(part.fill_color).upper() for part in Pictogram(View(1.0), name).parts()}
    assert PAYLOAD.upper() not in colors


def test_every_row_of_the_lists_has_a_pictogram() -> None:
    for rows in (OTHER_HARMS, CHECKS, REPORT):
        assert {sign for sign, _ in rows} <= set(NAMES)
        assert len({sign for sign, _ in rows}) == len(rows)


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_stand_evenly_inside_their_card(shape: str) -> None:
    z, form = zones(shape), Composition.of(zones(shape)).rows
    card = ListCard(z, form, "Heading", [ListRow(sign, "A few words", "and more") for sign, _ in REPORT])
    middles = [z.px(row[0].get_center())[1] for row in card.rows]
    assert np.ptp(np.diff(middles)) == pytest.approx(0.0, abs=0.5)
    for row in card.rows:
        left, top = z.px(np.array([row.get_left()[0], row.get_top()[1], 0]))
        right, bottom = z.px(np.array([row.get_right()[0], row.get_bottom()[1], 0]))
        assert form.area.left < left
        assert right < form.area.right
        assert form.area.top + form.head_high <= top
        assert bottom <= form.area.bottom
