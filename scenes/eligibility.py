"""Eligibility: who can have the drug. Five bays of an arcade, each a question that is asked before it is given.

Light comes on in a bay when its question is asked, and on what is then seen there: the disease came back or did not
go away, its cells carry CD22, the age that a country's text names, tests before the start. Their keystones get a tick
when the condition has been said; that of the fifth is a question mark: what has to be told first. In portrait there
are two storeys.
"""

from __future__ import annotations

from typing import Final

from manim import Mobject

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, marrow_in_time
from scenes.cast.charts.flow_plot import FlowPlot
from scenes.cast.kit.marks import lettered
from scenes.sets.eligibility.arcade import Arcade, Bay
from scenes.sets.eligibility.layout import Composition
from scenes.sets.eligibility.persons import AtTheMicroscope, DrawnBlood, Resting, Talking, WalkingIn
from scenes.sets.eligibility.rooms import back
from scenes.sets.eligibility.signs import AskFirst, Checkup, OnTheirWay, ReturnArrow
from scenes.stage.beats import Beat
from scenes.stage.clip import Clip
from scenes.stage.labels import Label, measure
from scenes.stage.layout import Place
from scenes.stage.motion import ease, stepped
from scenes.stage.style import PAPER, PAPER_CARD, Weight
from scenes.stage.view import View

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
            self.tick(0, beat.at(0.7))
        with self.beat("cd22") as beat:
            self.light(1)
            self.say(1, "cd22", "method")
            self.count_the_cells(beat)
            self.tick(1, beat.at(0.68))
        with self.beat("age") as beat:
            self.light(2)
            self.say_the_ages(beat)
            self.let_them_walk_in()
            self.tick(2, beat.at(0.36))
        with self.beat("tests") as beat:
            self.light(3)
            self.say(3, "tests", "which")
            self.show_the_tests(beat)
            self.tick(3, beat.at(0.5))
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
        filled = self.fill_the_bays(stage)
        # The three come from behind the next bay: what stands there covers them.
        for number, bay in enumerate(plan.bays):
            self.add(back(stage, bay, number), *filled[number], arcade.dusks[number])
        self.add(arcade.wall)
        self.question = lettered(self.script.beat("tell").labels["question"], 74 * plan.bays[0].weight,
                                 arcade.keystone(plan.bays[4]), stage)

    def fill_the_bays(self, stage: View) -> list[list[Mobject]]:
        """What is in each bay, back to front."""
        views = [bay.view(stage) for bay in self.plan.bays]
        came, cd22, age, tests, tell = zip(self.plan.bays, views, strict=True)
        return [self.came_back(*came), self.flow(*cd22), self.family(*age), self.checkup(*tests), self.asked(*tell)]

    def came_back(self, bay: Bay, view: View) -> list[Mobject]:
        """A window onto the marrow, and somebody who rests."""
        head, radius, (x, y) = self.plan.head, self.plan.window, self.plan.window_at
        seen, middle = marrow_in_time(self.seed_for("marrow")), view.at(view.point(x, y))
        self.marrow = Marrow(middle.scaled(radius / (WINDOW * UM)), seen[1], seen[0], rim="none")
        self.arrow = ReturnArrow(middle, 1.27 * radius, 0.11 * radius)
        self.resting = Resting(view, -0.15 * bay.opening, head, 0.38 * bay.opening)
        return [self.marrow, self.arrow, self.resting]

    def flow(self, bay: Bay, view: View) -> list[Mobject]:
        """A plot of cells on the wall, and somebody at the microscope."""
        axis, (x, wide, high, y) = self.script.beat("cd22").labels["axis"], self.plan.plot
        self.plot = FlowPlot(view.at(view.point(x, y)), wide, high, axis, 38, self.seed_for("plot"))
        self.plot.count(0)
        self.lab = AtTheMicroscope(view, -0.20 * bay.opening, self.plan.head, 0.5 * bay.opening + 4)
        return [self.plot, self.lab]

    def family(self, bay: Bay, view: View) -> list[Mobject]:
        """A grandfather, a child and a mother, still behind the wall at the right."""
        w, head = bay.opening, self.plan.head
        far = 0.5 * w + 0.3 * w + head
        self.three = WalkingIn(view, (-0.31 * w, 0.30 * w - 1.5 * head), head, far)
        return [self.three]

    def checkup(self, bay: Bay, view: View) -> list[Mobject]:
        """A nurse with a tube of blood, somebody on a stool; signs that come with their words."""
        radius, apart, y = self.plan.signs
        self.blood = DrawnBlood(view, (-0.30 * bay.opening, 0.27 * bay.opening), self.plan.head)
        self.tests = Checkup(view.at(view.point(0, y)), radius, apart)
        return [self.blood]

    def asked(self, bay: Bay, view: View) -> list[Mobject]:
        """A woman and a doctor before a half-open door, under a board."""
        x, wide, high, y = self.plan.board
        woman, head = -0.30 * bay.opening, self.plan.head
        self.talking = Talking(view, (woman, woman + max(0.47 * bay.opening, 2.5 * head)), head)
        self.asks = AskFirst(view.at(view.point(x, y)), wide, high)
        return [self.asks.board, self.talking]

    # --- what happens ----------------------------------------------------------------------
    def light(self, number: int) -> None:
        """Light comes on in a bay, and falls through it onto the pavement; the bay before it steps back."""
        arcade = self.arcade
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
        start = beat.at(0.42)
        self.ambient(self.resting, lambda r, t: r.breathe(stepped(t, _CALM)))
        self.act_until(start)
        self.ambient(self.marrow, lambda m, t: m.turn(ease(t, start, 2.4)))
        self.ambient(self.arrow, lambda a, t: a.draw(ease(t, start, 1.8)))

    def count_the_cells(self, beat: Beat) -> None:
        """Dots arrive as cells are counted."""
        self.still(self.resting)
        start = beat.at(0.16)
        self.ambient(self.plot, lambda p, t: p.count(min(max((t - start) / 2.6, 0), 1)))
        self.show(self.plot.name_of_axis, 0.5, 1.2, behind=self.lab)
        self.ambient(self.lab, lambda r, t: r.breathe(stepped(t, _CALM)))

    def let_them_walk_in(self) -> None:
        """Three persons of three ages walk in from the right."""
        self.still(self.lab)
        self.hide(self.plot.name_of_axis, 0.3)
        start = self.now + 0.5
        self.ambient(self.three, lambda w, t: w.come(t, start, 3.0))

    def show_the_tests(self, beat: Beat) -> None:
        """Blood, liver, heart, one after the other."""
        self.still(self.three)
        start = beat.at(0.2)
        self.ambient(self.blood, lambda b, t: b.lift(ease(t, start, 1.2)))
        for sign, said in zip(self.tests.signs, (0.45, 0.6), strict=True):
            self.emerge(sign, 0.5, beat.at(said) - self.now, PAPER_CARD, behind=self.blood)
        self.act_until(start + 1.3)
        self.ambient(self.blood, lambda b, t: b.breathe(stepped(t, _CALM)))

    def ask_first(self, beat: Beat) -> None:
        """A question mark instead of a tick; a board with what is asked about; two persons talk."""
        self.still(self.blood)
        start = beat.at(0.1)
        self.show(self.question, 0.5, 0.4)
        self.ambient(self.talking, lambda g, t: g.talk(stepped(t, _CALM), start, beat.narration_end - start))
        for sign, said in zip(self.asks.signs, self.told, strict=True):
            self.emerge(sign, 0.5, beat.at(said) - self.now, PAPER_CARD, behind=self.talking)

    @property
    def told(self) -> tuple[float, float, float]:
        """When liver disease, VOD and a pregnancy are spoken of: shares of what is said."""
        return (0.55, 0.3, 0.8) if self.student else (0.16, 0.42, 0.24)

    def ask(self, beat: Beat) -> None:
        """What a person can ask: three questions; all light is on, and all persons are there."""
        for i, key in enumerate(("my_cd22", "my_liver", "next")):
            size = self.zones.pick("label", "minor", "minor")
            self.word(key, self.plan.questions[i], size, 0.3 + 0.9 * i)
        for shade, light in zip(self.arcade.shades[:-1], self.arcade.lights, strict=False):
            self.hide(shade, 1.1)
            self.show(light, 1.1, behind=self.arcade.wall)
        self.show(self.plot.name_of_axis, 0.5, 1.0, behind=self.lab)
        for group in (self.resting, self.three, self.talking):
            self.ambient(group, lambda g, t: g.breathe(stepped(t, _CALM)))
        self.act_until(max(beat.narration_end, self.now + 3.8))

    # --- words ----------------------------------------------------------------------------
    def word(
        self, key: str, at: Place, size: str = "label", delay: float = 0.3, room: float = 1000.0
    ) -> Label:
        """A word with its middle at a place, kept inside the picture's safe area."""
        weight: Weight = "bold" if size == "label" else "semibold"
        safe = self.zones.safe
        _, box = measure(self._beat.script.labels[key], getattr(self.zones.type, size), room, weight)
        x = min(max(at[0], safe.left + box.width / 2), safe.right - box.width / 2)
        return self.caption_label(key, (x, at[1]), "ink", 0.5, size, weight, delay, room)

    def say(self, number: int, key: str, more: str = "") -> None:
        """A bay's words: what is asked, and (if this audience is told) a little more: beside it or below."""
        x, labels = self.plan.bays[number].x, self._beat.script.labels
        if more not in labels:
            self.word(key, (x, self.plan.words))
            return
        sizes, row = self.zones.type, self.plan.words == self.plan.below
        wide = [measure(labels[k], size, 1000.0, weight)[1].width
                for k, size, weight in ((key, sizes.label, "bold"), (more, sizes.minor, "semibold"))]
        if not row:
            first = self.word(key, (x, self.plan.words))
            self.word(more, (first.box.center[0], self.plan.below), "minor", 0.9)
            return
        whole = sum(wide) + 36
        left = min(max(x - whole / 2, self.zones.safe.left), self.zones.safe.right - whole)
        self.word(key, (left + wide[0] / 2, self.plan.words))
        self.word(more, (left + whole - wide[1] / 2, self.plan.below), "minor", 0.9)

    def say_the_ages(self, beat: Beat) -> None:
        """Two countries in one form: the age, and the date of the text."""
        size = self.zones.pick("label", "minor", "minor")
        for key, at, share in zip(("us", "eu"), self.plan.ages, (0.1, 0.6), strict=True):
            self.word(key, at, size, beat.at(share) - self.now)
