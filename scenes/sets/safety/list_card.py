"""A card with a heading and rows, each a pictogram and a few words; rows come one after the other.

Lengths in stage px, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from manim import VGroup
from shapely.geometry import box

from scenes.cast.charts.count_card import CORNER, rounded, stage_view
from scenes.cast.patient.pictograms import RADIUS, Pictogram
from scenes.script.language.typography import measures
from scenes.stage.drawing import fill
from scenes.stage.layout import Box, Zones
from scenes.stage.style import ANTIBODY_CH3, INK, PAPER_CARD, WHITE
from scenes.stage.words import Words, width_px, wrap

_GAP: Final = 28.0
#: Words are not smaller, px: they stand on two lines instead.
_LEAST: Final = 36.0


@dataclass(frozen=True)
class ListForm:
    """How a list is laid out.

    Attributes
    ----------
    area
        The card.
    head_high
        Height of the heading's bar; rows share the rest.
    sign
        Radius of a pictogram.
    head, text, note
        Type sizes.
    aside
        Whether a note stands at the row's right end, or under its words.
    """

    area: Box
    head_high: float
    sign: float
    head: float
    text: float
    note: float
    aside: bool = False


@dataclass(frozen=True)
class ListRow:
    """A row's pictogram, its words, and a smaller line beside them ("" for none)."""

    sign: str
    text: str
    note: str = ""


class ListCard(VGroup):
    """A list of things to know.

    Parameters
    ----------
    zones, form
        The picture, and the list's place in it.
    head, rows
        Its heading, and what it lists.
    color
        Of the heading's bar.

    Attributes
    ----------
    ground, rows
        The card with its heading; each row, to be shown by itself.
    """

    def __init__(
        self, zones: Zones, form: ListForm, head: str, rows: Sequence[ListRow], color: str = ANTIBODY_CH3
    ) -> None:
        super().__init__()
        self._zones, self._form = zones, form
        area, view = form.area, stage_view(zones)
        inner = area.inset(CORNER)
        whole = box(inner.left, -inner.bottom, inner.right, -inner.top).buffer(CORNER, quad_segs=8)
        bar = whole.intersection(box(area.left, -area.top - form.head_high, area.right, -area.top))
        title = self._words(head, area.center[0], area.top + form.head_high / 2, form.head, WHITE, "black", 0.5)
        self.ground = VGroup(
            rounded(zones, area, PAPER_CARD), fill(bar, color, view, smooth=False), title
        )
        high = (area.height - form.head_high) / len(rows)
        middles = [area.top + form.head_high + (i + 0.5) * high for i in range(len(rows))]
        self.rows = [self._row(y, row) for y, row in zip(middles, rows, strict=True)]
        self.add(self.ground, *self.rows)

    def _words(
        self, text: str, x: float, y: float, size: float, color: str, weight: str, align: float = 0.0
    ) -> Words:
        """A line whose capitals are centered on a height."""
        words = Words(text, size, color, weight)  # type: ignore[arg-type]
        return words.at_baseline(self._zones.point(x, y + size * measures(text).middle), align)

    def _row(self, y: float, row: ListRow) -> VGroup:
        form, area = self._form, self._form.area
        z = self._zones
        x = z.along(area, _GAP + form.sign)
        sign = Pictogram(stage_view(self._zones).at(self._zones.point(x, y)).scaled(form.sign / RADIUS), row.sign)
        done = 1.8 * _GAP + 2 * form.sign
        edge = max(_GAP, area.right - z.safe.right, z.safe.left - area.left)  # of words, from the card's far end
        begin, room = z.along(area, done), area.width - edge - done
        if row.note and form.aside:
            room -= width_px(row.note, form.note) + _GAP
        size = min(form.text, form.text * room / width_px(row.text, form.text, "bold"))
        group = VGroup(sign)
        if not row.note or form.aside:
            lines = wrap(row.text, _LEAST, room, "bold") if size < _LEAST else [row.text]
            size = min(form.text, *(form.text * room / width_px(line, form.text, "bold") for line in lines))
            for i, line in enumerate(lines, start=-len(lines) + 1):
                up = y + (i + 0.5 * (len(lines) - 1)) * 1.12 * size
                group.add(self._words(line, begin, up, size, INK, "bold", z.begin))
            if row.note:
                far = z.along(area, area.width - _GAP)
                group.add(self._words(row.note, far, y, form.note, INK, "regular", 1 - z.begin))
            return group
        return group.add(
            self._words(row.text, begin, y - 0.56 * form.note, size, INK, "bold", z.begin),
            self._words(row.note, begin, y + 0.62 * size, form.note, INK, "regular", z.begin),
        )
