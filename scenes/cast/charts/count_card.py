"""Arrays of a hundred people with their numbers: one thing counted in one group or two.

Every card gathers its people and fills them in the same way and in the same time, whether it counts a
benefit or a harm. Lengths in stage px, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

import numpy as np
from manim import VGroup
from shapely.geometry import box

from scenes.cast.patient.people import People
from scenes.stage.actor import Shadow
from scenes.stage.drawing import fill
from scenes.stage.layout import Box, Zones, u
from scenes.stage.style import INK, LABEL, LIVER, SHADOW_PLASMA
from scenes.stage.view import View
from scenes.stage.words import SMALLEST, Words, width_px

CORNER: Final = 26.0
GATHER_AND_FILL: Final = 3.6
"""Seconds in which people come and are counted, whatever it is that is counted."""
GATHERED: Final = 1.3
"""Seconds after which those who are counted begin to take color."""


@dataclass(frozen=True)
class Column:
    """Where one array stands.

    Attributes
    ----------
    foot
        The array's lower left corner.
    number
        Left end of the number's baseline.
    caption
        Baseline of what stands for the group: its middle, or its left end.
    of
        Left end of the baseline of "of 100"; beside the number if left out.
    cases
        Baseline of how many there really were: its left end, or its right end if "of 100" stands
        beside the number.
    """

    foot: tuple[float, float]
    number: tuple[float, float]
    caption: tuple[float, float]
    of: tuple[float, float] | None = None
    cases: tuple[float, float] | None = None

    def moved(self, x: float, y: float) -> Column:
        """The same column, ``x`` further right and ``y`` further down."""

        def at(place: tuple[float, float]) -> tuple[float, float]:
            return place[0] + x, place[1] + y

        of, cases = self.of and at(self.of), self.cases and at(self.cases)
        return Column(at(self.foot), at(self.number), at(self.caption), of, cases)


@dataclass(frozen=True)
class CardForm:
    """How a card is laid out.

    Attributes
    ----------
    step
        From one person to the next.
    columns
        Its arrays.
    number, of, caption, cases
        Type sizes.
    align
        0.5 where captions are centered on their places, 0 where they begin there.
    edge
        X that no words pass.
    instead
        The form for captions that have no room in this one.
    """

    step: float
    columns: tuple[Column, ...]
    number: float
    of: float
    caption: float
    align: float = 0.5
    cases: float = 40.0
    edge: float = inf
    instead: CardForm | None = None

    def at(self, x: float, y: float) -> CardForm:
        """The same form with its columns moved."""
        columns = tuple(column.moved(x, y) for column in self.columns)
        return replace(self, columns=columns, edge=self.edge + x, instead=self.instead and self.instead.at(x, y))

    def room(self, column: Column, edge: float) -> float:
        """Width (px) for what stands for a group, where no words pass x ``edge`` (px)."""
        x, y = column.caption
        away = [other.caption[0] - x for other in self.columns if other.caption[1] == y]
        beside = [abs(px) - 20 for px in away if px > 0 or (px and self.align)]
        return min([(min(edge, self.edge) - x) / (1 - self.align), *beside])

    def that_holds(self, captions: Sequence[str], edge: float) -> CardForm:
        """The form itself, or the other one if a caption has no room in it even where it is small."""
        placed = zip(self.columns, captions, strict=True)
        fit = all(width_px(text, SMALLEST, "bold") <= self.room(column, edge) for column, text in placed)
        return self if fit or not self.instead else self.instead


def stage_view(zones: Zones) -> View:
    """The view in which (x, -y) is the place (x, y) of the stage, in px."""
    corner = zones.point(0, 0)
    return View(1.0, (float(corner[0]), float(corner[1])))


def rounded(zones: Zones, area: Box, color: str, corner: float = CORNER) -> VGroup:
    """The ground of a card, with its shadow."""
    inner = area.inset(corner)
    form = box(inner.left, -inner.bottom, inner.right, -inner.top).buffer(corner, quad_segs=8)
    ground = fill(form, color, stage_view(zones), smooth=False)
    shadow = Shadow(SHADOW_PLASMA, 0.14, drop_px=12.0)
    shadow.fall((ground,))
    return VGroup(shadow, ground)


class CountCard(VGroup):
    """Arrays of a hundred people, and what stands for each group.

    Parameters
    ----------
    zones, form
        The picture, and where things stand in it.
    counts
        People counted of a hundred, one for each array.
    captions
        What each group is called.
    color
        Of the people who are counted.
    kept
        How many of them stay when the rest turns pale; all if left out.

    Attributes
    ----------
    people, captions
        The arrays, and what each group is called.
    """

    def __init__(
        self, zones: Zones, form: CardForm, counts: Sequence[int], captions: Sequence[str],
        color: str = LIVER, kept: Sequence[int] | None = None,
    ) -> None:
        super().__init__()
        self.form = form = form.that_holds(captions, zones.safe.right)
        self._view, self._rtl, self._edge = stage_view(zones), zones.rtl, min(zones.safe.right, form.edge)
        self.people = [
            People(self._view.at(self._point(column.foot)), form.step, count, color, kept=stay)
            for column, count, stay in zip(form.columns, counts, kept or counts, strict=True)
        ]
        self.captions = VGroup(*(
            self._caption(column, text) for column, text in zip(form.columns, captions, strict=True)
        ))
        self.add(*self.people, self.captions)

    def _caption(self, column: Column, text: str) -> Words:
        """What a group is called: over its array it begins where lines do."""
        (x, y), form = column.caption, self.form
        begins_right = self._rtl and not form.align and x == column.foot[0]
        room = form.room(column, self._edge)
        size = min(form.caption, max(form.caption * room / width_px(text, form.caption, "bold"), SMALLEST))
        words = Words(text, size, INK, "bold")
        if not self._rtl:
            x = min(x, self._edge - (1 - form.align) * words.advance / u(1))
        if begins_right:
            x = min(x + max(10 * form.step, words.advance / u(1)), self._edge)
        return words.at_baseline(self._point((x, y)), 1.0 if begins_right else form.align)

    def _point(self, px: tuple[float, float]) -> np.ndarray:
        return self._view.point(px[0], -px[1])

    def top(self, figures: VGroup) -> float:
        """Y (px) of the uppermost of its people, captions and ``figures``."""
        words = max(part.get_top()[1] for part in (self.captions, figures))
        feet = zip(self.form.columns, self.people, strict=True)
        return min(float(self._view.point(0, 0)[1] - words) / u(1), *(column.foot[1] - p.high for column, p in feet))

    def figures(
        self, texts: Sequence[str], of: str, role: str = "liver", cases: Sequence[str] = ()
    ) -> VGroup:
        """The numbers of the arrays, each with "of 100", in the label color of a role.

        ``cases`` are what these were calculated from, such as 88/109.
        """
        group = VGroup()
        gap = 0.22 * self.form.number
        for column, text, real in zip(self.form.columns, texts, cases, strict=False):
            if column.cases:
                size, (x, y) = self.form.cases, column.cases
                if not column.of:  # on one line with the number
                    taken = width_px(text, self.form.number, "black") + gap + width_px(of, self.form.of, "bold") + 10
                    size *= min(1.0, (x - column.number[0] - taken) / width_px(real, size))
                words = Words(real, max(size, SMALLEST), INK)
                x = min(x, self._edge - (words.advance / u(1) if column.of else 0.0))
                group.add(words.at_baseline(self._point((x, y)), 0.0 if column.of else 1.0))
        for column, text in zip(self.form.columns, texts, strict=True):
            x, y = column.number
            size = self.form.number
            number, hundred = Words(text, size, LABEL[role], "black"), Words(of, self.form.of, INK, "bold")
            gap, at = (0.12 if cases and self._rtl else 0.22) * size, column.of or (x, y)
            if not column.of and self._rtl:
                x += width_px(of, self.form.of, "bold") + gap
            elif not column.of:
                at = x + width_px(text, size, "black") + gap, y
            if column.of or not self._rtl:
                at = min(at[0], self._edge - width_px(of, self.form.of, "bold")), at[1]
            group.add(number.at_baseline(self._point((x, y))), hundred.at_baseline(self._point(at)))
        return group

    def count(self, share: float) -> None:
        """Let the people arrive (share 0 to 0.4), then those who are counted take color."""
        for array in self.people:
            array.gather(float(np.clip(share / 0.4, 0, 1)))
            array.color_in(float(np.clip((share - 0.35) / 0.65, 0, 1)))

    def thin_out(self, shares: Sequence[float]) -> None:
        """Let those turn pale who are not among the ``kept`` ones: how far, in each array."""
        for array, share in zip(self.people, shares, strict=True):
            array.thin_out(share)
