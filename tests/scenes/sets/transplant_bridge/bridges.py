"""The bridges that tests walk over."""

from __future__ import annotations

from functools import cache

from scenes.cast.cells.marrow_cells import marrow_in_time
from scenes.script.facts import load_ledger
from scenes.sets.transplant_bridge.calendar import Calendar, calendar_of
from scenes.sets.transplant_bridge.from_above import BridgeFromAbove
from scenes.sets.transplant_bridge.from_side import BridgeFromSide
from scenes.sets.transplant_bridge.layout import DRAWN, Composition
from scenes.stage.layout import zones


def calendar(drawn_to: float = DRAWN) -> Calendar:
    return calendar_of(load_ledger(), drawn_to)


@cache
def side() -> BridgeFromSide:
    return BridgeFromSide(
        calendar(), marrow_in_time(22), "abc", "abc", "abc", "t", ("low", "median", "high"), 7
    )


@cache
def above(shape: str) -> BridgeFromAbove:
    plan = Composition.of(zones(shape))
    assert plan.boardwalk
    return BridgeFromAbove(
        zones(shape), plan.boardwalk, calendar(plan.drawn_to), marrow_in_time(22), "abc", "abc", "t",
        ("low", "median", "high"), 7,
    )


def planks(course: Calendar, name: str) -> list[tuple[float, float]]:
    return [(a, b) for stretch, a, b in course.planks() if stretch == name]
