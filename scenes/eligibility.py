"""Eligibility: who can have the drug. Five bays of an arcade, each a question that is asked before it is given.

Light comes on in a bay when its question is asked, and on what is then seen there: the disease came back or did not
go away, its cells carry CD22, the age that a country's text names, tests before the start. Their keystones get a tick
when the condition has been said; that of the fifth is a question mark: what has to be told first. In portrait there
are two storeys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from manim import Mobject

from scenes.cast.kit.marks import lettered
from scenes.script.language.typography import measures
from scenes.sets.eligibility.arcade import Arcade
from scenes.sets.eligibility.contents import Contents
from scenes.sets.eligibility.layout import Composition
from scenes.sets.eligibility.rooms import back
from scenes.sets.eligibility.signs import OnTheirWay
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label, measure
from scenes.stage.layout import Place
from scenes.stage.motion import ease, stepped
from scenes.stage.style import PAPER, PAPER_CARD, Weight
from scenes.stage.view import View
from scenes.stage.words import Set, apart, extent, width_px

T = TypeVar("T")

#: How heavy words are, by their size.
_WEIGHTS: Final[dict[str, Weight]] = {"label": "bold", "minor": "semibold"}
#: A person at rest is drawn so many times a second.
_CALM: Final = 10.0


class Eligibility(Clip):
    """Beats: came_back, cd22, age, tests, tell, ask."""

    name = "eligibility"
    poster_beat = "ask"
    lasts = (50, 75)
    ground = PAPER
    scaled = False  # bays with signs in them

    def construct(self) -> None:
        """The shot list."""
        self.build_the_arcade()
        with self.beat("came_back") as beat:
            self.light(0)
            self.say(0, "came_back", "disease")
            self.let_it_come_back(beat)
            self.tick(0, beat.when("go away|improve with", 0.8))
        with self.beat("cd22") as beat:
            self.light(1)
            self.say(1, "cd22", "method")
            self.count_the_cells(beat)
            self.tick(1, beat.when("shows whether|of newer", 0.7))
        with self.beat("age") as beat:
            self.light(2)
            self.say_the_ages(beat)
            self.let_them_walk_in()
            self.tick(2, beat.when("England funds", 0.8))
        with self.beat("tests") as beat:
            self.light(3)
            self.say(3, "tests", "which")
            self.show_the_tests(beat)
            self.tick(3, beat.when("pregnancy test", 0.78))
        with self.beat("tell") as beat:
            self.light(4)
            self.say(4, "ask_first", "about")
            self.ask_first(beat)
        with self.beat("ask") as beat:
            self.ask(beat)
        self.end_card(OnTheirWay(self.zones.shape))

    # --- the arcade -----------------------------------------------------------------------
    def setup(self) -> None:
        """In the wide picture the sources stand beside the title: words need the row below the floor."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    def build_the_arcade(self) -> None:
        """Pavement, what is in the bays, the dusk over it, and the wall; no light is on."""
        self.plan = plan = Composition.of(self.zones)
        stage, frame = View(1.0).at(self.zones.point(0, 0)), self.zones.frame
        self.arcade = arcade = Arcade(stage, plan.bays, plan.top, frame.width, frame.height)
        self.add(arcade.pavement)
        axis, seeds = self.script.beat("cd22").labels["axis"], map(self.seed_for, ("marrow", "plot"))
        self.seen = Contents(stage, plan, axis, *seeds)
        # The three come from behind the next bay: what stands there covers them.
        for number, bay in enumerate(plan.bays):
            self.add(back(stage, bay, number), *self.seen.layers[number], arcade.dusks[number])
        self.add(arcade.wall)
        self.moving: list[Mobject] = []
        self.question = lettered(self.script.beat("tell").labels["question"], 74 * plan.bays[0].weight,
                                 arcade.keystone(plan.bays[4]), stage)

    # --- what happens ----------------------------------------------------------------------
    def move(self, mobject: Mobject, pose: Callable[[Any, float], object]) -> None:
        """Pose a mobject anew on each frame, till another bay is spoken of."""
        self.ambient(mobject, pose)
        self.moving.append(mobject)

    def light(self, number: int) -> None:
        """Light comes on in a bay, and falls through it onto the pavement; the bay before steps back, and is still."""
        arcade = self.arcade
        for mobject in self.moving:
            self.still(mobject)
        self.moving.clear()
        self.hide(arcade.dusks[number], 1.1, 0.2)
        self.show(arcade.lights[number], 1.1, 0.2, behind=arcade.wall)
        if number:
            self.show(arcade.shades[number - 1], 1.1, 0.2, behind=arcade.wall)
            self.hide(arcade.lights[number - 1], 1.1, 0.2)

    def tick(self, number: int, said: float) -> None:
        """When its condition has been said, a bay gets its tick."""
        self.act_until(said)
        self.emerge(self.arcade.ticks[number], 0.5, 0.0, PAPER_CARD)
        self.act(0.8)

    def let_it_come_back(self, beat: Beat) -> None:
        """Few leukemia cells become many again; an arrow turns back; somebody breathes."""
        start = beat.when("relapsed|came back", 0.44)
        self.move(self.seen.resting, lambda r, t: r.breathe(stepped(t, _CALM)))
        self.act_until(start)
        self.move(self.seen.marrow, lambda m, t: m.turn(ease(t, start, 2.4)))
        self.move(self.seen.arrow, lambda a, t: a.draw(ease(t, start, 1.8)))

    def count_the_cells(self, beat: Beat) -> None:
        """Dots arrive as cells are counted."""
        start = beat.when("must carry|must be", 0.16)
        self.move(self.seen.plot, lambda p, t: p.count(min(max((t - start) / 2.6, 0), 1)))
        self.show(self.seen.plot.name_of_axis, 0.5, 1.2, behind=self.seen.lab)
        self.move(self.seen.lab, lambda r, t: r.breathe(stepped(t, _CALM)))

    def let_them_walk_in(self) -> None:
        """Three persons of three ages walk in from the right."""
        self.hide(self.seen.plot.name_of_axis, 0.3)
        start = self.now + 0.5
        self.move(self.seen.three, lambda w, t: w.come(t, start, 3.0))

    def show_the_tests(self, beat: Beat) -> None:
        """Blood, liver, heart, one after the other."""
        start = beat.when("your blood|blood counts", 0.12)
        self.move(self.seen.blood, lambda b, t: b.lift(ease(t, start, 1.2)))
        told = ("liver and|liver tests", 0.3), ("heart|an ECG", 0.46)
        for sign, said in zip(self.seen.tests.signs, told, strict=True):
            self.emerge(sign, 0.5, beat.when(*said) - self.now, PAPER_CARD, behind=self.seen.blood)
        self.act_until(start + 1.3)
        self.move(self.seen.blood, lambda b, t: b.breathe(stepped(t, _CALM)))

    def ask_first(self, beat: Beat) -> None:
        """A question mark instead of a tick; a board with what is asked about; two persons talk."""
        start = beat.at(0.0)
        self.show(self.question, 0.5, 0.4)
        self.move(self.seen.talking, lambda g, t: g.talk(stepped(t, _CALM), start, beat.narration_end - start))
        told = ("serious liver", 0.2), ("severe", 0.4), ("a pregnancy|pregnancy", 0.75)
        for sign, said in zip(self.seen.asks.signs, told, strict=True):
            self.emerge(sign, 0.5, beat.when(*said) - self.now, PAPER_CARD, behind=self.seen.talking)

    def ask(self, beat: Beat) -> None:
        """What a person can ask: three questions; with each light comes back to a bay, in the end to all."""
        shown = zip(("my_cd22", "my_liver", "next"), self.plan.questions, ((1,), (3,), (0, 2)), strict=True)
        told = ("what did|what the CD22", 0.14), ("what is|what the liver", 0.48), ("what comes|whether", 0.75)
        size, (high, low) = self.zones.pick("label", "minor", "minor"), (self.plan.questions[i][1] for i in (0, 2))
        rows = {high: high} if high == low else dict(
            zip((high, low), self.rows(["my_cd22", "my_liver"], "next", (size, size), (high, low)), strict=True)
        )
        for (key, (x, y), bays), said in zip(shown, told, strict=True):
            wait = beat.when(*said) - self.now
            self.word(key, (x, rows[y]), size, wait)
            for number in bays:
                self.hide(self.arcade.shades[number], 1.1, wait)
                self.show(self.arcade.lights[number], 1.1, wait, behind=self.arcade.wall)
        self.show(self.seen.plot.name_of_axis, 0.5, beat.when(*told[0]) + 0.9 - self.now, behind=self.seen.lab)
        for group in (self.seen.resting, self.seen.talking):
            self.move(group, lambda g, t: g.breathe(stepped(t, _CALM)))

    def either(self, patient: T, student: T) -> T:
        """What holds for who watches."""
        return student if self.student else patient

    # --- words ----------------------------------------------------------------------------
    def word(
        self, key: str, at: Place, size: str = "label", delay: float = 0.3, room: float = 1000.0
    ) -> Label:
        """A word with its middle at a place, kept inside the picture's safe area."""
        weight, safe = _WEIGHTS[size], self.zones.safe
        _, box = measure(self._beat.script.labels[key], getattr(self.zones.type, size), room, weight)
        x = min(max(at[0], safe.left + box.width / 2), safe.right - box.width / 2)
        return self.caption_label(key, (x, at[1]), "ink", 0.5, size, weight, delay, room)

    def rows(
        self, uppers: Sequence[str], lower: str, sizes: tuple[str, str], at: tuple[float, float]
    ) -> tuple[float, float]:
        """Baselines (px) of words in two rows: further apart where letters need it, and above the line of sources."""
        labels, kind = self._beat.script.labels, self.zones.type
        own = [Set(labels[key], getattr(kind, sizes[0]), _WEIGHTS[sizes[0]]) for key in uppers]
        last = Set(labels[lower], getattr(kind, sizes[1]), _WEIGHTS[sizes[1]])
        boxes = (one.size * measures(one.text).below + last.size * measures(last.text).above + 1 for one in own)
        needs = max(*boxes, *(apart(upper, last) for upper in own))
        floor = self.zones.caption.top if self._marks is None else self._marks.box.top
        low = min(max(at[1], at[0] + needs), floor + 2 - last.size * extent(last.text, last.weight)[1])
        return min(at[0], low - needs), low

    def say(self, number: int, key: str, more: str = "") -> None:
        """A bay's words: what is asked, and (if this audience is told) a little more: beside it or below."""
        x, labels = self.plan.bays[number].x, self._beat.script.labels
        if more not in labels:
            self.word(key, (x, self.plan.words))
            return
        sizes, row = self.zones.type, self.plan.words == self.plan.below
        if not row:
            high, low = self.rows([key], more, ("label", "minor"), (self.plan.words, self.plan.below))
            first = self.word(key, (x, high))
            self.word(more, (first.box.center[0], low), "minor", 0.9)
            return
        wide = (width_px(labels[key], sizes.label, "bold"), width_px(labels[more], sizes.minor, "semibold"))
        whole = sum(wide) + 36
        left = min(max(x - whole / 2, self.zones.safe.left), self.zones.safe.right - whole)
        middles = (left + wide[0] / 2, left + whole - wide[1] / 2)
        if self.zones.rtl:
            middles = (left + whole - wide[0] / 2, left + wide[1] / 2)
        self.word(key, (middles[0], self.plan.words))
        self.word(more, (middles[1], self.plan.below), "minor", 0.9)

    def say_the_ages(self, beat: Beat) -> None:
        """Two countries in one form: the age, and the date of the text."""
        size = self.zones.pick("label", "minor", "minor")
        told = ("in the", 0.1), ("the EU", 0.46)
        (us, high), (eu, low) = self.plan.ages
        if high != low:
            high, low = self.rows(["us"], "eu", (size, size), (high, low))
        for key, at, said in zip(("us", "eu"), ((us, high), (eu, low)), told, strict=True):
            self.word(key, at, size, beat.when(*said) - self.now)
