"""Colors for every eye: the science by published figures, the rules by pairs at their limits."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from manim import Square

from production.check.limits import APART, IN_STYLE
from production.check.looking.moment import Moment
from production.check.looking.shown_clip import ShownClip
from production.check.looking.style_colors import strays
from production.check.rules import eyes as rules
from production.check.rules.eyes import BY_SHAPE, SHOTS, alike, closest
from scenes.stage import style
from scenes.stage.style import mix
from tests.helpers.checking import findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat

# --- science ------------------------------------------------------------------------------------


# --- roles --------------------------------------------------------------------------------------


def test_the_palette_keeps_its_roles_apart() -> None:
    assert passes(rules.roles_stay_apart, real())


def test_every_pair_told_apart_by_shape_stands_in_one_shot() -> None:
    pairs = {frozenset((a, b)) for things in SHOTS.values() for a in things for b in things}
    assert set(BY_SHAPE) <= pairs


def test_a_role_that_takes_anothers_color_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(style, "HEALTHY", mix(style.HEALTHY, style.BLAST, 0.6))
    assert "blast and healthy cell" in says(findings(rules.roles_stay_apart, real()))


def test_a_pair_just_over_the_floor_passes_and_just_under_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def pairs(share: float) -> list[object]:
        monkeypatch.setattr(style, "CLATHRIN", mix(style.CD22, style.PAYLOAD, share))
        return [*alike({"a shot": {"one": ("CD22",), "other": ("CLATHRIN",)}})]

    shares = np.linspace(0, 1, 101)
    apart = [
        closest([style.CD22], [mix(style.CD22, style.PAYLOAD, float(s))])[0] for s in shares
    ]
    over = next(i for i, far in enumerate(apart) if far >= APART.value)
    assert not pairs(float(shares[over]))
    assert pairs(float(shares[over - 1]))


def test_a_shape_nobody_needs_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BY_SHAPE, frozenset(("blast", "payload")), "a disc, against a drop")
    (found,) = findings(rules.roles_stay_apart, real())
    assert found.warning
    assert "blast and payload" in found.what


# --- colors of the style ------------------------------------------------------------------------


def painted(*levels: tuple[int, int, int]) -> ShownClip:
    """A beat's end in which these colors were painted."""
    seen = ((1.0, "one", frozenset(levels)),)
    return replace(shown(told(beat("one")), frame()), observed={"style-colors": seen})


@pytest.mark.parametrize(
    "foreign", [(0, 255, 0), (255, 0, 0), (255, 255, 0), (0, 0, 255), (0, 255, 255), (255, 0, 255)]
)
def test_a_color_of_its_own_is_caught(foreign: tuple[int, int, int]) -> None:
    found = findings(rules.colors_come_from_the_style, painted((27, 42, 58), foreign))
    assert len(found) == 1


def test_a_color_a_few_levels_off_is_rounding_and_more_is_a_color_of_its_own() -> None:
    rule = rules.colors_come_from_the_style
    base = np.array([round(255 * c) for c in style.rgb(style.PAYLOAD)])
    away = np.array([1, -1, -1])  # more saturated: away from white, ink and every ground
    distances = strays(np.array([base + n * away for n in range(1, 20)]) / 255)
    out = next(n for n, far in enumerate(distances, start=1) if far > IN_STYLE.value)
    assert passes(rule, painted(tuple(base + (out - 1) * away)))
    assert not passes(rule, painted(tuple(base + out * away)))


def test_what_is_clear_is_not_painted() -> None:
    squares = [
        Square(fill_color=style.PAYLOAD, fill_opacity=share, stroke_width=0) for share in (1.0, 0.0)
    ]
    squares[1].set_fill(style.CD22)
    moment = Moment.__new__(Moment)
    moment.clip = SimpleNamespace(mobjects=squares)  # type: ignore[assignment]
    assert rules.painted(moment) == {(217, 84, 30)}
