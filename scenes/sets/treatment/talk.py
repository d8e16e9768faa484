"""The talk at a table: a woman and her partner, a doctor, and between them a list with four signs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from manim import VGroup
from shapely import affinity

from scenes.cast.clinic.thing import Thing, rounded_box
from scenes.cast.clinic.window import Window
from scenes.cast.patient.family_signs import FamilySign
from scenes.cast.patient.pictograms import RADIUS
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import CALLER, DOCTOR, PARTNER, Look
from scenes.cast.people.stance import SIT, TELL, TELL_ON, Stance, idle
from scenes.sets.treatment.layout import Scaled, TalkForm
from scenes.sets.treatment.places import px_view, seen, words_at
from scenes.stage.labels import label_size
from scenes.stage.layout import Zones
from scenes.stage.motion import JITTER_RATE, stepped
from scenes.stage.style import PAPER_CARD, WOOD, inked
from scenes.stage.view import View
from scenes.stage.words import SMALLEST, width_px, wrap


class Talk:
    """Everything in this room.

    Attributes
    ----------
    window, people
        Behind the table.
    sheet, signs
        The list on it, and its signs, each with its name.
    """

    def __init__(self, zones: Zones, form: TalkForm, words: Mapping[str, str], signs: Sequence[str], seed: int) -> None:
        room = form.spots[1][0] - form.spots[0][0] - 24
        wide = [width_px(words[sign], form.text, "bold") for sign in signs]
        if not form.beside and any(sum(pair) / 2 > room for pair in pairwise(wide)):
            form = form.in_rows()
        if form.in_two_lines:
            form = form.sharing([max(width_px(w, form.text, "bold") for w in wrap(words[s], form.text, 1, "bold"))
                                 for s in signs])
        self.zones, self.form, self._seed = zones, form, seed
        self.window = Window(seen(zones, form.window), *form.pane)
        self.partner = self._person(PARTNER, form.partner, "right")
        self.woman = self._person(CALLER, form.woman, "right")
        self.doctor = self._person(DOCTOR, form.doctor, "left")
        self.people = VGroup(self.partner, self.woman, self.doctor)
        sheet = Thing(px_view(zones, (form.sheet.left, form.sheet.bottom)))
        paper = rounded_box(0, 0, form.sheet.width, form.sheet.height, 8)
        sheet.flat(affinity.translate(paper, 7, -8), inked(WOOD, 0.14))
        sheet.solid(paper, PAPER_CARD, line=3.8 / sheet.line, light=0, shade=0)
        at = zones.along(form.sheet, 30), form.sheet.top + 0.72 * form.head
        head = words_at(zones, words["head"], at, form.head, "black", zones.begin)
        self.sheet = VGroup(sheet, head)
        self.signs = [self._sign(name, words[name], spot) for name, spot in zip(signs, form.spots, strict=True)]

    def _person(self, look: Look, place: Scaled, faces: str) -> Figure:
        return Figure(px_view(self.zones, place[:2]), look, place[2], SIT, faces)  # type: ignore[arg-type]

    def _sign(self, name: str, text: str, place: tuple[float, float]) -> VGroup:
        form, (x, y), z = self.form, place, self.zones
        x = z.along(form.sheet, x - form.sheet.left)
        sign = FamilySign(View(form.sign / RADIUS).at(self.zones.point(x, y)), name)
        if form.beside:
            x += (form.sign + 24) * (-1 if z.rtl else 1)
            ends = min([form.sheet.right, *(spot[0] - form.sign for spot in form.spots if spot[0] > place[0])]) - 20
            room = ends - place[0] - form.sign - 24
            size, lines = max(form.text * min(1.0, room / width_px(text, form.text, "bold")), SMALLEST), [text]
            in_two = label_size(text, form.text, room, "bold", lines=2, least=SMALLEST)
            if form.in_two_lines and size < in_two:
                size, lines = in_two, wrap(text, in_two, room, "bold")
            first = y - 0.56 * size * (len(lines) - 1)
            names = (words_at(z, line, (x, first + 1.12 * size * i), size, align=z.begin)
                     for i, line in enumerate(lines))
            return VGroup(sign, *names)
        return VGroup(sign, words_at(self.zones, text, (x, y + form.sign + 0.8 * form.text), form.text, align=0.5))

    def live(self, time: float, talking: float) -> None:
        """All three at a time (s); the doctor's hand talks as far as ``talking`` (0-1) says."""
        t = stepped(time)
        gesture = round(2.6 * JITTER_RATE)  # in steps: each comes again exactly, and is drawn once
        hand = 0.5 - 0.5 * np.cos(2 * np.pi * (round(t * JITTER_RATE) % gesture) / gesture)
        near = SIT.near if talking == 0 else TELL.toward(TELL_ON, float(hand)).near
        tells: Stance = SIT.toward(replace(SIT, near=near), talking)
        for i, (person, stance) in enumerate(((self.partner, SIT), (self.woman, SIT), (self.doctor, tells))):
            person.take(stance, **idle(self._seed + i, t))
