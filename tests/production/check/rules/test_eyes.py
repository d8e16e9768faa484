"""Colors for every eye: the science by published figures, the rules by pairs at their limits."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from manim import Square

from production.check.limits_seen import APART, IN_STYLE
from production.check.looking.color_science import (
    CONES,
    chromaticity,
    ciede2000,
    colors,
    contrast,
    difference,
    lab,
    linear,
    luminance,
    seen_with,
)
from production.check.looking.shown import Moment, Shown
from production.check.looking.style_colors import palette, strays
from production.check.rules import eyes as rules
from production.check.rules.eyes import BY_SHAPE, SHOTS, alike, closest
from scenes.stage import style
from scenes.stage.style import mix
from tests.helpers.checking import findings, frame, passes, real, says, shown, told
from tests.helpers.scripted import beat

#: Two colors in CIELAB and their difference: table 1 of Sharma, Wu and Dalal (2005).
PUBLISHED = np.array([
    [50.0000, 2.6772, -79.7751, 50.0000, 0.0000, -82.7485, 2.0425],
    [50.0000, 3.1571, -77.2803, 50.0000, 0.0000, -82.7485, 2.8615],
    [50.0000, 2.8361, -74.0200, 50.0000, 0.0000, -82.7485, 3.4412],
    [50.0000, -1.3802, -84.2814, 50.0000, 0.0000, -82.7485, 1.0000],
    [50.0000, -1.1848, -84.8006, 50.0000, 0.0000, -82.7485, 1.0000],
    [50.0000, -0.9009, -85.5211, 50.0000, 0.0000, -82.7485, 1.0000],
    [50.0000, 0.0000, 0.0000, 50.0000, -1.0000, 2.0000, 2.3669],
    [50.0000, -1.0000, 2.0000, 50.0000, 0.0000, 0.0000, 2.3669],
    [50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0009, 7.1792],
    [50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0010, 7.1792],
    [50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0011, 7.2195],
    [50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0012, 7.2195],
    [50.0000, -0.0010, 2.4900, 50.0000, 0.0009, -2.4900, 4.8045],
    [50.0000, -0.0010, 2.4900, 50.0000, 0.0010, -2.4900, 4.8045],
    [50.0000, -0.0010, 2.4900, 50.0000, 0.0011, -2.4900, 4.7461],
    [50.0000, 2.5000, 0.0000, 50.0000, 0.0000, -2.5000, 4.3065],
    [50.0000, 2.5000, 0.0000, 73.0000, 25.0000, -18.0000, 27.1492],
    [50.0000, 2.5000, 0.0000, 61.0000, -5.0000, 29.0000, 22.8977],
    [50.0000, 2.5000, 0.0000, 56.0000, -27.0000, -3.0000, 31.9030],
    [50.0000, 2.5000, 0.0000, 58.0000, 24.0000, 15.0000, 19.4535],
    [50.0000, 2.5000, 0.0000, 50.0000, 3.1736, 0.5854, 1.0000],
    [50.0000, 2.5000, 0.0000, 50.0000, 3.2972, 0.0000, 1.0000],
    [50.0000, 2.5000, 0.0000, 50.0000, 1.8634, 0.5757, 1.0000],
    [50.0000, 2.5000, 0.0000, 50.0000, 3.2592, 0.3350, 1.0000],
    [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
    [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
    [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
    [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
    [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
    [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
    [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
    [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
    [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
    [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
])


# --- science ------------------------------------------------------------------------------------


def test_differences_are_those_that_were_published() -> None:
    one, other, apart = PUBLISHED[:, :3], PUBLISHED[:, 3:6], PUBLISHED[:, 6]
    assert ciede2000(one, other) == pytest.approx(apart, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(apart, abs=5e-5)


def test_lab_of_known_colors() -> None:
    known = np.array([[1.0, 1.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    assert lab(known)[0] == pytest.approx([100, 0, 0], abs=0.01)
    assert lab(known)[1] == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert lab(known)[2] == pytest.approx([0, 0, 0], abs=0.01)


def test_contrast_and_luminance_are_those_of_the_style() -> None:
    one, other = colors(style.PAYLOAD, style.PLASMA)
    assert contrast(one, other) == pytest.approx(style.contrast(style.PAYLOAD, style.PLASMA))
    assert luminance(linear(one)) == pytest.approx(style.luminance(style.PAYLOAD))


def test_white_and_red_have_their_chromaticity() -> None:
    assert chromaticity(np.ones(3)) == pytest.approx([0.1978, 0.4683], abs=1e-4)
    assert chromaticity(np.zeros(3)) == pytest.approx([0.1978, 0.4683], abs=1e-4)
    assert chromaticity(np.array([1.0, 0, 0])) == pytest.approx([0.4507, 0.5229], abs=1e-4)


@pytest.mark.parametrize("eye", sorted(CONES))
def test_gray_stays_gray_for_every_eye(eye: str) -> None:
    gray = np.full(3, 0.5)
    assert seen_with(gray, eye) == pytest.approx(gray, abs=1e-5)


def test_red_and_green_come_close_without_the_cones_for_them() -> None:
    red, green = np.array([0.75, 0.35, 0.2]), np.array([0.45, 0.5, 0.2])
    whole = difference(red, green)
    for eye in ("protanopia", "deuteranopia"):
        assert difference(seen_with(red, eye), seen_with(green, eye)) < whole / 2
    assert difference(seen_with(red, "tritanopia"), seen_with(green, "tritanopia")) > whole / 2


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


def test_style_colors_lighter_inked_and_hazed_are_the_styles() -> None:
    made = []
    for color in palette().values():
        made += [
            color, style.lighter(color, 0.37), style.inked(color, 0.42),
            mix(style.lighter(color, 0.25), style.CYTOSOL, 0.6), mix(color, style.NUCLEUS, 0.5),
        ]
    assert strays(colors(*made)).max() < IN_STYLE.value


def painted(*levels: tuple[int, int, int]) -> Shown:
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
