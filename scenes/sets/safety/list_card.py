"""A card with a heading and rows, each a pictogram and a few words; rows come one after the other.

Lengths in stage px, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from manim import VGroup
from shapely.geometry import box

from scenes.cast.charts.count_card import CORNER, rounded, stage_view
from scenes.cast.patient.pictograms import RADIUS, Pictogram
from scenes.script.language.typography import measures
from scenes.stage.drawing import fill
from scenes.stage.layout import Box, Zones
from scenes.stage.style import ANTIBODY_CH3, INK, PAPER_CARD, WHITE
from scenes.stage.words import Words, fitted, width_px

_GAP: Final = 28.0


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
        lines, size = fitted(head, form.head, area.width - 2 * self._edge(), "black")
        title = self._lines(lines, area.center[0], area.top + form.head_high / 2, size, WHITE, "black", 0.5)
        self.ground = VGroup(rounded(zones, area, PAPER_CARD), fill(bar, color, view, smooth=False), *title)
        high = (area.height - form.head_high) / len(rows)
        middles = [area.top + form.head_high + (i + 0.5) * high for i in range(len(rows))]
        tall = [len(self._fitted(row)[0]) > 1 for row in rows]
        # Neighbors on two lines each are set smaller: else their lines look like one text.
        most = 0.36 * high if any(one and other for one, other in pairwise(tall)) else form.text
        self.rows = [self._row(y, row, most) for y, row in zip(middles, rows, strict=True)]
        self.add(self.ground, *self.rows)

    def _words(
        self, text: str, x: float, y: float, size: float, color: str, weight: str, align: float = 0.0
    ) -> Words:
        """A line whose capitals are centered on a height."""
        words = Words(text, size, color, weight)  # type: ignore[arg-type]
        return words.at_baseline(self._zones.point(x, y + size * measures(text).middle), align)

    def _lines(
        self, lines: Sequence[str], x: float, y: float, size: float, color: str, weight: str, align: float
    ) -> list[Words]:
        """Lines under each other, centered on a height."""
        first = y - 0.56 * size * (len(lines) - 1)
        return [self._words(line, x, first + 1.12 * i * size, size, color, weight, align)
                for i, line in enumerate(lines)]

    def _edge(self) -> float:
        """How far (px) words end from the card's sides."""
        area, safe = self._form.area, self._zones.safe
        return max(_GAP, area.right - safe.right, safe.left - area.left)

    def _begin(self) -> float:
        """How far (px) words begin from where a row begins."""
        return 1.8 * _GAP + 2 * self._form.sign

    def _fitted(self, row: ListRow) -> tuple[list[str], float]:
        """The lines of a row's words, and their size (px)."""
        form = self._form
        room = form.area.width - self._edge() - self._begin()
        if row.note and form.aside:
            room -= width_px(row.note, form.note) + _GAP
        return fitted(row.text, form.text, room, "bold")

    def _row(self, y: float, row: ListRow, most: float) -> VGroup:
        """A row with its middle at y; ``most`` is how large (px) words are that stand on two lines."""
        form, area = self._form, self._form.area
        z = self._zones
        x = z.along(area, _GAP + form.sign)
        sign = Pictogram(stage_view(self._zones).at(self._zones.point(x, y)).scaled(form.sign / RADIUS), row.sign)
        begin, (lines, size) = z.along(area, self._begin()), self._fitted(row)
        if len(lines) > 1:
            size = min(size, most)
        group = VGroup(sign)
        if row.note and not form.aside:
            return group.add(
                *self._lines(lines, begin, y - 0.56 * form.note, size, INK, "bold", z.begin),
                self._words(row.note, begin, y + 0.62 * size * len(lines), form.note, INK, "regular", z.begin),
            )
        group.add(*self._lines(lines, begin, y, size, INK, "bold", z.begin))
        if row.note:
            far = z.along(area, area.width - _GAP)
            group.add(self._words(row.note, far, y, form.note, INK, "regular", 1 - z.begin))
        return group
