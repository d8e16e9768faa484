"""Outlines of a line of text: set by Pango, read from its SVG straight into arrays.

Manim's ``Text`` reads the same SVG through a general parser and makes a shape of each letter,
which takes a tenth of a second a line; a clip sets a hundred lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree

import manimpango
import numpy as np

#: Size (px) and place of the line in Pango's picture, and a picture wider than any line: Pango
#: would break one at its edge.
_SIZE, _START, _SHEET = 20, (30, 20), (40_000, 80)
#: Manim units a px of that picture: Manim's own, at font size 96.
_UNIT: Final = 0.05

_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_STEP: Final = re.compile(r"([MLCZ])([^MLCZ]*)")


def set_line(text: str, font: str, weight: str) -> tuple[np.ndarray, ...]:
    """Outlines of the visible letters of a line in order, as Manim points, each shape (n, 3).

    Their size is that of Manim's font size 96. The baseline is at y 0, the left edge of the
    first letter at x 0. Ligatures are off, so that there is one outline for each letter.

    Parameters
    ----------
    font
        A family that Pango knows.
    weight
        Pango's name of a weight, such as ``BOLD``.
    """
    setting = manimpango.TextSetting(0, len(text), font, "NORMAL", weight, line_num=0)
    with TemporaryDirectory(prefix="line-") as folder:
        file = str(Path(folder) / "line.svg")
        manimpango.text2svg([setting], _SIZE, _SIZE, True, file, *_START, *_SHEET, text)
        svg = ElementTree.parse(file).getroot()
    letters = list(_placed(svg))
    left = min((letter[:, 0].min() for letter in letters), default=0.0)
    return tuple((letter - [left, 0.0, 0.0]) * _UNIT for letter in letters)


def _placed(svg: ElementTree.Element) -> Iterator[np.ndarray]:
    """The outline of each letter that shows, where it stands on the baseline, px, y upward."""
    named = {element.get("id", ""): element for element in svg.iter()}
    known: dict[str, np.ndarray] = {}
    for use in svg.iter():
        name = use.get(_HREF, "").removeprefix("#")
        if not name:
            continue
        if name not in known:
            path = next((p for p in named[name].iter() if p.tag.endswith("path")), None)
            known[name] = _outline(path.get("d", "") if path is not None else "")
        if len(known[name]):
            yield known[name] + [float(use.get("x", 0)), 0.0, 0.0]


def _outline(steps: str) -> np.ndarray:
    """An SVG path of Cairo's as Manim points, shape (n, 3), y upward, each contour closed."""
    curves: list[np.ndarray] = []
    here = start = np.zeros(2)
    for letter, numbers in _STEP.findall(steps):
        to = np.array(numbers.split(), dtype=float).reshape(-1, 2)
        if letter == "M":
            here = start = to[0]
            continue
        if letter == "C":
            curves.append(np.vstack([here, to]))
            here = to[-1]
            continue
        end = start if letter == "Z" else to[0]
        if letter == "L" or (end != here).any():
            curves.append(np.linspace(here, end, 4))
        here = end
    points = np.zeros((4 * len(curves), 3))
    if curves:
        points[:, :2] = np.vstack(curves) * [1.0, -1.0]
    return points
