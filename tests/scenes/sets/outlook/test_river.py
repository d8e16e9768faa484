"""Only what is established has firm banks."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely
from shapely.geometry import Point

from scenes.script.request import SHAPES
from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.river import STUB, Arm, River
from scenes.stage.layout import zones
from scenes.stage.view import View

PX = View(1.0)


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
