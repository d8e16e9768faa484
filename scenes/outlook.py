"""Outlook: what comes next. A river with firm banks is what is established; its arms are being studied.

Each arm runs on between broken lines to a sign in a broken ring, with a tag that dates the report: lower or split
doses, other medicines beside it, first treatment, CAR-T cells that hold on to the same CD22. No result is shown.
"""

from __future__ import annotations

import numpy as np
from shapely.geometry import Point, box

from scenes.cast.molecules.ornament import Ornament
from scenes.sets.outlook.layout import Composition
from scenes.sets.outlook.river import STUB, Arm, River
from scenes.sets.outlook.signs import Sign, Tag
from scenes.stage.clip import Beat, Clip
from scenes.stage.labels import Label, measure
from scenes.stage.layout import Place
from scenes.stage.motion import ease, stepped
from scenes.stage.style import LAND, Weight
from scenes.stage.view import View
from scenes.stage.words import width_px

STUDIES = ("doses", "partners", "first", "car_t")


class Outlook(Clip):
    """Beats: today, doses, partners, first, car_t, studied."""

    name = "outlook"
    poster_beat = "studied"
    lasts = (20, 44)
    ground = LAND
    scaled = False  # a river with signs: its molecules are some of them

    def construct(self) -> None:
        """The shot list."""
        self.build_the_river()
        with self.beat("today") as beat:
            self.say_what_is_approved(beat)
        with self.beat("doses") as beat:
            self.follow_an_arm(0, beat)
            self.say_what_was_not_shown(beat)
        with self.beat("partners") as beat:
            self.follow_an_arm(1, beat)
        with self.beat("first") as beat:
            self.follow_an_arm(2, beat)
        with self.beat("car_t") as beat:
            self.follow_an_arm(3, beat)
        with self.beat("studied") as beat:
            self.say_what_lines_mean(beat)
        self.end_card(Ornament(self.zones.shape))

    def setup(self) -> None:
        """In the wide picture the sources stand beside the title, clear of the stream."""
        vars(self)["marks_corner"] = self.zones.pick("top_right", "bottom_left", "bottom_left")
        super().setup()

    # --- the river ------------------------------------------------------------------------
    def build_the_river(self) -> None:
        """Land, the stream with firm banks, and today's sign in it; the arms have not run yet."""
        z, plan = self.zones, Composition.of(self.zones)
        self.plan = plan
        self.stage = View(1.0).at(z.point(0, 0))

        def up(points: tuple[Place, ...]) -> tuple[Place, ...]:
            return tuple((x, -y) for x, y in points)

        quiet = [Point(x, -y).buffer(plan.sign) for x, y in plan.signs]
        quiet += [box(plan.words, -y - 96, z.frame.width, -y + 70) for _, y in plan.signs]
        quiet += [Point(plan.today[0], -plan.today[1]).buffer(plan.radius + 12)]
        quiet += [box(x, -y - 100, x + 420, -y + 50) for x, y in (plan.under_today, plan.at_last)]
        wide, low = z.frame.width, z.caption.top
        quiet += [box(0, -z.subtitle_baseline - 10, z.pick(0.42, 1.0, 0.75) * wide, 0), box(0, -9999, wide, -low),
                  box(0, -low, 0.3 * wide, 96 - low)]
        self.river = River(
            self.stage, Arm(up(plan.stream), plan.wide), [Arm(up(lane), plan.arm) for lane in plan.lanes],
            quiet, self.seed_for("water"),
        )
        river = self.river
        self.today = Sign(self.at(plan.today), plan.radius, "today")
        self.add(river.land, river.water, river.banks, self.today, river.ripples)
        self.ambient(river.ripples, lambda _, t: river.rock(stepped(t, 10)))

    def at(self, place: Place) -> View:
        """A view whose origin is a place (px, y down)."""
        return self.stage.at(self.zones.point(*place))

    def run(self, number: int, start: float, over: float) -> None:
        """Let the water of one arm run; those before have arrived."""
        def shares(time: float) -> np.ndarray:
            run = np.full(len(STUDIES), STUB)
            run[:number] = 1.0
            run[number] += (1 - STUB) * ease(time, start, over)
            return run

        self.ambient(self.river.water, lambda _, t: self.river.run(shares(t)))

    # --- beats ----------------------------------------------------------------------------
    def say_what_is_approved(self, beat: Beat) -> None:
        """The stream: what is established."""
        x, y = self.plan.under_today
        self.say(("today", "approved"), (x, y))
        self.act_until(max(beat.narration_end, self.now + 3.5))

    def follow_an_arm(self, number: int, beat: Beat) -> None:
        """An arm runs on; its sign and its date come up where it ends."""
        plan, study = self.plan, STUDIES[number]
        (x, y), (name, row, _) = plan.signs[number], plan.lines
        self.run(number, self.now + 0.2, 2.0)
        sign = Sign(self.at((x, y)), plan.sign, study)
        tag = Tag(self.at((plan.words, y + row)), beat.script.labels[f"date_{study}"], self.zones.type.minor)
        self.emerge(sign, 0.6, 1.7, behind=self.river.ripples)
        self.emerge(tag, 0.6, 2.2, behind=self.river.ripples)
        lines, _ = measure(beat.script.labels[study], self.zones.type.label, plan.room, "bold")
        self.word(study, (plan.words, y + name - 1.12 * self.zones.type.label * (len(lines) - 1)), delay=1.0)
        self.word_beside(tag, (plan.words, y + row), (plan.words, y + plan.lines[2]))
        self.act_until(max(beat.at(0.45 if number == 0 else 1.0), self.now + 4.4 - 1.2 * (number == 0)))

    def word_beside(self, tag: Tag, at: Place, below: Place) -> None:
        """What a date means: beside its tag, or below it where that is too narrow."""
        size = self.zones.type.minor
        left = at[0] + tag.wide + 22
        wide = width_px(self._beat.script.labels["studied"], size, "semibold")
        fits = left + wide <= self.zones.safe.right
        self.word("studied", (left, at[1] + 0.33 * size) if fits else below, "minor", 2.4)

    def say_what_was_not_shown(self, beat: Beat) -> None:
        """A lower dose did not show less harm to the liver: no hope that was not read."""
        (_, y), line = self.plan.signs[0], self.plan.lines[2]
        self.word("not_less", (self.plan.words, y + line), "minor", 0.0)
        self.act_until(max(beat.narration_end, self.now + 2.8))

    def say_what_lines_mean(self, beat: Beat) -> None:
        """The whole river: broken lines are studies."""
        x, y = self.plan.at_last
        self.say(("not_standard", "broken") if self.zones.shape != "square" else ("not_standard",), (x, y))
        self.act_until(max(beat.narration_end, self.now + 3.6))

    def say(self, keys: tuple[str, ...], at: Place) -> None:
        """A heavy word, and a lighter one under it."""
        first = self.word(keys[0], at)
        for key in keys[1:]:
            self.word(key, (at[0], first.box.bottom + 0.9 * self.zones.type.minor), "minor", 1.1)

    def word(self, key: str, at: Place, size: str = "label", delay: float = 0.3) -> Label:
        """A word that starts at a place."""
        weight: Weight = "bold" if size == "label" else "semibold"
        room = min(self.plan.room, self.zones.safe.right - at[0])
        return self.caption_label(key, at, "ink", 0.0, size, weight, delay, room)
