"""The wall with the calendar: two rounds of doses, those that may follow in broken lines, and the man with a pencil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from manim import VGroup
from shapely.geometry import Polygon

from scenes.cast.clinic.calendar import Page, PlannedPage, Rail
from scenes.cast.clinic.thing import Thing, dashes, ribbon, rounded_box
from scenes.cast.clinic.window import LightPatch
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import PATIENT
from scenes.cast.people.stance import STAND, Arm, Stance, idle
from scenes.sets.treatment.layout import WallForm
from scenes.sets.treatment.places import px_view
from scenes.stage.labels import label_size
from scenes.stage.layout import Place, Zones
from scenes.stage.motion import stepped
from scenes.stage.style import CONDITIONING, INK, PAPER_CARD, lighter
from scenes.stage.view import View
from scenes.stage.words import extent, width_px


class Pencil(Thing):
    """A pencil; the origin is where it is held, its point is to the left."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.solid(rounded_box(-52, -4.2, 46, 4.2, 1), CONDITIONING, line=0.8, light=0.2)
        self.solid(Polygon([(-52, -4.2), (-52, 4.2), (-68, 0)]), lighter(PAPER_CARD, 0), line=0.8, light=0, shade=0)
        self.flat(Polygon([(-63, -1.4), (-63, 1.4), (-69, 0)]), INK)


def number_in(text: str) -> int:
    """The number that a text has, with or without a space behind it: 4 of ``4 weeks`` and of ``4周``."""
    return int("".join(filter(str.isdecimal, text)))


class Wall:
    """Everything on and before this wall, in groups that arrive by themselves.

    Attributes
    ----------
    rail, pages, plans
        Light and rails; the two rounds; those that may follow.
    before, without
        Braces under the rounds before a transplant, and under all of them.
    man
        He and his pencil; nobody where there is no room.
    """

    def __init__(self, zones: Zones, form: WallForm, words: Mapping[str, str], seed: int) -> None:
        self.zones, self.form, self._seed = zones, form, seed
        top = form.pages[0][1] - 30
        left = form.pages[0][0] + 0.18 * zones.frame.width
        light = LightPatch(px_view(zones, (left, form.ledge)), 420, form.ledge - top)
        self.rail = VGroup(light, *(Rail(px_view(zones, (x, y)), long) for x, y, long in form.rails))
        days = [words[f"day_{i}"] for i in (1, 2, 3)]
        heads = [(words[f"round_{i}"], words[f"weeks_{i}"]) for i in (1, 2)]
        weeks = [number_in(length) for _, length in heads]
        page, planned = form.page.holding(heads, max(weeks)), form.planned
        if planned.head == form.page.head:  # beside the pages
            planned = replace(planned, head=page.head, row=page.row)
        self.pages = [
            Page(px_view(zones, place), page, count, *head, days, form.hook, zones.rtl)
            for place, count, head in zip(form.pages, weeks, heads, strict=True)
        ]
        numbers = [words["third"], *[""] * (len(form.plans) - 2), words["last"]]
        self.plans = [
            PlannedPage(px_view(zones, place), planned, form.plan_wide, weeks[-1], number, len(days), form.hook)
            for place, number in zip(form.plans, numbers, strict=True)
        ]
        self.before = self._brace(form.before, broken=False)
        self.without = self._brace(form.without, broken=True)
        self.man = VGroup()
        if form.man:
            self.figure = Figure(px_view(zones, form.man[:2]), PATIENT, form.man[2], self.reaching(0.0), "left")
            self.pencil = Pencil(View(form.man[2] / 100))
            self.man.add(self.figure.body, self.pencil, self.figure.near_arm)

    def fit_without(self, words: Mapping[str, str], size: float) -> tuple[float, Place]:
        """Type size (px) and baseline of what the longer brace means: not beyond its right end."""
        (first, level), (x, y) = self.form.words
        beside = width_px(words["before"], size, "bold") + 40 if y == level else 0
        right = self.form.without[1]
        size = label_size(words["without"], size, right - first - beside, "bold")
        return size, (min(x, right - width_px(words["without"], size, "bold")), y)

    def _brace(self, place: tuple[float, float, float], broken: bool) -> Thing:
        left, right, y = place
        brace = Thing(px_view(self.zones, (left, y)))
        wide = right - left
        end = 17.0 if y > self.form.pages[0][1] else -17.0  # toward the pages
        way = [(0.0, end), (0.0, 0.0), (wide, 0.0), (wide, end)]
        brace.flat(dashes(way, 4.4, 18, 12) if broken else ribbon(way, 4.4, smooth=False), INK)
        return brace

    def reaching(self, share: float) -> Stance:
        """Toward the page (share 1), or the hand low (0)."""
        forward, up = self.form.reach
        arm = Arm.reaching(forward, up, 8, "pinch")
        return replace(STAND, near=Arm(16, 66, 0, "pinch"), far=Arm(2, 12)).toward(
            replace(STAND, near=arm, far=Arm(2, 12)), share
        )

    def live(self, time: float, reach: float) -> None:
        """The man at a time (s), and how far he reaches (0-1)."""
        if self.man:
            self.figure.take(self.reaching(reach), **idle(self._seed, stepped(time)))
            self.pencil.pose(self.pencil.view.place(self.figure.anchor("hand")()), 0.62)


def below_the_title(form: WallForm, zones: Zones, titles: np.ndarray, words: Mapping[str, str]) -> WallForm:
    """The wall, its calendar lower where the title (boxes, px, shape (n, 4)) would meet what stands over that."""
    (x, y), text, size = form.words[1], words["without"], zones.type.label
    left = min(x, zones.safe.right - width_px(text, size, "bold"))
    over = [bottom for _, _, right, bottom in titles if right > left]
    return form.lower(max([0.0, *(bottom + size * extent(text, "bold")[0] + 6 - y for bottom in over)]))
