"""The pH gauge: a strip of litmus cells and a chip that says where the cargo is now.

The cells take the lumen's own colors (``style.ph_color``), so the gauge and the vesicles
explain each other; the chip says the number in words that come from the script, so nothing
rests on color alone. Lengths are stage px.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from manim import VGroup, VMobject
from manim.utils.color import ManimColor
from shapely.geometry import Polygon, box

from scenes.script.language.typography import measures
from scenes.stage.drawing import fill, outlines_now
from scenes.stage.layout import Box, Point, Zones, u
from scenes.stage.motion import ease
from scenes.stage.presence import repaint
from scenes.stage.style import INK, WHITE, lighter, mix, ph_color, rgb
from scenes.stage.view import View
from scenes.stage.words import Words, width_px

#: The strip runs from here to here; it ends just past the most acid step.
HIGH, LOW = 7.6, 4.4
_CELLS: Final = 16
_GAP: Final = 4.0
_LINE: Final = 2.0
_CHIP_LINE: Final = 3.6
_NOSE: Final = 13.0  # px, height of the chip's pointer


class PhGauge(VGroup):
    """A horizontal gauge with a moving chip below the strip.

    Parameters
    ----------
    zones
        Shape of the picture.
    place
        Box (px) it fills: ``pH`` at the left, the strip beside it, the chip below.
    word
        What stands before the strip.
    steps
        ``(pH, text)`` of each stop, most neutral first.
    size
        Em height of the chip's text, px; the strip's height follows.
    """

    def __init__(
        self, zones: Zones, place: Box, word: str, steps: Sequence[tuple[float, str]], size: float
    ) -> None:
        super().__init__()
        self.zones, self.place, self.steps, self.size = zones, place, tuple(steps), size
        self.plan = View(135.0 * u(1))  # 1 "nm" is 1 px
        self.high = 0.92 * size
        indent = width_px(word, size, "bold") + 0.45 * size
        self.strip = Box(place.left + indent, place.top, place.right, place.top + self.high)
        self._draw_strip()
        baseline = place.top + self.high / 2 + measures(word).middle * size
        self.add(Words(word, size, INK, "bold").at_baseline(zones.point(place.left, baseline)))
        widest = max(width_px(text, size, "bold") for _, text in self.steps)
        self.half = widest / 2 + 0.42 * size
        self.chip_top = self.strip.bottom + _NOSE + 4
        self.chip_high = 1.28 * size
        self.edge, self.face = self._blank(INK), self._blank(WHITE)
        self.texts = [Words(text, size, INK, "bold") for _, text in self.steps]
        self.add(self.edge, self.face, *self.texts)
        self.ph = self.steps[0][0]
        self._drawn: float | None = None
        self.set_ph(self.ph)

    @property
    def box(self) -> Box:
        """Its place with the chip, px."""
        return Box(
            self.place.left, self.place.top, self.place.right, self.chip_top + self.chip_high
        )

    def x(self, ph: float) -> float:
        """Where a pH stands on the strip, px."""
        share = float(np.clip((HIGH - ph) / (HIGH - LOW), 0, 1))
        return self.strip.left + share * self.strip.width

    def set_ph(self, ph: float) -> PhGauge:
        """Move the chip to a pH; its text is the nearest stop's, and changes by a soft fade."""
        self.ph = ph
        tip = self.x(ph)
        middle = float(
            np.clip(tip, self.strip.left + self.half - 30, self.strip.right - self.half)
        )
        if ph != self._drawn:
            self._drawn = ph
            self.edge.points = self._chip(tip, middle, _CHIP_LINE)
            self.face.points = self._chip(tip, middle, 0.0)
        repaint(self.face, np.array([[*rgb(lighter(ph_color(ph), 0.35)), 1.0]]))
        gaps = [abs(ph - step) for step, _ in self.steps]
        for text, gap in zip(self.texts, gaps, strict=True):
            baseline = self.chip_top + self.chip_high / 2 + measures(text.text).middle * self.size
            text.at_baseline(self.zones.point(middle, baseline), 0.5)
            # As its own opacity, which a fade of the whole gauge then multiplies.
            repaint(text, np.array([[*rgb(INK), 1 - ease(gap, 0.10, 0.22)]]))
        return self

    def anchor(self, name: str) -> Callable[[], Point]:
        """The chip's pointer."""
        del name
        return lambda: self.zones.point(self.x(self.ph), self.strip.bottom)

    # --- drawing ---------------------------------------------------------------------------------

    @staticmethod
    def _blank(color: str) -> VMobject:
        shape = VMobject(stroke_width=0, fill_color=ManimColor(color), fill_opacity=1)
        shape.set_stroke(width=0, opacity=0)
        return shape

    def _draw_strip(self) -> None:
        """Rounded cells from neutral to acid, each in its lumen color, a quiet line round it."""
        wide = (self.strip.width - _GAP * (_CELLS - 1)) / _CELLS
        for k in range(_CELLS):
            left = self.strip.left + k * (wide + _GAP)
            ph = HIGH - (k + 0.5) / _CELLS * (HIGH - LOW)
            color = ph_color(ph)
            inner = Box(left, self.strip.top, left + wide, self.strip.bottom)
            self.add(self._rounded(inner, 6.0, mix(color, INK, 0.42)))
            self.add(self._rounded(inner.inset(_LINE), 4.5, color))

    def _rounded(self, place: Box, radius: float, color: str) -> VMobject:
        return self._filled(_soft(box(*self._xy(place)), radius), color)

    def _chip(self, tip: float, middle: float, grow: float) -> np.ndarray:
        """The chip with its pointer, grown by ``grow`` px."""
        card = Box(middle - self.half, self.chip_top, middle + self.half,
                   self.chip_top + self.chip_high)
        body = _soft(box(*self._xy(card)), 11.0)
        at = float(np.clip(tip, card.left + 26, card.right - 26))
        nose = Polygon([self._flip(tip, self.strip.bottom + 3),
                        self._flip(at - 15, card.top + 2), self._flip(at + 15, card.top + 2)])
        whole = body.union(nose)
        shape = whole.buffer(grow, quad_segs=4) if grow else whole
        return outlines_now([shape], self.plan, smooth=False, tolerance_px=0.1)[0]

    def _filled(self, shape: Polygon, color: str) -> VMobject:
        return fill(shape, color, self.plan, smooth=False, tolerance_px=0.1)

    def _flip(self, x: float, y: float) -> tuple[float, float]:
        """Stage px (y down) to px about the picture's middle, y up."""
        return x - self.zones.frame.width / 2, self.zones.frame.height / 2 - y

    def _xy(self, place: Box) -> tuple[float, float, float, float]:
        return (*self._flip(place.left, place.bottom), *self._flip(place.right, place.top))


def _soft(shape: Polygon, radius: float) -> Polygon:
    """A shape with its corners rounded."""
    return shape.buffer(-radius).buffer(radius, quad_segs=6)
