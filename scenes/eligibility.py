"""Eligibility: who can have the drug. Four gates, each a condition; a person walks on as they open.

A wall of stone, a relative of the bridge. A door opens only when its condition has been said: the disease came
back or did not go away, its cells carry CD22, the age that a country's text names, tests before the start. Countries
and dates stand in the picture. In portrait there are two storeys.
"""

from __future__ import annotations

from manim import Mobject

from scenes.cast.cells.forms import UM
from scenes.cast.cells.marrow import Marrow
from scenes.cast.cells.marrow_cells import WINDOW, marrow_in_time
from scenes.cast.charts.flow_plot import FlowPlot
from scenes.cast.kit.marks import lettered
from scenes.cast.patient.person import Person
from scenes.sets.eligibility.gates import Gate, GateWall, speech_bubble
from scenes.sets.eligibility.layout import Composition
from scenes.sets.eligibility.signs import Checkup, FamilyOfThree, OnTheirWay, ReturnArrow
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label, measure
from scenes.stage.layout import Place
from scenes.stage.motion import ease
from scenes.stage.style import HEALTHY, MARROW, PAPER, PAPER_CARD, WATER, Weight, lighter
from scenes.stage.view import View


class Eligibility(Clip):
    """Beats: came_back, cd22, age, tests, ask."""

    name = "eligibility"
    poster_beat = "ask"
    lasts = (20, 41)
    ground = PAPER
    scaled = False  # gates with signs in them

    def construct(self) -> None:
        """The shot list."""
        self.build_the_gates()
        with self.beat("came_back") as beat:
            self.say(0, "came_back", "disease")
            self.open_gate(0, beat.at(0.7))
            self.let_it_come_back()
        with self.beat("cd22") as beat:
            self.walk_on(1)
            self.say(1, "cd22", "method")
            self.open_gate(1, beat.at(0.68))
            self.count_the_cells()
        with self.beat("age") as beat:
            self.hide(self.plot.name_of_axis, 0.3)
            self.walk_on(2)
            self.say_the_ages(beat)
            self.open_gate(2, beat.at(0.36))
            self.act_until(beat.narration_end)
        with self.beat("tests") as beat:
            self.show(self.plot.name_of_axis, 0.5, behind=self.doors[0])
            self.walk_on(3)
            self.say(3, "tests", "which")
            self.open_gate(3, beat.at(0.5))
            self.show_the_tests()
        with self.beat("ask") as beat:
            self.walk_on(4)
            self.ask(beat)
        self.end_card(OnTheirWay(self.zones.shape))

    # --- the gates ------------------------------------------------------------------------
    def setup(self) -> None:
        """In the wide picture the sources stand beside the title: words need the row below the path."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    def build_the_gates(self) -> None:
        """Wall and path; all doors are closed, and a person waits before the first."""
        z, plan = self.zones, Composition.of(self.zones)
        self.plan, stage = plan, View(1.0).at(z.point(0, 0))
        grounds = iter((MARROW, PAPER_CARD, lighter(WATER, 0.25), MARROW))
        self.storeys = [
            GateWall(
                stage, tuple(Gate(x, -floor, plan.opening, plan.straight) for x in middles), plan.ends,
                z.frame.width, tuple(next(grounds) for _ in middles),
            )
            for floor, middles in plan.storeys
        ]
        parts = [part for storey in self.storeys for part in zip(
            storey.gates, storey.backs, storey.doors, storey.ticks, strict=True)]
        self.gates, backs, self.doors, self.ticks = zip(*parts, strict=True)
        self.add(*backs, *self.fill_the_gates(stage), *self.doors)
        self.add(*(part for storey in self.storeys for part in (storey.wall, storey.path)))
        self.person = Person(stage, "adult", HEALTHY, plan.tall)
        self.add(self.person.stand(plan.stops[0][1], self.storeys[0].level()))

    def fill_the_gates(self, stage: View) -> list[Mobject]:
        """What is behind each door."""
        came, cd22, age, tests = ((gate.view(stage), gate.opening, gate.high) for gate in self.gates)
        seen = marrow_in_time(self.seed_for("marrow"))
        view, wide, high = came
        middle = view.at(view.point(0, 0.47 * high))
        self.marrow = Marrow(middle.scaled(0.335 * wide / (WINDOW * UM)), seen[1], seen[0], rim="none")
        self.arrow = ReturnArrow(middle, 0.428 * wide, 0.036 * wide)
        axis, size = self.script.beat("cd22").labels["axis"], max(0.125 * wide, 36)
        self.plot = FlowPlot(*cd22, axis, size, self.seed_for("plot"))
        self.plot.count(0)
        self.family, self.tests = FamilyOfThree(*age), Checkup(*tests)
        return [self.marrow, self.arrow, self.plot, self.family]

    # --- gates ----------------------------------------------------------------------------
    def open_gate(self, number: int, said: float) -> None:
        """When its condition has been said, a door swings open."""
        self.act_until(said)
        start, door = self.now, self.doors[number]
        self.ambient(door, lambda d, t: d.swing(ease(t, start, 1.3)))
        self.emerge(self.ticks[number], 0.5, 1.3, PAPER_CARD, behind=self.person)
        self.act(1.0)

    def let_it_come_back(self) -> None:
        """Few leukemia cells become many again; an arrow turns back."""
        start = self.now
        self.ambient(self.marrow, lambda m, t: m.turn(ease(t, start, 2.4)))
        self.ambient(self.arrow, lambda a, t: a.draw(ease(t, start, 1.8)))
        self.act(2.4)

    def count_the_cells(self) -> None:
        """Dots arrive as cells are counted."""
        start = self.now
        self.ambient(self.plot, lambda p, t: p.count(min(max((t - start) / 2.6, 0), 1)))
        self.show(self.plot.name_of_axis, 0.5, behind=self.doors[0])
        self.act(2.6)

    def show_the_tests(self) -> None:
        """Blood, liver, heart, one after the other."""
        for i, sign in enumerate(self.tests.signs):
            self.emerge(sign, 0.5, 0.45 * i, MARROW, behind=self.doors[0])
        self.act(1.9)

    # --- the person -----------------------------------------------------------------------
    def walk_on(self, stop: int) -> None:
        """On to the next stop; from one storey to the next out at the right and in at the left."""
        (old, x0), (new, x1) = self.plan.stops[stop - 1 : stop + 1]
        wide, levels = self.zones.frame.width, [storey.level() for storey in self.storeys]
        out = 0.0 if old == new else wide + 120 - x0
        way, start = (x1 - x0 if old == new else out + x1 + 60), self.now
        over = max(1.8, way / 250)

        def pose(person: Person, time: float) -> None:
            share = ease(time, start, over)
            done = way * share
            here = (x0 + done, levels[old]) if old == new or done < out - 60 else (done - out - 60, levels[new])
            person.walk(*here, done, min(8 * min(share, 1 - share), 1.0))

        self.ambient(self.person, pose)

    # --- words ----------------------------------------------------------------------------
    def word(
        self, key: str, at: Place, size: str = "label", delay: float = 0.3, room: float | None = None
    ) -> Label:
        """A word with its middle at a place, kept inside the picture's safe area."""
        weight: Weight = "bold" if size == "label" else "semibold"
        room, safe = room or self.zones.pick(570, 840, 560), self.zones.safe
        _, box = measure(self._beat.script.labels[key], getattr(self.zones.type, size), room, weight)
        x = min(max(at[0], safe.left + box.width / 2), safe.right - box.width / 2)
        return self.caption_label(key, (x, at[1]), "ink", 0.5, size, weight, delay, room)

    def say(self, number: int, key: str, more: str) -> None:
        """A gate's words: what is asked, and (if this audience is told) a little more."""
        x, y = self.plan.words
        first = self.word(key, (x or self.gates[number].x, y))
        if more in self._beat.script.labels:
            below = first.box.bottom + 0.86 * self.zones.type.minor
            self.word(more, (first.box.center[0], below), "minor", 0.9)

    def say_the_ages(self, beat: Beat) -> None:
        """Two countries in one form: the age, and the date of the text."""
        size = self.zones.pick("label", "minor", "minor")
        for key, at, share in zip(("us", "eu"), self.plan.ages, (0.1, 0.6), strict=True):
            self.word(key, at, size, beat.at(share) - self.now, self.zones.pick(410, 840, 410))

    def ask(self, beat: Beat) -> None:
        """What a person can ask: three questions, and a speech bubble."""
        for i, key in enumerate(("my_cd22", "my_liver", "next")):
            size = self.zones.pick("label", "minor", "minor")
            self.word(key, self.plan.questions[i], size, 0.3 + 0.9 * i)
        (storey, x), wide = self.plan.stops[-1], self.plan.bubble
        top = self.storeys[storey].level() + 1.06 * self.plan.tall
        view = self.person.view.at(self.person.view.point(x, top))
        speech = speech_bubble(view, wide, 0.86 * wide)
        mark = self._beat.script.labels["question"]
        speech.add(lettered(mark, 0.62 * wide, (0.06 * wide, 0.62 * wide), view))
        self.act_until(max(beat.at(0.3), self.now + 2.2))
        self.emerge(speech)
        self.act_until(max(beat.narration_end, self.now + 1.6))
