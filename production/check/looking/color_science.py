"""Colors as eyes see them: contrast, difference, and how they look to eyes that lack a cone.

Colors are sRGB, 0-1, in the last axis of an array; whatever stands before it is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from scenes.stage.style import rgb

#: Linear sRGB to XYZ, white point D65 (IEC 61966-2-1).
_XYZ: Final = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE: Final = _XYZ.sum(axis=1)
_LUMINANCE: Final = np.array([0.2126, 0.7152, 0.0722])  # WCAG 2.2, relative luminance

#: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color
#: vision deficiency", IEEE TVCG 15 (2009): a cone that is missing, on linear RGB.
CONES: Final[dict[str, np.ndarray]] = {
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def colors(*hexes: str) -> np.ndarray:
    """Hex colors as an array, shape (n, 3)."""
    return np.array([rgb(color) for color in hexes])


def linear(color: np.ndarray) -> np.ndarray:
    """Linear light of sRGB colors."""
    c = np.asarray(color, dtype=float)
    return np.asarray(np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4))


#: Linear light of each level of an 8-bit channel.
LEVELS: Final[np.ndarray] = linear(np.arange(256) / 255).astype(np.float32)


def encoded(light: np.ndarray) -> np.ndarray:
    """SRGB colors of linear light; what lies outside the gamut is clipped."""
    c = np.clip(light, 0, 1)
    return np.asarray(np.where(c <= 0.0031308, 12.92 * c, 1.055 * c ** (1 / 2.4) - 0.055))


def luminance(light: np.ndarray) -> np.ndarray:
    """Relative luminance (WCAG 2.2) of linear light, 0-1."""
    return np.asarray(light @ _LUMINANCE)


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Contrast ratios (WCAG 2.2, SC 1.4.3) of sRGB colors, 1-21."""
    a, b = luminance(linear(one)), luminance(linear(other))
    return np.asarray((np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05))


def seen_with(color: np.ndarray, lacking: str) -> np.ndarray:
    """How sRGB colors look to an eye with a deficiency; one of `CONES`."""
    return encoded(linear(color) @ CONES[lacking].T)


def chromaticity(light: np.ndarray) -> np.ndarray:
    """CIE 1976 u', v' of linear light; of black, those of white. Shape (..., 2)."""
    xyz = light @ _XYZ.T
    sums = xyz @ np.array([1.0, 15.0, 3.0])
    dark = sums < 1e-6
    xyz = np.where(dark[..., None], _WHITE, xyz)
    sums = np.where(dark, _WHITE @ np.array([1.0, 15.0, 3.0]), sums)
    return np.stack([4 * xyz[..., 0] / sums, 9 * xyz[..., 1] / sums], axis=-1)


def lab(color: np.ndarray) -> np.ndarray:
    """CIELAB (D65) of sRGB colors."""
    t = linear(color) @ _XYZ.T / _WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.stack(
        [116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])],
        axis=-1,
    )


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """CIEDE2000 differences of sRGB colors."""
    return ciede2000(lab(one), lab(other))


def ciede2000(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """CIEDE2000 differences of CIELAB colors, all weights 1.

    Notes
    -----
    As in Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula: implementation notes,
    supplementary test data, and mathematical observations", Color Res. Appl. 30 (2005).
    """
    l1, a1, b1 = np.moveaxis(np.asarray(one, dtype=float), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(other, dtype=float), -1, 0)
    mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(mean7 / (mean7 + 25.0**7))
    c1, c2 = np.hypot(a1 * stretch, b1), np.hypot(a2 * stretch, b2)
    h1 = np.degrees(np.arctan2(b1, a1 * stretch)) % 360
    h2 = np.degrees(np.arctan2(b2, a2 * stretch)) % 360
    gray = c1 * c2 == 0
    turn = np.where(gray, 0.0, (h2 - h1 + 180) % 360 - 180)
    # Exactly opposite hues: the formula takes the turn as positive or negative, not as -180.
    turn = np.where((turn == -180) & (h2 > h1), 180.0, turn)
    lightness, chroma = l2 - l1, c2 - c1
    hue = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    apart = np.abs(h1 - h2) > 180
    mean_h = np.where(gray, h1 + h2, (h1 + h2) / 2 + np.where(apart, 180.0, 0.0)) % 360
    weight_t = (
        1
        - 0.17 * np.cos(np.radians(mean_h - 30))
        + 0.24 * np.cos(np.radians(2 * mean_h))
        + 0.32 * np.cos(np.radians(3 * mean_h + 6))
        - 0.20 * np.cos(np.radians(4 * mean_h - 63))
    )
    off = (mean_l - 50) ** 2
    s_l = 1 + 0.015 * off / np.sqrt(20 + off)
    s_c = 1 + 0.045 * mean_c
    s_h = 1 + 0.015 * mean_c * weight_t
    swing = 30 * np.exp(-(((mean_h - 275) / 25) ** 2))
    rotate = -2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)) * np.sin(np.radians(2 * swing))
    c, h = chroma / s_c, hue / s_h
    return np.asarray(np.sqrt(np.maximum((lightness / s_l) ** 2 + c**2 + h**2 + rotate * c * h, 0)))


def nearest(color: np.ndarray, palette: Sequence[str]) -> np.ndarray:
    """Difference (CIEDE2000) of each color, shape (n, 3), from the nearest one of a palette."""
    apart = difference(np.asarray(color)[:, None, :], colors(*palette)[None, :, :])
    return np.asarray(apart.min(axis=1))
