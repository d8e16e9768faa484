"""Outlines of a line of text: set by Pango, read from its SVG straight into arrays.

Manim's ``Text`` reads the same SVG through a general parser and makes a shape of each letter,
which takes a tenth of a second a line; a clip sets a hundred lines.

Which letter an outline belongs to, Pango tells by its color: it gives each letter's own to all that it
draws for it. So neither joined letters nor those that are read from right to left are taken for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree

import numpy as np
from manimpango import MarkupUtils

from scenes.script.language.typography import END, ISOLATE, RIGHT_TO_LEFT, latin_in, script_of

#: Size (px) and place of the line in Pango's picture, and a picture wider than any line.
_SIZE, _START, _SHEET = 20, (30, 20), (40_000, 80)
#: The layout is as wide as its line: one that is read from right to left would else stand at the sheet's far end.
_AS_IT_IS: Final = -1
#: Manim units a px of that picture: Manim's own, at font size 96.
_UNIT: Final = 0.05

_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_STEP: Final = re.compile(r"([MLCZ])([^MLCZ]*)")
_COLOR: Final = re.compile(r"fill:rgb\(([\d.]+)%,\s*([\d.]+)%,\s*([\d.]+)%\)")

Letters = tuple[tuple[int, np.ndarray], ...]
"""Outlines in the order in which they are drawn, each with the number of its letter in the text."""


def set_line(text: str, fonts: str, weight: str) -> Letters:
    """Outlines of the visible letters of a line, as Manim points, each shape (n, 3).

    Their size is that of Manim's font size 96. The baseline is at y 0, the left edge of the
    first letter at x 0. Ligatures are off, so that there is one outline for each letter, but where a
    script joins two into one, which is then the first one's.

    Parameters
    ----------
    fonts
        Families that Pango knows, the first one first.
    weight
        Pango's name of a weight, such as ``BOLD``.
    """
    letters = [f"<span color='#{i:06x}'>{escape(letter)}</span>" for i, letter in enumerate(text)]
    if script_of(text) == "arabic":
        for first, last in latin_in(text):
            letters[first], letters[last] = ISOLATE + letters[first], letters[last] + END
        letters.insert(0, RIGHT_TO_LEFT)
    with TemporaryDirectory(prefix="line-") as folder:
        file = str(Path(folder) / "line.svg")
        MarkupUtils.text2svg(
            "".join(letters), fonts, "NORMAL", weight, _SIZE, _SIZE, True, file, *_START, *_SHEET,
            pango_width=_AS_IT_IS,
        )
        svg = ElementTree.parse(file).getroot()
    placed = list(_placed(svg))
    left = min((points[:, 0].min() for _, points in placed), default=0.0)
    return tuple((number, (points - [left, 0.0, 0.0]) * _UNIT) for number, points in placed)


def _placed(svg: ElementTree.Element) -> Iterator[tuple[int, np.ndarray]]:
    """Each outline that shows with its letter's number, where it stands, px, y upward from the baseline."""
    named = {element.get("id", ""): element for element in svg.iter()}
    known: dict[str, np.ndarray] = {}
    used = [(_number(group), use) for group in svg.iter() for use in group if _HREF in use.attrib]
    heights = [float(use.get("y", 0)) for _, use in used]
    baseline = max(set(heights), key=heights.count, default=0.0)  # marks stand above or below it
    for (number, use), height in zip(used, heights, strict=True):
        name = use.get(_HREF, "").removeprefix("#")
        if name not in known:
            path = next((p for p in named[name].iter() if p.tag.endswith("path")), None)
            known[name] = _outline(path.get("d", "") if path is not None else "")
        if len(known[name]):
            yield number, known[name] + [float(use.get("x", 0)), baseline - height, 0.0]


def _number(group: ElementTree.Element) -> int:
    """The number that the color of a group is."""
    found = _COLOR.search(group.get("style", ""))
    red, green, blue = (round(float(share) * 2.55) for share in found.groups()) if found else (0, 0, 0)
    return red << 16 | green << 8 | blue


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
