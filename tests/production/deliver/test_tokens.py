"""The colors that all pages share can be read, light and dark."""

from __future__ import annotations

import re
from itertools import product

import pytest

from production.deliver.folder import WEB

GROUNDS = ("page", "card", "sunk", "accent-ground", "harm-ground")
#: What is written or drawn, on what, with the least contrast (WCAG 2.2: 1.4.3 for words, 1.4.11 for shapes).
PAIRS = [
    *product(("ink",), GROUNDS, (7.0,)),
    *product(("ink-2", "accent", "harm"), GROUNDS, (4.5,)),
    *product(("harm-sign", "benefit-sign", "control"), GROUNDS, (3.0,)),
    *product(("rail",), ("page", "card"), (3.0,)),
    ("on-accent", "accent", 4.5),
    ("due-ink", "due-ground", 7.0),
    ("caption", "caption-plate", 7.0),
]


def colors(scheme: str) -> dict[str, str]:
    """The tokens that are colors; dark ones are the light ones, but for those that it gives anew."""
    text = (WEB / "tokens.css").read_text(encoding="utf-8")
    light, _, dark = text.partition("@media (prefers-color-scheme: dark)")
    token = re.compile(r"--([a-z0-9-]+): #([0-9A-F]{6});")
    found = dict(token.findall(light))
    return found if scheme == "light" else found | dict(token.findall(dark))


def luminance(color: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_color_stands_out_from_every_ground_that_it_is_used_on(scheme: str) -> None:
    found = colors(scheme)
    poor = [(front, ground, round(contrast(found[front], found[ground]), 2)) for front, ground, least in PAIRS
            if contrast(found[front], found[ground]) < least]
    assert poor == []
    assert len(found) > 15


def test_the_two_schemes_differ_in_every_ground() -> None:
    light, dark = colors("light"), colors("dark")
    assert all(luminance(light[ground]) > 0.6 > 0.06 > luminance(dark[ground]) for ground in GROUNDS)
