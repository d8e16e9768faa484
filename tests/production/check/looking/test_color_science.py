"""Colors as eyes see them, by published figures."""

from __future__ import annotations

import numpy as np
import pytest

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
from scenes.stage import style

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
