"""What stands round the picture: title, scale bar, marks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import inf
from typing import Final

import numpy as np
from manim import DOWN, RIGHT, Rectangle, VGroup
from shapely.geometry import box

from scenes.script.language.numbers import ENGLISH, NumberStyle
from scenes.script.language.typography import measures, script_of
from scenes.stage.drawing import blank, fill, polyline
from scenes.stage.layout import Box, Zones, u
from scenes.stage.style import INK, SCALE_BAR, SCALE_BAR_TICK, mix
from scenes.stage.view import View
from scenes.stage.words import Set, Words, apart, block, extent, width_px, wrap

#: Ink mixed this far toward the ground for the quieter words; still 4.5:1 on every ground.
QUIET: Final = 0.28
#: Less so where a title is read from the right: its first words stand further in the picture, over more of it.
_FURTHER_IN: Final = 0.03
#: Text that matters is never smaller than this, px.
_LEAST: Final = 48.0
#: The stems of small letters stand out above capitals, px at the most.
_STEM: Final = 3.0
#: Han letters fill their square: at this share of a size they look as large as Latin ones.
_HAN: Final = 0.88
#: A title on two lines is so large at the most, as a share of the usual size.
_STACKED: Final = 0.82
#: From one line of marks to the next, em.
_MARKS_LEADING: Final = 1.14
#: Steps in which a veil thickens.
_VEIL_STEPS: Final = 28


def backdrop(zones: Zones, color: str) -> Rectangle:
    """The whole picture in one color."""
    width, height = zones.frame_units
    shape = Rectangle(width=width + 0.1, height=height + 0.1, stroke_width=0)
    shape.set_fill(color, 1)
    return shape


def caption_veil(zones: Zones, color: str, most: float = 0.82) -> VGroup:
    """A veil over the captions' band that thickens toward its middle: what is drawn goes on, and is quiet there.

    ``most`` is its opacity where it is thickest; it comes in steps too small to be seen as edges.
    """
    frame, top = zones.frame, round(zones.caption.top)
    # Strips beside each other, from one row of pixels to another: laid over each other they would round colors.
    rows = [*(round(top + share * 0.4 * (frame.bottom - top)) for share in np.linspace(0, 1, _VEIL_STEPS)),
            frame.bottom + 8]
    view, veil = View(1.0).at(zones.point(0, 0)), VGroup()
    for i, (high, low) in enumerate(pairwise(rows)):
        share = (i + 1) / _VEIL_STEPS
        strip = box(-8, -low, frame.right + 8, -high)
        veil.add(fill(strip, color, view, opacity=most * share * share * (3 - 2 * share), smooth=False))
    return veil


class Title(VGroup):
    """Number, or first words of a question (lighter), and name (heavy), with the subtitle below.

    Read from the right, the title keeps its corner, for there may be actors beside it, and the subtitle begins below
    its beginning, if that is no further than ``reach`` px from the picture's safe edge. What stands beside it takes
    ``beside`` px of its line.
    """

    def __init__(
        self, zones: Zones, lead: str, name: str, subtitle: str, ground: str, reach: float = inf, beside: float = 0.0
    ) -> None:
        super().__init__()
        size, done = _title_size(lead, name, zones, beside), 0.0
        y, under = zones.title_baseline, zones.subtitle_baseline
        above = bool(lead) and size < zones.type.subtitle
        if above:  # on one line it would be smaller than its subtitle: the first words stand above the rest
            size = min(_STACKED * zones.type.title, *(zones.safe.width / width_px(t, 1, "black") for t in (lead, name)))
            y = zones.safe.top + measures(lead).above * size + 2
            under = y + 1.06 * size + 1.18 * zones.type.subtitle
        if lead:
            first = mix(INK, ground, QUIET - _FURTHER_IN * zones.begin)
            self.add(begun(Words(lead, size, first, "black"), zones, zones.title, y))
            done = 0.0 if above else width_px(lead, size, "black") + size * _gap_after(lead)
            y += max(1.06 * size, apart(Set(lead, size, "black"), Set(name, size, "black"))) if above else 0
        self.add(begun(Words(name, size, INK, "black"), zones, zones.title, y, done))
        lines, small = _fitted(subtitle, zones)
        under = max(under, *(y + apart(Set(text, size, "black"), Set(lines[0], small)) for text in (lead, name)))
        start = zones.point(zones.along(zones.title), under)
        self.subtitle = block(lines, small, start, small * 1.18, align=zones.begin)
        over = self.get_top()[1] - zones.point(0, zones.safe.top)[1]
        if over > (0.0 if script_of(lead + name) == "han" else u(_STEM)):  # as with an accent on its first letter
            self.shift(over * DOWN)
            self.subtitle.shift(over * DOWN)
        if zones.rtl:
            left, wide = zones.point(zones.safe.left, 0)[0], min(self.width, u(reach))
            self.shift((left - self.get_left()[0]) * RIGHT)
            longest = max(wide, *(line.width for line in self.subtitle))
            for line in self.subtitle:
                line.shift((left + longest - line.get_right()[0]) * RIGHT)


def begun(words: Words, zones: Zones, box: Box, y: float, px: float = 0.0) -> Words:
    """A line on the baseline ``y``, which begins ``px`` from where lines of a box do."""
    return words.at_baseline(zones.point(zones.along(box, px), y), zones.begin)


def _gap_after(lead: str) -> float:
    """Em between a title's first words, or its number, and the rest."""
    if script_of(lead) == "han":
        return 0.06
    return 0.34 if lead.isdigit() else 0.25


def _title_size(lead: str, name: str, zones: Zones, beside: float) -> float:
    """The title's size: smaller than usual where a question would run out of the picture, or into what is beside it."""
    size = zones.type.title * (_HAN if script_of(lead + name) == "han" else 1.0)
    ems = sum(width_px(part, 1, "black") for part in (lead, name)) + _gap_after(lead)
    return min(size, (zones.safe.width - beside) / ems)


def _fitted(subtitle: str, zones: Zones) -> tuple[list[str], float]:
    """Lines of a subtitle and their size: a little smaller where it would reach the picture."""
    size, room = zones.type.subtitle, zones.pick(1, 2, 1)
    while True:
        lines = wrap(subtitle, size, zones.title.width, "regular")
        if len(lines) <= room or size <= _LEAST:
            return lines, size
        size -= 1


class ScaleBar(VGroup):
    """A bar with end ticks that is as long as it says.

    Attributes
    ----------
    nm, length_px
        What it says and how long it is drawn, in stage px.
    """

    def __init__(self, zones: Zones, view: View, nm: float, style: NumberStyle = ENGLISH) -> None:
        super().__init__()
        self.zones, self.nm = zones, nm
        self.bar = blank(INK)
        self.words = Words(style.length(nm), zones.type.minor, INK, "semibold")
        # Measured once: where the words stand rounds their width, and a frame must not depend on frames before it.
        self._words_px = self.words.width / u(1)
        self.add(self.bar, self.words)
        self.set_view(view)

    def set_view(self, view: View) -> None:
        """Draw the bar for a view: its length follows the scale, as in a zoom."""
        self.length_px = self.nm * view.px_per_nm
        right = self.zones.scale_bar.right
        y = self.zones.scale_bar.bottom - SCALE_BAR_TICK
        left = right - self.length_px
        thick, tick = SCALE_BAR / 2, SCALE_BAR_TICK / 2
        boxes = (
            Box(left, y - thick, right, y + thick),
            Box(left - thick, y - tick, left + thick, y + tick),
            Box(right - thick, y - tick, right + thick, y + tick),
        )
        self.bar.points = np.vstack([_box_points(self.zones, box) for box in boxes])
        middle = max(self.length_px / 2, self._words_px / 2)
        self.words.at_baseline(self.zones.point(right - middle, y - 24), align=0.5)

    @property
    def box(self) -> Box:
        """Its place in px, for labels to keep clear."""
        z = self.zones.scale_bar
        left = z.right - max(self.length_px, self._words_px)
        return Box(left, z.bottom - SCALE_BAR_TICK - 24 - self.zones.type.minor, z.right, z.bottom)


def least_room(marks: Iterable[str], zones: Zones) -> float:
    """How wide (px) the widest of these marks has to be beside a title."""
    size = zones.type.marks
    widths = (max(width_px(part, size) for part in _in_two(text, size)) for text in marks if text)
    return max(widths, default=0.0)


def _in_two(text: str, size: float) -> list[str]:
    """A text on two lines, as even as they can be."""
    words = text.split()
    ways = [[" ".join(words[:i]), " ".join(words[i:])] for i in range(1, len(words))]
    return min(ways, key=lambda way: max(width_px(part, size) for part in way), default=[text])


def _box_points(zones: Zones, box: Box) -> np.ndarray:
    corners = np.array(
        [
            zones.point(box.left, box.top),
            zones.point(box.left, box.bottom),
            zones.point(box.right, box.bottom),
            zones.point(box.right, box.top),
        ]
    )
    return polyline(corners)


class Marks(VGroup):
    """A small line: what the picture simplifies and which sources it rests on.

    It stands at the lower left, or further along that row where an actor stands in its way; or, on two lines where one
    would run into it, beside the title.

    Parameters
    ----------
    text
        What it says.
    ground
        The color behind it.
    corner
        ``bottom_left`` or ``top_right``.
    busy
        Boxes (left, top, right, bottom; px) of actors, shape (n, 4).
    room
        How wide (px) it may be at the top right.
    """

    def __init__(
        self, zones: Zones, text: str, ground: str, corner: str, busy: np.ndarray, room: float = inf
    ) -> None:
        super().__init__()
        self.text = text
        size, own = zones.type.marks, measures(text)
        at_top = corner == "top_right"
        parts = _in_two(text, size) if at_top and width_px(text, size) > room else [text]
        lines = [Words(part, size, mix(INK, ground, 0.18), "regular") for part in parts]
        width = max(words.width / u(1) for words in lines)
        if at_top:
            high = size * (extent(parts[0])[0] + (len(lines) - 1) * _MARKS_LEADING * own.leading)
            baseline = max(zones.title_baseline, zones.safe.top + high)
            starts = [zones.safe.right - words.width / u(1) for words in lines]
        else:
            baseline = zones.footer.bottom - 14 + size * (own.above - measures("").above)  # its top is alike everywhere
            starts = [self._free(zones, width, baseline - size, baseline + size * 0.3, busy)]
        step = size * _MARKS_LEADING * own.leading
        for up, (words, left) in enumerate(zip(reversed(lines), reversed(starts), strict=True)):
            self.add(words.at_baseline(zones.point(left, baseline - up * step)))
        accents = size * (extent(parts[0])[0] - own.above)
        top = baseline - step * (len(lines) - 1) - size * own.above - (accents + _STEM if accents > _STEM else 0.0)
        self.box = Box(min(starts), top, min(starts) + width, baseline + size * own.below)

    def says_the_same(self, other: Marks) -> bool:
        """Whether another line has the same words, at the same place."""
        return (self.text, self.box) == (other.text, other.box)

    @staticmethod
    def _free(zones: Zones, width: float, top: float, bottom: float, busy: np.ndarray) -> float:
        """The leftmost x (px) of the row at which nothing is in the way; else the left edge."""
        last = zones.scale_bar.left - width
        row = busy[(busy[:, 1] < bottom) & (busy[:, 3] > top)] if len(busy) else busy
        for x in np.arange(zones.safe.left, max(last, zones.safe.left) + 1, 12.0):
            if not ((row[:, 0] < x + width + 12) & (row[:, 2] > x - 12)).any():
                return float(x)
        return zones.safe.left
