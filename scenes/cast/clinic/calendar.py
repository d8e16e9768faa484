"""Pages of a calendar on a rail: a row is a week, and a drop stands on each day on which a dose is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely import affinity

from scenes.cast.clinic.thing import Thing, dashes, rounded_box
from scenes.cast.kit.many_shapes import ManyShapes, many_shapes
from scenes.cast.kit.marks import drop_form, lettered
from scenes.stage.labels import label_size
from scenes.stage.style import (
    INK,
    PAPER_CARD,
    PAYLOAD,
    REMISSION_GROUND,
    STEEL,
    WALL,
    WOOD,
    Weight,
    inked,
    lighter,
    mix,
)
from scenes.stage.view import View
from scenes.stage.words import SMALLEST, width_px

DAYS: Final = 7  # a week
#: What is left below the last week, of a row.
_BELOW: Final = 0.36
#: Of a page planned only: ink so far toward the wall.
_PLANNED: Final = mix(INK, WALL, 0.30)


@dataclass(frozen=True)
class PageForm:
    """A page, px.

    Attributes
    ----------
    wide, head
        Its width, and the height of its heading.
    row
        From one week to the next.
    text, small
        Type sizes of the heading, and of what stands at its right end and on the days.
    stacked
        Whether what else would stand at the heading's end stands below it.
    """

    wide: float
    head: float
    row: float
    text: float
    small: float
    stacked: bool = False

    def holding(self, heads: Sequence[tuple[str, str]], weeks: int) -> PageForm:
        """The form of pages with these headings and lengths: where one has no room beside the other, below it.

        Then the rows of a page of so many weeks make way, and it stays as high as it was.
        """
        if all(self.share(*head) * self.small >= SMALLEST for head in heads):
            return self
        head = 1.3 * (self.text + self.small)
        row = self.row - (head - self.head) / (weeks + _BELOW)
        return replace(self, head=head, row=row, stacked=True)

    def share(self, heading: str, length: str) -> float:
        """At which share of its type sizes a head stands in one line."""
        wide = width_px(heading, self.text, "bold") + width_px(length, self.small, "semibold") + 0.4 * self.small
        return min(1.0, (self.wide - 52) / wide)


class Rail(Thing):
    """A wooden rail, ``long`` px; its origin is its left end."""

    def __init__(self, view: View, long: float) -> None:
        super().__init__(view)
        self.solid(rounded_box(0, -9, long, 9, 9), WOOD, light=0.2)


class Page(Thing):
    """A round of treatment: so many weeks, and the days of its doses. The origin is its upper left corner.

    Parameters
    ----------
    view
        One px a unit.
    form, weeks
        Its measures, and how many rows it has.
    heading, length
        What stands in its head, where lines begin and where they end.
    days
        The doses' days, one a week, as they are written.
    hook
        How far up (px) its hooks reach to the rail.
    rtl
        Whether lines begin at the right.
    """

    def __init__(
        self, view: View, form: PageForm, weeks: int, heading: str, length: str, days: Sequence[str], hook: float,
        rtl: bool = False,
    ) -> None:
        super().__init__(view)
        self.form, self.weeks, self.days = form, weeks, len(days)
        low = -self.high
        sheet = rounded_box(0, low, form.wide, 0, 12)
        self.flat(affinity.translate(sheet, 7, -9), inked(WALL, 0.12))
        self.solid(sheet, PAPER_CARD, line=4.2 / self.line, light=0, shade=0)
        head = sheet.buffer(-2.1).intersection(shapely.box(-5, -form.head, form.wide + 5, 5))
        self.flat(head, mix(REMISSION_GROUND, STEEL, 0.25))
        self.flat(shapely.box(0, -form.head - 3.4, form.wide, -form.head), INK)
        for x in (0.2 * form.wide, 0.8 * form.wide):
            self.solid(rounded_box(x - 4.5, -20, x + 4.5, hook, 4.5), STEEL, line=3.2 / self.line, light=0.3, shade=0)
        cells = [
            self._cell(week, day) for week in range(weeks) for day in range(DAYS) if day or week >= len(days)
        ]
        self.add(many_shapes([c.buffer(1.2) for c in cells], mix(INK, PAPER_CARD, 0.55), view, smooth=False),
                 many_shapes([c.buffer(-1.2) for c in cells], mix(PAPER_CARD, WALL, 0.6), view, smooth=False))
        begin, end = (form.wide - 26, 26) if rtl else (26, form.wide - 26)
        if form.stacked:
            lines: list[tuple[str, float, Weight, float]] = [
                (heading, form.text, "bold", 0.4), (length, form.small, "semibold", 0.78),
            ]
            for text, size, weight, share in lines:
                fits = label_size(text, size, form.wide - 52, weight, least=SMALLEST)
                self._write(text, fits, begin, -share * form.head, weight, float(rtl))
        else:
            fits = form.share(heading, length)
            self._write(heading, fits * form.text, begin, -0.5 * form.head, "bold", float(rtl))
            self._write(length, fits * form.small, end, -0.5 * form.head, "semibold", float(not rtl))
        for week, day in enumerate(days):
            self._write(day, form.small, 26 + 0.86 * form.row, self._middle(week), "bold")
        self._drops = self._draw_drops(len(days))
        self.fall(0.0)

    @property
    def high(self) -> float:
        """How high it is, px."""
        return self.form.head + self.form.row * (self.weeks + _BELOW)

    def _middle(self, week: int) -> float:
        """Height of a row's middle."""
        return -self.form.head - self.form.row * (week + 0.68)

    def _left(self, day: int) -> float:
        """Left side of a day's cell: the first day is wider, for the drop and its number."""
        first = 0.98 * self.form.row + width_px("88", self.form.small, "bold")
        return 26.0 if not day else 26 + first + (day - 1) * (self.form.wide - 46 - first) / (DAYS - 1)

    def _cell(self, week: int, day: int) -> shapely.Polygon:
        side = min(0.62 * self.form.row, self._left(2) - self._left(1) - 6)
        x, y = self._left(day), self._middle(week)
        return rounded_box(x, y - side / 2, x + side, y + side / 2, 7)

    def _write(self, text: str, size: float, x: float, y: float, weight: Weight, align: float = 0.0) -> None:
        self.add(lettered(text, size, (x, y), self.view, align=align, weight=weight))

    def _draw_drops(self, count: int) -> list[ManyShapes]:
        form = drop_form(0.34 * self.form.row**2)
        gloss = affinity.translate(shapely.Point(0, 0).buffer(0.06 * self.form.row), -0.1 * self.form.row, 0)
        layers = []
        for shape, color in ((form.buffer(2.2), INK), (form.buffer(-1.6), PAYLOAD), (gloss, lighter(PAYLOAD, 0.5))):
            spots = [(26 + 0.36 * self.form.row, self._middle(i) - 0.1 * self.form.row) for i in range(count)]
            placed = [affinity.translate(shape, *spot) for spot in spots]
            layers.append(many_shapes(placed, color, self.view, centers=np.array(spots), smooth=False))
        self.add(*layers)
        return layers

    def fall(self, share: float) -> None:
        """Let the drops come one after the other: each falls its own height and stays (share 0-1 of all)."""
        own = np.clip(share * self.days - np.arange(self.days), 0.0, 1.0)
        lift = (1 - own) ** 2 * 0.42 * self.form.row * self.view.unit
        for layer in self._drops:
            layer.grow(np.clip(own / 0.4, 0, 1), np.column_stack([np.zeros(self.days), lift]))


class PlannedPage(Thing):
    """A round that may come or not: only its outline, in a broken line, its number, and open drops.

    The origin is its upper left corner; ``wide`` is what is seen of it beside the next one.
    """

    def __init__(
        self, view: View, form: PageForm, wide: float, weeks: int, number: str, doses: int, hook: float
    ) -> None:
        super().__init__(view)
        high = form.head + form.row * (weeks + _BELOW)
        sheet = rounded_box(0, -high, wide, 0, 12)
        self.flat(sheet, mix(WALL, PAPER_CARD, 0.45))
        self.flat(dashes(np.asarray(sheet.exterior.coords).tolist(), 3.6, 15, 10), _PLANNED)
        self.flat(rounded_box(0.5 * wide - 4, -16, 0.5 * wide + 4, hook, 4), mix(STEEL, INK, 0.35))
        self.add(lettered(number, form.text, (0.5 * wide, -0.5 * form.head), view, _PLANNED, weight="bold"))
        drop = drop_form(0.34 * form.row**2)
        rings = [
            affinity.translate(drop.exterior.buffer(1.7), 0.5 * wide, -form.head - form.row * (week + 0.78))
            for week in range(doses)
        ]
        self.flat(shapely.union_all(rings), _PLANNED)
