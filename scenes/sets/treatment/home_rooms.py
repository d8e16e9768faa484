"""Two rooms at home: the sofa on which the man rests, and the kitchen from which a woman calls her team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import VGroup
from shapely import affinity

from scenes.cast.clinic.home import Drawing, Fridge, KeyHooks, Mug, SofaArms, SofaBack
from scenes.cast.clinic.thing import Thing, ribbon, rounded_box
from scenes.cast.clinic.window import LightPatch, Pots, Window
from scenes.cast.patient.pictograms import RADIUS, Pictogram
from scenes.cast.people.figure import Figure
from scenes.cast.people.looks import CALLER, PATIENT
from scenes.cast.people.stance import REST, calling, idle
from scenes.sets.treatment.layout import HomeForm, KitchenForm
from scenes.sets.treatment.places import px_view, seen, words_at
from scenes.stage.labels import label_size
from scenes.stage.layout import Zones
from scenes.stage.motion import stepped
from scenes.stage.style import DEVICE, FRIDGE, INK, PAPER_CARD, PLATELET, REMISSION_GROUND, STEEL, inked, mix
from scenes.stage.view import View
from scenes.stage.words import SMALLEST, Words


class LivingRoom:
    """A sofa with the man, a mug, and a board with keys.

    Attributes
    ----------
    light, sofa, mug, keys
        Groups that arrive by themselves, back to front.
    """

    def __init__(self, zones: Zones, form: HomeForm, seed: int) -> None:
        self._seed = seed
        view = seen(zones, form.man)
        self.light = LightPatch(seen(zones, form.light), 190, 460)
        self.man = Figure(px_view(zones, form.man[:2]), PATIENT, form.man[2], REST, "right")
        self.sofa = VGroup(SofaBack(view), self.man, SofaArms(view))
        self.mug, self.keys = Mug(seen(zones, form.mug)), KeyHooks(seen(zones, form.hooks))

    def live(self, time: float) -> None:
        """The man breathes, and now and then blinks."""
        self.man.take(REST, **idle(self._seed, stepped(time)))


class Kitchen:
    """A refrigerator with a note, a window, and a woman who telephones.

    Attributes
    ----------
    furniture, rows, woman
        What stands there; the rows of the note, each to be shown by itself; the woman.
    window
        In which day turns to night.
    """

    def __init__(
        self, zones: Zones, form: KitchenForm, words: Mapping[str, str], signs: Sequence[str], seed: int
    ) -> None:
        self.zones, self.form, self._seed = zones, form, seed
        box = form.fridge
        corner = px_view(zones, (box.left, box.bottom))
        fridge = Fridge(corner, box.width, box.height, box.bottom - form.seam)
        self.window = Window(seen(zones, form.window), *form.pane)
        x, y, px = form.window
        pots = Pots(seen(zones, (x + 0.22 * form.pane[0] * px / 100, y - 1, px)))
        self.furniture = VGroup(self.window, pots, fridge, self._paper(words["head"]))
        if form.drawing:
            self.furniture.add(Drawing(seen(zones, form.drawing)))
        self._text = min(
            label_size(words[row], form.text, self._room(row), "bold", least=SMALLEST) for row in (*signs, "team")
        )
        self.rows = [self._row(i, sign, words[sign]) for i, sign in enumerate(signs)]
        self.rows.append(self._team(len(signs), words["team"]))
        self.figure = Figure(px_view(zones, form.woman[:2]), CALLER, form.woman[2], calling(0.0), "left", holds="phone")
        self.woman = VGroup(self.figure)

    def _paper(self, head: str) -> VGroup:
        note, form = self.form.note, self.form
        paper = Thing(px_view(self.zones, (note.left, note.bottom)))
        sheet = rounded_box(0, 0, note.width, note.height, 8)
        paper.flat(affinity.translate(sheet, 8, -9), inked(FRIDGE, 0.12))
        paper.solid(sheet, PAPER_CARD, line=3.8 / paper.line, light=0, shade=0)
        head_low = note.height - 1.1 * form.row
        bar = sheet.buffer(-2).intersection(rounded_box(-5, head_low, note.width + 5, note.height + 5))
        paper.flat(bar, mix(REMISSION_GROUND, STEEL, 0.25))
        magnet = Thing(View(1.5).at(self.zones.point(note.center[0], note.top)))
        magnet.solid(rounded_box(-15, -15, 15, 15, 15), PLATELET, line=0.9)
        at, begin = (self.zones.along(note, 32), note.top + 0.60 * form.row), self.zones.begin
        size = label_size(head, form.text + 2, note.width - 64, "black", least=SMALLEST)
        return VGroup(paper, magnet, words_at(self.zones, head, at, size, "black", begin))

    def _room(self, row: str) -> float:
        """How wide (px) the words of a row may be: before the team's number there is a line."""
        return self.form.note.width - 78 - 2 * self.form.sign - (120 if row == "team" else 0)

    def _middle(self, row: int) -> float:
        return self.form.note.top + self.form.row * (1.66 + row)

    def _row(self, row: int, sign: str, text: str) -> VGroup:
        form, y = self.form, self._middle(row)
        x = self.zones.along(form.note, 30 + form.sign)
        picture = Pictogram(View(form.sign / RADIUS).at(self.zones.point(x, y)), sign)
        return VGroup(picture, self._name(text, y))

    def _name(self, text: str, y: float) -> Words:
        """What is said in a row, behind its sign."""
        x = self.zones.along(self.form.note, 54 + 2 * self.form.sign)
        return words_at(self.zones, text, (x, y), self._text, align=self.zones.begin)

    def _team(self, row: int, text: str) -> VGroup:
        """A line for a number that is not there: everybody has another one."""
        form, y = self.form, self._middle(row)
        x = self.zones.along(form.note, 30 + form.sign)
        phone = Thing(View(form.sign / 34).at(self.zones.point(x, y)))
        phone.solid(rounded_box(-16, -28, 16, 28, 6), DEVICE, line=0.9)
        phone.flat(rounded_box(-11, -17, 11, 20, 2), mix(FRIDGE, REMISSION_GROUND, 0.5))
        words = self._name(text, y)
        left, right = float(self.zones.px(words.get_right())[0]) + 22, form.note.right - 34
        if self.zones.rtl:
            left, right = form.note.left + 34, float(self.zones.px(words.get_left())[0]) - 22
        line = Thing(px_view(self.zones, (left, y + 0.3 * form.text)))
        wide = right - left
        wave = [(share * wide, 4 * np.sin(9 * share)) for share in np.linspace(0, 1, 9)]
        line.flat(ribbon(wave, 4.6), mix(INK, PAPER_CARD, 0.35))
        return VGroup(phone, words, line)

    def live(self, time: float, lifted: float) -> None:
        """The woman at a time (s), and how far the telephone is at her ear (0-1)."""
        self.figure.take(calling(lifted), **idle(self._seed, stepped(time)))

